"""Ranking: which concern to look at first, by the points that the pack gives, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.chaining.chainers.signal_forms import KINDS
from engine.chaining.derived import Derived
from engine.nouns.outcome.concern import Concern
from engine.nouns.policy.handling import Ranking, Stake


def ranked(ranking: Ranking | None, derived: Sequence[Derived], now: int) -> tuple[Concern, ...]:
    """The concerns in order of rank, each with its rank from 1 and what is at stake, in words.

    ``now`` is the quarter assessed, as a count of quarters. Those that are part of no other come
    first; then the parts, in the same order among themselves. Without a ranking of the pack's
    own they are ranked by kind (see ``KINDS``). Equal points are ordered by kind, latest quarter,
    organisation's code, rule and subject, so the order never changes between runs.
    """
    inside = {part for one in derived for part in one.concern.parts}
    by_id = {one.concern.id: one for one in derived}
    weighed = {one.concern.id: _weighed(ranking, one, by_id, now) for one in derived}
    ordered = sorted(
        derived,
        key=lambda one: (
            one.concern.id in inside,
            -weighed[one.concern.id][0],
            KINDS.index(one.concern.kind) if one.concern.kind in KINDS else len(KINDS),
            one.concern.organisation,
            -one.quarter,
            one.concern.rule,
            one.subject,
        ),
    )
    place = {one.concern.id: number for number, one in enumerate(ordered, start=1)}
    return tuple(
        replace(
            one.concern,
            rank=number,
            stake=weighed[one.concern.id][1],
            parts=tuple(sorted(one.concern.parts, key=lambda part: place[part])),
        )
        for number, one in enumerate(ordered, start=1)
    )


def _weighed(
    ranking: Ranking | None, one: Derived, by_id: Mapping[str, Derived], now: int
) -> tuple[int, str]:
    """The points of a concern, and in words what they are for."""
    if ranking is None:
        return 0, ""
    given: list[tuple[str, int]] = []
    stake = _highest(ranking, one)
    if stake is not None:
        given.append((stake.label, stake.points.points))
    kinds = {kind: ranking.kinds[kind].points for kind in _kinds(one, by_id, ranking)}
    if kinds:
        kind = max(kinds, key=lambda kind: (kinds[kind], -KINDS.index(kind)))
        given.append((kind.replace("_", " "), kinds[kind]))
    lasting, parts = len(one.concern.periods), len(one.concern.parts)
    given.append((f"{lasting} quarters", ranking.lasting.for_each(lasting - 1)))
    duties = len({(found.rule, found.organisation) for found in one.concern.findings})
    given.append((f"{duties} duties", ranking.duties.for_each(duties - 1)))
    given.append((f"{parts} parts", ranking.parts.for_each(parts - 1)))
    ago = now - one.quarter
    given.append((f"{_quarters(ago)} ago", -ranking.age.for_each(ago)))
    shown = [(words, points) for words, points in given if points]
    total = sum(points for _, points in shown)
    words = "; ".join(f"{words} ({points:+d})" for words, points in shown)
    return total, f"{total} points: {words}" if words else f"{total} points"


def _kinds(one: Derived, by_id: Mapping[str, Derived], ranking: Ranking) -> set[str]:
    """Its kind and those of its parts, as far as the ranking gives points for them."""
    parts = [by_id[part].concern.kind for part in one.concern.parts if part in by_id]
    return {kind for kind in (one.concern.kind, *parts) if kind in ranking.kinds}


def _highest(ranking: Ranking, one: Derived) -> Stake | None:
    """The highest stake among those that it touches, the first of equals."""
    clauses = set(one.clauses)
    touched = [stake for stake in ranking.stakes if clauses & set(stake.clauses)]
    return max(touched, key=lambda stake: stake.points.points, default=None)


def _quarters(number: int) -> str:
    return f"{number} quarter" if number == 1 else f"{number} quarters"
