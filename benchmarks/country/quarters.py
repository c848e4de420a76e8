"""Quarters of the invented country: those of the story, and after them the story's year again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from engine.nouns.quarter import Quarter
from examples.story.nouns import QUARTERS, Entry, MadeQuarter

FIRST = Quarter.parse(QUARTERS[0].label)


@dataclass(frozen=True, slots=True)
class CountryQuarter:
    """A quarter, and that of the story whose returns it repeats some years later."""

    made: MadeQuarter
    model: MadeQuarter
    years: int
    """How many years after the model it is."""

    @property
    def quarter(self) -> Quarter:
        """The quarter itself."""
        return Quarter.parse(self.made.label)

    def later(self, entry: Entry) -> Entry:
        """What was typed in the model's quarter, its days so many years later."""
        return _later(entry, self.years) if isinstance(entry, dt.date) else entry


def quarters(number: int) -> tuple[CountryQuarter, ...]:
    """So many quarters one after the other; up to four of them are the story's last."""
    first = max(len(QUARTERS) - number, 1)
    return tuple(_quarter(first + count) for count in range(number))


def _quarter(index: int) -> CountryQuarter:
    if index < len(QUARTERS):
        return CountryQuarter(QUARTERS[index], QUARTERS[index], 0)
    model = QUARTERS[1 + (index - 1) % 4]
    years = (index - model.index) // 4
    quarter = Quarter.of_index(FIRST.index + index)
    made = MadeQuarter(
        index,
        quarter.label,
        _later(model.first_day, years),
        _later(model.last_day, years),
        _later(model.handed_in, years),
    )
    return CountryQuarter(made, model, years)


def _later(day: dt.date, years: int) -> dt.date:
    # No day of the story is a 29 February.
    return day.replace(year=day.year + years)
