"""Rows of totals: told, and taken only where a summary's line of all staff is meant."""

from __future__ import annotations

from engine.nouns.evidence.fault import Severity
from tests.evidence.readings import NO_MORE, Read, Returned, fault


def test_a_row_of_totals_is_told_and_is_none_of_the_table(returned: Returned, read: Read) -> None:
    rows = [
        ("role", "vacant_wte", "establishment_wte"),
        ("Midwives", 1.5, 20),
        ("Total:", 1.5, 20),
        (None, "Average", 2),
    ]
    reading = read(returned(vacancies=rows))
    assert [row.number for row in reading.returns[0].tables["vacancies"].rows] == [2]
    to_do = "It is not read, since the rows themselves are. Check that they are all there."
    assert reading.faults == (
        fault(Severity.CHECK, "a row of totals, “Total:”", NO_MORE, to_do, "vacancies", "A3"),
        fault(Severity.CHECK, "a row of totals, “Average”", NO_MORE, to_do, "vacancies", "B4"),
    )


def test_a_row_of_totals_is_no_line_of_the_register(returned: Returned, read: Read) -> None:
    heads = ("staff_ref", "staff_group", "framework", "required_level", "achieved_level")
    rows = [
        (*heads, "completed_on"),
        ("E1", "Nurses", "safeguarding", 3, 3, "01/02/2014"),
        ("TOTAL", None, None, 1, 1, None),
    ]
    register = read(returned(training=rows)).returns[0].register
    assert register is not None
    assert register.rows.tolist() == [2]


def test_the_line_of_all_staff_of_a_training_summary_is_read(
    returned: Returned, read: Read
) -> None:
    rows = [
        ("staff_group", "framework", "level", "required", "compliant", "percent"),
        ("Midwives", "safeguarding", 3, 10, 9, None),
        ("Total", "safeguarding", 3, 10, 9, None),
    ]
    reading = read(returned(training_summary=rows))
    assert [row.number for row in reading.returns[0].tables["training_summary"].rows] == [2, 3]
    assert reading.faults == ()
