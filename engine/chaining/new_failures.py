"""Duties newly not met that may harm a child: their concerns come first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.chaining.chainers.signal_forms import NEW_KINDS
from engine.chaining.derived import Derived
from engine.nouns.policy.handling import Ranking, Stake


def stake_of_new(ranking: Ranking | None, derived: Derived, now: int) -> int | None:
    """The place among the stakes of that for which a concern comes before everything else.

    None where it does not: it is not of the quarter ``now``, not about something new, or about
    nothing that the ranking puts first.
    """
    if ranking is None or derived.quarter != now or derived.concern.kind not in NEW_KINDS:
        return None
    for place, stake in enumerate(ranking.stakes):
        if derived.latest.intersection(stake.first) and touches_stake(stake, derived):
            return place
    return None


def touches_stake(stake: Stake, derived: Derived) -> bool:
    """Whether a concern is about one of the clauses of a stake."""
    return not set(stake.clauses).isdisjoint(derived.clauses)


def with_new_together(
    ranking: Ranking | None, derived: Sequence[Derived], now: int
) -> list[Derived]:
    """The concerns, those about the same new failure under one of them.

    Two rules may test one duty. Of the concerns that come before everything else for the same
    stake at the same organisation, that about the clause named first takes in the others. What
    comes before everything else is part of nothing else.
    """
    alike: dict[tuple[str, int], list[Derived]] = {}
    for raised in derived:
        place = stake_of_new(ranking, raised, now)
        if place is not None:
            alike.setdefault((raised.concern.organisation, place), []).append(raised)
    new = {raised.concern.id for same in alike.values() for raised in same}
    under: dict[str, tuple[str, ...]] = {}
    for (_, place), same in alike.items():
        stake = ranking.stakes[place] if ranking is not None else None
        head, *others = sorted(same, key=lambda raised: _closeness(stake, raised))
        under[head.concern.id] = tuple(other.concern.id for other in others)
    return [_with_parts(raised, new, under.get(raised.concern.id, ())) for raised in derived]


def _with_parts(derived: Derived, new: set[str], more: tuple[str, ...]) -> Derived:
    """A concern without what comes before everything else among its parts, and with ``more``."""
    parts = tuple(part for part in derived.concern.parts if part not in new)
    return replace(derived, concern=replace(derived.concern, parts=(*parts, *more)))


def _closeness(stake: Stake | None, derived: Derived) -> tuple[int, str]:
    """How near a concern is to what the stake names first."""
    clauses = stake.clauses if stake is not None else ()
    first = next(iter(derived.clauses), "")
    place = clauses.index(first) if first in clauses else len(clauses)
    return place, derived.concern.id
