"""Any return written into the template made for it is read back as the same return."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.nouns.quarter import Quarter
from evidence.grid import text_of
from evidence.reading import read_returns
from evidence.tables import columns_of
from evidence.template import write_template
from evidence.template_nouns import Entry
from evidence.template_plan import plan
from evidence.template_request import Request

TEXTS = st.one_of(
    st.sampled_from(
        ("=1+1", "+44 extension", "-", "@home", "Zoë’s “plan”", "one\ntwo", "N/K", "a, b; c")
    ),
    st.text("abc äÉ’“\"'=+-@,;\n", min_size=1, max_size=20).filter(lambda text: text.strip()),
)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31))
SAID = {
    "percent": st.one_of(st.integers(0, 100), st.floats(1.5, 100).map(lambda n: round(n, 2))),
    "count": st.integers(0, 10**6),
    "wte": st.integers(0, 400).map(lambda n: n / 4),
    "date": DAYS,
    "yes_no": st.sampled_from(("yes", "no")),
}
ANSWERS = st.sampled_from(("N/A", "N/K", "<5", "nil"))


def answers(entry: Entry | None) -> st.SearchStrategy[object]:
    """What a person may write in an open cell, blanks among it."""
    if entry is None:
        return st.one_of(st.none(), TEXTS)
    if entry.kind == "choice":
        return st.one_of(st.none(), st.sampled_from(entry.words or ("",)).map(lambda w: w or None))
    if entry.kind == "level":
        return st.one_of(st.none(), st.integers(0, entry.highest))
    return st.one_of(st.none(), SAID[entry.kind], ANSWERS)


def write_as_a_person(cell, value: object) -> None:
    if isinstance(value, str):
        cell.value, cell.data_type = value, "s"
    else:
        cell.value = value


def check(pack, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(pack.vocabulary.kinds)), "kind")
    services = data.draw(
        st.one_of(st.none(), st.frozensets(st.sampled_from(sorted(pack.vocabulary.services))))
    )
    request = Request(kind, services, "RZ1", "Orwell", Quarter(2014, 2))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        write_template(pack, request, path)
        book = openpyxl.load_workbook(path)
        written: dict[str, list[list[object]]] = {}
        for sheet in plan(pack, request):
            if sheet.table in ("organisation", "training"):
                continue
            page, columns = book[sheet.table], columns_of(sheet.table)
            added = data.draw(st.integers(0, 2)) if sheet.may_add else 0
            lines = written[sheet.table] = []
            for number in range(len(sheet.lines) + added):
                line = sheet.lines[number] if number < len(sheet.lines) else None
                row: list[object] = []
                for n, column in enumerate(columns):
                    at = page.cell(number + 2, n + 1)
                    filled = line is not None and (n < len(line.printed) or column in line.filled)
                    if not filled:
                        entry = line.entries.get(column) if line else None
                        write_as_a_person(
                            at, data.draw(answers(entry or sheet.entries.get(column)))
                        )
                    row.append(at.value)
                # A line added with one text alone after nothing is a note, not an answer.
                if line is None and sum(value is not None for value in row) == 1:
                    for n in range(len(columns)):
                        page.cell(number + 2, n + 1).value = None
                    row = [None] * len(columns)
                lines.append(row)
        book.save(path)
        [found] = read_returns([path], pack).returns
    for table, lines in written.items():
        read = {row.number: row.cells for row in found.tables[table].rows}
        for number, row in enumerate(lines, start=2):
            cells = [
                text_of(value.date() if isinstance(value, dt.datetime) else value) for value in row
            ]
            got = (
                [read[number][c].text for c in columns_of(table)]
                if number in read
                else [""] * len(row)
            )
            if sum(bool(text) for text in cells) > 1 or number in read:
                assert got == cells, (table, number)


@given(data=st.data())
@settings(max_examples=5, deadline=None)
def test_any_return_is_read_back(pack, data) -> None:
    check(pack, data)


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_any_of_many_returns_is_read_back(pack, data) -> None:
    check(pack, data)
