"""The training register as a table of numbers of staff, and the facts of it as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.evidence.training import TrainingRow, TrainingTable
from engine.nouns.verdict import Basis

if TYPE_CHECKING:
    from evidence.facts.training.people import StaffOfFramework

MOST_GROUPS = 100
"""A register with more staff groups has something else in that column, such as names: its table
is by level alone."""


def training_table(people: StaffOfFramework) -> TrainingTable:
    """The numbers of staff by level and staff group of one framework of a register."""
    framework = people.framework
    return TrainingTable(framework.key, framework.label, tuple(_rows(people)))


def _rows(people: StaffOfFramework) -> Iterator[TrainingRow]:
    for level in range(1, people.framework.levels + 1):
        together = people.count(level)
        if not together.staff:
            continue
        yield TrainingRow(level, "", together.staff_range, together.in_date_range)
        if len(people.groups) > MOST_GROUPS:
            continue
        counts = people.by_group(level)
        for place, group in enumerate(people.groups):
            count = counts.of_group(place)
            if count.staff:
                yield TrainingRow(level, group, count.staff_range, count.in_date_range)


def staff_listed(people: StaffOfFramework, origins: tuple[Origin, ...]) -> Fact:
    """How many staff the register lists under a framework, within bounds."""
    surely, at_most = int(people.certain.sum()), len(people.certain)
    name = fact_names.listed(fact_names.training(people.framework.key))
    value = Range(float(surely), float(at_most))
    return Fact(name, value, Basis.REGISTER, origins, returned=True)


def latest_day(
    people: StaffOfFramework, last_day: dt.date, origins: tuple[Origin, ...]
) -> Fact | None:
    """The day of the latest training on the register up to a last day; None where no line
    gives one."""
    days = people.completed[people.certain & (people.completed <= last_day.toordinal())]
    if not (days.size and days.max() > 0):
        return None
    name = fact_names.latest_on(fact_names.training(people.framework.key))
    value = Range.of_number(float(days.max()))
    return Fact(name, value, Basis.REGISTER, origins, returned=True)
