"""A register whose days may be month first: a fault where that would change a figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.nouns.english import counted
from evidence.cells.dates import dates_named, reads_either_way
from evidence.cells.values import DAYS_FIRST
from evidence.facts.collector import FactCollector
from evidence.facts.training.declared import TOLERANCE
from evidence.facts.training.lines import read_lines
from evidence.facts.training.people import staff_of
from evidence.nouns.cells import Cell, EitherDay, Raw
from evidence.nouns.register import CodedColumn, Register
from evidence.terms import TermMatcher

if TYPE_CHECKING:
    from evidence.facts.training.intervals import RefresherIntervals
    from evidence.facts.training.people import StaffOfFramework

_COLUMN = "completed_on"
_LONGEST = 50_000
"""Lines up to which a register is read in the other order too; in a longer one the days of many
staff even out."""
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class ReadPeople:
    """The people of a register by framework, and what they were read by."""

    by_framework: Mapping[str, StaffOfFramework]
    known: TermMatcher
    refreshing: Mapping[str, RefresherIntervals]


def check_day_order(collector: FactCollector, register: Register, read: ReadPeople) -> None:
    """Ask about days typed as text that were read day first, where each of them may be month first
    and a level's percentage would then be another by more than the tolerance."""
    column = register.columns[_COLUMN]
    as_of = collector.as_of
    other = _other_order(column, as_of) if len(register.rows) <= _LONGEST else None
    if other is None:
        return
    swapped = replace(register, columns={**register.columns, _COLUMN: other})
    for level, label, now, then in _moved(collector, swapped, read):
        lines = [
            line for line in range(len(register.rows)) if _is_text_either(column.value_at(line))
        ]
        cells = [
            Cell(column.value_at(line), "", register.sheet, f"{register.letters[_COLUMN]}{row}")
            for line in lines[:_SHOWN]
            for row in (int(register.rows[line]),)
        ]
        collector.log_at(*cells, across=True).add_check(
            f"{counted(len(lines), 'day')} read day first, such as “{cells[0].raw}”; month first, "
            f"Level {level}, {label}, would be {then:g} % and not {now:g} %",
            "days that can be read in one way alone",
            f"Check which way they are written. {DAYS_FIRST}",
        )
        return


def _is_text_either(raw: Raw) -> bool:
    return isinstance(raw, str) and not isinstance(raw, EitherDay) and reads_either_way(raw)


def _other_order(column: CodedColumn, as_of: dt.date) -> CodedColumn | None:
    """The column with its days that read either way month first; None where it has none such, or
    where one would lie after the as-of date, so that they cannot be month first."""
    values: list[Raw] = []
    for raw in column.values:
        if not _is_text_either(raw):
            values.append(raw)
            continue
        day = dt.date.fromordinal(int(dates_named(str(raw)).low))
        other = day.replace(month=day.day, day=day.month)
        if other > as_of:
            return None
        values.append(other)
    # Two values may be one day now, which readings of days do not mind.
    return CodedColumn(tuple(values), column.codes) if values != list(column.values) else None


def _moved(
    collector: FactCollector, swapped: Register, read: ReadPeople
) -> Iterator[tuple[int, str, float, float]]:
    """The levels whose percentage the other order moves by more than the tolerance: the level, the
    framework in words, the percentage as read and in the other order."""
    tolerance = collector.parameter(TOLERANCE)
    lines = read_lines(swapped, read.known, collector.last_day.toordinal())
    for key, people in read.by_framework.items():
        found = staff_of(lines, people.framework, read.refreshing[key])
        if found is None:
            continue
        for level in range(1, people.framework.levels + 1):
            now, then = people.count(level).percent, found[0].count(level).percent
            if now is None or then is None or not (now.is_exact and then.is_exact):
                continue
            if abs(now.low - then.low) > tolerance:
                yield level, people.framework.label, round(now.low, 1), round(then.low, 1)
