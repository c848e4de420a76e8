"""A picture of a sender's sheets: their cells as plain text, as far as a page can show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence.mapping.foreign_sheet import ForeignSheet, row_and_column
from evidence.mapping.nouns import MappedSheet, Mapping
from evidence.nouns.grid import column_letters
from evidence.text import shortened

MOST_CELLS = 6_000
"""Cells of all sheets together that are shown."""
MOST_ROWS, MOST_COLUMNS, LONGEST = 250, 30, 80
ANSWER, LABEL, PLAIN = "answer", "label", ""


@dataclass(frozen=True, slots=True)
class PictureCell:
    """A cell as it is shown."""

    ref: str
    text: str
    part: str
    """Whether it holds an answer, or the words that one rests on; empty for neither."""


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A row as it is shown."""

    number: int
    cells: tuple[PictureCell, ...]


@dataclass(frozen=True, slots=True)
class SheetPicture:
    """A sheet as it is shown."""

    name: str
    lasting_name: str
    """Its name as its layout has it, without the quarter or year in it."""
    columns: tuple[str, ...]
    rows: tuple[PictureRow, ...]
    is_cut: bool
    """Whether there is more of it than is shown."""


def pictures_of(
    foreign_sheets: Sequence[ForeignSheet], mapping: Mapping
) -> tuple[SheetPicture, ...]:
    """The sheets of a workbook, those of which something is proposed first."""
    mapped = {sheet.layout.sheet: sheet for sheet in mapping.sheets}
    order = sorted(foreign_sheets, key=lambda foreign: foreign.lasting_name not in mapped)
    left, found = MOST_CELLS, []
    for foreign in order:
        if foreign.cells and left > 0:
            picture = _picture(foreign, mapped.get(foreign.lasting_name), left)
            left -= len(picture.rows) * len(picture.columns)
            found.append(picture)
    return tuple(found)


def _picture(foreign: ForeignSheet, mapped: MappedSheet | None, most: int) -> SheetPicture:
    last = min(max(foreign.columns), MOST_COLUMNS)
    rows = foreign.rows[: min(MOST_ROWS, max(1, most // last))]
    parts = _parts(mapped) if mapped is not None else {}
    columns = range(1, last + 1)
    return SheetPicture(
        foreign.name,
        foreign.lasting_name,
        tuple(map(column_letters, columns)),
        tuple(
            PictureRow(row, tuple(_cell(foreign, row, column, parts) for column in columns))
            for row in rows
        ),
        foreign.is_long or len(rows) < len(foreign.rows) or last < max(foreign.columns),
    )


def _cell(
    foreign: ForeignSheet, row: int, column: int, parts: dict[tuple[int, int], str]
) -> PictureCell:
    typed = foreign.cells.get((row, column))
    text = "(not shown)" if typed is not None and typed.unusable else foreign.text(row, column)
    ref = f"{column_letters(column)}{row}"
    return PictureCell(ref, shortened(text, LONGEST), parts.get((row, column), PLAIN))


def _parts(mapped: MappedSheet) -> dict[tuple[int, int], str]:
    """What the cells of a sheet are to its proposals, by place."""
    labels = _places(rest.cell for own in mapped.proposals for rest in own.rests_on)
    answers = _places(
        ref for own in mapped.proposals for place in own.places.values() for ref in place.cells
    )
    return {**dict.fromkeys(labels, LABEL), **dict.fromkeys(answers, ANSWER)}


def _places(refs: Iterable[str]) -> set[tuple[int, int]]:
    return {row_and_column(ref) for ref in refs if ref}
