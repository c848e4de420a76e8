"""The figures of a check: calculated from other figures, for all organisations at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from engine.evaluating.columns import Column, Floats, NumberColumn
from engine.nouns.policy.return_check import Figure, Working

_Bounds = tuple[Floats, Floats]


def figure_column(figure: Figure, of: Mapping[str, Column]) -> NumberColumn:
    """A figure as a column; unknown is unbounded."""
    columns = [of[name] for name in figure.of]
    numbers = [column for column in columns if isinstance(column, NumberColumn)]
    if len(numbers) < len(columns):
        raise TypeError(f"a figure that loading should have refused: {figure}")
    low, high = _WORKINGS[figure.working](numbers)
    low, high = np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)
    return NumberColumn(low, high, np.isfinite(low) | np.isfinite(high))


def _percent(numbers: Sequence[NumberColumn]) -> _Bounds:
    part, whole = numbers
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = 100 * part.low / whole.high, 100 * part.high / whole.low
    # Of nobody, or of fewer than nobody, there is no share; nor of a part that may be negative.
    none = ~((whole.low > 0) & (part.low >= 0))
    return np.where(none, -np.inf, low), np.where(none, np.inf, high)


def _difference(numbers: Sequence[NumberColumn]) -> _Bounds:
    number_column, less = numbers
    with np.errstate(invalid="ignore"):
        return number_column.low - less.high, number_column.high - less.low


def _sum(numbers: Sequence[NumberColumn]) -> _Bounds:
    """What is not known counts as 0 or more: counts are never less."""
    low = np.sum(
        [
            np.where(np.isneginf(number_column.low), 0.0, number_column.low)
            for number_column in numbers
        ],
        axis=0,
    )
    return low, np.sum([number_column.high for number_column in numbers], axis=0)


def _lowest(numbers: Sequence[NumberColumn]) -> _Bounds:
    """Of those that are known, within bounds at least; unknown where none is."""
    lows = [np.where(_known(number_column), number_column.low, np.inf) for number_column in numbers]
    highs = [
        np.where(_known(number_column), number_column.high, np.inf) for number_column in numbers
    ]
    low, high = np.min(lows, axis=0), np.min(highs, axis=0)
    return np.where(np.isposinf(low), -np.inf, low), high


def _highest(numbers: Sequence[NumberColumn]) -> _Bounds:
    lows = [
        np.where(_known(number_column), number_column.low, -np.inf) for number_column in numbers
    ]
    highs = [
        np.where(_known(number_column), number_column.high, -np.inf) for number_column in numbers
    ]
    low, high = np.max(lows, axis=0), np.max(highs, axis=0)
    return low, np.where(np.isneginf(high), np.inf, high)


def _known(number: NumberColumn) -> np.ndarray:
    return np.isfinite(number.low) | np.isfinite(number.high)


_WORKINGS: Mapping[Working, Callable[[Sequence[NumberColumn]], _Bounds]] = {
    Working.PERCENT: _percent,
    Working.DIFFERENCE: _difference,
    Working.SUM: _sum,
    Working.LOWEST: _lowest,
    Working.HIGHEST: _highest,
}
