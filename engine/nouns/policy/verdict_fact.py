"""Verdict facts: the verdict of one rule, as a condition of another reads it."""

from __future__ import annotations

_BEFORE, _AFTER = "rules.", ".verdict"
VERDICT_WORDS = ("met", "partly_met", "not_met", "not_applicable")
"""What a verdict fact can be; it is unknown without evidence, in dispute where conflicting."""


def verdict_fact(rule: str) -> str:
    """The fact that holds a rule's verdict: ``rules.S6-named-nurse.verdict``."""
    return f"{_BEFORE}{rule}{_AFTER}"


def rule_read(fact: str) -> str | None:
    """The id of the rule whose verdict a fact holds; None for any other fact."""
    if fact.startswith(_BEFORE) and fact.endswith(_AFTER):
        return fact[len(_BEFORE) : -len(_AFTER)]
    return None
