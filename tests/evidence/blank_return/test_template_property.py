"""Any return written into the template made for it is read back as the same return."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from evidence.blank_return.carry_forward import CannotCarry, carried_from
from evidence.blank_return.request import Request
from evidence.nouns.cells import Table
from evidence.nouns.register import Register
from evidence.reading import read_returns
from tests.draws import draws
from tests.evidence.blank_return.filled_in import Sent, send, with_checks
from tests.evidence.blank_return.written import write_template


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
    columns = [column.values_by_line() for column in register.columns.values()]
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
