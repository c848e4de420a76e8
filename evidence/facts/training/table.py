"""The training register as a table of numbers of staff, beside its facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.nouns.evidence.training import TrainingRow, TrainingTable

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
            count = counts.at(place)
            if count.staff:
                yield TrainingRow(level, group, count.staff_range, count.in_date_range)
