"""The reasoning tree: a rule's conditions over the trace of a finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from engine.evaluating.kleene import all_of, any_of, negated
from engine.nouns.outcome.finding import Finding, Step
from engine.nouns.outcome.reasoning import Gate, Reason, Reasoning
from engine.nouns.policy.condition import All, Any, Comparison, Condition, Not, comparisons
from engine.nouns.policy.rule import Rule
from engine.nouns.policy.verdict_fact import rule_read

ROLES = ("applies_when", "met_when", "partly_met_when")
_Steps = Mapping[Comparison, Step]


Under = Callable[[str], tuple[Finding, Rule] | None]
"""The finding of another rule on the same organisation and quarter, by the rule's id."""


def reasoning_of(finding: Finding, rule: Rule, under: Under | None = None) -> tuple[Reasoning, ...]:
    """Each question of a rule with its answer, in the order settled.

    Where a comparison reads the verdict of another rule, what decided that stands under it, as
    far as ``under`` knows it.

    The truth of what joins several comparisons is worked out from their own as the trace tells
    them, by Kleene's rules; so what an audience may not see of a comparison, the tree does not
    tell either. Empty where the trace is not that of the rule: a finding may be shown without.
    """
    asked = [
        (role, comparison)
        for role in ROLES
        for comparison in dict.fromkeys(comparisons(getattr(rule, role)))
    ]
    if [role for role, _ in asked] != [step.role for step in finding.trace]:
        return ()
    found = dict(zip(asked, finding.trace, strict=True))
    reasons = []
    for role in ROLES:
        condition: Condition | None = getattr(rule, role)
        if condition is None:
            continue
        steps = {comparison: step for (own, comparison), step in found.items() if own == role}
        decided = any(step.decisive for step in steps.values())
        reasons.append(Reasoning(role, _with_parts(_reason(condition, steps, decided), under)))
    return tuple(reasons)


def _with_parts(reason: Reason, under: Under | None) -> Reason:
    """The same, with what decided a part's verdict under the comparison that reads it."""
    if under is None:
        return reason
    if reason.step is None:
        return replace(reason, parts=tuple(_with_parts(part, under) for part in reason.parts))
    known = under(rule_read(reason.step.fact.name) or "")
    if known is None:
        return reason
    roots = (reasoning.root for reasoning in reasoning_of(*known, under))
    return replace(reason, parts=tuple(root for root in roots if root.decisive))


def _reason(condition: Condition, steps: _Steps, decisive: bool) -> Reason:
    """A part of a condition; ``decisive`` is whether what it belongs to came out by it."""
    match condition:
        case Comparison():
            step = steps[condition]
            return Reason(Gate.ASKED, step.truth, decisive and step.decisive, (), step)
        case Not(part):
            inner = _reason(part, steps, decisive)
            return Reason(Gate.NOT, negated(inner.truth), decisive, (inner,))
        case All(parts) | Any(parts):
            bare = [_reason(part, steps, False).truth for part in parts]
            is_all = isinstance(condition, All)
            truth = all_of(bare) if is_all else any_of(bare)
            inner_parts = tuple(
                _reason(part, steps, decisive and own is truth)
                for part, own in zip(parts, bare, strict=True)
            )
            return Reason(Gate.ALL if is_all else Gate.ANY, truth, decisive, inner_parts)
