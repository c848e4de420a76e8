"""An integer programme: unknown whole numbers, what is known of them, and how far they can go.

``scipy.optimize.milp`` (HiGHS) solves it. Truths are linear too: 1 where something is so and 0
where it is not, so that the rules' conditions can be written beside the figures they compare.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

FEASIBLE, INFEASIBLE = 0, 2
"""The statuses of ``milp`` that answer a question."""


Row = tuple[Mapping[int, float], float, float]
"""So many times some unknowns, and the bounds of their sum."""


@dataclass(frozen=True, slots=True)
class Linear:
    """A sum of unknowns, each so many times, and a constant."""

    times: Mapping[int, float] = field(default_factory=dict)
    constant: float = 0.0

    def __add__(self, other: Linear | float) -> Linear:
        if not isinstance(other, Linear):
            return Linear(self.times, self.constant + other)
        times = dict(self.times)
        for unknown, number in other.times.items():
            times[unknown] = times.get(unknown, 0.0) + number
        kept = {unknown: number for unknown, number in times.items() if number}
        return Linear(kept, self.constant + other.constant)

    def __mul__(self, number: float) -> Linear:
        times = {unknown: number * of for unknown, of in self.times.items()}
        return Linear(times, number * self.constant)

    def __sub__(self, other: Linear | float) -> Linear:
        return self + other * -1 if isinstance(other, Linear) else self + -other


NO, YES = Linear(), Linear(constant=1.0)


def total(some: Iterable[Linear]) -> Linear:
    """The sum of several."""
    sum_ = Linear()
    for linear in some:
        sum_ = sum_ + linear
    return sum_


class NotSolved(Exception):
    """The solver gave no answer."""


class Programme:
    """Unknowns and what is known of them; asked how low and how high a sum of them can be."""

    def __init__(self) -> None:
        self._lows: list[float] = []
        self._highs: list[float] = []
        self._rows: list[Row] = []
        self.solved = 0

    def unknown(self, low: float, high: float) -> Linear:
        """A whole number within bounds, ends included."""
        self._lows.append(low)
        self._highs.append(high)
        return Linear({len(self._lows) - 1: 1.0})

    def keep(self, linear: Linear, low: float = -math.inf, high: float = math.inf) -> None:
        """Ask that a sum lies within bounds."""
        self._rows.append((linear.times, low - linear.constant, high - linear.constant))

    def span(self, linear: Linear) -> tuple[float, float]:
        """How low and how high a sum can be by the bounds of its unknowns alone."""
        low = high = linear.constant
        for unknown, number in linear.times.items():
            ends = (number * self._lows[unknown], number * self._highs[unknown])
            low, high = low + min(ends), high + max(ends)
        return low, high

    def truth(self) -> Linear:
        """An unknown that is so or not."""
        return self.unknown(0, 1)

    def at_least(self, linear: Linear, step: float = 1.0) -> Linear:
        """Whether a sum is 0 or more; ``step`` is the least by which two values of it differ."""
        low, high = self.span(linear)
        if low >= 0:
            return YES
        if high < 0:
            return NO
        truth = self.truth()
        # so: linear >= 0; not so: linear <= -step
        self.keep(linear + truth * low, low=low)
        self.keep(linear - truth * (high + step), high=-step)
        return truth

    def all_of(self, truths: Iterable[Linear]) -> Linear:
        """Whether all of several are so."""
        some = list(truths)
        if any(not truth.times and truth.constant == 0 for truth in some):
            return NO
        some = [truth for truth in some if truth.times]
        if len(some) < 2:
            return some[0] if some else YES
        every = self.truth()
        for truth in some:
            self.keep(truth - every, low=0)
        self.keep(total(some) - every, high=len(some) - 1)
        return every

    def any_of(self, truths: Iterable[Linear]) -> Linear:
        """Whether any of several is so."""
        return YES - self.all_of(YES - truth for truth in truths)

    def between(self, linear: Linear, low: float, high: float) -> Linear:
        """Whether a sum of whole numbers lies within bounds, ends included."""
        return self.all_of([self.at_least(linear - low), self.at_least(linear * -1 + high)])

    def least(self, linear: Linear, also: tuple[Linear, float] | None = None) -> float | None:
        """The least that a sum can be; None where nothing can be as what is known of it has it.

        ``also`` asks besides that another sum has a value. Raises NotSolved.
        """
        rows = list(self._rows)
        if also is not None:
            rest = also[1] - also[0].constant
            rows.append((also[0].times, rest, rest))
        asked = linear.times.keys() | (also[0].times.keys() if also is not None else set())
        rows, unknowns = _concerned(rows, asked) if asked else (rows, range(len(self._lows)))
        at = {unknown: place for place, unknown in enumerate(unknowns)}
        result = milp(
            np.array([linear.times.get(unknown, 0.0) for unknown in unknowns]),
            integrality=np.ones(len(at)),
            bounds=Bounds(
                np.array([self._lows[unknown] for unknown in unknowns]),
                np.array([self._highs[unknown] for unknown in unknowns]),
            ),
            constraints=_constraint(rows, at) if rows else None,
            options={"mip_rel_gap": 0.0, "time_limit": 60.0},
        )
        self.solved += 1
        if result.status == INFEASIBLE:
            return None
        if result.status != FEASIBLE:
            raise NotSolved(result.message)
        return round(float(result.fun)) + linear.constant

    def can_be_at_all(self) -> bool:
        """Whether all that is known can be so at once."""
        return self.least(Linear()) is not None

    def reach(self, linear: Linear) -> tuple[float, float] | None:
        """How low and how high a sum of whole numbers can be; None where nothing can be."""
        least = self.least(linear)
        most = self.least(linear * -1)
        return None if least is None or most is None else (least, -most)

    def can_be(self, linear: Linear, value: float) -> bool:
        """Whether a sum can have a value."""
        return self.least(Linear(), (linear, value)) is not None


def _concerned(rows: list[Row], asked: Iterable[int]) -> tuple[list[Row], list[int]]:
    """The rows that bear on some unknowns, by way of others too, and all unknowns in them."""
    seen, left = set(asked), list(rows)
    found: list[Row] = []
    size = -1
    while len(found) > size:
        size = len(found)
        here = [row for row in left if not seen.isdisjoint(row[0])]
        left = [row for row in left if seen.isdisjoint(row[0])]
        found += here
        for times, _, _ in here:
            seen.update(times)
    # What has no unknown in it is so or is not, whatever is asked.
    return found + [row for row in left if not row[0]], sorted(seen)


def _constraint(rows: list[Row], at: Mapping[int, int]) -> LinearConstraint:
    numbers = [number for times, _, _ in rows for number in times.values()]
    columns = [at[unknown] for times, _, _ in rows for unknown in times]
    starts = np.cumsum([0, *(len(times) for times, _, _ in rows)])
    matrix = csr_array((numbers, columns, starts), shape=(len(rows), len(at)))
    return LinearConstraint(matrix, [low for _, low, _ in rows], [high for _, _, high in rows])
