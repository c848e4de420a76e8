"""Settling verdicts: one for each rule and organisation, from planes of truth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from engine.evaluating.columns import Columns
from engine.evaluating.kleene import all_of, any_of, negated
from engine.evaluating.plan import plan_of
from engine.evaluating.planes import Planes, Setting, combine, compare
from engine.evaluating.possible import POSSIBLE, Codes, Possible, possible_verdicts, with_verdicts
from engine.nouns.policy.condition import All, Any, Comparison, Condition, Not
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import Truth, Verdict

VERDICTS = tuple(Verdict)
"""A verdict's code in ``Settled.verdicts`` is its place here."""

_MET, _PARTLY, _NOT_MET, _CONFLICTING, _NO_EVIDENCE, _NOT_APPLICABLE = (
    np.int8(VERDICTS.index(verdict))
    for verdict in (
        Verdict.MET,
        Verdict.PARTLY_MET,
        Verdict.NOT_MET,
        Verdict.CONFLICTING,
        Verdict.NO_EVIDENCE,
        Verdict.NOT_APPLICABLE,
    )
)


@dataclass(frozen=True, slots=True)
class Settled:
    """The verdicts of some rules on some organisations, and the planes they came from.

    ``verdicts`` has one row a rule and one column an organisation. The planes of every
    distinct comparison are kept: they are the trace, read back on demand.
    """

    rules: tuple[Rule, ...]
    verdicts: NDArray[np.int8]
    planes: Mapping[Comparison, Planes]
    as_of: dt.date
    possible: Mapping[int, Possible] = field(default_factory=dict)
    """By row: where the claims in dispute would give which verdict; only of rows with any."""
    rows: Mapping[str, int] = field(default_factory=dict)
    """The row of each rule, by its id."""

    def verdict(self, rule: int, organisation: int) -> Verdict:
        return VERDICTS[int(self.verdicts[rule, organisation])]

    def by_claims(self, rule: int, organisation: int) -> tuple[Verdict, ...]:
        """The verdicts that the claims would give: the one, where nothing decides differently."""
        if rule not in self.possible or self.verdict(rule, organisation) is not Verdict.CONFLICTING:
            return (self.verdict(rule, organisation),)
        planes = self.possible[rule]
        return tuple(verdict for verdict in POSSIBLE if planes[verdict][organisation])

    def truth(self, condition: Condition, organisation: int) -> Truth:
        """How a condition came out for one organisation, read from the planes."""
        match condition:
            case Comparison():
                planes = self.planes[condition]
                if planes.true[organisation]:
                    return Truth.TRUE
                return Truth.FALSE if planes.false[organisation] else Truth.UNKNOWN
            case Not(part):
                return negated(self.truth(part, organisation))
            case All(parts):
                return all_of(self.truth(part, organisation) for part in parts)
            case Any(parts):
                return any_of(self.truth(part, organisation) for part in parts)

    def is_contested(self, comparison: Comparison, organisation: int) -> bool:
        """Whether the claims in dispute make a comparison come out differently."""
        claimed = self.planes[comparison].claimed
        if claimed is None:
            return False
        claim_planes = (claimed.true, claimed.false, claimed.unknown)
        return sum(bool(plane[organisation]) for plane in claim_planes) > 1


def settle(rules: Sequence[Rule], columns: Columns, setting: Setting) -> Settled:
    """The verdicts of rules over columns: DESIGN's six steps, for all organisations at once.

    A rule whose conditions read the verdict of another is settled after it. Where that other is
    not among the rules its verdict is read from the columns, like any fact.
    """
    plan = plan_of(rules)
    planes: dict[Comparison, Planes] = {}
    verdicts = np.full((len(rules), columns.length), _NO_EVIDENCE, dtype=np.int8)
    possible: dict[int, Possible] = {}
    sources: dict[int, Columns] = {}
    for row in plan.order:
        for comparison, read in plan.compared[row]:
            source = columns
            if read is not None:
                if read not in sources:
                    codes: Codes = verdicts[read]
                    sources[read] = with_verdicts(comparison.fact, codes, possible.get(read))
                source = sources[read]
            planes[comparison] = compare(comparison, source, setting)
        claimed = _settle_one(rules[row], planes, verdicts[row])
        if claimed is not None:
            possible[row] = claimed
    return Settled(plan.rules, verdicts, planes, setting.as_of, possible, plan.row_of)


def _settle_one(
    rule: Rule, planes: Mapping[Comparison, Planes], verdicts: NDArray[np.int8]
) -> Possible | None:
    """Fill one rule's row; later assignments outrank earlier ones.

    Gives the verdicts of single claims, where anything the rule reads is in dispute.
    """
    met = combine(rule.met_when, planes)
    partly = combine(rule.partly_met_when, planes) if rule.partly_met_when is not None else None
    scope = combine(rule.applies_when, planes) if rule.applies_when is not None else None
    claimed: Possible | None = None
    if _is_disputed(met) or _is_disputed(partly) or _is_disputed(scope):
        claimed = possible_verdicts(met, partly, scope)
        verdicts[sum(plane.astype(np.int8) for plane in claimed.values()) > 1] = _CONFLICTING
    if partly is None:
        np.putmask(verdicts, met.false, _NOT_MET)
    else:
        np.putmask(verdicts, met.false & partly.false, _NOT_MET)
        np.putmask(verdicts, partly.true, _PARTLY)
    np.putmask(verdicts, met.true, _MET)
    if scope is not None:
        _outside(scope, claimed, verdicts)
    return claimed if claimed is not None and (verdicts == _CONFLICTING).any() else None


def _is_disputed(planes: Planes | None) -> bool:
    return planes is not None and planes.claimed is not None


def _outside(scope: Planes, claimed: Possible | None, verdicts: NDArray[np.int8]) -> None:
    """Fill in where a rule does not apply, or where that is not known or in dispute."""
    outside = ~scope.true
    verdicts[outside] = _NO_EVIDENCE
    if claimed is not None:
        several = sum(plane.astype(np.int8) for plane in claimed.values()) > 1
        verdicts[outside & several] = _CONFLICTING
    verdicts[scope.false] = _NOT_APPLICABLE
