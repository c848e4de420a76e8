"""Answers carried forward from an earlier return: which rows they are, and since when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from engine.nouns.english import day_words, month_words
from engine.nouns.evidence.fact import Range
from evidence.cells.values import CellAnswer, read_date
from evidence.facts.collector import FactCollector, cell_place
from evidence.nouns.cells import Cell, Row
from evidence.nouns.columns import FIRST_GIVEN, spec_of
from evidence.nouns.specs import MayStand
from evidence.text import match_key

NOT_KNOWN = "not known"
"""What stands in place of a day that the earlier return did not tell."""
_NOT_KNOWN = frozenset({match_key(NOT_KNOWN), "nk", "unknown"})
_EXPECTED = "the day on which the answer was first given, such as 30/06/2014"
_TO_DO = (
    "Write the day, or “not known”. If the answer was given again for this quarter, clear this "
    "cell."
)


def check_carried(collector: FactCollector) -> None:
    """Report how many answers of each table were carried forward, and the oldest of them; and
    each cell that gives no day on which one can have been first given.

    An answer counts all the same, and says in its note that it was carried.
    """
    for table in collector.submitted.tables:
        columns = spec_of(table).standing_columns(MayStand.ANSWER)
        rows = [row for row in collector.rows(table) if _was_carried(row, columns)]
        for row in rows:
            _check_day(collector, row)
        if rows:
            _report_oldest(collector, rows)


def carried_since(collector: FactCollector, row: Row) -> str:
    """What a fact says of itself where its row was carried forward: "carried forward, first
    given 30 June 2014"; "" for a row that was given anew."""
    cell = row.cells.get(FIRST_GIVEN)
    if not _says_something(cell):
        return ""
    days = _days(collector, cell)
    if days is None:
        return "carried forward, when it was first given is not known"
    return f"carried forward, first given {in_words(days)}"


def standing_days(cell: Cell | None, submitted_on: dt.date | None) -> Range | None:
    """The day, or the days of the month, that a cell under First given names; None where it names
    none, or one after the return was submitted."""
    read = read_date(cell)
    if not isinstance(read.value, Range):
        return None
    late = submitted_on is not None and read.value.low > submitted_on.toordinal()
    return None if late else read.value


def is_marked(row: Row) -> bool:
    """Whether a row says that it was carried forward."""
    return _says_something(row.cells.get(FIRST_GIVEN))


def _was_carried(row: Row, columns: Iterable[str]) -> bool:
    return is_marked(row) and any(_says_something(row.cells.get(column)) for column in columns)


def _says_something(cell: Cell | None) -> bool:
    return cell is not None and cell.is_filled


def _days(collector: FactCollector, cell: Cell | None) -> Range | None:
    return standing_days(cell, collector.submitted.submitted_on)


def _check_day(collector: FactCollector, row: Row) -> None:
    cell, submitted = row.cells[FIRST_GIVEN], collector.submitted.submitted_on
    read = read_date(cell)
    if match_key(cell.text) in _NOT_KNOWN:
        return
    collector.why_unknown(cell, read, _EXPECTED, _TO_DO, ())
    if read.answer is not CellAnswer.VALUE or not isinstance(read.value, Range):
        return
    if _days(collector, cell) is None and submitted is not None:
        collector.log_at(cell).add_cell_fault(
            cell.text,
            f"a day not after {submitted:%d/%m/%Y}, on which this return was submitted",
            _TO_DO,
        )
        return
    approved = row.cells.get("approved_on")
    day = read_date(approved)
    if approved is not None and isinstance(day.value, Range) and day.value.low > read.value.high:
        collector.log_at(cell, approved).add_check(
            f"carried forward, first given {in_words(read.value)} ({cell_place(cell)}), and "
            f"approved {in_words(day.value)} ({cell_place(approved)})",
            "a document that was approved before it was first returned",
            "If the line was changed since it was carried forward, clear First given.",
        )


def _report_oldest(collector: FactCollector, rows: list[Row]) -> None:
    """One fault for the table, at the answer that has stood longest."""
    dated = {row.number: _days(collector, row.cells[FIRST_GIVEN]) for row in rows}
    known = {number: days for number, days in dated.items() if days is not None}
    oldest = min(rows, key=lambda row: _age(known.get(row.number)))
    found = f"{len(rows)} {'answers' if len(rows) > 1 else 'answer'} carried forward, "
    if not known:
        found += "when first given is not known"
    else:
        which = "the oldest first given " if len(rows) > 1 else "first given "
        found += which + in_words(known[oldest.number])
        without = len(rows) - len(known)
        found += f"; of {without} it is not known when" if without else ""
    collector.log_at(oldest.cells[FIRST_GIVEN]).add_check(
        found,
        "answers that still hold",
        "Ask whether each still holds. They count as they are; whoever changes one clears its "
        "First given.",
    )


def _age(days: Range | None) -> float:
    return float("inf") if days is None else days.low


def in_words(days: Range) -> str:
    """A day as “30 June 2014”, the days of a month as “in June 2014”."""
    day = dt.date.fromordinal(int(days.low))
    return day_words(day) if days.is_exact else f"in {month_words(day)}"
