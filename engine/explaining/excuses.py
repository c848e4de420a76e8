"""Excused findings: without evidence because the answer was given as not applicable."""

from __future__ import annotations

from engine.explaining.steps import Case, deciding_conditions, supporting_comparisons
from engine.nouns.evidence import fact_names
from engine.nouns.policy.condition import Comparison, FactRef
from engine.nouns.policy.rule import Rule
from engine.nouns.policy.verdict_fact import rule_read
from engine.nouns.verdict import Truth, Verdict


def is_excused(rule: Rule, verdict: Verdict, case: Case) -> bool:
    """Whether all that a verdict without evidence lacks was given as not applicable, with a reason.

    The reason does not take the duty away, for the services do not bear it out; yet something was
    returned, and it is to be discussed. False for every other verdict.
    """
    if verdict is not Verdict.NO_EVIDENCE:
        return False
    lacking = {
        name
        for condition in deciding_conditions(rule, verdict, case).values()
        if condition is not None
        for comparison in supporting_comparisons(condition, case)
        if case.truth(comparison) is Truth.UNKNOWN
        for name in _lacking(comparison, case)
    }
    return bool(lacking) and all(_has_reason(name, case) for name in lacking)


def _lacking(comparison: Comparison, case: Case) -> list[str]:
    """The facts of a comparison that are not known."""
    right = comparison.right
    names = [comparison.fact, *([right.name] if isinstance(right, FactRef) else [])]
    return [name for name in names if not case.fact(name).is_known]


def _has_reason(name: str, case: Case) -> bool:
    row = case.settled.rows.get(rule_read(name) or "")
    if row is not None:
        return is_excused(case.settled.rules[row], case.settled.verdict(row, case.place), case)
    given = case.facts.get(fact_names.not_applicable(name))
    if given is not None and given.value is True:
        return True
    under = case.fact(name).derived_from
    return bool(under) and all(_has_reason(part, case) for part in under)
