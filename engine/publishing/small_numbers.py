"""Which figures of one return are not published: the small ones, and all that would reveal them."""

from __future__ import annotations

import math
from collections.abc import Mapping

from engine.nouns.evidence.fact import Fact, Range
from engine.publishing.figure_relations import PartOfTotal, Relations

SMALL = "a small number of people"
GROUP = (
    "it, a figure it is counted with, or the difference between them is a small number of people"
)
RESTS = "it rests on a figure that is not shown"
UNSIZED = "it is a share of a group whose size is not told"
_ROUNDED = 0.5
"""How far, in percentage points, a declared percentage may lie from the true one."""


def hidden_figures(
    facts: Mapping[str, Fact], relations: Relations, limit: float
) -> Mapping[str, str]:
    """The figures not published, by fact, each with the reason; ``limit`` is the pack's.

    A count from 1 to under the limit is small; 0 is not. Where a part, its total or the
    difference between them may be small, neither is published, nor any percentage of them; and
    so on through every total and part that they share. The reason is the same for all of them,
    so that it does not tell which one is small.
    """
    hidden = {
        name: SMALL
        for name in relations.people
        if (value := _number(facts, name)) is not None and _may_be_small(value, limit)
    }
    size = -1
    while len(hidden) > size:
        size = len(hidden)
        for pair in relations.pairs:
            _pair(facts, pair, limit, hidden)
        for percent, total in relations.percents:
            _declared(facts, percent, total, limit, hidden)
        for total, parts in relations.sums:
            if any(part in hidden for part in parts):
                _hide(facts, total, GROUP, hidden)
        for name, percents in relations.lowest:
            if any(percent in hidden for percent in percents):
                _hide(facts, name, RESTS, hidden)
    for name in relations.unsized:
        _hide(facts, name, UNSIZED, hidden)
    return hidden


def _pair(
    facts: Mapping[str, Fact], pair: PartOfTotal, limit: float, hidden: dict[str, str]
) -> None:
    part, total = _number(facts, pair.part), _number(facts, pair.total)
    near = False
    if part is not None and total is not None:
        between = (total.low - part.high, total.high - part.low)
        near = between[1] >= 1 and between[0] < limit
    if near or pair.part in hidden or pair.total in hidden:
        for name in (pair.part, pair.total):
            _hide(facts, name, GROUP, hidden)
        for name in pair.percents:
            _hide(facts, name, RESTS, hidden)


def _declared(
    facts: Mapping[str, Fact], percent: str, of: str, limit: float, hidden: dict[str, str]
) -> None:
    share, total = _number(facts, percent), _number(facts, of)
    if share is None or total is None:
        return
    low = math.ceil((share.low - _ROUNDED) / 100 * total.low - 1e-9)
    high = math.floor((share.high + _ROUNDED) / 100 * total.high + 1e-9)
    small = any(
        _may_be_small(Range(min(ends), max(ends)), limit)
        for ends in ((low, high), (total.low - high, total.high - low))
    )
    if small or of in hidden:
        _hide(facts, of, GROUP, hidden)
        _hide(facts, percent, RESTS, hidden)


def _hide(facts: Mapping[str, Fact], name: str, reason: str, hidden: dict[str, str]) -> None:
    """Hide a figure where there is one; a count of none stays, for it reveals nobody."""
    value = _number(facts, name)
    counted = reason == GROUP
    if value is None or (counted and value == Range(0.0, 0.0)):
        return
    # The reason of a group outranks that of one: it must not tell which of them is small.
    if counted or name not in hidden:
        hidden[name] = reason


def _may_be_small(value: Range, limit: float) -> bool:
    return value.low < limit and value.high >= 1


def _number(facts: Mapping[str, Fact], name: str) -> Range | None:
    fact = facts.get(name)
    return fact.value if fact is not None and isinstance(fact.value, Range) else None
