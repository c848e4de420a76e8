"""What somebody who has all the outputs for the public can work out of a figure that is not shown.

Known are the pack with its rules, checks, roll-ups and thresholds, the figures that are shown, each
verdict and comparison that is told, which figures are left out and with which reason, and which are
in dispute. All of it becomes one integer programme of all organisations and quarters, whose
unknowns are the counts that are not shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.policy.return_check import BEFORE
from engine.nouns.quarter import Quarter
from engine.publishing.figure_relations import PartOfTotal, Relations, relations_of
from engine.publishing.mask import AT_SOURCE, IN_DISPUTE, NOTHING
from engine.publishing.small_numbers import SMALL
from tests.fuzz.small_numbers.programme import YES, Linear, Programme, total

MOST = 400
"""More than any count that is drawn."""
Place = tuple[str, Quarter]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A percentage of two counts, where it is one: of none, or of fewer, there is none."""

    part: Linear
    whole: Linear
    known: Linear


Quantity = Linear | Ratio | tuple[Ratio, ...]
"""A count, a percentage, or the lowest of several."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A count, or a difference, that is not to be told."""

    place: Place
    name: str
    linear: Linear
    may_be_none: bool
    """Whether it tells of nobody where it is surely none, or less."""


class Figures:
    """The figures of all returns as far as they are shown; each hidden count is an unknown."""

    def __init__(self, public: Assessment, limit: int) -> None:
        self.programme = Programme()
        self.public = public
        self.limit = limit
        self.relations: Relations = relations_of(public.pack.vocabulary)
        self.facts = {
            (submission.organisation.code, submission.quarter): submission.facts
            for submission in public.submissions
        }
        self.hidden: dict[Place, dict[str, str]] = {place: {} for place in self.facts}
        for left_out in public.suppressed:
            place = (left_out.organisation, Quarter.parse(left_out.period))
            self.hidden[place][left_out.about] = left_out.reason
        self.counts: dict[tuple[Place, str], Linear] = {}
        self.ratios: dict[tuple[Place, str], Ratio] = {}
        self.lowest: dict[tuple[Place, str], tuple[Ratio, ...]] = {}
        self.secrets: list[Secret] = []
        for place in self.facts:
            self._counts_of(place)
            for component in self._linked(place):
                self._component(place, component)

    def _counts_of(self, place: Place) -> None:
        hidden = self.hidden[place]
        for name in sorted(self.relations.people & hidden.keys()):
            most = self.limit - 1 if hidden[name] == SMALL else MOST
            self.counts[place, name] = count = self.programme.unknown(1, most)
            self.secrets.append(Secret(place, name, count, False))
        for pair in self.relations.pairs:
            self._pair(place, pair)
        for percent, whole in self.relations.percents:
            if percent in hidden and (place, whole) in self.counts:
                part = self.programme.unknown(0, MOST)
                of = self.counts[place, whole]
                self.programme.keep(of - part, low=0)
                self.ratios[place, percent] = Ratio(part, of, YES)
                self.secrets.append(Secret(place, f"part of {percent}", part, True))
                self.secrets.append(Secret(place, f"rest of {percent}", of - part, True))
        for name, percents in self.relations.lowest:
            levels = tuple(filter(None, (self._level(place, percent) for percent in percents)))
            if name in hidden and levels:
                self.lowest[place, name] = levels
        self._sums(place)

    def _level(self, place: Place, percent: str) -> Ratio | None:
        """A level's percentage, hidden or shown; None where nobody needs the level."""
        if (place, percent) in self.ratios:
            return self.ratios[place, percent]
        fact = self.facts[place].get(percent)
        if fact is None or not isinstance(fact.value, Range):
            return None
        return Ratio(Linear(constant=fact.value.low), Linear(constant=100.0), YES)

    def _pair(self, place: Place, pair: PartOfTotal) -> None:
        part, whole = self.count(place, pair.part), self.count(place, pair.total)
        if part is None or whole is None or not {pair.part, pair.total} & self.hidden[place].keys():
            return
        if pair.register:
            self.programme.keep(whole - part, low=0)
        if pair.part in self.hidden[place] and pair.total in self.hidden[place]:
            name = f"{pair.total} less {pair.part}"
            self.secrets.append(Secret(place, name, whole - part, True))
        for percent in pair.percents[:1]:
            # A percentage that is left out is one; of more than there are it would be none.
            if percent in self.hidden[place]:
                self.programme.keep(whole - part, low=0)
                self.ratios[place, percent] = Ratio(part, whole, YES)
            elif self._is_none(place, percent) and not pair.register:
                self.programme.keep(part - whole, low=1)

    def _is_none(self, place: Place, percent: str) -> bool:
        """Whether a share is known to be none: of more than there are."""
        fact = self.facts[place].get(percent)
        return fact is not None and fact.why_unknown in (AT_SOURCE, NOTHING)

    def _sums(self, place: Place) -> None:
        for whole, parts in self.relations.sums:
            counts = [self.count(place, part) for part in parts]
            known = [count for count in counts if count is not None]
            of = self.count(place, whole)
            if whole in self.hidden[place] and of is not None and known:
                self.programme.keep(total(known) - of, 0, 0)

    def count(self, place: Place, name: str) -> Linear | None:
        """A count: an unknown, or as shown; None where nothing is known of it."""
        if (place, name) in self.counts:
            return self.counts[place, name]
        return self.plain(place, name)

    def quantity(self, place: Place, name: str) -> Quantity | None:
        """A hidden figure, as far as it can be worked out of counts; None where it cannot."""
        if name.startswith(BEFORE):
            before = (place[0], place[1].previous)
            known = before in self.facts
            return self.quantity(before, name.removeprefix(BEFORE)) if known else None
        at = (place, name)
        return self.counts.get(at) or self.ratios.get(at) or self.lowest.get(at)

    def plain(self, place: Place, name: str) -> Linear | None:
        """A figure that is shown; None where it is not known exactly."""
        fact = self.shown(place).get(name)
        value = fact.value if fact is not None else None
        exact = isinstance(value, Range) and value.is_exact
        return Linear(constant=value.low) if exact and isinstance(value, Range) else None

    def is_hidden(self, place: Place, name: str) -> bool:
        """Whether a figure is left out, also of the quarter before."""
        if name.startswith(BEFORE):
            place, name = (place[0], place[1].previous), name.removeprefix(BEFORE)
        return name in self.hidden.get(place, {})

    def is_disputed(self, place: Place, name: str) -> bool:
        """Whether a figure is in dispute, as far as it can be seen."""
        fact = self.shown(place).get(name)
        ranged = isinstance(fact.value, Range) and not fact.value.is_exact if fact else False
        return fact is not None and (fact.why_unknown == IN_DISPUTE or ranged)

    def shown(self, place: Place) -> Mapping[str, Fact]:
        """All that is shown of a return and of the one before, by the names that checks give."""
        before = self.facts.get((place[0], place[1].previous), {})
        return {**self.facts[place], **{BEFORE + name: fact for name, fact in before.items()}}

    def _linked(self, place: Place) -> Iterator[Sequence[str]]:
        """The hidden counts that were hidden together: parts, totals and sums of one another."""
        names = {name for at, name in self.counts if at == place}
        links = [{pair.part, pair.total} for pair in self.relations.pairs]
        links += [{whole, *parts} for whole, parts in self.relations.sums]
        while names:
            component = {names.pop()}
            size = 0
            while size < len(component):
                size = len(component)
                for link in links:
                    if link & component:
                        component |= link & names
            names -= component
            yield sorted(component)

    def _component(self, place: Place, names: Sequence[str]) -> None:
        """At least one of them, or a difference between two, is small."""
        small, programme = self.limit - 1, self.programme
        why = []
        for name in names:
            why.append(programme.between(self.counts[place, name], 1, small))
        for pair in self.relations.pairs:
            part, whole = self.count(place, pair.part), self.count(place, pair.total)
            if {pair.part, pair.total} & {*names} and part is not None and whole is not None:
                why.append(programme.between(whole - part, 1, small))
                why.append(programme.between(part, 1, small))
                why.append(programme.between(whole, 1, small))
        for percent, whole_name in self.relations.percents:
            if whole_name in names and (place, percent) in self.ratios:
                ratio = self.ratios[place, percent]
                # Declared in whole percents, so that it may be half of one beside the true one.
                slack = 1 + MOST // 200
                why.append(programme.between(ratio.part, 1 - slack, small + slack))
                why.append(programme.between(ratio.whole - ratio.part, 1 - slack, small + slack))
        if all(self.hidden[place][name] != SMALL for name in names):
            programme.keep(total(why), low=1)
