"""An assessment as anybody may see it, compared with the one it was made from field by field."""

from __future__ import annotations

from dataclasses import replace

from engine.assess import assess
from engine.nouns.evidence.decision import Decisions, Waiver, WaiverStatus
from engine.nouns.evidence.fact import Origin, Range
from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.evidence.resubmission import CellChange, Superseded
from engine.nouns.outcome.assessment import InputFile
from engine.nouns.outcome.audience import Audience, Suppression
from engine.nouns.outcome.past import NO_PAST, Past
from engine.nouns.outcome.what_if import ChangedCell, WhatIf
from engine.nouns.policy.condition import Any
from engine.nouns.policy.pack import Pack
from engine.nouns.verdict import Verdict
from engine.publishing import publish_for_public
from engine.publishing.for_public import CLOSED, VERDICT
from engine.publishing.small_numbers import GROUP
from tests.engine.publishing.published.returns import (
    DAY,
    DRILLS,
    ELMS,
    HAS_PLAN,
    OAKS,
    Q1,
    Q2,
    WELL,
    assessed,
    at_most,
    sent,
    with_rules,
)

RETURN = "return of ELMS for 2014-15 Q2"


def test_what_is_published_of_a_run_is_all_but_what_tells(pack: Pack) -> None:
    pack = with_rules(
        pack,
        half=at_most(WELL, 2.0),
        most=at_most(WELL, 4.0),
        either=Any((at_most(WELL, 2.0), HAS_PLAN)),
        plan=HAS_PLAN,
    )
    true = assessed(pack, sent(ELMS, Q2, well=3, plan=True), sent(OAKS, Q2, well=9, plan=False))
    cells = [
        ChangedCell(rule, code, Verdict.MET, Verdict.NOT_MET)
        for code in ("ELMS", "OAKS", "gone")
        for rule in ("half", "most", "plan")
    ]
    change = CellChange("dashboard", "2", "value", "2", "3", "dashboard C2", "dashboard C2")
    own = replace(true.run.parameters[0], overlaid_from="own.yaml", note="Ada", agreed="Ada")
    at = Origin("decisions.xlsx", "0" * 64, "waivers", "B2", "half")
    waiver = Waiver(
        *("OAKS", "half", "so Ada", "Ada", DAY, DAY),
        *(WaiverStatus.APPLIED, at),
    )
    fault = Fault(Severity.CELL, "ELMS.xlsx", "3 by Ada", "a number", "Mend.", "dashboard", "C2")
    true = replace(
        true,
        run=replace(
            true.run,
            inputs=(InputFile("ELMS.xlsx", "0" * 64, "ELMS", Q2.label, True),),
            parameters=(*true.run.parameters, own),
            superseded=(
                Superseded("a.xlsx", "ELMS", Q2.label, DAY, "b.xlsx", DAY, (change,), "2 more"),
            ),
        ),
        faults=(fault, replace(fault, cell="C9")),
        what_ifs=(WhatIf(own, 3.0, tuple(cells)),),
        past=Past(quarters=(Q1,)),
        decisions=Decisions((waiver,)),
    )
    own_shown = replace(own, note="", agreed="", overlaid_from="(name not shown)")
    shown_at = Origin("another file (4)", "", "waivers", "B2", "")
    public = publish_for_public(true)
    label = "Drills that went well"
    withheld, plain = replace(true.what_ifs[0], cells=()), true.what_ifs[0].cells
    assert replace(public, findings=true.findings, submissions=true.submissions) == replace(
        true,
        run=replace(
            true.run,
            inputs=(replace(true.run.inputs[0], name=RETURN, sha256=""),),
            parameters=(
                *true.run.parameters[:-1],
                own_shown,
            ),
            superseded=(
                replace(
                    true.run.superseded[0],
                    file="another file (2)",
                    by_file="another file (3)",
                    changes=(),
                    register="",
                ),
            ),
        ),
        faults=tuple(
            replace(
                fault,
                file=RETURN,
                found="words as typed, not shown",
                expected="what that place asks for",
                to_do="The full words are told to those who may see the returns.",
                cell=cell,
            )
            for cell in ("C2", "")
        ),
        what_ifs=(replace(withheld, parameter=own_shown, cells=(plain[2], *plain[3:])),),
        audience=Audience.PUBLIC,
        suppressed=(
            Suppression("ELMS", Q2.label, WELL, label, GROUP),
            Suppression("ELMS", Q2.label, "either", "Title of either", CLOSED),
            Suppression("ELMS", Q2.label, "half", "Title of half", VERDICT),
        ),
        past=NO_PAST,
        decisions=Decisions((replace(waiver, reason="", approved_by="", origin=shown_at),)),
    )
    assert public.findings[1].because == "Too few staff are trained. Drills that went well: 9."
    assert {
        (finding.rule, finding.organisation.code): finding.verdict for finding in public.findings
    } == {
        ("half", "ELMS"): Verdict.NO_EVIDENCE,
        ("half", "OAKS"): Verdict.NOT_MET,
        ("most", "ELMS"): Verdict.MET,
        ("most", "OAKS"): Verdict.NOT_MET,
        ("either", "ELMS"): Verdict.MET,
        ("either", "OAKS"): Verdict.NOT_MET,
        ("plan", "ELMS"): Verdict.MET,
        ("plan", "OAKS"): Verdict.NOT_MET,
    }
    rulings = {(one.rule, one.organisation.code): one.verdict for one in public.findings.rulings()}
    assert rulings == {
        (finding.rule, finding.organisation.code): finding.verdict for finding in public.findings
    }
    [elms, _] = public.submissions
    assert [(fact.value, fact.why_unknown) for fact in elms.facts.values()] == [
        (None, "not shown (small number)"),
        (True, ""),
    ]


def test_a_fault_tells_the_clauses_it_costs_where_the_duties_on_them_are_told(pack: Pack) -> None:
    pack = with_rules(pack, drills=at_most(DRILLS, 4.0), well=at_most(WELL, 2.0))
    pack = replace(pack, rules={**pack.rules, "well": replace(pack.rules["well"], cites=("F1",))})
    small = sent(ELMS, Q2, well=3)
    bounds = replace(small.facts[WELL], value=Range(2, 4))
    small = replace(small, facts={WELL: bounds})
    faults = [
        Fault(
            *(Severity.CELL, "ELMS.xlsx", "typed", "a number", "Mend.", "dashboard", cell),
            *("ELMS", Q2.label, (name,)),
        )
        for cell, name in (("C2", WELL), ("C3", DRILLS))
    ]
    true = assess(pack, [small], faults, (), Q2, DAY, "a test")
    assert [fault.clauses for fault in true.faults] == [("F1",), ("F2",)]
    assert [fault.clauses for fault in publish_for_public(true).faults] == [(), ("F2",)]
