"""Blank returns filled in with whatever a person may write, as Hypothesis draws it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
from hypothesis import strategies as st

from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from evidence.blank_return.nouns import LOCKED, BlankSheet, Entry
from evidence.blank_return.plan import plan
from evidence.blank_return.request import Request
from evidence.nouns.grid import without_formula_wrap
from evidence.nouns.returns import ReturnsRead
from evidence.reading import read_returns
from tests.evidence import sheets as plain
from tests.evidence.blank_return.written import write_template

TEXTS = st.one_of(
    st.sampled_from(
        (
            "=1+1",
            "+44 extension",
            "-",
            "@home",
            "Zoë’s “plan”",
            "one\ntwo",
            "one\r\ntwo",
            "N/K",
            "a, b; c",
        )
    ),
    # A text wrapped like ="6.4" is read as what is in it, so that no return holds one.
    st.text("abc äÉ’“\"'=+-@,;\n", min_size=1, max_size=20).filter(
        lambda text: text.strip() and without_formula_wrap(text.strip()) == text.strip()
    ),
)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31))
SAID = {
    "percent": st.one_of(st.integers(0, 100), st.floats(1.5, 100).map(lambda n: round(n, 2))),
    "count": st.integers(0, 10**6),
    "wte": st.integers(0, 400).map(lambda n: n / 4),
    "date": DAYS,
    "yes_no": st.sampled_from(("yes", "no")),
}
ANSWERS = st.sampled_from(("N/A", "N/K", "<5", "nil", "March 2014"))
WHOSE = {
    "code": st.sampled_from(("RZ1", "rz1", None)),
    "name": st.one_of(TEXTS, st.none()),
    "kind": st.none(),
    "services": st.sampled_from(("maternity", "Maternity and A&E", "none", "a zoo", None)),
    "period": st.sampled_from(("2014-15 Q2", "2014/15 Q2", "July", None)),
    "submitted_on": st.one_of(DAYS, st.sampled_from(("14/10/2014", "soon", None))),
    "submitted_by": st.one_of(TEXTS, st.none()),
}
"""What may be written in the organisation sheet; None leaves what is filled in there."""

Lines = Mapping[str, list[list[object]]]
"""The lines of each table, the first on row 2."""


@dataclass(frozen=True)
class Sent:
    """A return as filled in, and as it is read from the template and from a plain workbook."""

    lines: Lines
    places: dict[str, list[int]]
    """By table, where each of its columns stands on its sheet."""
    filled_in: ReturnsRead
    plain: ReturnsRead


def with_checks(pack: Pack) -> Pack:
    """The pack with a kind of organisation that returns every table."""
    kind = pack.vocabulary.kinds["ccg"]
    kinds = {
        **pack.vocabulary.kinds,
        "ccg": replace(
            kind,
            tables=(*kind.tables, "named_professionals", "dashboard", "vacancies", "checks"),
        ),
    }
    return replace(pack, vocabulary=replace(pack.vocabulary, kinds=kinds))


def answers(entry: Entry | None) -> st.SearchStrategy[object]:
    """What a person may write in an open cell, blanks among it."""
    if entry is None:
        return st.one_of(st.none(), TEXTS)
    if entry.kind == "choice":
        return st.one_of(st.none(), st.sampled_from(entry.words or ("",)).map(lambda w: w or None))
    if entry.kind == "level":
        return st.one_of(st.none(), st.integers(0, entry.highest), st.just("Level 3"))
    if entry.kind == LOCKED:
        return st.none()
    return st.one_of(st.none(), SAID[entry.kind], ANSWERS)


def write_as_a_person(cell, value: object) -> None:
    if isinstance(value, str):
        cell.value, cell.data_type = value, "s"
    else:
        cell.value = value


def filled_in(sheet: BlankSheet, page, data: st.DataObject, whole: bool) -> list[list[object]]:
    """Fill in one sheet as a person may; what each of its lines then holds."""
    added = data.draw(st.integers(0, 2)) if sheet.may_add else 0
    lines = []
    for number in range(len(sheet.lines) + added):
        line = sheet.lines[number] if number < len(sheet.lines) else None
        row: list[object] = []
        for n, column in enumerate(sheet.columns):
            at = page.cell(number + 2, sheet.headings.index(column) + 1)
            printed = line is not None and n < len(line.printed)
            if sheet.table == "organisation" and not printed and line is not None:
                value = None if whole else data.draw(WHOSE[line.printed[0]])
                if value is not None:
                    write_as_a_person(at, value)
            elif not printed and not (line is not None and column in line.filled):
                entry = line.entries.get(column) if line else None
                write_as_a_person(at, data.draw(answers(entry or sheet.entries.get(column))))
            held = at.value
            row.append(held.date() if isinstance(held, dt.datetime) else held)
        lines.append(row)
    return lines


def rows_of(sheet: BlankSheet, lines: list[list[object]]) -> list[list[object]]:
    """A table with its guidance and no more: that a line has help beside it tells the reader
    that it is no gap above a note."""
    said = {"help": "help", "unit": "unit", "policy_wording": "wording"}
    rows: list[list[object]] = [list(sheet.headings)]
    for n, line in enumerate(lines):
        beside = sheet.lines[n] if n < len(sheet.lines) else None
        held = dict(zip(sheet.columns, line, strict=True))
        held |= {each: getattr(beside, said[each]) or None for each in sheet.guidance if beside}
        rows.append([held.get(heading) for heading in sheet.headings])
    return rows


def send(pack: Pack, data: st.DataObject, folder: Path, *, whole: bool = False) -> Sent:
    """A return drawn, written into the template and into a plain workbook, and read from each.

    One that is ``whole`` has nothing wrong on its organisation sheet.
    """
    kind = data.draw(st.sampled_from(sorted(pack.vocabulary.kinds)), "kind")
    services = data.draw(
        st.one_of(st.none(), st.frozensets(st.sampled_from(sorted(pack.vocabulary.services))))
    )
    request = Request(kind, services, "RZ1", "Orwell", Quarter(2014, 2))
    path = folder / "return.xlsx"
    write_template(pack, request, path)
    book = openpyxl.load_workbook(path)
    sheets = plan(pack, request)
    lines = {sheet.table: filled_in(sheet, book[sheet.table], data, whole) for sheet in sheets}
    book.save(path)
    written = {sheet.table: plain.Sheet(rows_of(sheet, lines[sheet.table])) for sheet in sheets}
    other = folder / "plain"
    other.mkdir()
    plain.write_xlsx(other / "return.xlsx", written)
    places = {
        sheet.table: [sheet.headings.index(column) for column in sheet.columns] for sheet in sheets
    }
    return Sent(
        lines, places, read_returns([path], pack), read_returns([other / "return.xlsx"], pack)
    )
