"""Days typed or pasted as a spreadsheet's serial numbers: 41820 for 30/06/2014."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from engine.nouns.evidence.fault import Stage
from evidence.fault_log import PlacedLog
from evidence.nouns.cells import Raw
from evidence.nouns.columns import HeadingRow, spec_of
from evidence.nouns.grid import GridCell, GridRow, Layout, cell_reference, text_of
from evidence.text import match_key

_DATE_FIELDS = frozenset({match_key("submitted_on")})
_FIRST, _LAST = dt.date(1990, 1, 1), dt.date(2099, 12, 31)


@dataclass(slots=True)
class SerialDates:
    """Takes whole numbers under a table's date columns for days, and reports so once a column."""

    heading: HeadingRow
    layout: Layout
    taken: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    """By column, each cell's place and what it was read as."""
    _asked: frozenset[str] = field(init=False)
    """The columns that ask for days."""

    def __post_init__(self) -> None:
        self._asked = frozenset(spec_of(self.heading.table).day_columns)

    def in_row(self, row: GridRow) -> GridRow:
        """The row with its numbers of days as days, each keeping its text as typed.

        Only where the file says from which year it counts, as a workbook does and CSV does not.
        """
        if self.layout.since_1904 is None:
            return row
        days: dict[int, GridCell] = {}
        for name, column in self.heading.columns.items():
            typed = row.cells.get(column)
            if typed is None or typed.raw.__class__ not in (int, float):
                continue
            if name in self._asked or (name == "value" and self._is_date_field(row)):
                day = self._day(typed)
                if day is not None:
                    days[column] = GridCell(day, shown=typed.text)
                    read = read_as(typed.text, day)
                    self.taken.setdefault(column, []).append(
                        (cell_reference(column, row.number), read)
                    )
        return GridRow(row.number, {**row.cells, **days}, row.hidden) if days else row

    def report(self, log: PlacedLog) -> None:
        """One fault for each column in which numbers were taken for days."""
        for cells in self.taken.values():
            ref, read = cells[0]
            report_days(read, len(cells), log.at_cell(ref))

    def _is_date_field(self, row: GridRow) -> bool:
        typed = row.cells.get(self.heading.columns.get("field", 0))
        return typed is not None and match_key(typed.text) in _DATE_FIELDS

    def _day(self, typed: GridCell) -> dt.date | None:
        return None if typed.percent_format else serial_day(typed.raw, bool(self.layout.since_1904))


def serial_day(raw: Raw, since_1904: bool) -> dt.date | None:
    """The day that a spreadsheet keeps as a number; None for any other value."""
    if raw.__class__ not in (int, float):
        return None
    assert isinstance(raw, int | float)
    if not 0 < raw < 100_000 or raw != int(raw):
        return None
    start = dt.date(1904, 1, 1) if since_1904 else dt.date(1899, 12, 30)
    day = start + dt.timedelta(days=int(raw))
    return day if _FIRST <= day <= _LAST else None


def read_as(text: str, day: dt.date) -> str:
    """What was made of a number."""
    return f"{text} is read as {text_of(day)}"


def report_days(read: str, count: int, log: PlacedLog) -> None:
    """Report that numbers of one column were taken for days: what was made of the first, to whose
    place ``log`` is bound, and how many there are."""
    likewise = f", and {count - 1:,} more in this column likewise" if count > 1 else ""
    log.add_check(
        f"{read}{likewise}",
        "a date, such as 31/03/2014",
        "Check that this is the day you mean, and format the column as dates.",
        kind_found="a number",
        stage=Stage.CELLS,
    )
