"""Numbers compared: where it is true, false or unknown, for all organisations at once."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.evaluating.columns import Bools, ExactNumbers, NumberColumn
from engine.nouns.policy.operators import Op

Bound = float | NDArray[np.floating[Any]]
"""A number for all organisations, or one for each."""
Truths = NDArray[np.int8]


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months earlier, clipped to that month's last day."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def compare_numbers(
    op: Op, left: NumberColumn, right: Bound | NumberColumn, as_of: dt.date, truth: Truths
) -> None:
    """Fill in how numbers come out against a bound, or against other numbers."""
    if left.exact is not None:
        if not isinstance(right, NumberColumn):
            np.add(_twice(_exact(op, left.exact, right, as_of)), left.exact.unknown, out=truth)
            return
        if right.exact is not None:
            true = _exact(op, left.exact, right.exact.values, as_of)
            np.add(_twice(true), left.exact.unknown | right.exact.unknown, out=truth)
            return
    bounds = (right.low, right.high) if isinstance(right, NumberColumn) else (right, right)
    _between(op, left, bounds, as_of, truth)


def _twice(true: Bools) -> Truths:
    code = true.view(np.int8)
    return code + code


def _exact(op: Op, left: ExactNumbers, right: Bound, as_of: dt.date) -> Bools:
    """Where numbers known to the point are true; nothing unknown is."""
    values, today = left.values, float(as_of.toordinal())
    if op is Op.IS_WITHIN:
        since = _as_wide(_since(as_of, right), values)
        return (values >= since) & (values <= today)
    number = _as_wide(today if op is Op.IS_NOT_PAST else right, values)
    match op:
        case Op.IS_AT_LEAST | Op.IS_NOT_PAST:
            return values >= number
        case Op.IS_OVER | Op.IS_AFTER:
            return values > number
        case Op.IS_AT_MOST:
            return values <= number
        case Op.IS_UNDER | Op.IS_BEFORE:
            return values < number
        case Op.IS:
            same: Bools = values == number
            return same
        case _:
            raise TypeError(f"“{op}” does not compare numbers")


def _as_wide(number: Bound, values: NDArray[np.floating]) -> Bound | np.float64:
    """A number that is not rounded when it is held to numbers of four bytes."""
    if not isinstance(number, float) or values.dtype != np.float32:
        return number
    with np.errstate(over="ignore"):
        # As a number of Python's own: numpy would round both before it compares them.
        is_same = float(np.float32(number)) == number
    return number if is_same else np.float64(number)


def _between(
    op: Op, left: NumberColumn, bounds: tuple[Bound, Bound], as_of: dt.date, truth: Truths
) -> None:
    """Fill in where a number is true, and where it may be: one code for each."""
    low, high = bounds
    today = float(as_of.toordinal())
    match op:
        case Op.IS_NOT_PAST:
            true, may_be = left.low >= today, left.high >= today
        case Op.IS_WITHIN:
            since = _since(as_of, low)
            true = (left.low >= since) & (left.high <= today)
            may_be = (left.high >= since) & (left.low <= today)
        case Op.IS_AT_LEAST:
            true, may_be = left.low >= high, left.high >= low
        case Op.IS_OVER | Op.IS_AFTER:
            true, may_be = left.low > high, left.high > low
        case Op.IS_AT_MOST:
            true, may_be = left.high <= low, left.low <= high
        case Op.IS_UNDER | Op.IS_BEFORE:
            true, may_be = left.high < low, left.low < high
        case Op.IS:
            true = (left.low == left.high) & (left.low == low) & (left.high == high)
            may_be = (left.high >= low) & (left.low <= high)
        case _:
            raise TypeError(f"“{op}” does not compare numbers")
    np.add(true.view(np.int8), may_be.view(np.int8), out=truth)


def _since(as_of: dt.date, months: Bound) -> Bound:
    """The first day, as an ordinal, that lies within so many months before the as-of date."""
    if isinstance(months, float):
        return float(months_before(as_of, int(months)).toordinal())
    distinct, places = np.unique(months, return_inverse=True)
    days = [float(months_before(as_of, int(count)).toordinal()) for count in distinct]
    return np.array(days)[places]
