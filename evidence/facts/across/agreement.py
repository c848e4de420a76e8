"""Cells of a return that do not agree with each other, though each can be read by itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from engine.nouns.evidence.fact import Range
from evidence.cells.figures import read_wte
from evidence.cells.values import is_placeholder, read_date
from evidence.facts.collector import FactCollector, cell_place
from evidence.nouns.cells import Cell, Row
from evidence.text import folded, match_key, shortened

_SENT = "submittedon"
_FOR_MANY = 10
"""Beside so many answers, and half of all that show any, the same evidence looks filled down."""


def check_across(collector: FactCollector) -> None:
    """Tell what does not agree; nothing is made unknown by it, since either may be right."""
    _sent_before_the_quarter(collector)
    for row in collector.rows("documents"):
        _due_before_approved(collector, row)
    for row in collector.rows("named_professionals"):
        _somebody_without_time(collector, row)
    _same_evidence_for_many(collector)


def _sent_before_the_quarter(collector: FactCollector) -> None:
    quarter, sent = collector.submitted.quarter, collector.submitted.submitted_on
    if sent is None or sent >= quarter.first_day:
        return
    cells = [
        row.cells["value"]
        for row in collector.rows("organisation")
        if match_key(row.cells["field"].text) == _SENT
    ]
    if cells:
        collector.log_at(*cells[:1], across=True).add_check(
            f"submitted {sent:%d/%m/%Y} ({cell_place(cells[0])}), before {quarter.label} began "
            f"({quarter.first_day:%d/%m/%Y})",
            "a day of submission after the quarter has begun",
            "Check both: is it the return of an earlier quarter, or the day that is wrong?",
        )


def _due_before_approved(collector: FactCollector, row: Row) -> None:
    approved, due = row.cells.get("approved_on"), row.cells.get("review_due")
    was, then = _day(approved), _day(due)
    if approved is None or due is None or was is None or then is None or then >= was:
        return
    collector.log_at(due, approved).add_check(
        f"due for review {then:%d/%m/%Y} ({cell_place(due)}), before it was approved "
        f"{was:%d/%m/%Y} ({cell_place(approved)})",
        "a review after the approval",
        "Check both days.",
    )


def _somebody_without_time(collector: FactCollector, row: Row) -> None:
    name, wte = row.cells.get("name"), row.cells.get("wte")
    if name is None or is_placeholder(name.text) or "vacan" in folded(name.text):
        return
    read = read_wte(wte)
    nought = isinstance(read.value, Range) and read.value.high == 0
    if wte is not None and (nought or not wte.text.strip()) and not wte.unusable:
        collector.log_at(wte, name).add_check(
            f"somebody named ({cell_place(name)}) with {wte.text.strip() or 'no'} WTE "
            f"({cell_place(wte)})",
            "the time that the person named has for the role",
            "Give the time in post, or clear the name if the post is vacant.",
        )


def _day(cell: Cell | None) -> dt.date | None:
    """The one day that a cell gives, if it gives one."""
    value = read_date(cell).value
    if not isinstance(value, Range) or not value.is_exact:
        return None
    return dt.date.fromordinal(int(value.low))


def _same_evidence_for_many(collector: FactCollector) -> None:
    """Tell, once for each text, evidence that stands beside so many answers that it may have been
    filled down the column."""
    lines: dict[str, list[Cell]] = {}
    for row in collector.rows(collector.vocabulary.audit.table):
        cell = row.cells.get("evidence")
        if cell is not None and not cell.unusable and not is_placeholder(cell.text):
            lines.setdefault(match_key(cell.text), []).append(cell)
    most = max(_FOR_MANY, sum(map(len, lines.values())) / 2)
    for cells in lines.values():
        if len(cells) >= most:
            first, last = cells[0], cells[-1]
            between = replace(first, ref=f"{first.ref}:{last.ref}")
            collector.log_at(between, across=True).add_check(
                f"“{shortened(first.text)}” as evidence of {len(cells)} answers",
                "for each answer what shows it",
                "Ask what shows each of them. One text may have been filled down the column.",
            )
