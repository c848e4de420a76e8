"""The verdict of a rule of the pack on a few facts."""

from __future__ import annotations

import datetime as dt

from engine.judge import settle_facts
from engine.nouns.evidence.fact import Fact, Range, Value
from engine.nouns.policy.pack import Pack
from engine.nouns.verdict import Verdict

QUARTER_END = dt.date(2014, 9, 30)


def returned(name: str, value: Value) -> Fact:
    return Fact(name, value, returned=True)


def answered(clause: str, word: str) -> Fact:
    """What an organisation's own audit says of a clause."""
    return returned(f"section11.{clause}", word)


def post(role: str, wte: float) -> Fact:
    return returned(f"named_professionals.{role}.wte", Range.of_number(wte))


def parts_of(pack: Pack, rule: str) -> list[str]:
    """The verdicts of other rules that a rule reads."""
    return [name for name in pack.rules[rule].facts if name.startswith("rules.")]


def verdict_on(pack: Pack, rule: str, *facts: Fact) -> Verdict:
    """The verdict on some facts, with every part met that they do not say otherwise of."""
    parts = [returned(name, "met") for name in parts_of(pack, rule)]
    settled = settle_facts(
        pack, [pack.rules[rule]], [{fact.name: fact for fact in (*parts, *facts)}], QUARTER_END
    )
    return settled.verdict(0, 0)
