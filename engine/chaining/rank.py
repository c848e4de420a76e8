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
    inside = {part for raised in derived for part in raised.concern.parts}
    by_id = {raised.concern.id: raised for raised in derived}
    weighed = {raised.concern.id: _weighed(ranking, raised, by_id, now) for raised in derived}
    ordered = sorted(
        derived,
        key=lambda derived: (
            derived.concern.id in inside,
            -weighed[derived.concern.id][0],
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
            stake=weighed[derived.concern.id][1],
            parts=tuple(sorted(derived.concern.parts, key=lambda part: place[part])),
        )
        for number, derived in enumerate(ordered, start=1)
    )


def _weighed(
    ranking: Ranking | None, derived: Derived, by_id: Mapping[str, Derived], now: int
) -> tuple[int, str]:
    """The points of a concern, and in words what they are for."""
    if ranking is None:
        return 0, ""
    given: list[tuple[str, int]] = []
    stake = _highest(ranking, derived)
    if stake is not None:
        given.append((stake.label, stake.points.points))
    kinds = {kind: ranking.kinds[kind].points for kind in _kinds(derived, by_id, ranking)}
    if kinds:
        kind = max(kinds, key=lambda kind: (kinds[kind], -KINDS.index(kind)))
        given.append((kind.replace("_", " "), kinds[kind]))
    lasting, parts = len(derived.concern.periods), len(derived.concern.parts)
    given.append((f"{lasting} quarters", ranking.lasting.for_each(lasting - 1)))
    duties = len({(found.rule, found.organisation) for found in derived.concern.findings})
    given.append((f"{duties} duties", ranking.duties.for_each(duties - 1)))
    given.append((f"{parts} parts", ranking.parts.for_each(parts - 1)))
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
    clauses = set(derived.clauses)
    touched = [stake for stake in ranking.stakes if clauses & set(stake.clauses)]
    return max(touched, key=lambda stake: stake.points.points, default=None)


def _quarters(number: int) -> str:
    return f"{number} quarter" if number == 1 else f"{number} quarters"
