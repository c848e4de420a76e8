"""Ranking: which concern to look at first, as the pack says, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.chaining.chainers.signal_forms import KINDS
from engine.chaining.derived import Derived
from engine.chaining.new_failures import stake_of_new, touches_stake
from engine.nouns.outcome.concern import Concern
from engine.nouns.policy.handling import Ranking, Stake


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a concern stands: compared field by field, the smaller first."""

    before_all: bool
    """Whether it comes before everything else."""
    stake: int
    """The place of the stake for which it does; 0 for all others."""
    points: int
    """The points that it stands with: its own, or those of what it may not stand before."""
    gives_way: bool = False
    """Whether it is only silent, and would stand before what is known to harm."""
    why: str = ""

    @property
    def key(self) -> tuple[bool, int, int, bool]:
        return not self.before_all, self.stake, -self.points, self.gives_way


def rank_concerns(
    ranking: Ranking | None, derived: Sequence[Derived], now: int
) -> tuple[Concern, ...]:
    """The concerns in order of rank, each with its rank from 1 and why it stands there, in words.

    ``now`` is the quarter assessed, as a count of quarters. Those that are part of no other come
    first, so that their places run 1, 2, 3; then the parts, in the same order among themselves.
    What is new on a stake that the ranking puts first stands before all; what is only silent
    never stands before known harm of its quarter or later. Without a ranking of the pack's own
    they are ranked by kind (see ``KINDS``). Equal points are ordered by kind, organisation's
    code, latest quarter, rule and subject, so the order never changes between runs.
    """
    inside = {part for raised in derived for part in raised.concern.parts}
    by_id = {raised.concern.id: raised for raised in derived}
    standing = _standings(ranking, by_id, now)
    ordered = sorted(
        derived,
        key=lambda derived: (
            derived.concern.id in inside,
            standing[derived.concern.id].key,
            KINDS.index(derived.concern.kind) if derived.concern.kind in KINDS else len(KINDS),
            derived.concern.organisation,
            -derived.quarter,
            derived.concern.rule,
            derived.subject,
        ),
    )
    place = {derived.concern.id: number for number, derived in enumerate(ordered, start=1)}
    return tuple(
        replace(
            derived.concern,
            rank=number,
            stake=standing[derived.concern.id].why,
            parts=tuple(sorted(derived.concern.parts, key=lambda part: place[part])),
        )
        for number, derived in enumerate(ordered, start=1)
    )


def _standings(
    ranking: Ranking | None, by_id: Mapping[str, Derived], now: int
) -> dict[str, _Standing]:
    if ranking is None:
        return {id: _Standing(False, 0, 0) for id in by_id}
    standing: dict[str, _Standing] = {}
    for id, derived in by_id.items():
        points, why = _weighed(ranking, derived, by_id, now)
        place = stake_of_new(ranking, derived, now)
        if place is not None:
            why = f"new, and about {ranking.stakes[place].label}: before everything else"
        standing[id] = _Standing(place is not None, place or 0, points, why=why)
    return _giving_way(ranking, by_id, standing)


def _giving_way(
    ranking: Ranking, by_id: Mapping[str, Derived], standing: dict[str, _Standing]
) -> dict[str, _Standing]:
    """The standings, what is only silent brought down to the weakest known harm of its time."""
    inside = {part for derived in by_id.values() for part in derived.concern.parts}
    harm: dict[int, int] = {}
    for id, derived in by_id.items():
        if (
            derived.is_known
            and id not in inside
            and not standing[id].before_all
            and any(stake.harm and touches_stake(stake, derived) for stake in ranking.stakes)
        ):
            points = standing[id].points
            harm[derived.quarter] = min(points, harm.get(derived.quarter, points))
    lowered = dict(standing)
    for id, derived in by_id.items():
        own = standing[id]
        later = [points for quarter, points in harm.items() if quarter >= derived.quarter]
        if derived.is_silent and later and min(later) <= own.points:
            why = f"{own.why}; only missing data, so after what is known to harm"
            lowered[id] = replace(own, points=min(later), gives_way=True, why=why)
    return lowered


def _weighed(
    ranking: Ranking, derived: Derived, by_id: Mapping[str, Derived], now: int
) -> tuple[int, str]:
    """The points of a concern, and in words what they are for."""
    given: list[tuple[str, int]] = []
    stake = _highest(ranking, derived)
    if stake is not None:
        given.append((stake.label, stake.points.points))
    kinds = {kind: ranking.kinds[kind].points for kind in _kinds(derived, by_id, ranking)}
    if kinds:
        kind = max(kinds, key=lambda kind: (kinds[kind], -KINDS.index(kind)))
        given.append((ranking.labels[kind], kinds[kind]))
    lasting, together = len(derived.concern.periods), len(derived.concern.parts)
    given.append((f"{lasting} quarters", ranking.lasting.for_each(lasting - 1)))
    duties = len({(found.rule, found.organisation) for found in derived.concern.findings})
    given.append((f"{duties} duties", ranking.duties.for_each(duties - 1)))
    given.append((f"{together} concerns in one", ranking.together.for_each(together - 1)))
    ago = now - derived.quarter
    given.append((f"{_quarters(ago)} ago", -ranking.age.for_each(ago)))
    shown = [(words, points) for words, points in given if points]
    total = sum(points for _, points in shown)
    words = "; ".join(f"{words} ({points:+d})" for words, points in shown)
    return total, f"{total} points: {words}" if words else f"{total} points"


def _kinds(derived: Derived, by_id: Mapping[str, Derived], ranking: Ranking) -> set[str]:
    """Its kind and those of its parts, as far as the ranking gives points for them."""
    parts = [by_id[part].concern.kind for part in derived.concern.parts if part in by_id]
    return {kind for kind in (derived.concern.kind, *parts) if kind in ranking.kinds}


def _highest(ranking: Ranking, derived: Derived) -> Stake | None:
    """The highest stake among those that it touches, the first of equals."""
    touched = [stake for stake in ranking.stakes if touches_stake(stake, derived)]
    return max(touched, key=lambda stake: stake.points.points, default=None)


def _quarters(number: int) -> str:
    return f"{number} quarter" if number == 1 else f"{number} quarters"
