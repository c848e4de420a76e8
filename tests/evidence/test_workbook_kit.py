"""The kit for workbooks that are written: texts stay texts, lists stand once, rows fit."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest

from evidence.workbook_kit import (
    FORM,
    LONGEST,
    TALLEST,
    TooLong,
    formats_of,
    heading_of,
    lines_of,
    new_workbook,
    row_height,
    write_choices,
    write_entry,
)


def test_an_entry_is_written_as_what_it_is() -> None:
    target = io.BytesIO()
    with new_workbook(target) as book:
        page, formats = book.add_worksheet("actions"), formats_of(book, FORM)
        for row, held in enumerate(("=1+1", dt.date(2014, 3, 31), "")):
            look = formats["field day" if isinstance(held, dt.date) else "field"]
            write_entry(page, row, 0, held, look)
    sheet = openpyxl.load_workbook(target)["actions"]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [
        "=1+1",
        dt.datetime(2014, 3, 31),
        None,
    ]
    assert sheet["A1"].data_type == "s"


def test_a_text_that_no_cell_can_hold_is_refused_with_its_place() -> None:
    with new_workbook(io.BytesIO()) as book:
        page, formats = book.add_worksheet("waivers"), formats_of(book, FORM)
        with pytest.raises(TooLong, match=r"^C2 of waivers: a{60} …$"):
            write_entry(page, 1, 2, "a" * (LONGEST + 1), formats["field"])


def test_each_list_of_words_stands_once() -> None:
    target = io.BytesIO()
    status, roles = ("open", "done"), ("Named Nurse",)
    with new_workbook(target) as book:
        page, formats = book.add_worksheet("Read me"), formats_of(book, FORM)
        choices = [("Status", status), ("Role", roles), ("Status again", status), ("None", ())]
        assert write_choices(page, formats, 4, choices) == {
            status: "='Read me'!$B$6:$B$7",
            roles: "='Read me'!$B$9:$B$9",
        }
    sheet = openpyxl.load_workbook(target)["Read me"]
    assert list(sheet.iter_rows(min_row=5, values_only=True)) == [
        ("The words of the drop-downs", None),
        ("Status", "open"),
        (None, "done"),
        (None, None),
        ("Role", "Named Nurse"),
    ]


def test_a_row_is_as_tall_as_its_wrapped_text() -> None:
    assert [lines_of(text, 10) for text in ("", "a" * 10, "a" * 11, "a\n\nb")] == [1, 1, 2, 3]
    assert [row_height(lines) for lines in (0, 1, 2, 1_000)] == [13.5, 13.5, 27.0, TALLEST]


def test_headings_are_what_people_read() -> None:
    assert heading_of("approved_on") == "Approved on"
    assert heading_of("vacant_wte") == "Vacant WTE"
