"""What each fault costs: the clauses left without evidence because of it."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from engine.fault_costs import with_clauses
from engine.nouns.evidence.fact import Fact, Origin
from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.finding import Finding, Step
from engine.nouns.outcome.findings import Findings
from engine.nouns.outcome.rulings import Ruling
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Truth, Verdict

NOW = Quarter(2014, 2)
US = Organisation("ZA1", "Us", "provider")


def unknown(name: str, *derived_from: str) -> Fact:
    return Fact(name, None, derived_from=derived_from, why_unknown="blank")


def finding(
    clause: str,
    *facts: Fact,
    verdict: Verdict = Verdict.NO_EVIDENCE,
    truth: Truth = Truth.UNKNOWN,
    may_yet_be_met: bool = False,
    organisation: Organisation = US,
) -> Finding:
    trace = tuple(Step("met_when", "", truth, True, fact, fact.name, "") for fact in facts)
    return Finding(
        clause, clause, organisation, NOW, verdict, None, (clause,), trace, "", "", (), "",
        may_yet_be_met,
    )  # fmt: skip


def fault(severity: Severity, *facts: str, sheet: str = "", code: str = "ZA1") -> Fault:
    return Fault(severity, "us.xlsx", "", "", "", sheet, "", code, NOW.label, facts)


def costs(
    faults: Sequence[Fault], findings: Sequence[Finding], facts: Mapping[str, Fact] | None = None
) -> list[tuple[str, ...]]:
    submissions = [Submission(US, NOW, facts or {})]
    return [
        one.clauses for one in with_clauses(faults, Findings.from_findings(findings), submissions)
    ]


def test_a_cell_costs_the_duties_that_could_not_be_told_without_it() -> None:
    findings = [
        finding("A1", unknown("dashboard.2")),
        finding("A2", unknown("dashboard.3")),
        finding("A3", unknown("dashboard.2"), verdict=Verdict.MET),
        finding("A4", unknown("dashboard.2"), truth=Truth.FALSE),
        finding("A5", unknown("dashboard.2"), verdict=Verdict.PARTLY_MET, may_yet_be_met=True),
    ]
    told = [fault(Severity.CELL, "dashboard.2"), fault(Severity.CHECK), fault(Severity.CELL)]
    assert costs(told, findings) == [("A1", "A5"), (), ()]


def test_a_cell_costs_what_was_worked_out_from_it() -> None:
    facts = {
        "dashboard.2": unknown("dashboard.2"),
        "dashboard.share": unknown("dashboard.share", "dashboard.2", "dashboard.3"),
        "rollup.share": unknown("rollup.share", "dashboard.share"),
    }
    findings = [finding("A1", facts["rollup.share"]), finding("A2", unknown("dashboard.9"))]
    assert costs([fault(Severity.CELL, "dashboard.2")], findings, facts) == [("A1",)]


def test_a_table_costs_all_that_rests_on_it() -> None:
    facts = {"training.l3": unknown("training.l3", "dashboard.4.1")}
    findings = [
        finding("A1", unknown("section11.S1")),
        finding("A2", facts["training.l3"]),
        finding("A3", unknown("documents.report")),
    ]
    told = [
        fault(Severity.TABLE, sheet="Section 11 "),
        fault(Severity.TABLE, sheet="dashboard.csv"),
        replace(fault(Severity.LOST), tables=("documents",)),
    ]
    assert costs(told, findings, facts) == [("A1",), ("A2",), ("A3",)]


def test_a_missing_column_costs_what_comes_of_no_cell_of_its_table() -> None:
    cell = Origin("us.xlsx", "", "documents", "D2", "")
    facts = {
        "documents.plan.review_due": unknown("documents.plan.review_due"),
        "documents.plan.approved_on": replace(
            unknown("documents.plan.approved_on"), origins=(cell,)
        ),
    }
    findings = [finding(f"A{n}", fact) for n, fact in enumerate(facts.values())]
    told = [replace(fault(Severity.CHECK), tables=("documents",))]
    assert costs(told, findings, facts) == [("A0",)]
    [found] = with_clauses(told, Findings.from_findings(findings), [Submission(US, NOW, facts)])
    assert found.severity is Severity.LOST


@pytest.mark.parametrize(
    ("cells", "cost"),
    [
        *(("C9", True), ("B9, C9", True), ("C2, C3 and 7 more", True), ("C5:C12", True)),
        *(
            ("C10", False),
            ("D9", False),
            ("C10:C12", False),
            ("C10 and 2 more", False),
            ("", False),
        ),
    ],
)
def test_a_cell_that_names_no_fact_costs_what_comes_from_it(cells: str, cost: bool) -> None:
    origin = Origin("us.xlsx", "", "documents", "C9", "")
    facts = {"documents.plan": replace(unknown("documents.plan"), origins=(origin,))}
    findings = [finding("A1", facts["documents.plan"])]
    told = [replace(fault(Severity.CELL, sheet="documents "), cell=cells)]
    assert costs(told, findings, facts) == [("A1",) if cost else ()]
    others = [replace(told[0], severity=Severity.CHECK), replace(told[0], file="other.xlsx")]
    assert costs(others, findings, facts) == [(), ()]


def test_a_file_costs_all_that_is_without_evidence_of_that_organisation() -> None:
    other = Organisation("ZA2", "Others", "provider")
    findings = [
        finding("A1", unknown("x")),
        finding("A2", unknown("x"), organisation=other),
        finding("A3", verdict=Verdict.NOT_MET),
    ]
    told = [fault(Severity.FILE), fault(Severity.FILE, code="ZA2"), fault(Severity.FILE, code="")]
    assert costs(told, findings) == [("A1",), ("A2",), ()]


def test_what_the_faults_of_others_cost_is_not_worked_out_for_one_organisation() -> None:
    other = Organisation("ZB1", "Others", "provider")
    lost = unknown("dashboard.8.1")
    found = Findings.from_findings([finding("A", lost), finding("B", lost, organisation=other)])
    asked: list[str] = []

    class Watched(Findings):
        def rulings_of(self, code: str) -> list[Ruling]:
            asked.append(code)
            return list(found.rulings_of(code))

        def by_key(self, key: tuple[str, str, str]) -> Finding | None:
            return found.by_key(key)

    faults = [fault(Severity.CELL, lost.name, code=code) for code in ("ZA1", "ZB1", "")]
    costed = with_clauses(faults, Watched([], lambda row, place: finding("A")), [])
    assert [each.clauses for each in costed.about_organisation("ZA1")] == [("A",), ()]
    assert asked == ["ZA1", ""]
    assert [each.clauses for each in costed] == [("A",), ("B",), ()]
    assert asked == ["ZA1", "", "ZB1"]


def test_faults_with_what_they_cost_are_as_a_tuple_of_them() -> None:
    lost = unknown("dashboard.8.1")
    costed = with_clauses(
        [fault(Severity.CELL, lost.name), fault(Severity.CHECK)],
        Findings.from_findings([finding("A", lost)]),
        [],
    )
    as_tuple = tuple(costed)
    assert (costed == as_tuple, hash(costed), repr(costed)) == (
        True,
        hash(as_tuple),
        repr(as_tuple),
    )
    assert (costed[-1], costed[:1], len(costed)) == (as_tuple[-1], as_tuple[:1], 2)
    assert pickle.loads(pickle.dumps(costed)) == as_tuple
