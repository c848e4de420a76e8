"""Senders' own layouts, each mapped once."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
import xlsxwriter

from clausewise.places import DEFAULT_PACK
from engine.loading import load_pack
from engine.nouns.policy.pack import Pack
from evidence.grids.xlsx.workbook import open_workbook
from evidence.mapping.foreign_sheet import ForeignSheet, foreign_sheet_of, row_and_column
from evidence.mapping.nouns import Mapping as SendersMapping
from evidence.mapping.nouns import Proposal
from evidence.mapping.proposing.propose import propose
from tests.evidence.mapping.layouts import LAYOUTS
from tests.evidence.mapping.senders import SendersLayout

Proposed = Callable[[str], SendersMapping]
Sheet = Sequence[Sequence[object]]
OfSheets = Callable[..., SendersMapping]


@pytest.fixture(scope="session")
def suffolk() -> Pack:
    return load_pack(DEFAULT_PACK)


@pytest.fixture(scope="session")
def proposed(suffolk: Pack) -> Proposed:
    """What is proposed of one of the layouts in ``shared/files``."""

    @cache
    def propose_for(name: str) -> SendersMapping:
        path = LAYOUTS[name]
        return propose(foreign_sheets(path.read_bytes()), suffolk, path.name)

    return propose_for


@pytest.fixture(scope="session")
def of_sheets(suffolk: Pack) -> OfSheets:
    """What is proposed of a workbook whose sheets are given as rows of cells, by name."""

    def propose_for(sheets: Mapping[str, Sheet], kind: str = "") -> SendersMapping:
        return propose(foreign_sheets(workbook(sheets)), suffolk, "sent.xlsx", kind)

    return propose_for


def foreign_sheets(data: bytes) -> tuple[ForeignSheet, ...]:
    with open_workbook(data) as sheets:
        return tuple(map(foreign_sheet_of, sheets))


def sent(layout: SendersLayout) -> tuple[ForeignSheet, ...]:
    """The sheets of an invented sender's file, as they are read."""
    return foreign_sheets(workbook(layout.sheets, merges=layout.merges))


def workbook(
    sheets: Mapping[str, Sheet],
    path: Path | None = None,
    merges: Mapping[str, Sequence[str]] = {},
) -> bytes:
    """A workbook of rows; a text that ends in % is a number formatted as a percentage."""
    inside = io.BytesIO()
    book = xlsxwriter.Workbook(inside, {"in_memory": True})
    percent = book.add_format({"num_format": "0%"})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for merged in merges.get(name, ()):
            first = row_and_column(merged.split(":")[0])
            page.merge_range(merged, rows[first[0] - 1][first[1] - 1])
        for row, cells in enumerate(rows):
            for column, held in enumerate(cells):
                if isinstance(held, str) and held.endswith("%") and held[:-1].isdigit():
                    page.write_number(row, column, int(held[:-1]) / 100, percent)
                elif held is not None:
                    page.write(row, column, held)
    book.close()
    if path is not None:
        path.write_bytes(inside.getvalue())
    return inside.getvalue()


def rows_of(mapping: SendersMapping) -> list[Proposal]:
    return [proposal for sheet in mapping.sheets for proposal in sheet.proposals]


def meant(mapping: SendersMapping) -> dict[str, str]:
    """What each row is proposed for, by the cell of its first words; "" where nothing is."""
    return {
        row.rests_on[0].cell: " ".join([row.table, *row.row.values()]).strip()
        for row in rows_of(mapping)
    }
