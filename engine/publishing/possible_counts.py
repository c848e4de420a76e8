"""Possible counts: every way in which hidden counts could be, to be judged in columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.evaluating.columns import (
    Bools,
    Column,
    Columns,
    Floats,
    NumberColumn,
    WordColumn,
    WordsColumn,
)
from engine.evaluating.ingest import columns_of
from engine.nouns.evidence.fact import Catalogue, Fact, Range
from engine.publishing.figure_relations import PartOfTotal, Relations

_MOST_WAYS = 65_000
"""Ways tried of counts that are hidden together: of three each up to forty."""
_LARGEST = 100
"""Up to which one count is tried. A difference of four is 4 % of it, so that the usual thresholds
lie below."""
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PossibleCounts:
    """One column a world, the true one last where it is none of those tried."""

    names: tuple[str, ...]
    """The hidden counts, and the counts that hidden percentages imply."""
    implied: frozenset[str]
    """Those of them that nobody returned."""
    values: Ints
    """One row a name."""
    pairs: tuple[PartOfTotal, ...]
    """The parts and totals among which at least one is hidden."""
    parts: Floats
    """One row a pair: the part; not a number where nothing is known of it."""
    totals: Floats

    @property
    def part_above_total(self) -> Bools:
        """Where a part is more than its total."""
        return self.parts > self.totals

    def differences(self) -> Iterable[Floats]:
        """For each pair with both ends hidden, how many belong to the total and not the part."""
        for place, pair in enumerate(self.pairs):
            if pair.part in self.names and pair.total in self.names:
                yield self.totals[place] - self.parts[place]


def possible_counts(
    names: Sequence[str],
    small: bool,
    facts: Mapping[str, Fact],
    relations: Relations,
    limit: int,
) -> PossibleCounts | None:
    """The worlds of some counts that are hidden together; None where one is not known exactly.

    None of the counts is 0, and at least one of them, or a difference of a part and its total,
    is under ``limit``; ``small`` where it is the one count itself.
    """
    pairs = [pair for pair in relations.pairs if {pair.part, pair.total} & set(names)]
    implied = {
        f"{percent}.part": PartOfTotal(f"{percent}.part", total, (percent,), True)
        for percent, total in relations.percents
        if total in names and isinstance(_value(facts, percent), Range)
    }
    true = [_exact(facts, name) for name in names]
    if None in true:
        return None
    for pair in implied.values():
        share, total = _value(facts, pair.percents[0]), _exact(facts, pair.total)
        if total is None or not isinstance(share, Range):
            return None
        true.append(round(share.low / 100 * total))
    every = (*names, *implied)
    pairs = [*pairs, *implied.values()]
    alone = len(every) == 1 and not pairs
    if alone:
        values = np.arange(1, limit if small else _LARGEST)[np.newaxis]
    else:
        values = _tried(len(names), len(implied), limit)
    values = np.concatenate([values, np.array(true, dtype=np.int64)[:, np.newaxis]], axis=1)
    worlds = _with_ends(every, frozenset(implied), values, pairs, facts)
    kept = np.ones(values.shape[1], dtype=bool) if alone else _could_be(worlds, limit)
    # The true world comes last; it is dropped where it is among those tried.
    kept[-1] = not (values[:, :-1] == values[:, -1:])[:, kept[:-1]].all(axis=0).any()
    return _with_ends(every, frozenset(implied), values[:, kept], pairs, facts)


def _tried(counts: int, implied: int, limit: int) -> Ints:
    number = counts + implied
    most = max(limit + 1, min(_LARGEST, int(_MOST_WAYS ** (1 / number) + 1e-9)))
    grid = np.indices((most,) * counts + (most + 1,) * implied).reshape(number, -1)
    grid[:counts] += 1
    return grid


def _could_be(worlds: PossibleCounts, limit: int) -> Bools:
    """The worlds in which just these counts are hidden."""
    above = worlds.part_above_total
    between = worlds.totals - worlds.parts
    kept = np.any((worlds.values >= 1) & (worlds.values < limit), axis=0)
    kept = kept | np.any((between >= 1) & (between < limit), axis=0)
    for place, pair in enumerate(worlds.pairs):
        if pair.register:
            kept = kept & ~above[place]
    return np.array(kept, dtype=bool)


def _with_ends(
    names: tuple[str, ...],
    implied: frozenset[str],
    values: Ints,
    pairs: Sequence[PartOfTotal],
    facts: Mapping[str, Fact],
) -> PossibleCounts:
    def row(name: str) -> Floats:
        if name in names:
            return np.array(values[names.index(name)], dtype=np.float64)
        value = _value(facts, name)
        known = value.low if isinstance(value, Range) else float("nan")
        return np.full(values.shape[1], known, dtype=np.float64)

    shape = (len(pairs), values.shape[1])
    parts = np.array([row(pair.part) for pair in pairs], dtype=float).reshape(shape)
    totals = np.array([row(pair.total) for pair in pairs], dtype=float).reshape(shape)
    return PossibleCounts(names, implied, values, tuple(pairs), parts, totals)


def columns_in(
    worlds: PossibleCounts,
    names: Iterable[str],
    facts: Mapping[str, Fact],
    relations: Relations,
    catalogue: Catalogue,
) -> Columns:
    """The named facts of a return in each of its worlds."""
    length = worlds.values.shape[1]
    moved = dict(_moved(worlds, facts, relations))
    found: dict[str, Column] = {}
    for name in names:
        fact = facts.get(name)
        if name in moved:
            low, high = moved[name]
            returned = np.full(length, fact is not None and fact.returned)
            found[name] = NumberColumn(low, high, returned)
        else:
            found[name] = _alike(columns_of([facts], [name], catalogue).of[name], length)
    return Columns(length, found)


def _alike(column: Column, length: int) -> Column:
    """A column of one world made one of many that are alike."""
    returned = np.repeat(column.returned, length)
    match column:
        case NumberColumn():
            return NumberColumn(
                np.repeat(column.low, length), np.repeat(column.high, length), returned
            )
        case WordColumn():
            return WordColumn(np.repeat(column.codes, length), column.words, returned)
        case WordsColumn():
            having = {word: np.repeat(plane, length) for word, plane in column.having.items()}
            return WordsColumn(np.repeat(column.known, length), having, returned)


def _moved(
    worlds: PossibleCounts, facts: Mapping[str, Fact], relations: Relations
) -> Iterable[tuple[str, tuple[Floats, Floats]]]:
    """The facts that are not the same in every world, between which bounds."""
    moved: dict[str, tuple[Floats, Floats]] = {}
    for name, values in zip(worlds.names, worlds.values.astype(float), strict=True):
        moved[name] = (values, values)
    for place, pair in enumerate(worlds.pairs):
        for name in pair.percents[:1]:
            if name in facts:
                moved[name] = _share(worlds.parts[place], worlds.totals[place])
    for name, percents in relations.lowest:
        fact, of = _value(facts, name), [percent for percent in percents if percent in facts]
        if not isinstance(fact, Range) or not moved.keys() & set(of):
            continue
        # Of a level that nobody needs there is no percentage.
        highs = [
            moved[percent][1] if percent in moved else _highest(facts, percent) for percent in of
        ]
        high = np.full(worlds.values.shape[1], np.inf)
        for bound in highs:
            high = np.minimum(high, bound)
        low = high if fact.is_exact else np.minimum(high, fact.low)
        moved[name] = (low, high)
    yield from moved.items()


def _share(parts: Floats, totals: Floats) -> tuple[Floats, Floats]:
    known = (parts >= 0) & (parts <= totals) & (totals > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = 100 * parts / totals
    return np.where(known, share, -np.inf), np.where(known, share, np.inf)


def _highest(facts: Mapping[str, Fact], name: str) -> float:
    """The most that a percentage can be; one that is not known is lower than none."""
    value = _value(facts, name)
    return value.high if isinstance(value, Range) else np.inf


def _value(facts: Mapping[str, Fact], name: str) -> object:
    fact = facts.get(name)
    return fact.value if fact is not None else None


def _exact(facts: Mapping[str, Fact], name: str) -> int | None:
    value = _value(facts, name)
    return int(value.low) if isinstance(value, Range) and value.is_exact else None
