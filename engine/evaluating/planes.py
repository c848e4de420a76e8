"""Planes: where a comparison or condition is true and where it is false, for all at once."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.evaluating.columns import (
    Bools,
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
class Planes:
    """Kleene truth of many organisations: true, false, and unknown where neither."""

    true: Bools
    false: Bools


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
    """Where a comparison is true and where it is false."""
    column = columns.of[comparison.fact]
    if comparison.op is Op.IS_RETURNED:
        return Planes(column.returned, np.zeros(columns.length, dtype=bool))
    match column, comparison.right:
        case WordColumn(), Literal(value) if not isinstance(value, float):
            return _one_of(column, (value,))
        case WordColumn(), WordList(values):
            return _one_of(column, values)
        case WordsColumn(), Literal(value):
            having = column.having[str(value)]
            return Planes(having, column.known & ~having)
        case NumberColumn(), _:
            return _numbers(comparison, column, columns, setting)
    raise TypeError(f"a comparison that loading should have refused: {comparison}")


def _one_of(column: WordColumn, values: tuple[bool | str, ...]) -> Planes:
    true = np.zeros(len(column.codes), dtype=bool)
    for value in values:
        code = column.words.get(value)
        if code is not None:
            true |= column.codes == code
    return Planes(true, (column.codes >= 0) & ~true)


def _numbers(  # noqa: C901, PLR0912 - a case an operator
    comparison: Comparison, left: NumberColumn, columns: Columns, setting: Setting
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
            right = columns.of[name]
            if not isinstance(right, NumberColumn):
                raise TypeError(f"“{name}” is no number")
            low, high = right.low, right.high
        case WordList():
            raise TypeError("words are no number")
    match comparison.op:
        case Op.IS_WITHIN:
            since = _since(setting.as_of, low)
            true = (left.low >= since) & (left.high <= today)
            return Planes(true, (left.high < since) | (left.low > today))
        case Op.IS_AT_LEAST:
            return Planes(left.low >= high, left.high < low)
        case Op.IS_OVER:
            return Planes(left.low > high, left.high <= low)
        case Op.IS_AT_MOST:
            return Planes(left.high <= low, left.low > high)
        case Op.IS_UNDER:
            return Planes(left.high < low, left.low >= high)
        case Op.IS:
            exact = (left.low == left.high) & (left.low == low) & (left.high == high)
            return Planes(exact, (left.high < low) | (left.low > high))
        case other:
            raise TypeError(f"“{other}” does not compare numbers")


def _since(as_of: dt.date, months: float | Floats) -> float | Floats:
    """The first day, as an ordinal, that lies within so many months before the as-of date."""
    if isinstance(months, float):
        return float(months_before(as_of, int(months)).toordinal())
    distinct, places = np.unique(months, return_inverse=True)
    days = [float(months_before(as_of, int(one)).toordinal()) for one in distinct]
    return np.array(days)[places]


def combine(condition: Condition, of: Mapping[Comparison, Planes]) -> Planes:
    """Kleene's all, any and not over planes already settled for each comparison."""
    match condition:
        case Comparison():
            return of[condition]
        case Not(part):
            inner = combine(part, of)
            return Planes(inner.false, inner.true)
        case All(parts):
            planes = [combine(part, of) for part in parts]
            true, false = planes[0].true, planes[0].false
            for plane in planes[1:]:
                true, false = true & plane.true, false | plane.false
            return Planes(true, false)
        case Any(parts):
            planes = [combine(part, of) for part in parts]
            true, false = planes[0].true, planes[0].false
            for plane in planes[1:]:
                true, false = true | plane.true, false & plane.false
            return Planes(true, false)
