"""OpenDocument spreadsheets that are refused: too large, locked, broken or damaged."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evidence.grids.ods
from evidence.files.archive import DamagedError, LockedError, TooLargeError
from evidence.grids.ods import open_ods
from evidence.nouns.grid import Layout
from tests.draws import draws
from tests.evidence.grids.ods.by_hand import (
    SPACES,
    cell,
    content,
    packed,
    row,
    rows_of,
    table_of,
    text,
)


def test_repeats_beyond_any_return_are_refused_before_they_are_made() -> None:
    many = cell('office:value-type="float" office:value="5" table:number-columns-repeated="100"')
    with pytest.raises(TooLargeError, match="over 1,000,000 cells"):
        rows_of(row(many, number_rows_repeated="1000000"))
    with pytest.raises(TooLargeError, match="over 1,048,576 rows"):
        rows_of(row(number_rows_repeated="1048576") + row(text("x")))
    with pytest.raises(TooLargeError, match="over 16,384 columns"):
        rows_of(row(cell('table:number-columns-repeated="16384"'), text("x")))


def test_more_elements_than_any_return(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence.grids.ods, "MAX_ELEMENTS", 20)
    with pytest.raises(TooLargeError, match="over 20 rows and cells"):
        rows_of(row(*[cell()] * 20))


def test_a_spreadsheet_with_a_password() -> None:
    manifest = (
        f"<manifest:manifest {SPACES}><manifest:file-entry><manifest:encryption-data/>"
        "</manifest:file-entry></manifest:manifest>"
    )
    with (
        pytest.raises(LockedError),
        open_ods(packed("\x00scrambled", **{"META-INF__manifest.xml": manifest})),
    ):
        pass


BROKEN = "its contents break off or are garbled"
DECLARED = "it holds a document type definition, which no workbook needs"
MISCOUNTED = "a number that its cells rest on is garbled"


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("", BROKEN),
        ("<office:document-content>", BROKEN),
        (content(table_of(row(text("x"))))[:-30], BROKEN),
        ('<!DOCTYPE d [<!ENTITY a "xx">]>' + content(""), DECLARED),
        ('<!DOCTYPE d SYSTEM "file:///etc/passwd">' + content(""), DECLARED),
        ('<?xml version="1.0" encoding="none-such"?>' + content(""), BROKEN),
        (f"<office:document-content {SPACES}/>", "it holds no spreadsheet"),
        (content(table_of(row(number_rows_repeated="0"))), MISCOUNTED),
        (content(table_of(row(number_rows_repeated="many"))), MISCOUNTED),
        (content("<text:p>" * 300 + "</text:p>" * 300), BROKEN),
    ],
)
def test_broken_contents_are_told_as_damaged(broken: str, message: str) -> None:
    with pytest.raises(DamagedError, match=f"^{message}$"), open_ods(packed(broken)):
        pass


def test_a_part_that_is_missing() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    message = "^its part content.xml is missing$"
    with pytest.raises(DamagedError, match=message), open_ods(target.getvalue()):
        pass


WHOLE = packed(content(table_of(row(text("x"), text("y")))))


@settings(max_examples=draws(25), deadline=None)
@given(st.data())
def test_a_damaged_spreadsheet_is_told_as_damaged_and_nothing_else(data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(WHOLE)))
    broken = bytearray(WHOLE[:cut] if data.draw(st.booleans()) else WHOLE)
    for _ in range(data.draw(st.integers(0, 8))):
        place = data.draw(st.integers(0, len(WHOLE) - 1))
        if place < len(broken):
            broken[place] = data.draw(st.integers(0, 255))
    try:
        with open_ods(bytes(broken)) as sheets:
            for sheet in sheets:
                list(sheet.rows(Layout()))
    except (DamagedError, LockedError, TooLargeError):
        pass
