"""A CSV file's bytes as text, and its text as rows, where both are unambiguous."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence.nouns.grid import (
    MAX_COLUMNS,
    GridCell,
    GridRow,
    Layout,
    is_blank,
    without_formula_wrap,
)
from evidence.privacy.guard import guard_cell

SEPARATORS = ",;\t"
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
"""Control signs that no text has."""
EITHER_COMMA = "a number with a comma that may separate thousands or decimals"
EITHER_POINT = "a number with a point that may separate thousands, beside decimal commas"
_ONE_POINT = re.compile(r"^\s*[-−+]?[1-9][0-9]{0,2}\.[0-9]{3}\s*$")
_ONE_COMMA = re.compile(r"^\s*[-−+]?[0-9]{1,3},[0-9]{3}\s*(?:%\s*)?$")
_DECIMAL_COMMA = re.compile(r'(?:^|[;\t"])[0-9]{1,6},[0-9]{1,2} ?%?(?=[;\t"\r\n]|$)', re.MULTILINE)
_LOOKED_AT = 4_000
_LONGEST_LETTER = 4
SEPARATOR_LINE = re.compile(r'^"?sep=(.)"?(?:\r\n|\r|\n)', re.IGNORECASE)


class NotTextError(Exception):
    """The bytes are no text in any encoding recognised; the message says what was found."""


class BrokenRowsError(Exception):
    """The text does not divide into rows without doubt; the message says what was found."""


def decode_csv(data: bytes) -> str:
    """The text of a CSV file: UTF-8 or UTF-16 by its mark, else UTF-8, UTF-16 without a mark
    where every second byte is empty, else Windows' western encoding (cp1252).

    Raises NotTextError where none of them can be meant.
    """
    text = _text(data)
    if CONTROL.search(text):
        raise NotTextError("control characters")
    return text


def _text(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    if b"\0" in data:
        return _decoded(data, _unmarked_utf16(data))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(data, "cp1252")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotTextError("bytes that are not text") from error


def _unmarked_utf16(data: bytes) -> str:
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if odd > len(data) // 4 and even == 0:
        return "utf-16-le"
    if even > len(data) // 4 and odd == 0:
        return "utf-16-be"
    raise NotTextError("bytes that are not text")


def is_table_as_text(data: bytes) -> bool:
    """Whether bytes look like a CSV file: text whose first lines part into the same cells."""
    for end in range(_LOOKED_AT, _LOOKED_AT - _LONGEST_LETTER, -1):
        try:
            lines = [line for line in decode_csv(data[:end]).splitlines() if line.strip()][:2]
        except NotTextError:
            # The end may cut a letter in two.
            continue
        return len(lines) == 2 and any(
            lines[0].count(sign) == lines[1].count(sign) > 0 for sign in SEPARATORS
        )
    return False


START = 4_000
"""So many signs of a file tell what parts its cells, where its headings do not."""


@dataclass(frozen=True, slots=True)
class CsvGrid:
    """A CSV file as a grid, its cells parted at one separator."""

    name: str
    text: str
    separator: str
    hidden: bool = False
    ragged: bool = True

    def rows(self, layout: Layout) -> Iterator[GridRow]:
        """The rows that are not blank, numbered as a spreadsheet numbers them.

        Raises BrokenRowsError where quotation marks do not pair.
        """
        marked = SEPARATOR_LINE.match(self.text)
        separator, text = (
            (marked[1], self.text[marked.end() :])
            if marked
            else (
                self.separator,
                self.text,
            )
        )
        commas = separator != "," and _DECIMAL_COMMA.search(text) is not None
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        number = 1 if marked else 0
        try:
            for line in lines:
                number += 1
                if len(line) > MAX_COLUMNS:
                    raise BrokenRowsError(f"{len(line):,} cells in row {number}")
                cells = {
                    column: _typed(text, separator, commas)
                    for column, text in enumerate(map(without_formula_wrap, line), start=1)
                    if not is_blank(text)
                }
                if cells:
                    yield GridRow(number, cells)
        except csv.Error as error:
            raise BrokenRowsError(
                "a quotation mark that is never closed, or that closes in mid-cell, at or below "
                f"row {number + 1}"
            ) from error


def as_sent(name: str, data: bytes) -> CsvGrid:
    """A CSV file of any headings as a grid, parted at the separator that stands in it most.
    Raises NotTextError."""
    text = decode_csv(data)
    return CsvGrid(name, text, max(SEPARATORS, key=text[:START].count))


def _typed(text: str, separator: str, commas: bool) -> GridCell:
    """A cell as it may be used: "1,204" is a thousand or a decimal where no commas part cells, and
    so is "1.250" where other cells have decimal ``commas``."""
    if commas and _ONE_POINT.match(text):
        return GridCell(None, unusable=EITHER_POINT, shown=text)
    if separator != "," and _ONE_COMMA.match(text):
        return GridCell(None, unusable=EITHER_COMMA, shown=text)
    return guard_cell(GridCell(text))


def swallowed_rows(row: GridRow, separator: str, width: int) -> Sequence[int]:
    """The columns whose cells hold line breaks and whole lines of cells between them.

    So it looks when a quotation mark was opened by mistake and closed some rows below.
    """
    return [
        column
        for column, typed in row.cells.items()
        if isinstance(typed.raw, str)
        and any(line.count(separator) >= max(width - 1, 1) for line in typed.raw.splitlines()[1:])
    ]
