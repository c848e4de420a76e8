"""An assessment made by hand: every verdict, concerns, faults, silence, and hostile text."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from functools import partial

from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.assessment import Assessment, InputFile, Run
from engine.nouns.outcome.finding import Change, Finding, Step
from engine.nouns.outcome.findings import Findings
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Truth, Verdict
from tests.reports.small_concerns import TextAt, concerns_with, faults_with, origin
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


ACUTE = Organisation("RQX", "Orwell and Deben NHS Trust", "provider")
SILENT = Organisation("RQZ", "Waveney Private Hospital", "provider")
CCG = Organisation("06L", "Ipswich and East Suffolk CCG", "ccg")


def number(name: str, value: float, cell: str, typed: str) -> Fact:
    return Fact(name, Range.of_number(value), Basis.FIGURE, (origin(cell, typed),), returned=True)


def facts_with(text: TextAt) -> dict[str, Fact]:
    """What the acute trust returned."""
    return {
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


def steps_with(text: TextAt, facts: Mapping[str, Fact]) -> dict[str, Step]:
    """Steps of the rules on the acute trust's facts, by what each looks at."""

    def step(
        name: str, asked: str, truth: Truth, found: str, role: str = "met_when", **more: object
    ) -> Step:
        spec = {spec.name: spec for spec in SPECS}[name]
        fact = facts.get(name) or Fact(name, None, why_unknown="The cell is blank")
        made = Step(role, asked, truth, truth is not Truth.UNKNOWN, fact, spec.label, found)
        return dataclasses.replace(made, **more)  # type: ignore[arg-type]

    return {
        "nurse": step(NURSE, "Named Nurse in post is over 0", Truth.FALSE, "0 wte (vacant)"),
        "level": step(
            LEVEL_3,
            "Level 3 training is at least 95 %",
            Truth.FALSE,
            "between 61 and 64.5 %",
            parameter=TRAINING_MET,
        ),
        "strategy": step(
            "documents.training_strategy.approved_on",
            "Training strategy approved is within 36 months",
            Truth.TRUE,
            "31 March 2013",
            parameter=REFRESH,
        ),
        "some": step(
            LEVEL_3,
            "Level 3 training is over 0",
            Truth.TRUE,
            "between 61 and 64.5 %",
            "partly_met_when",
        ),
        "parts": step(
            "dashboard.8.3",
            "Looked-after children admitted is at most children admitted",
            Truth.FALSE,
            "9",
            against=facts["dashboard.8.1"],
        ),
        "missed": step(MISSED, "Missed appointments is met", Truth.UNKNOWN, text(3)),
        "maternity": step(
            "organisation.services",
            "Services include maternity",
            Truth.TRUE,
            "maternity and paediatrics",
            "applies_when",
        ),
        "midwife": step(MIDWIFE, "Named Midwife in post is over 0", Truth.TRUE, "0.6 wte"),
    }


def finding(
    text: TextAt, rule: int, who: Organisation, quarter: Quarter, verdict: Verdict, *trace: Step
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


def findings_with(text: TextAt, community: Organisation, facts: Mapping[str, Fact]) -> Findings:
    """Verdicts of every kind on three organisations, in two quarters."""
    met, part, unmet, _, none, away = Verdict
    steps, found = steps_with(text, facts), partial(finding, text)
    return Findings.from_findings(
        (
            found(0, ACUTE, Q2, unmet, steps["nurse"]),
            found(0, community, Q2, met),
            found(0, SILENT, Q2, none),
            found(1, ACUTE, Q2, met, steps["maternity"], steps["midwife"]),
            found(1, community, Q2, away),
            found(1, SILENT, Q2, none),
            found(2, ACUTE, Q2, none, steps["missed"]),
            found(2, community, Q2, met),
            found(2, SILENT, Q2, none),
            found(3, ACUTE, Q2, part, steps["level"], steps["strategy"], steps["some"]),
            found(3, community, Q2, met),
            found(3, SILENT, Q2, none),
            found(4, ACUTE, Q2, unmet, steps["parts"]),
            found(4, community, Q2, away),
            found(4, SILENT, Q2, none),
            found(0, ACUTE, Q1, met),
            found(0, community, Q1, met),
            found(1, ACUTE, Q1, met),
            found(2, ACUTE, Q1, part),
            found(3, ACUTE, Q1, unmet),
            found(3, community, Q1, part),
        )
    )


def assessment_of(texts: tuple[str, ...] = HOSTILE) -> Assessment:
    """The assessment, with the texts given in the places where returns can put text."""

    def text(number: int) -> str:
        return texts[number % len(texts)]

    community = Organisation("RQY", f"Gipping Community {text(0)}", "provider")
    facts = facts_with(text)
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
        Submission(ACUTE, Q1, {}, True, ("orwell-q1.xlsx",)),
        Submission(ACUTE, Q2, facts, True, ("orwell-q2.xlsx",)),
        Submission(community, Q1, {}, True, ()),
        Submission(community, Q2, {}, True, (text(12),)),
        Submission(SILENT, Q1, {}, False),
        Submission(SILENT, Q2, {}, False),
        Submission(CCG, Q2, {}, True, ()),
    )
    return Assessment(
        run,
        small_pack(),
        (Q1, Q2),
        (community, CCG, ACUTE, SILENT),
        submissions,
        findings_with(text, community, facts),
        concerns_with(text),
        faults_with(text),
    )
