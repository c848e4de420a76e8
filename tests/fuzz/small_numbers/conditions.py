"""Conditions of rules, checks and roll-ups as truths of an integer programme."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from engine.evaluating.ingest import columns_of
from engine.evaluating.planes import FALSE, TRUE, Setting, compare
from engine.nouns.evidence.fact import Catalogue
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
from engine.nouns.policy.return_check import Figure, ReturnCheck, Working, checkable
from engine.nouns.policy.rule import Rule
from engine.nouns.policy.verdict_fact import rule_read
from engine.nouns.verdict import Verdict
from tests.fuzz.small_numbers.attacked import Figures, Place, Quantity, Ratio
from tests.fuzz.small_numbers.programme import NO, YES, Linear, Programme


@dataclass(frozen=True, slots=True)
class Truth:
    """Where something is so, and where it is not; where neither, nobody knows."""

    so: Linear
    not_so: Linear


UNKNOWN, SO, NOT_SO = Truth(NO, NO), Truth(YES, NO), Truth(NO, YES)


def every(programme: Programme, truths: Sequence[Truth]) -> Truth:
    """All of several."""
    so = programme.all_of(truth.so for truth in truths)
    return Truth(so, programme.any_of(truth.not_so for truth in truths))


def some(programme: Programme, truths: Sequence[Truth]) -> Truth:
    """Any of several."""
    so = programme.any_of(truth.so for truth in truths)
    return Truth(so, programme.all_of(truth.not_so for truth in truths))


class Conditions:
    """How conditions come out on returns of which some figures are not shown."""

    def __init__(
        self,
        figures: Figures,
        settings: Mapping[Place, Setting],
        published: Callable[[Place, str], Verdict | None],
    ) -> None:
        """``published`` is the verdict that is told of a rule; None where none is."""
        self.figures = figures
        self.programme = figures.programme
        self._settings = settings
        self._published = published
        self._catalogue: Catalogue = checkable(figures.public.pack.catalogue)
        self._rules: dict[tuple[Place, str], Mapping[Verdict, Linear]] = {}

    def fires(self, place: Place, check: ReturnCheck) -> Truth:
        """Whether a check finds a return odd."""
        worked = {figure.name: figure for figure in check.figures}
        return every(
            self.programme,
            [self.of(place, condition, worked) for condition in check.conditions],
        )

    def of(
        self, place: Place, condition: Condition, worked: Mapping[str, Figure] | None = None
    ) -> Truth:
        """How a condition comes out."""
        match condition:
            case Not(part):
                truth = self.of(place, part, worked)
                return Truth(truth.not_so, truth.so)
            case All(parts):
                return every(self.programme, [self.of(place, part, worked) for part in parts])
            case Any(parts):
                return some(self.programme, [self.of(place, part, worked) for part in parts])
            case Comparison():
                return self.comparison(place, condition, worked or {})
        raise TypeError(condition)

    def comparison(
        self, place: Place, comparison: Comparison, worked: Mapping[str, Figure]
    ) -> Truth:
        """How one comparison comes out: by what is shown, or by what could be."""
        read = rule_read(comparison.fact)
        if read is not None:
            return self._of_verdict(place, read, comparison)
        names = [comparison.fact]
        if isinstance(comparison.right, FactRef):
            names.append(comparison.right.name)
        figure = worked.get(comparison.fact)
        asked = [*(figure.of if figure else names[:1]), *names[1:]]
        if comparison.op is Op.IS_RETURNED or not any(
            self.figures.is_hidden(place, name) for name in asked
        ):
            return UNKNOWN if figure else self._as_shown(place, comparison, names)
        left = self._worked(place, figure) if figure else self._side(place, names[0])
        right = self._right(place, comparison)
        if left is None or right is None:
            return self._anyhow()
        if isinstance(left, tuple):
            return self._of_lowest(left, comparison.op, right)
        return self._compared(left, comparison.op, right)

    def _anyhow(self) -> Truth:
        """What could come out in any way."""
        so, not_so = self.programme.truth(), self.programme.truth()
        self.programme.keep(so + not_so, high=1)
        return Truth(so, not_so)

    def _as_shown(self, place: Place, comparison: Comparison, names: Sequence[str]) -> Truth:
        if not all(name in self._catalogue for name in names):
            return UNKNOWN
        # What is in dispute is shown without its claims, and checks read it before they are known.
        if any(self.figures.is_disputed(place, name) for name in names):
            return self._anyhow()
        columns = columns_of([self.figures.shown(place)], names, self._catalogue)
        truth = compare(comparison, columns, self._settings[place]).truth[0]
        return SO if truth == TRUE else NOT_SO if truth == FALSE else UNKNOWN

    def _side(self, place: Place, name: str) -> Quantity | None:
        hidden = self.figures.quantity(place, name)
        if hidden is not None:
            return hidden
        return None if self.figures.is_hidden(place, name) else self.figures.plain(place, name)

    def _worked(self, place: Place, figure: Figure) -> Quantity | None:
        sides = [self._side(place, name) for name in figure.of]
        counts = [side for side in sides if isinstance(side, Linear)]
        if len(counts) < 2 or len(counts) < len(sides):
            return None
        if figure.working is Working.PERCENT:
            return Ratio(counts[0], counts[1], self.programme.at_least(counts[1] - 1))
        return counts[0] - counts[1] if figure.working is Working.DIFFERENCE else None

    def _right(self, place: Place, comparison: Comparison) -> Quantity | None:
        match comparison.right:
            case Literal(value) if not isinstance(value, str):
                return Linear(constant=float(value))
            case ParameterRef(name):
                value = self._settings[place].parameters[name]
                return Linear(constant=float(value if isinstance(value, float) else value[0]))
            case FactRef(name):
                return self._side(place, name)
        return None

    def _of_lowest(self, levels: Sequence[Ratio], op: Op, right: Quantity) -> Truth:
        truths = [self._compared(level, op, right) for level in levels]
        if op in (Op.IS_AT_LEAST, Op.IS_OVER):
            return every(self.programme, truths)
        if op in (Op.IS_AT_MOST, Op.IS_UNDER):
            return some(self.programme, truths)
        return self._anyhow()

    def _compared(self, left: Linear | Ratio, op: Op, right: Quantity) -> Truth:
        over, known = self._over(left, right)
        if over is None or known is None:
            return self._anyhow()
        at_least = self.programme.at_least
        match op:
            case Op.IS_AT_LEAST:
                so = at_least(over)
            case Op.IS_UNDER:
                so = YES - at_least(over)
            case Op.IS_AT_MOST:
                so = at_least(over * -1)
            case Op.IS_OVER:
                so = YES - at_least(over * -1)
            case Op.IS:
                so = self.programme.all_of([at_least(over), at_least(over * -1)])
            case _:
                return self._anyhow()
        return Truth(self.programme.all_of([so, known]), self.programme.all_of([YES - so, known]))

    @staticmethod
    def _over(left: Linear | Ratio, right: Quantity) -> tuple[Linear | None, Linear | None]:
        """By how much the left is over the right, in whole steps; and where that is known."""
        if isinstance(right, tuple):
            return None, None
        match left, right:
            case Linear(), Linear():
                return left - right, YES
            case Ratio(), Linear() if not right.times:
                return left.part * 100 - left.whole * right.constant, left.known
            case Linear(), Ratio() if not left.times:
                return right.whole * left.constant - right.part * 100, right.known
        return None, None

    def _of_verdict(self, place: Place, rule: str, comparison: Comparison) -> Truth:
        match comparison.right:
            case Literal(value):
                words = {str(value)}
            case WordList(values):
                words = set(values)
            case _:
                return self._anyhow()
        verdicts = self.verdicts(place, rule)
        if verdicts is None:
            return self._anyhow()
        definite = (Verdict.MET, Verdict.PARTLY_MET, Verdict.NOT_MET, Verdict.NOT_APPLICABLE)
        so = [verdicts[verdict] for verdict in definite if verdict.value in words]
        not_so = [verdicts[verdict] for verdict in definite if verdict.value not in words]
        return Truth(self.programme.any_of(so), self.programme.any_of(not_so))

    def verdicts(self, place: Place, name: str) -> Mapping[Verdict, Linear] | None:
        """For each verdict whether it is a rule's: as published, else as it could be."""
        published = self._published(place, name)
        if published is Verdict.CONFLICTING:
            return None
        if published is not None:
            return {verdict: YES if verdict is published else NO for verdict in Verdict}
        rule = self.figures.public.pack.rules.get(name)
        return self.verdicts_of(place, rule) if rule is not None else None

    def verdicts_of(self, place: Place, rule: Rule) -> Mapping[Verdict, Linear]:
        """For each verdict whether the rule's own conditions lead to it."""
        known = self._rules.get((place, rule.id))
        if known is None:
            known = self._rules[place, rule.id] = self._verdicts(place, rule)
        return known

    def _verdicts(self, place: Place, rule: Rule) -> Mapping[Verdict, Linear]:
        scope = self.of(place, rule.applies_when) if rule.applies_when else SO
        met = self.of(place, rule.met_when)
        partly = self.of(place, rule.partly_met_when) if rule.partly_met_when else NOT_SO
        all_of = self.programme.all_of
        found = {
            Verdict.NOT_APPLICABLE: scope.not_so,
            Verdict.MET: all_of([scope.so, met.so]),
            Verdict.PARTLY_MET: all_of([scope.so, YES - met.so, partly.so]),
            Verdict.NOT_MET: all_of([scope.so, met.not_so, partly.not_so]),
        }
        none = YES
        for truth in found.values():
            none = none - truth
        return {**found, Verdict.NO_EVIDENCE: none, Verdict.CONFLICTING: NO}
