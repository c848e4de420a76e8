"""How many people need a level, and how many of them are trained to it and in date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.nouns.evidence.fact import Range

Tally = npt.NDArray[np.signedinteger[Any]]
Shares = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Count:
    """How many people need a level, and how many of them are trained to it and in date."""

    staff: int
    """Who certainly need it."""
    in_date: int
    """Of them, who are certainly trained to it or above and in date."""
    doubtful: int
    """Of them, who may be: something on their line cannot be read."""
    possible: int
    """Who may need it: their required level, framework or staff group cannot be read."""
    below: int = 0
    """Of the staff, who are trained to a lower level."""
    lapsed: int = 0
    """Of the staff, who are trained to the level but out of date."""

    @property
    def staff_range(self) -> Range:
        """How many staff need the level: the certain ones, and with those who may."""
        return Range(float(self.staff), float(self.staff + self.possible))

    @property
    def in_date_range(self) -> Range:
        """How many of them are in date: the certain ones, and with those who may be."""
        most = self.in_date + self.doubtful + self.possible
        return Range(float(self.in_date), float(most))

    @property
    def percent(self) -> Range | None:
        """In date as % of staff, within bounds; None where nobody certainly needs the level."""
        if not self.staff:
            return None
        most = self.staff + self.possible
        return Range(
            100 * self.in_date / most, 100 * (self.in_date + self.doubtful + self.possible) / most
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of several groups of people, one entry of each array a group."""

    staff: Tally
    in_date: Tally
    doubtful: Tally
    possible: Tally
    below: Tally
    lapsed: Tally

    def of_group(self, place: int) -> Count:
        """The count of one group."""
        return Count(
            int(self.staff[place]),
            int(self.in_date[place]),
            int(self.doubtful[place]),
            int(self.possible[place]),
            int(self.below[place]),
            int(self.lapsed[place]),
        )

    @property
    def percents(self) -> tuple[Shares, Shares]:
        """The bounds of ``Count.percent`` of each group that somebody certainly belongs to."""
        sure = self.staff > 0
        most = (self.staff + self.possible)[sure]
        low, high = self.in_date[sure], (self.in_date + self.doubtful + self.possible)[sure]
        return 100 * low / most, 100 * high / most
