"""Counterfactuals: the smallest change that would satisfy a rule, in the reader's terms."""

from __future__ import annotations

import math

from engine.evaluating.kleene import negated
from engine.explaining.steps import Case, supporting_comparisons
from engine.explaining.wording import (
    day_in_words,
    found_in_words,
    in_rule,
    limit_of,
    threshold_in_words,
)
from engine.nouns.english import number
from engine.nouns.evidence.fact import Fact, FactSpec, Range
from engine.nouns.outcome.finding import Change
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
from engine.nouns.policy.operators import Op, RightForm
from engine.nouns.policy.verdict_fact import rule_read
from engine.nouns.verdict import Truth


def changes_to(condition: Condition, wanted: Truth, case: Case) -> tuple[Change, ...]:
    """The fewest changes of facts that would make a condition come out as wanted.

    ``wanted`` is TRUE or FALSE. Where several ways are equally short, the first written counts.
    """
    if case.truth(condition) is wanted:
        return ()
    match condition:
        case Comparison():
            return (Change(condition.fact, _words(condition, wanted, case)),)
        case Not(part):
            return changes_to(part, negated(wanted), case)
        case All(parts) | Any(parts):
            ways = [changes_to(part, wanted, case) for part in parts]
            every = (wanted is Truth.TRUE) == isinstance(condition, All)
            if not every:
                return min(ways, key=len)
            merged = {(change.fact, change.words): change for way in ways for change in way}
            return tuple(merged.values())


def returns_needed(condition: Condition, case: Case) -> tuple[Change, ...]:
    """What must be returned before it is known whether a condition holds."""
    if case.truth(condition) is not Truth.UNKNOWN:
        return ()
    names = dict.fromkeys(comparison.fact for comparison in supporting_comparisons(condition, case))
    return tuple(Change(name, _needed(case.catalogue[name], case.fact(name))) for name in names)


def _needed(spec: FactSpec, fact: Fact) -> str:
    if fact.claims:
        return f"clear up {spec.label} ({found_in_words(spec, fact)})"
    return f"return {spec.label} ({spec.where})"


def _words(comparison: Comparison, wanted: Truth, case: Case) -> str:
    spec = case.catalogue[comparison.fact]
    fact = case.fact(comparison.fact)
    if wanted is Truth.FALSE:
        return _otherwise(comparison, spec, case)
    target = _target(comparison, spec, case)
    now = found_in_words(spec, fact, limit_of(comparison, case.parameters))
    if rule_read(comparison.fact) is not None:
        return f"{spec.where} must be {target} (now {now})"
    if fact.claims:
        return f"clear up {spec.label} ({now}); it must be {target}"
    if comparison.op is Op.IS_RETURNED:
        return f"return {spec.label} ({spec.where})"
    if fact.value is None:
        if fact.returned:
            return (
                f"{spec.label} was {found_in_words(spec, fact)}: give the figure to the "
                f"{case.commissioner}; it must be {target}"
            )
        return f"return {spec.label} ({spec.where}); it must be {target}"
    if spec.remedy and comparison.op is Op.IS_OVER:
        return spec.remedy
    heads = _in_heads(comparison, spec, case)
    if heads:
        return heads
    if isinstance(comparison.right, FactRef):
        return f"{spec.label} (now {now}) must be {target}: check which of the two figures is wrong"
    return f"{spec.label} must be {target} (now {now})"


def _otherwise(comparison: Comparison, spec: FactSpec, case: Case) -> str:
    """What must be so for a comparison to be false."""
    fact = case.fact(comparison.fact)
    if isinstance(comparison.right, Literal) and comparison.op.row.right is RightForm.VALUE:
        target = _other_value(comparison.right, spec)
    else:
        target = _filled(comparison.op.row.opposite, comparison, spec, case)
    now = found_in_words(spec, fact, limit_of(comparison, case.parameters))
    if fact.claims:
        return f"clear up {spec.label} ({now}); it must be {target}"
    if fact.value is None:
        return f"return {spec.label} ({spec.where}); it must be {target}"
    return f"{spec.label} must be {target} (now {now})"


def _other_value(right: Literal, spec: FactSpec) -> str:
    """Any value but this one; of yes and no there is one only."""
    if isinstance(right.value, bool):
        return in_rule(Literal(not right.value), spec.unit)
    return f"other than {in_rule(right, spec.unit)}"


def _target(comparison: Comparison, spec: FactSpec, case: Case) -> str:
    """What the fact must be, in words: ``at least 95 %``, ``met``, ``on or after 1 May 2014``."""
    limit = _limit(comparison, spec, case)
    if comparison.op is Op.IS_AT_MOST and limit.split(" ")[0] == "0":
        return limit
    return _filled(comparison.op.row.target, comparison, spec, case)


def _filled(words: str, comparison: Comparison, spec: FactSpec, case: Case) -> str:
    return words.format(limit=_limit(comparison, spec, case), as_of=_as_of(case))


def _as_of(case: Case) -> str:
    return day_in_words(case.settled.as_of.toordinal())


def _limit(comparison: Comparison, spec: FactSpec, case: Case) -> str:
    match comparison.right:
        case Literal() | WordList() as written:
            return in_rule(written, spec.unit)
        case ParameterRef(name):
            return threshold_in_words(case.parameters[name])
        case FactRef(name):
            other = case.catalogue[name]
            return f"the figure for “{other.label}” ({found_in_words(other, case.fact(name))})"


def _in_heads(comparison: Comparison, spec: FactSpec, case: Case) -> str:
    """A share's shortfall in people or cases; empty where they are not counted."""
    share, right = spec.share_of, comparison.right
    if share is None or comparison.op is not Op.IS_AT_LEAST or not isinstance(right, ParameterRef):
        return ""
    done, total = case.fact(share.done).value, case.fact(share.total).value
    if not isinstance(done, Range) or not isinstance(total, Range) or total.high < 1:
        return ""
    needed = heads_short(done.low, total.high, case.parameters[right.name].value)
    if needed < 1 or needed > total.high:
        return ""
    return (
        f"{needed} more of the {number(total.high)} {share.who} must {share.state} "
        f"(now {number(done.low)}; {threshold_in_words(case.parameters[right.name])} is required)"
        f"{_wanting(case.fact(comparison.fact))}"
    )


def _wanting(fact: Fact) -> str:
    """The members of a share that do not, or may not, keep it: "": Stour; Gipping""."""
    names = list(dict.fromkeys(member.name for member in fact.members if member.keeps is not True))
    shown = [*names[:6], *([f"and {len(names) - 6} more"] if len(names) > 6 else [])]
    return f": {'; '.join(shown)}" if shown else ""


def heads_short(done: float, total: float, percent: float) -> int:
    """How many more of ``total`` are needed for ``done`` to be at least ``percent`` of it."""
    needed = max(0, math.ceil(percent / 100 * total - done - 1e-9))
    while 100 * (done + needed) / total < percent and done + needed < total:
        needed += 1
    return needed
