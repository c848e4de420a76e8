"""Concerns and faults made by hand, with the texts given where returns can put text."""

from __future__ import annotations

from collections.abc import Callable

from engine.nouns.evidence.fact import Origin
from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.outcome.concern import Concern, FindingKey, Statement
from tests.reports.small_pack import Q1, Q2, RULES

TextAt = Callable[[int], str]
"""The text that stands at a numbered place."""


def origin(cell: str, typed: str, sheet: str = "dashboard") -> Origin:
    return Origin("orwell-q2.xlsx", "12" * 32, sheet, cell, typed)


def concerns_with(text: TextAt) -> tuple[Concern, ...]:
    return (
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


def faults_with(text: TextAt) -> tuple[Fault, ...]:
    return (
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
