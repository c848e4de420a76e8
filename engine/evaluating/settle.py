"""Settling verdicts: one for each rule and organisation, from planes of truth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from engine.evaluating.blocks import BLOCK, columns_in, setting_in
from engine.evaluating.columns import Columns, WordColumn
from engine.evaluating.kleene import all_of, any_of, negated
from engine.evaluating.numbers import Truths
from engine.evaluating.plan import Plan, RuleSteps, plan_of
from engine.evaluating.planes import (
    TRUE,
    Planes,
    Setting,
    combine,
    compare,
    compare_into,
)
from engine.evaluating.possible_verdicts import POSSIBLE, Possible, possible_verdicts, with_verdicts
from engine.evaluating.program import NOTHING, JoinKind
from engine.evaluating.trace import Trace
from engine.evaluating.word_planes import VerdictPlanes, WordPlanes, words_asked
from engine.nouns.policy.condition import All, Any, Comparison, Condition, FactRef, Not
from engine.nouns.policy.operators import Op
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

_TWO, _THREE, _SIX = np.int8(2), np.int8(3), np.int8(6)


@dataclass(frozen=True, slots=True)
class Settled:
    """The verdicts of some rules on some organisations, and the planes they came from.

    ``verdicts`` has one row a rule and one column an organisation. The planes of every
    distinct comparison are kept: they are the trace, read back on demand.
    """

    rules: tuple[Rule, ...]
    verdicts: NDArray[np.int8]
    planes: Trace
    as_of: dt.date
    possible: Mapping[int, Possible] = field(default_factory=dict)
    """By row: where the claims in dispute would give which verdict; only of rows with any."""
    rows: Mapping[str, int] = field(default_factory=dict)
    """The row of each rule, by its id."""

    def verdict(self, rule: int, organisation: int) -> Verdict:
        """The verdict of a rule on an organisation, both by their places."""
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
                return self.planes.truth(condition, organisation)
            case Not(part):
                return negated(self.truth(part, organisation))
            case All(parts):
                return all_of(self.truth(part, organisation) for part in parts)
            case Any(parts):
                return any_of(self.truth(part, organisation) for part in parts)

    def is_contested(self, comparison: Comparison, organisation: int) -> bool:
        """Whether the claims in dispute make a comparison come out differently."""
        claimed = self.planes.claimed_of(comparison)
        if claimed is None:
            return False
        claim_planes = (claimed.true, claimed.false, claimed.unknown)
        return sum(bool(plane[organisation]) for plane in claim_planes) > 1


def settle(rules: Sequence[Rule], columns: Columns, setting: Setting) -> Settled:
    """The verdicts of rules over columns: DESIGN's six steps, for all organisations at once.

    A rule whose conditions read the verdict of another is settled after it. Where that other is
    not among the rules its verdict is read from the columns, like any fact.
    """
    plan, length = plan_of(rules), columns.length
    verdicts: NDArray[np.int8] = np.empty((len(plan.rules), length), dtype=np.int8)
    truths: Truths = np.empty((len(plan.comparisons), length), dtype=np.int8)
    planes = Trace(plan.place_of, truths, {})
    if columns.claims or length <= BLOCK:
        settling = _Settling(plan, columns, setting, planes, verdicts)
        settling.run()
        return Settled(plan.rules, verdicts, planes, setting.as_of, settling.possible, plan.row_of)
    for start in range(0, length, BLOCK):
        block = slice(start, start + BLOCK)
        _Settling(
            plan,
            columns_in(columns, block),
            setting_in(setting, block),
            Trace(plan.place_of, truths[:, block], {}),
            verdicts[:, block],
        ).run()
    return Settled(plan.rules, verdicts, planes, setting.as_of, {}, plan.row_of)


class _Settling:
    """Some organisations settled by a plan: so few at once that their truths stay in the cache."""

    def __init__(
        self,
        plan: Plan,
        columns: Columns,
        setting: Setting,
        planes: Trace,
        verdicts: NDArray[np.int8],
    ) -> None:
        self._plan, self._columns, self._setting = plan, columns, setting
        self._planes, self._verdicts = planes, verdicts
        self._registers: list[Truths] = [*planes.truths]
        self._registers += [planes.truths[:0].reshape(-1)] * (plan.registers - len(planes.truths))
        self._sources: dict[int, Columns] = {}
        self._verdict_planes: dict[int, VerdictPlanes] = {}
        self._outside: dict[int, Truths] = {}
        self.possible: dict[int, Possible] = {}

    def run(self) -> None:
        """Fill in the truths, the claims and the verdicts."""
        plan = self._plan
        for places in plan.by_fact:
            self._compare_fact(places)
        for steps in plan.steps:
            for place, read in steps.reading:
                self._compare_verdict(place, read)
            self._join(steps)
            if self._planes.claimed and not self._planes.claimed.keys().isdisjoint(steps.compared):
                claimed = _settle_claims(
                    plan.rules[steps.row], self._planes, self._verdicts[steps.row]
                )
                if claimed is not None:
                    self.possible[steps.row] = claimed
            else:
                self._verdict(steps)

    def _compare_fact(self, places: Sequence[int]) -> None:
        """Fill in all that is asked of one fact."""
        fact = self._plan.comparisons[places[0]].fact
        column = self._columns.of[fact]
        words = None
        if isinstance(column, WordColumn) and fact not in self._columns.claims:
            words = WordPlanes(column)
        for place in places:
            comparison = self._plan.comparisons[place]
            if words is not None and comparison.op is not Op.IS_RETURNED:
                words.one_of(words_asked(comparison.right), self._registers[place])
            else:
                self._compare(place, self._columns)

    def _compare(self, place: int, columns: Columns) -> None:
        comparison = self._plan.comparisons[place]
        right = comparison.right
        other = right.name if isinstance(right, FactRef) else None
        if columns.claims and (comparison.fact in columns.claims or other in columns.claims):
            planes = compare(comparison, columns, self._setting)
            self._registers[place][:] = planes.truth
            if planes.claimed is not None:
                self._planes.claimed[place] = planes.claimed
            return
        sides = columns.of[comparison.fact], columns.of[other] if other is not None else None
        compare_into(self._registers[place], comparison, sides, self._setting)

    def _compare_verdict(self, place: int, read: int) -> None:
        """Fill in what is asked of the verdict of a rule settled before."""
        asked = self._plan.comparisons[place]
        words = words_asked(asked.right)
        if read in self.possible or not words:
            self._compare(place, self._source(place, read))
            return
        if read not in self._verdict_planes:
            self._verdict_planes[read] = VerdictPlanes(self._verdicts[read])
        self._verdict_planes[read].one_of(words, self._registers[place])

    def _source(self, place: int, read: int) -> Columns:
        """The verdict of a rule settled before, as the column of its fact."""
        if read not in self._sources:
            name = self._plan.comparisons[place].fact
            verdicts = self._verdicts[read]
            self._sources[read] = with_verdicts(name, verdicts, self.possible.get(read))
        return self._sources[read]

    def _join(self, steps: RuleSteps) -> None:
        registers = self._registers
        for joined in steps.joins:
            first, *others = (registers[part] for part in joined.parts)
            if joined.joining is JoinKind.NOT:
                registers[joined.to] = np.subtract(np.int8(TRUE), first)
                continue
            least_or_most = np.minimum if joined.joining is JoinKind.ALL else np.maximum
            found = least_or_most(first, others[0])
            for other in others[1:]:
                least_or_most(found, other, out=found)
            registers[joined.to] = found

    def _verdict(self, steps: RuleSteps) -> None:
        """Fill in a rule's verdicts by sums of codes: what a mask would assign, a sum adds."""
        met_at, partly_at, scope_at = steps.roots
        verdicts, met = self._verdicts[steps.row], self._registers[met_at]
        if partly_at == NOTHING:
            _undecided(met, verdicts)
        else:
            partly = self._registers[partly_at]
            _undecided(np.maximum(met, partly), verdicts)
            only_partly = (partly == TRUE) & (met != TRUE)
            np.add(verdicts, only_partly.view(np.int8), out=verdicts)
        if scope_at != NOTHING:
            if scope_at not in self._outside:
                self._outside[scope_at] = _outside(self._registers[scope_at])
            # Whatever is asked within the scope has a lower code than what is outside of it.
            np.maximum(verdicts, self._outside[scope_at], out=verdicts)


def _undecided(truth: Truths, verdicts: NDArray[np.int8]) -> None:
    """Met where true (0), not met where false (2), without evidence where unknown (4)."""
    # The code of a truth, three times and 2 more, is 2, 5 and 8: bits 2, 4 and none of 6.
    np.multiply(truth, _THREE, out=verdicts)
    np.add(verdicts, _TWO, out=verdicts)
    np.bitwise_and(verdicts, _SIX, out=verdicts)


def _outside(scope: Truths) -> Truths:
    """Nothing where a rule applies (0), without evidence where that is unknown (4), else 5."""
    within = (scope == TRUE).view(np.int8)
    # 5 less the code is 5, 4 and 3; of the last nothing may be left.
    found: Truths = _NOT_APPLICABLE - scope
    for _ in range(3):
        np.subtract(found, within, out=found)
    return found


def _settle_claims(
    rule: Rule, planes: Mapping[Comparison, Planes], verdicts: NDArray[np.int8]
) -> Possible | None:
    """Fill one row of a rule that reads what is in dispute; later assignments outrank earlier.

    Gives the verdicts of single claims, where claims decide it differently for anybody.
    """
    met = combine(rule.met_when, planes)
    partly = combine(rule.partly_met_when, planes) if rule.partly_met_when is not None else None
    scope = combine(rule.applies_when, planes) if rule.applies_when is not None else None
    claimed = possible_verdicts(met, partly, scope)
    several = sum(plane.astype(np.int8) for plane in claimed.values()) > 1
    verdicts[:] = _NO_EVIDENCE
    verdicts[several] = _CONFLICTING
    if partly is None:
        verdicts[met.false] = _NOT_MET
    else:
        verdicts[met.false & partly.false] = _NOT_MET
        verdicts[partly.true] = _PARTLY
    verdicts[met.true] = _MET
    if scope is not None:
        outside = ~scope.true
        verdicts[outside] = _NO_EVIDENCE
        verdicts[outside & several] = _CONFLICTING
        verdicts[scope.false] = _NOT_APPLICABLE
    return claimed if (verdicts == _CONFLICTING).any() else None
