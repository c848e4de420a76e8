"""The country's returns as if read from their files: tables in memory, and the facts in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from benchmarks.country.returns import Country
from clausewise.yardstick import yardstick_by
from engine.assess import as_of_in
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from evidence.nouns.cells import Cell, Row, Table
from evidence.nouns.columns import REGISTER, columns_of, spec_of
from evidence.nouns.grid import column_letters as column_letters
from evidence.nouns.register import BLANK_CODE, CodedColumn, Register
from evidence.nouns.returns import Return, ReturnsRead
from evidence.submissions import submissions
from examples.story.nouns import Entry, Line, MadeReturn, Percent

SHA256 = "0" * 64
"""What stands for the SHA-256 of files that were never written."""


def submissions_of(country: Country, pack: Pack) -> Iterator[Submission]:
    """The facts of every return of a country, without any file, an area at a time."""
    period = country.when[-1].quarter
    judged = yardstick_by(pack, partial(as_of_in, period=period, as_of=period.last_day))
    for made in country.areas():
        yield from submissions(ReturnsRead(tuple(map(read, made))), pack, judged)[0]


def read(made: MadeReturn) -> Return:
    """A return as the reader of files would give it."""
    identity = {str(line[0]): line[1] for line in made.tables["organisation"]}
    tables = {name: _table(name, lines) for name, lines in made.tables.items() if name != REGISTER}
    services = next(
        row.cells["value"]
        for row in tables["organisation"].rows
        if row.cells["field"].raw == "services"
    )
    register = made.tables.get(REGISTER)
    return Return(
        made.file,
        {made.file: SHA256},
        Organisation(
            str(identity["code"]),
            str(identity["name"]),
            KINDS.get(str(identity["kind"]), str(identity["kind"])),
        ),
        Quarter.parse(made.quarter.label),
        services,
        made.quarter.handed_in,
        str(identity["submitted_by"]),
        tables,
        _register(register) if register is not None else None,
    )


KINDS = {"GP practice": "gp_practice"}
"""The kinds of organisation that the story writes otherwise than by the pack's key."""


def _table(name: str, lines: Sequence[Line]) -> Table:
    columns = spec_of(name).asked_columns
    return Table(
        name,
        name,
        tuple(
            Row(
                {
                    column: _cell(entry, name, f"{column_letters(place)}{number}")
                    for place, (column, entry) in enumerate(zip(columns, line, strict=True), 1)
                },
                number,
            )
            for number, line in enumerate(lines, start=2)
        ),
    )


def _cell(entry: Entry, sheet: str, ref: str) -> Cell:
    match entry:
        case None:
            return Cell(None, "", sheet, ref)
        case Percent(value):
            return Cell(round(value / 100, 4), f"{value:g}%", sheet, ref, percent_format=True)
        case dt.date():
            return Cell(entry, entry.strftime("%d/%m/%Y"), sheet, ref)
        case _:
            return Cell(entry, str(entry), sheet, ref)


def _register(lines: Sequence[Line]) -> Register:
    columns = columns_of(REGISTER)
    letters = {column: column_letters(place) for place, column in enumerate(columns, start=1)}
    coded = {
        column: _coded([line[place] for line in lines]) for place, column in enumerate(columns)
    }
    return Register(REGISTER, coded, np.arange(2, len(lines) + 2, dtype=np.int32), letters)


def _coded(entries: Sequence[Entry]) -> CodedColumn:
    places: dict[tuple[type, Entry], int] = {}
    codes = [
        BLANK_CODE if entry is None else places.setdefault((type(entry), entry), len(places))
        for entry in entries
    ]
    values = tuple(entry for _, entry in places if not isinstance(entry, Percent))
    return CodedColumn(values, np.array(codes, dtype=np.int32))
