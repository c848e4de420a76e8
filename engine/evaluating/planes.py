"""Planes: where a comparison or condition is true and where it is false, for all at once."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.evaluating.columns import (
    Bools,
    Column,
    Columns,
    Floats,
    NumberColumn,
    WordColumn,
    WordsColumn,
)
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


@dataclass(frozen=True, slots=True)
class Claimed:
    """What is in dispute: where some claim makes it true, false, or leaves it unknown."""

    true: Bools
    false: Bools
    unknown: Bools


@dataclass(frozen=True, slots=True)
class Planes:
    """Kleene truth of many organisations: true, false, and unknown where neither.

    With evidence in dispute it is true where every claim makes it so, and false likewise.
    """

    true: Bools
    false: Bools
    claimed: Claimed | None = None
    """What single claims would make of it; None where nothing is in dispute for anybody."""

    @property
    def by_claim(self) -> Claimed:
        """What single claims make of it, also where there is but one."""
        return self.claimed or Claimed(self.true, self.false, ~(self.true | self.false))


@dataclass(frozen=True, slots=True)
class Setting:
    """What a comparison needs beside the facts: the parameters in force and the as-of date.

    A parameter is one number for all organisations, or one for each, in the columns' order.
    """

    parameters: Mapping[str, float | Floats]
    as_of: dt.date


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months earlier, clipped to that month's last day."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def compare(comparison: Comparison, columns: Columns, setting: Setting) -> Planes:
    """Where a comparison is true and where it is false, whatever is claimed.

    Where both sides are in dispute, every claim of the one is held against every one of the other.
    """
    right = comparison.right
    other = right.name if isinstance(right, FactRef) else None
    disputed = columns.claims
    if not disputed or (comparison.fact not in disputed and other not in disputed):
        against = columns.of[other] if other is not None else None
        return _compare(comparison, columns.of[comparison.fact], against, setting)
    lefts = columns.claims.get(comparison.fact, (columns.of[comparison.fact],))
    right_columns: Sequence[Column | None] = (None,)
    if other is not None:
        right_columns = columns.claims.get(other, (columns.of[other],))
    # A fact is held against itself by one and the same claim.
    same = other == comparison.fact
    sides = zip(lefts, lefts, strict=True) if same else itertools.product(lefts, right_columns)
    return _of_all([_compare(comparison, left, right, setting) for left, right in sides])


def _of_all(claims: Sequence[Planes]) -> Planes:
    """The planes of several claims as one."""
    true, false = claims[0].true, claims[0].false
    some_true, some_false, some_unknown = true, false, ~(true | false)
    for planes in claims[1:]:
        true, false = true & planes.true, false & planes.false
        some_true, some_false = some_true | planes.true, some_false | planes.false
        some_unknown = some_unknown | ~(planes.true | planes.false)
    return Planes(true, false, Claimed(some_true, some_false, some_unknown))


def _compare(
    comparison: Comparison, column: Column, right: Column | None, setting: Setting
) -> Planes:
    if comparison.op is Op.IS_RETURNED:
        return Planes(column.returned, np.zeros(len(column.returned), dtype=bool))
    match column, comparison.right:
        case WordColumn(), Literal(value) if not isinstance(value, float):
            return _one_of(column, (value,))
        case WordColumn(), WordList(values):
            return _one_of(column, values)
        case WordsColumn(), Literal(value):
            having = column.having[str(value)]
            return Planes(having, column.known ^ having)
        case NumberColumn(), _:
            return _numbers(comparison, column, right, setting)
    raise TypeError(f"a comparison that loading should have refused: {comparison}")


def _one_of(column: WordColumn, values: tuple[bool | str, ...]) -> Planes:
    codes = [code for value in values if (code := column.words.get(value)) is not None]
    true = column.codes == codes[0] if codes else np.zeros(len(column.codes), dtype=bool)
    for code in codes[1:]:
        true = true | (column.codes == code)
    # What is true is known, so that what is known and not true is what differs of the two.
    return Planes(true, (column.codes >= 0) ^ true)


def _numbers(  # noqa: C901, PLR0912 - a case an operator
    comparison: Comparison, left: NumberColumn, other: Column | None, setting: Setting
) -> Planes:
    today = float(setting.as_of.toordinal())
    if comparison.op is Op.IS_NOT_PAST:
        return Planes(left.low >= today, left.high < today)
    low: float | Floats
    high: float | Floats
    match comparison.right:
        case Literal(value):
            low = high = float(value)
        case ParameterRef(name):
            low = high = setting.parameters[name]
        case FactRef(name):
            if not isinstance(other, NumberColumn):
                raise TypeError(f"“{name}” is no number")
            low, high = other.low, other.high
        case WordList():
            raise TypeError("words are no number")
    match comparison.op:
        case Op.IS_WITHIN:
            since = _since(setting.as_of, low)
            true = (left.low >= since) & (left.high <= today)
            return Planes(true, (left.high < since) | (left.low > today))
        case Op.IS_AT_LEAST:
            return Planes(left.low >= high, left.high < low)
        case Op.IS_OVER | Op.IS_AFTER:
            return Planes(left.low > high, left.high <= low)
        case Op.IS_AT_MOST:
            return Planes(left.high <= low, left.low > high)
        case Op.IS_UNDER | Op.IS_BEFORE:
            return Planes(left.high < low, left.low >= high)
        case Op.IS:
            exact = (left.low == left.high) & (left.low == low) & (left.high == high)
            return Planes(exact, (left.high < low) | (left.low > high))
        case op:
            raise TypeError(f"“{op}” does not compare numbers")


def _since(as_of: dt.date, months: float | Floats) -> float | Floats:
    """The first day, as an ordinal, that lies within so many months before the as-of date."""
    if isinstance(months, float):
        return float(months_before(as_of, int(months)).toordinal())
    distinct, places = np.unique(months, return_inverse=True)
    days = [float(months_before(as_of, int(count)).toordinal()) for count in distinct]
    return np.array(days)[places]


def combine(condition: Condition, of: Mapping[Comparison, Planes]) -> Planes:
    """Kleene's all, any and not over planes already settled for each comparison."""
    match condition:
        case Comparison():
            return of[condition]
        case Not(part):
            return _negated(combine(part, of))
        case All(parts):
            return _all([combine(part, of) for part in parts])
        case Any(parts):
            return _any([combine(part, of) for part in parts])


def _negated(planes: Planes) -> Planes:
    claimed = planes.claimed
    if claimed is not None:
        claimed = Claimed(claimed.false, claimed.true, claimed.unknown)
    return Planes(planes.false, planes.true, claimed)


def _all(parts: Sequence[Planes]) -> Planes:
    """True where all are; the claims of each part are taken as free of those of the others."""
    true, false = parts[0].true, parts[0].false
    for planes in parts[1:]:
        true, false = true & planes.true, false | planes.false
    if not _disputed(parts):
        return Planes(true, false)
    claimed_parts = [planes.by_claim for planes in parts]
    some_true, some_false = claimed_parts[0].true, claimed_parts[0].false
    unknown, open_to_it = claimed_parts[0].unknown, claimed_parts[0].true | claimed_parts[0].unknown
    for claimed in claimed_parts[1:]:
        some_true, some_false = some_true & claimed.true, some_false | claimed.false
        unknown = unknown | claimed.unknown
        open_to_it = open_to_it & (claimed.true | claimed.unknown)
    return Planes(true, false, Claimed(some_true, some_false, unknown & open_to_it))


def _any(parts: Sequence[Planes]) -> Planes:
    """True where one is; false where none is for certain."""
    if _disputed(parts):
        return _negated(_all([_negated(planes) for planes in parts]))
    true, false = parts[0].true, parts[0].false
    for planes in parts[1:]:
        true, false = true | planes.true, false & planes.false
    return Planes(true, false)


def _disputed(parts: Sequence[Planes]) -> bool:
    return any(planes.claimed is not None for planes in parts)
