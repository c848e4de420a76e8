"""Returns put together by hand, so that tests of facts need no files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from engine.nouns.evidence.fact import Fact, Range, Value
from engine.nouns.evidence.fault import Fault
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.evidence.training import TrainingTable
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.parameter import ParameterValue
from engine.nouns.quarter import Quarter
from evidence.grids.columnar import codes as coding
from evidence.nouns.cells import Cell, Raw, Row, Table
from evidence.nouns.columns import columns_of
from evidence.nouns.register import Register
from evidence.nouns.returns import Return, ReturnsRead
from evidence.nouns.yardstick import Yardstick
from evidence.reading import read_returns
from evidence.submissions import submissions

FILE = "orwell.xlsx"
SHA = "a" * 64

Typed = Raw | Cell
Lines = Sequence[Mapping[str, Typed]]


@dataclass(frozen=True)
class Gathered:
    """What came of one return."""

    facts: Mapping[str, Fact]
    faults: tuple[Fault, ...]
    training: tuple[TrainingTable, ...] = ()

    def value(self, name: str) -> Value | float | tuple[float, float] | None:
        """A fact's value; an exact number as itself, a range as a pair, None if unknown."""
        found = self.facts[name].value if name in self.facts else None
        if isinstance(found, Range):
            return found.low if found.is_exact else (found.low, found.high)
        return found

    def why(self, name: str) -> str:
        return self.facts[name].why_unknown

    @property
    def faults_in_short(self) -> list[tuple[str, str, str]]:
        """Each fault as its severity's name, its place in the file, and what was found."""
        return [(f.severity.name, f"{f.sheet} {f.cell}", f.found) for f in self.faults]


Gather = Callable[..., Gathered]


def letter(table: str, column: str) -> str:
    return "ABCDEFGHIJKL"[columns_of(table).index(column)]


def as_cell(raw: Typed, sheet: str, ref: str) -> Cell:
    if isinstance(raw, Cell):
        return Cell(raw.raw, raw.text, sheet, ref, raw.percent_format, raw.unusable)
    if isinstance(raw, float) and raw.is_integer():
        return Cell(raw, str(int(raw)), sheet, ref)
    return Cell(raw, "" if raw is None else str(raw), sheet, ref)


def table_of(name: str, lines: Lines) -> Table:
    rows = []
    for number, line in enumerate(lines, start=2):
        cells = {
            column: as_cell(line.get(column), name, f"{letter(name, column)}{number}")
            for column in columns_of(name)
        }
        rows.append(Row(cells, number))
    return Table(name, name, tuple(rows))


def register_of(lines: Lines) -> Register:
    columns = columns_of("training")
    return coding.register_of(
        "training",
        {column: [line.get(column) for line in lines] for column in columns},
        range(2, len(lines) + 2),
        {column: letter("training", column) for column in columns},
    )


@pytest.fixture(scope="session")
def gather(pack: Pack, gather_under) -> Gather:
    """Gathers the facts of one return of 2014-15 Q2, given as tables of typed lines."""
    return partial(gather_under, pack)


@pytest.fixture(scope="session")
def gather_under(judged: Yardstick):
    """The same, under a pack that is given first."""

    def gathered(
        pack: Pack,
        services: Typed = "maternity, paediatrics",
        kind: str = "provider",
        register: Lines | None = None,
        intervals: Sequence[ParameterValue] = (),
        sent: dt.date = dt.date(2014, 10, 14),
        **tables: Lines,
    ) -> Gathered:
        submitted = Return(
            FILE,
            {FILE: SHA},
            Organisation("RZ1", "Orwell", kind),
            Quarter(2014, 2),
            as_cell(services, "organisation", "B5"),
            sent,
            "",
            {name: table_of(name, lines) for name, lines in tables.items()},
            register_of(register) if register else None,
        )
        narrowed = {"training_refresh_months": intervals}
        own = replace(judged, narrowed=lambda name, quarter, code: narrowed[name])
        found, faults = submissions(ReturnsRead((submitted,)), pack, own)
        return Gathered(found[0].facts, faults, found[0].training)

    return gathered


@pytest.fixture(scope="session")
def gather_all(pack: Pack, judged: Yardstick):
    """The submissions and faults of several returns of 2014-15 Q2 read together.

    Each is given as its code, name, kind and tables of typed lines.
    """

    def gathered(*returns: tuple[str, str, str, Mapping[str, Lines]]):
        made = tuple(
            Return(
                FILE,
                {FILE: SHA},
                Organisation(code, name, kind),
                Quarter(2014, 2),
                as_cell(None, "organisation", "B5"),
                None,
                "",
                {table: table_of(table, lines) for table, lines in tables.items()},
            )
            for code, name, kind, tables in returns
        )
        return submissions(ReturnsRead(made), pack, judged)

    return gathered


@pytest.fixture
def refused() -> Cell:
    """A cell that the reader refused and told of."""
    return Cell(None, "", "", "", unusable="an error cell")


@pytest.fixture(scope="session")
def register_from() -> Callable[[Lines], Register]:
    return register_of


@pytest.fixture(scope="session")
def gather_from(gather: Gather) -> Gather:
    """The same as ``gather``, at the scope that a property may use."""
    return gather


@pytest.fixture(scope="session")
def assessed_faults(pack: Pack, judged: Yardstick) -> Callable[[Path], list[tuple[str, str]]]:
    """What was found wrong within one return that is read from its file, and when."""

    def faults(path: Path) -> list[tuple[str, str]]:
        _, found = submissions(read_returns([path], pack), pack, judged)
        return [(each.found, each.stage.value) for each in found]

    return faults
