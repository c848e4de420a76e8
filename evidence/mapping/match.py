"""Which mapping a workbook is read through: the one whose layout it has, or what changed in it."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass

from engine.nouns.quarter import Quarter
from evidence.mapping.foreign_sheet import (
    ForeignSheet,
    foreign_sheet_of,
    row_and_column,
    without_periods,
)
from evidence.mapping.nouns import MappedSheet, MappingFile, SenderLayout
from evidence.mapping.sheet_periods import sheet_of_time
from evidence.nouns.grid import Grid, column_number
from evidence.nouns.grid import column_letters as letters_of
from evidence.text import shortened

_NEAR = 0.5
"""A sheet with so many of a layout's words in their places is that layout, changed."""
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class MappedWorkbook:
    """A mapping and the sheets of a workbook that it reads, in the mapping's order."""

    file: MappingFile
    sheets: tuple[tuple[MappedSheet, ForeignSheet], ...]


@dataclass(frozen=True, slots=True)
class ChangedLayout:
    """A mapping that a workbook was once read through, and how its layout has changed."""

    file: MappingFile
    sheet: str
    """The sheet's name in the workbook; empty where it has none such."""
    cell: str
    words: str
    """What is not as it was, in words."""


def find_mapping(
    sheets: Sequence[Grid], mappings: Sequence[MappingFile], quarter: Quarter | None = None
) -> MappedWorkbook | ChangedLayout | None:
    """The mapping that a workbook is read through; how its layout has changed where it is near
    one; None where it is like none. Of several sheets in one layout the one of the quarter counts.
    Raises what the grids' rows raise."""
    if not any(file.mapping.used_sheets for file in mappings):
        return None
    foreign_sheets = [foreign_sheet_of(sheet) for sheet in sheets]
    near: list[tuple[float, ChangedLayout]] = []
    for file in mappings:
        used = file.mapping.used_sheets
        found = [(sheet, _sheet_of(sheet, foreign_sheets, quarter)) for sheet in used]
        fits = [(sheet, m) for sheet, m in found if m is not None and fits_layout(m, sheet.layout)]
        if used and len(fits) == len(used):
            return MappedWorkbook(file, tuple(fits))
        near += [
            (share, changed)
            for sheet, foreign in found
            if (share := _share(sheet.layout, foreign)) >= _NEAR
            and (changed := _changed(file, sheet.layout, foreign)) is not None
        ]
        if fits:
            missing = next(sheet for sheet, m in found if (sheet, m) not in fits)
            near.append((_NEAR, _without(file, missing.layout)))
    return max(near, key=lambda pair: pair[0])[1] if near else None


def _sheet_of(
    sheet: MappedSheet, foreign_sheets: Sequence[ForeignSheet], quarter: Quarter | None
) -> ForeignSheet | None:
    """The sheet of a layout, of several the one of the quarter; else the one of its name, or the
    one that has most of its words."""
    layout = sheet.layout
    named = [foreign for foreign in foreign_sheets if foreign.lasting_name == layout.sheet]
    fitting = [foreign for foreign in named if fits_layout(foreign, layout)]
    if fitting:
        return sheet_of_time(sheet, fitting, quarter)
    if len(named) == 1:
        return named[0]
    return max(foreign_sheets, key=lambda foreign: _share(layout, foreign), default=None)


def words_now(foreign: ForeignSheet, layout: SenderLayout) -> Dict[str, str]:
    """The words of a sheet in the places of a layout, and all there are in its label columns."""
    columns = [column_number(letters) for letters in layout.label_columns]
    return foreign.words_of(columns, layout.words)


def fits_layout(foreign: ForeignSheet, layout: SenderLayout) -> bool:
    """Whether a sheet has a layout, word for word and place for place."""
    now = SenderLayout(foreign.lasting_name, words_now(foreign, layout), layout.label_columns)
    fits = not (foreign.is_long and layout.label_columns)
    return fits and now.fingerprint == layout.fingerprint


def _share(layout: SenderLayout, foreign: ForeignSheet | None) -> float:
    """How much of a layout's words a sheet has, wherever they stand."""
    if foreign is None or not layout.words:
        return 0.0
    there = set(words_now(foreign, layout).values())
    return sum(1 for words in layout.words.values() if words in there) / len(layout.words)


def _changed(
    file: MappingFile, layout: SenderLayout, foreign: ForeignSheet | None
) -> ChangedLayout | None:
    if foreign is None:
        return None
    now = words_now(foreign, layout)
    places = sorted({*layout.words, *now}, key=row_and_column)
    changes = [ref for ref in places if layout.words.get(ref) != now.get(ref)]
    if foreign.lasting_name != layout.sheet:
        words = f"the sheet “{foreign.name}” in place of “{layout.sheet}”"
        return ChangedLayout(file, foreign.name, "", words)
    if not changes:
        return None
    quotes = [_words(ref, layout.words.get(ref, ""), now.get(ref, "")) for ref in changes[:_SHOWN]]
    more = len(changes) - _SHOWN
    if more > 0:
        quotes.append(f"and {more} more")
    moved = _moved(layout, foreign, row_and_column(changes[0])[0])
    return ChangedLayout(file, foreign.name, changes[0], moved + "; ".join(quotes))


def _words(ref: str, was: str, now: str) -> str:
    return f"{ref} has {_quoted(now)} in place of {_quoted(was)}"


def _quoted(text: str) -> str:
    return f"“{shortened(text, 40)}”" if text else "nothing"


def _moved(layout: SenderLayout, foreign: ForeignSheet, row: int) -> str:
    """That rows or columns were put in or taken out, where all words from there on are so much
    further down or across."""
    was = {row_and_column(ref): words for ref, words in layout.words.items()}
    columns = {column_number(letters) for letters in layout.label_columns}
    below = {at: words for at, words in was.items() if at[0] >= row and at[1] in columns}
    for by in (1, 2, 3, -1, -2, -3):
        moved = {at: words for at, words in below.items() if at[0] + by >= row}
        if moved and all(
            without_periods(foreign.text(r + by, c)) == words for (r, c), words in moved.items()
        ):
            return _put_in("row", by, str(row))
    differing = [c for (r, c), words in was.items() if without_periods(foreign.text(r, c)) != words]
    first = min(differing, default=0)
    beyond = {at: words for at, words in was.items() if at[1] >= first}
    for by in (1, 2, -1, -2):
        if all(
            without_periods(foreign.text(r, c + by)) == words for (r, c), words in beyond.items()
        ):
            return _put_in("column", by, letters_of(first))
    return ""


def _put_in(what: str, by: int, at: str) -> str:
    number = f"a {what} was" if abs(by) == 1 else f"{abs(by)} {what}s were"
    return f"{number} {'put in' if by > 0 else 'taken out'} at {what} {at}: "


def _without(file: MappingFile, layout: SenderLayout) -> ChangedLayout:
    return ChangedLayout(file, "", "", f"there is no sheet “{layout.sheet}” with its words")
