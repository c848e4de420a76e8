"""The figures of a check, for several returns at once; what is not known, within bounds."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest

from engine.disputing.figures import figure_column
from engine.evaluating.columns import NumberColumn
from engine.nouns.policy.return_check import Figure, Working

Bounds = tuple[float, float]
OPEN = (-math.inf, math.inf)


def column(*bounds: Bounds) -> NumberColumn:
    low, high = (np.array(ends, dtype=float) for ends in zip(*bounds, strict=True))
    return NumberColumn(low, high, np.isfinite(low) | np.isfinite(high))


FIRST = column((2, 2), (0, 4), OPEN, (3, 3))
SECOND = column((4, 4), (5, 10), (6, 6), (0, 0))


@pytest.mark.parametrize(
    ("working", "expected"),
    [
        (Working.PERCENT, [(50, 50), (0, 80), OPEN, OPEN]),
        (Working.DIFFERENCE, [(-2, -2), (-10, -1), OPEN, (3, 3)]),
        (Working.SUM, [(6, 6), (5, 14), (6, math.inf), (3, 3)]),
        (Working.LOWEST, [(2, 2), (0, 4), (6, 6), (0, 0)]),
        (Working.HIGHEST, [(4, 4), (5, 10), (6, 6), (3, 3)]),
    ],
)
def test_each_working_return_by_return(working: Working, expected: Sequence[Bounds]) -> None:
    figure = Figure("figures.f", working, ("a", "b"))
    found = figure_column(figure, {"a": FIRST, "b": SECOND})
    assert list(zip(found.low.tolist(), found.high.tolist(), strict=True)) == expected
    assert found.returned.tolist() == [bounds != OPEN for bounds in expected]


@pytest.mark.parametrize("working", [Working.SUM, Working.LOWEST, Working.HIGHEST])
def test_of_figures_of_which_none_is_known_nothing_is(working: Working) -> None:
    figure = Figure("figures.f", working, ("a", "b"))
    nothing = column(OPEN, OPEN)
    found = figure_column(figure, {"a": nothing, "b": nothing})
    low = 0.0 if working is Working.SUM else -math.inf
    assert (found.low.tolist(), found.high.tolist()) == ([low] * 2, [math.inf] * 2)
