"""The waivers of a file of decisions."""

from __future__ import annotations

from engine.nouns.evidence.decision import Waiver, WaiverStatus
from evidence.decisions.rows import DecisionReader
from evidence.nouns.cells import Row
from evidence.nouns.columns import WAIVERS, columns_of

_NEEDED = {
    "reason": "a reason",
    "approved_by": "who approved it",
    "approved_on": "the day it was approved",
    "until": "the last day on which it holds",
}


def waivers_of(reader: DecisionReader) -> tuple[Waiver, ...]:
    """Every waiver of a duty of an organisation of the run, in the order written.

    None is laid over a verdict yet: that is settled beside the findings, and until then each
    stands as having nothing that it could be laid over.
    """
    found: dict[tuple[object, ...], Waiver] = {}
    for row in reader.book.rows(WAIVERS):
        waiver = _waiver(reader, row) if reader.is_filled(row, columns_of(WAIVERS)) else None
        if waiver is None:
            continue
        same = (
            waiver.organisation,
            waiver.rule,
            waiver.reason,
            waiver.approved_by,
            waiver.approved_on,
            waiver.until,
        )
        if same in found:
            reader.log_at(reader.cell(row, "rule")).add_check(
                f"the same waiver of {waiver.rule} as in {found[same].origin.cell}",
                "each waiver once",
                "It counts once. Remove one of the two rows.",
                organisation=waiver.organisation,
            )
            continue
        found[same] = waiver
    return tuple(found.values())


def _waiver(reader: DecisionReader, row: Row) -> Waiver | None:
    organisation = reader.organisation(row)
    if organisation is None:
        return None
    code = organisation.code
    rule = reader.rule(row, code, "Until then the waiver is not applied.")
    clause = reader.clause(row, code, "The rule counts all the same.")
    if not rule:
        if not reader.text(row, "rule"):
            reader.log_at(reader.cell(row, "rule")).add_cell_fault(
                "a waiver without a rule",
                "the rule of the verdict that it is about",
                "Write the rule’s id; until then the waiver is not applied.",
                organisation=code,
            )
        return None
    reader.clause_cited(row, code, rule, clause)
    waiver = Waiver(
        code,
        rule,
        reader.text(row, "reason"),
        reader.person(row, "approved_by"),
        reader.day(row, "approved_on", code),
        reader.day(row, "until", code),
        WaiverStatus.NOTHING_TO_WAIVE,
        reader.origin(row, "rule"),
    )
    _report_gaps(reader, row, waiver)
    return waiver


def _report_gaps(reader: DecisionReader, row: Row, waiver: Waiver) -> None:
    for column, what in _NEEDED.items():
        if not getattr(waiver, column):
            cell = reader.cell(row, column)
            reader.log_at(cell).add_cell_fault(
                "not repeated here" if cell.unusable else cell.text or "nothing",
                what,
                f"Write {what}; until then the waiver is not applied.",
                organisation=waiver.organisation,
            )
    if waiver.approved_on and waiver.until and waiver.until < waiver.approved_on:
        reader.log_at(reader.cell(row, "until"), reader.cell(row, "approved_on")).add_check(
            f"until {waiver.until:%d/%m/%Y}, before it was approved on "
            f"{waiver.approved_on:%d/%m/%Y}",
            "an end that comes after the day of approval",
            "Check both days; with these days it never applies.",
            organisation=waiver.organisation,
        )
