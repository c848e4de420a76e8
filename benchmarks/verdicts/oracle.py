"""The oracle: each rule judged for each organisation by itself, as DESIGN says it in words.

It shares nothing with any of the engines: it goes through the pack's own conditions, one fact at
a time, with True, False and None.
"""

from __future__ import annotations

import math

import numpy as np

from benchmarks.verdicts.evidence import AS_OF, Evidence, words_of
from benchmarks.verdicts.problem import VERDICTS, Verdicts
from engine.evaluating.numbers import months_before
from engine.nouns.evidence.fact import Kind
from engine.nouns.policy.condition import (
    All,
    Any,
    Comparison,
    Condition,
    FactRef,
    Literal,
    Not,
    ParameterRef,
    WordList,
)
from engine.nouns.policy.operators import Op
from engine.nouns.policy.rule import Rule
from engine.nouns.policy.verdict_fact import rule_read

Value = float | bool | str | frozenset[str] | None
Facts = dict[str, tuple[Value, bool]]
"""By name the value, None where it is unknown, and whether it was returned."""


def judged(evidence: Evidence) -> Verdicts:
    """The verdicts as places in ``VERDICTS``, a row a rule in the pack's order."""
    found = np.empty((len(evidence.rules), evidence.size), dtype=np.int8)
    for place in range(evidence.size):
        facts = _facts(evidence, place)
        known: dict[str, str] = {}
        for row, rule in enumerate(evidence.rules):
            found[row, place] = VERDICTS.index(_verdict(rule, evidence, facts, known))
    return found


def _facts(evidence: Evidence, place: int) -> Facts:
    facts: Facts = {}
    for name, column in evidence.facts.items():
        number = float(column.values[place])
        value: Value = None
        if not math.isnan(number):
            if column.spec.kind in (Kind.NUMBER, Kind.DATE):
                value = number
            elif column.spec.kind is Kind.WORDS:
                value = frozenset(word for word, have in column.having.items() if have[place])
            else:
                value = words_of(column.spec)[int(number)]
        facts[name] = value, bool(column.returned[place])
    return facts


def _verdict(rule: Rule, evidence: Evidence, facts: Facts, known: dict[str, str]) -> str:
    if rule.id not in known:

        def truth(condition: Condition | None) -> bool | None:
            return None if condition is None else _truth(condition, evidence, facts, known)

        scope = True if rule.applies_when is None else truth(rule.applies_when)
        met, partly = truth(rule.met_when), truth(rule.partly_met_when)
        if scope is False:
            verdict = "not_applicable"
        elif scope is None:
            verdict = "no_evidence"
        elif met:
            verdict = "met"
        elif partly:
            verdict = "partly_met"
        elif met is False and (partly is False or rule.partly_met_when is None):
            verdict = "not_met"
        else:
            verdict = "no_evidence"
        known[rule.id] = verdict
    return known[rule.id]


def _truth(
    condition: Condition, evidence: Evidence, facts: Facts, known: dict[str, str]
) -> bool | None:
    match condition:
        case Not(part):
            truth = _truth(part, evidence, facts, known)
            return None if truth is None else not truth
        case All(parts):
            truths = [_truth(part, evidence, facts, known) for part in parts]
            return False if False in truths else None if None in truths else True
        case Any(parts):
            truths = [_truth(part, evidence, facts, known) for part in parts]
            return True if True in truths else None if None in truths else False
        case Comparison():
            return _compared(condition, evidence, facts, known)


def _compared(
    comparison: Comparison, evidence: Evidence, facts: Facts, known: dict[str, str]
) -> bool | None:
    rule = rule_read(comparison.fact)
    if rule is not None:
        verdict = _verdict(evidence.pack.rules[rule], evidence, facts, known)
        value, returned = (None if verdict == "no_evidence" else verdict), True
    else:
        value, returned = facts[comparison.fact]  # type: ignore[assignment]
    if comparison.op is Op.IS_RETURNED:
        return True if returned else None
    right = _right(comparison, evidence, facts)
    return None if value is None or right is None else _holds(comparison.op, value, right)


def _right(comparison: Comparison, evidence: Evidence, facts: Facts) -> object:
    match comparison.right:
        case Literal(value):
            return value
        case WordList(values):
            return values
        case ParameterRef(name):
            return evidence.parameters[name]
        case FactRef(name):
            return facts[name][0]


def _holds(op: Op, value: Value, right: object) -> bool:
    today = AS_OF.toordinal()
    match op, value, right:
        case Op.INCLUDES, frozenset(), str():
            return right in value
        case Op.IS_ONE_OF, _, tuple():
            return value in right
        case Op.IS, _, _:
            return value == right
        case Op.IS_NOT_PAST, float(), _:
            return value >= today
        case Op.IS_WITHIN, float(), float():
            return months_before(AS_OF, int(right)).toordinal() <= value <= today
        case Op.IS_AT_LEAST, float(), float() | int():
            return value >= right
        case Op.IS_OVER | Op.IS_AFTER, float(), float() | int():
            return value > right
        case Op.IS_AT_MOST, float(), float() | int():
            return value <= right
        case Op.IS_UNDER | Op.IS_BEFORE, float(), float() | int():
            return value < right
    raise TypeError(f"{op}: {value} and {right}")
