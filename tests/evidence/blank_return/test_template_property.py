"""Any return written into the template made for it is read back as the same return."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from evidence.blank_return.carry_forward import CannotCarry, carried_from
from evidence.blank_return.excel.write import write_template
from evidence.blank_return.nouns import LOCKED, BlankSheet, Entry
from evidence.blank_return.plan import plan
from evidence.blank_return.request import Request
from evidence.nouns.cells import Table
from evidence.nouns.grid import unwrapped
from evidence.nouns.register import Register
from evidence.nouns.returns import ReturnsRead
from evidence.reading import read_returns
from tests.draws import draws
from tests.evidence import sheets as plain

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
        lambda text: text.strip() and unwrapped(text.strip()) == text.strip()
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


def typed(raw: object) -> tuple[str, object]:
    """A value with its type; a workbook keeps no difference between 2 and 2.0."""
    return ("number" if isinstance(raw, int | float) else type(raw).__name__, raw)


def as_held(table: Table) -> dict[tuple[str, str], object]:
    """What each cell of a table holds, its type too, by the sheet and reference."""
    return {
        (cell.sheet, cell.ref): (column, typed(cell.raw), cell.text, cell.unusable)
        for row in table.rows
        for column, cell in row.cells.items()
    }


def lines_of(register: Register | None) -> dict[int, list[object]]:
    if register is None:
        return {}
    columns = [column.raws() for column in register.columns.values()]
    held = [[typed(raw) for raw in line] for line in zip(*columns, strict=True)]
    return dict(zip(register.rows.tolist(), held, strict=True))


def check_same(sent: Sent) -> None:
    """The template costs nothing, and adds nothing: no value and no fault."""
    told, deserved = Counter(sent.filled_in.faults), Counter(sent.plain.faults)
    assert (list(told - deserved), list(deserved - told)) == ([], [])
    assert len(sent.filled_in.returns) == len(sent.plain.returns)
    for one, other in zip(sent.filled_in.returns, sent.plain.returns, strict=True):
        assert (one.organisation, one.quarter, one.submitted_on, one.submitted_by) == (
            other.organisation,
            other.quarter,
            other.submitted_on,
            other.submitted_by,
        )
        assert one.services == other.services
        assert list(one.tables) == list(other.tables)
        for name, table in one.tables.items():
            assert as_held(table) == as_held(other.tables[name])
        assert lines_of(one.register) == lines_of(other.register)


def check_nothing_lost(sent: Sent) -> None:
    """Every cell that was written is read as it was written, or a fault says where it stands."""
    places = {
        (fault.sheet, cell) for fault in sent.filled_in.faults for cell in fault.cell.split(", ")
    }
    for one in sent.filled_in.returns:
        read = {at: held for table in one.tables.values() for at, held in as_held(table).items()}
        register = lines_of(one.register)
        for table, lines in sent.lines.items():
            letters = [chr(65 + sent.places[table][n]) for n in range(len(sent.places[table]))]
            for number, line in enumerate(lines, start=2):
                if table == "training":
                    held = register.get(number, [typed(None)] * len(line))
                    assert held == [typed(raw) for raw in line]
                    continue
                for n, raw in enumerate(line):
                    at = (table, f"{letters[n]}{number}")
                    if raw is not None and at not in places:
                        assert read[at][1] == typed(raw), at


def check(pack: Pack, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        sent = send(with_checks(pack), data, Path(folder))
    check_same(sent)
    check_nothing_lost(sent)


def check_carried(pack: Pack, data: st.DataObject) -> None:
    """What stands is filled in, the rest is blank; carried again, the same stands since the same
    day, so that no answer grows younger by being carried."""
    with tempfile.TemporaryDirectory() as name:
        sent = send(pack, data, Path(name), whole=True)
        [before] = sent.filled_in.returns
        request = Request(before.organisation.kind, quarter=Quarter(2014, 3))
        first = carried_from(sent.filled_in, pack, request)
        path = Path(name) / "next.xlsx"
        write_template(pack, replace(request, carried=first), path)
        again = read_returns([path], pack)
        assert again.faults == ()
        second = carried_from(again, pack, Request(request.kind, quarter=Quarter(2014, 4)))
        with pytest.raises(CannotCarry):
            carried_from(again, pack, request)
    assert replace(second, file=first.file, quarter=first.quarter, left=first.left) == first
    assert second.left == ()
    [after] = again.returns
    standing = [
        *(row.cells for rows in first.documents.values() for row in rows),
        *(row.cells for row in first.audit.values()),
    ]
    filled = sum(
        cell.raw is not None
        for table in ("documents", pack.vocabulary.audit.table)
        for row in after.tables[table].rows
        for column, cell in row.cells.items()
        if column not in ("kind", "question")
    )
    assert filled == sum(len(cells) for cells in standing)


@given(data=st.data())
@settings(max_examples=draws(3), deadline=None)
def test_any_return_is_read_back(pack, data) -> None:
    check(pack, data)


@given(data=st.data())
@settings(max_examples=draws(3), deadline=None)
def test_what_is_carried_from_any_return_stays_as_it_was(pack, data) -> None:
    check_carried(pack, data)


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_any_of_many_returns_is_read_back(pack, data) -> None:
    check(pack, data)


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_what_is_carried_from_any_of_many_returns_stays_as_it_was(pack, data) -> None:
    check_carried(pack, data)
