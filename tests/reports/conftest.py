"""An assessment made by hand: every verdict, concerns, faults, silence, and hostile text."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest

from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.assessment import Assessment, InputFile, Run
from engine.nouns.outcome.concern import Concern, FindingKey, Statement
from engine.nouns.outcome.finding import Change, Finding, Step
from engine.nouns.outcome.findings import Findings
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Truth, Verdict
from tests.reports.small_pack import (
    AS_OF,
    LEVEL_3,
    MIDWIFE,
    MISSED,
    NURSE,
    Q1,
    Q2,
    REFRESH,
    RULES,
    SPECS,
    TRAINING_MET,
    small_pack,
)

HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x")',
    "]]><!-- -->",
    "\"quoted\" & 'single' &amp;",
    "\u202ereversed\u2066",
    "\x00\x07\x1b[31mred",
    "+1",
    "-1",
    "@cmd",
    "\tTAB",
    "\r\n=2+2",
    "{{ 7*7 }}{% endraw %}",
    "</style></title></textarea>",
)


def assessment_of(texts: tuple[str, ...] = HOSTILE) -> Assessment:
    """The assessment, with the texts given in the places where returns can put text."""

    def text(number: int) -> str:
        return texts[number % len(texts)]

    acute = Organisation("RQX", "Orwell and Deben NHS Trust", "provider")
    community = Organisation("RQY", f"Gipping Community {text(0)}", "provider")
    silent = Organisation("RQZ", "Waveney Private Hospital", "provider")
    ccg = Organisation("06L", "Ipswich and East Suffolk CCG", "ccg")

    def origin(cell: str, typed: str, sheet: str = "dashboard") -> Origin:
        return Origin("orwell-q2.xlsx", "12" * 32, sheet, cell, typed)

    def number(name: str, value: float, cell: str, typed: str) -> Fact:
        return Fact(
            name, Range.of_number(value), Basis.FIGURE, (origin(cell, typed),), returned=True
        )

    facts = {
        NURSE: number(NURSE, 0.0, "D3", "vacant"),
        MIDWIFE: number(MIDWIFE, 0.6, "D4", "0.6"),
        LEVEL_3: Fact(
            LEVEL_3,
            Range(61.0, 64.5),
            Basis.FIGURE,
            (),
            (
                "training.safeguarding.level_3.staff",
                "training.safeguarding.level_3.in_date",
                LEVEL_3,
            ),
            "2 rows could not be read",
            returned=True,
        ),
        "training.safeguarding.level_3.staff": Fact(
            "training.safeguarding.level_3.staff",
            Range.of_number(110),
            Basis.FIGURE,
            tuple(origin(f"E{row}", "3", "training") for row in range(2, 30)),
            returned=True,
        ),
        "documents.training_strategy.approved_on": Fact(
            "documents.training_strategy.approved_on",
            Range.of_day(dt.date(2013, 3, 31)),
            Basis.DOCUMENT,
            (origin("C2", "31/03/2013", "documents"),),
            returned=True,
        ),
        MISSED: Fact(
            MISSED, None, None, (origin("B9", text(1)),), why_unknown=text(2), returned=False
        ),
        "dashboard.8.3": number("dashboard.8.3", 9, "C20", text(6)),
        "dashboard.8.1": number("dashboard.8.1", 7, "C18", "7"),
        "organisation.services": Fact(
            "organisation.services",
            frozenset({"maternity", "paediatrics"}),
            None,
            (),
            returned=True,
        ),
    }

    def step(
        name: str, asked: str, truth: Truth, found: str, role: str = "met_when", **more: object
    ) -> Step:
        spec = {spec.name: spec for spec in SPECS}[name]
        fact = facts.get(name) or Fact(name, None, why_unknown="The cell is blank")
        made = Step(role, asked, truth, truth is not Truth.UNKNOWN, fact, spec.label, found)
        return dataclasses.replace(made, **more)  # type: ignore[arg-type]

    def finding(
        rule: int, who: Organisation, quarter: Quarter, verdict: Verdict, *trace: Step
    ) -> Finding:
        asks = verdict in (Verdict.PARTLY_MET, Verdict.NOT_MET, Verdict.NO_EVIDENCE)
        words = RULES[rule].words
        return Finding(
            RULES[rule].id,
            RULES[rule].title,
            who,
            quarter,
            verdict,
            Basis.FIGURE if verdict is not Verdict.NO_EVIDENCE else None,
            RULES[rule].cites,
            trace,
            f"{words.for_verdict(verdict)} {text(rule)}",
            words.to_comply if asks else "",
            (Change(RULES[rule].facts[0], "38 more staff must be in date"),) if asks else (),
            words.question if asks else "",
        )

    met, part, unmet, _, none, away = Verdict
    nurse = step(NURSE, "Named Nurse in post is over 0", Truth.FALSE, "0 wte (vacant)")
    level = step(
        LEVEL_3,
        "Level 3 training is at least 95 %",
        Truth.FALSE,
        "between 61 and 64.5 %",
        parameter=TRAINING_MET,
    )
    strategy = step(
        "documents.training_strategy.approved_on",
        "Training strategy approved is within 36 months",
        Truth.TRUE,
        "31 March 2013",
        parameter=REFRESH,
    )
    some = step(
        LEVEL_3,
        "Level 3 training is over 0",
        Truth.TRUE,
        "between 61 and 64.5 %",
        "partly_met_when",
    )
    parts = step(
        "dashboard.8.3",
        "Looked-after children admitted is at most children admitted",
        Truth.FALSE,
        "9",
        against=facts["dashboard.8.1"],
    )
    missed = step(MISSED, "Missed appointments is met", Truth.UNKNOWN, text(3))
    maternity = step(
        "organisation.services",
        "Services include maternity",
        Truth.TRUE,
        "maternity and paediatrics",
        "applies_when",
    )
    midwife = step(MIDWIFE, "Named Midwife in post is over 0", Truth.TRUE, "0.6 wte")
    findings = (
        finding(0, acute, Q2, unmet, nurse),
        finding(0, community, Q2, met),
        finding(0, silent, Q2, none),
        finding(1, acute, Q2, met, maternity, midwife),
        finding(1, community, Q2, away),
        finding(1, silent, Q2, none),
        finding(2, acute, Q2, none, missed),
        finding(2, community, Q2, met),
        finding(2, silent, Q2, none),
        finding(3, acute, Q2, part, level, strategy, some),
        finding(3, community, Q2, met),
        finding(3, silent, Q2, none),
        finding(4, acute, Q2, unmet, parts),
        finding(4, community, Q2, away),
        finding(4, silent, Q2, none),
        finding(0, acute, Q1, met),
        finding(0, community, Q1, met),
        finding(1, acute, Q1, met),
        finding(2, acute, Q1, part),
        finding(3, acute, Q1, unmet),
        finding(3, community, Q1, part),
    )
    concerns = (
        Concern(
            "repetition-1",
            "repeated",
            "repetition",
            "Below what is asked in two quarters running",
            "RQX",
            (Q1.label, Q2.label),
            ("A1.4.1",),
            (
                FindingKey("A1-level-3", "RQX", Q1.label),
                FindingKey("A1-level-3", "RQX", Q2.label),
            ),
            (),
            "Level 3 was short in both quarters.",
            "What is the plan?",
            "Ask for a dated plan.",
            ("contradiction-1", "gone"),
        ),
        Concern(
            "contradiction-1",
            "self-audit-contradicted",
            "contradiction",
            f"The self-audit says met; the figures say otherwise {text(4)}",
            "RQX",
            (Q2.label,),
            ("A1.4.1", "S6.p18.c"),
            (FindingKey("A1-level-3", "RQX", Q2.label),),
            (
                Statement("The organisation’s own audit score", text(5), (origin("B9", "3"),)),
                Statement("Level 3 training", "61 %", (origin("C9", text(7)),)),
            ),
            "The audit and the register disagree.",
            "Which of the two is right?",
            "Send the register with the answer.",
        ),
        *(
            Concern(
                f"silence-{rule.id}",
                "no-evidence-again",
                "repetition",
                "No evidence in two quarters running",
                "RQZ",
                (Q1.label, Q2.label),
                rule.cites,
                (FindingKey(rule.id, "RQZ", Q2.label),),
                (),
                f"Nothing came for {rule.id}.",
                "When will it come?",
                "Ask for the return.",
            )
            for rule in RULES
        ),
    )
    faults = (
        Fault(
            Severity.CELL,
            "orwell-q2.xlsx",
            text(8),
            "a number",
            "Type the number alone.",
            "dashboard",
            "C20",
            "RQX",
            Q2.label,
            ("dashboard.8.3",),
        ),
        Fault(
            Severity.FILE, text(9), text(10), "a workbook", "Save it as .xlsx and send it again."
        ),
        Fault(Severity.CHECK, "orwell-q2.xlsx", "a hidden sheet", "none", text(11), "Sheet2"),
    )
    run = Run(
        Q2,
        AS_OF,
        "clausewise 0.1.0",
        "durable_rules 2.0.28",
        (
            InputFile("orwell-q2.xlsx", "12" * 32, "RQX", Q2.label, True),
            InputFile(text(12), "34" * 32, "", "", False),
        ),
        (TRAINING_MET, REFRESH),
    )
    submissions = (
        Submission(acute, Q1, {}, True, ("orwell-q1.xlsx",)),
        Submission(acute, Q2, facts, True, ("orwell-q2.xlsx",)),
        Submission(community, Q1, {}, True, ()),
        Submission(community, Q2, {}, True, (text(12),)),
        Submission(silent, Q1, {}, False),
        Submission(silent, Q2, {}, False),
        Submission(ccg, Q2, {}, True, ()),
    )
    return Assessment(
        run,
        small_pack(),
        (Q1, Q2),
        (community, ccg, acute, silent),
        submissions,
        Findings.from_findings(findings),
        concerns,
        faults,
    )


@pytest.fixture(scope="session")
def assessment() -> Assessment:
    return assessment_of()


@pytest.fixture(scope="session")
def make_assessment() -> Callable[[tuple[str, ...]], Assessment]:
    return assessment_of
