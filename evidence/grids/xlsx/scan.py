"""A long sheet looked through for what calamine does not tell.

calamine tells errors and formulas never calculated as blanks, percentages as plain numbers, and
nothing of what is hidden; and it ends the process where a sheet claims an area beyond memory.
The XML is looked through by patterns, since a parser's call for each of millions of tags takes
ten times as long. What the patterns could mistake (comments, CDATA, odd encodings, cells that do
not say their place) no spreadsheet program writes, and it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import lt
from typing import IO
from xml.parsers import expat

from evidence.files.archive import DamagedError, TooLargeError
from evidence.files.limits import CHUNK, LAST_COLUMN, LAST_ROW, MAX_AREA, MAX_CELLS, MAX_ROW_BYTES
from evidence.grids.cell_values import FIGURES
from evidence.grids.number_formats import Shown
from evidence.grids.xlsx.plain_rows import Plain, PlainRows
from evidence.grids.xlsx.sheet import Book, bounded, merge_of
from evidence.nouns.grid import NEVER_CALCULATED, Merge, Typed, column_number
from evidence.privacy.guard import guarded

_P = rb"(?:[\w.-]+:)?"
_Q = rb"\s*=\s*[\"']"
_ROW = re.compile(rb"<" + _P + rb"row(?=[\s/>])([^>]*)>")
_CELL = re.compile(rb"<" + _P + rb"c[\s/>]")
_REF = re.compile(rb"<" + _P + rb"c\s(?:[^>]*?\s)?r" + _Q + rb"([A-Z]{1,3}[0-9]{1,7})[\"']")
_ODD = tuple(
    re.compile(pattern)
    for pattern in (rb":[cf][\s/>]", rb"<c(?! r=\")[\s/>]", rb" =", rb"= +[\"']", rb"='")
)
"""What may be a cell written otherwise than nearly all programs write it: the slow patterns look
at such a piece of the sheet, the quick ones at the rest."""
_QUICK_ROW = re.compile(rb" r=\"([0-9]{1,7})\"(?![^>]*hidden)")
_QUICK_REF = re.compile(rb"<c r=\"([A-Z]{1,3}[0-9]{1,7})\"")
_COLUMN_OF_CELL = re.compile(rb"<c r=\"([A-Z]{1,3})")
_END = re.compile(rb"</" + _P + rb"c\s*>")
_FORMULA = re.compile(rb"<" + _P + rb"f[\s/>]")
_WITH_FORMULA = re.compile(rb"<" + _P + rb"c(\s[^>]*)>\s*<" + _P + rb"f[\s/>]")
_VALUE = re.compile(rb"<" + _P + rb"v(?:\s[^>]*)?(?:/>|>([^<]*)<)")
_COLUMN = re.compile(rb"<" + _P + rb"col\s([^>]*)>")
_MERGE = re.compile(rb"<" + _P + rb"mergeCell\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_DIGITS, _LETTERS = b"0123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_TRUE = ("1", "true")
UNUSUAL = "a long sheet is written as no spreadsheet program writes it"


@dataclass(slots=True)
class Scan:
    """What was found in a long sheet besides its cells' values."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    cells: dict[int, dict[int, Typed]] = field(default_factory=dict)
    """By row and column, the cells to take instead of what calamine tells."""
    odd: bool = False
    """Whether there may be errors or cells of yes or no."""


def scan(stream: IO[bytes], book: Book) -> Scan:
    """Look a long sheet's XML through.

    Raises DamagedError where it is not well formed, out of order or oddly written, and
    TooLargeError where it reaches further than can be held.
    """
    found = Scan()
    look = _Look(found, book)
    plain = PlainRows(book.formats, book.to_be_calculated)
    with _well_formed() as parse:
        for piece in pieces(chunks(stream)):
            if (rows := plain.rows(piece)) is not None:
                # In their place one row, which is refused just where they would be.
                parse(b"<row/>")
                look.at_plain(piece, rows)
            else:
                parse(piece)
                look.at(piece)
    bounded(found.merges)
    return found


@contextmanager
def _well_formed() -> Iterator[Callable[[bytes], None]]:
    """Takes a part piece by piece, and raises DamagedError as soon as expat finds it wrong."""

    def refuse(*_: object) -> None:
        raise DamagedError(UNUSUAL)

    def refuse_definition(*_: object) -> None:
        raise DamagedError("it holds a document type definition, which no workbook needs")

    def declared(_: str, encoding: str | None, __: int) -> None:
        if (encoding or "utf-8").casefold() not in ("utf-8", "utf8", "us-ascii"):
            raise DamagedError(UNUSUAL)

    parser = expat.ParserCreate()
    parser.XmlDeclHandler = declared
    parser.StartDoctypeDeclHandler = refuse_definition
    parser.CommentHandler = parser.StartCdataSectionHandler = refuse
    parser.ProcessingInstructionHandler = refuse

    def parse(piece: bytes) -> None:
        parser.Parse(piece, False)
        if b"\0" in piece:
            raise DamagedError(UNUSUAL)

    try:
        yield parse
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        # The last two are how Python tells of an encoding that it does not know.
        raise DamagedError("its contents break off or are garbled") from error


_TAIL = 1 << 14
"""Bytes at the end of a piece in which the last row most often begins."""


def pieces(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The chunks cut anew so that no row is cut in two; the first piece holds what is above."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        last = _last_row(rest)
        if last:
            yield rest[:last]
            rest = rest[last:]
        if len(rest) > MAX_ROW_BYTES:
            raise TooLargeError(f"a row of over {MAX_ROW_BYTES / 1e6:,.0f} MB")
    yield rest


def _last_row(text: bytes) -> int:
    """Where the last row begins; 0 where none does, or it stands first."""
    for start in (max(0, len(text) - _TAIL), 0):
        # Most often it is near the end, and the rows before it need not be looked for.
        starts = [match.start() for match in _ROW.finditer(text, start)]
        if starts:
            return starts[-1]
    return 0


_MAYBE_ERROR_OR_YES_NO = (b'"e"', b'"b"', b"'e'", b"'b'")
_ERROR_OR_YES_NO = re.compile(rb"(<" + _P + rb"c\s(?:[^>]*?\s)?t" + _Q + rb")[eb](?=[\"'])")


def chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """A part as it comes."""
    return iter(lambda: stream.read(CHUNK), b"")


def _may_have_errors(piece: bytes) -> bool:
    # Looking for a few letters is many times faster than for a pattern.
    return any(mark in piece for mark in _MAYBE_ERROR_OR_YES_NO)


def without_errors(stream: IO[bytes]) -> Iterator[bytes]:
    """A long sheet's XML with its errors and yes or no cells written as texts.

    They are taken from the scan, and calamine gives a whole sheet up for one error that it does
    not know, such as #SPILL!.
    """
    for piece in pieces(chunks(stream)):
        if _may_have_errors(piece):
            piece = _ERROR_OR_YES_NO.sub(rb"\1str", piece)
        yield piece


class _Look:
    """Looks at one piece of a sheet after the other."""

    def __init__(self, found: Scan, book: Book) -> None:
        self._found = found
        self._book = book
        percent = [n for n, shown in enumerate(book.formats) if shown is Shown.PERCENT]
        styles = "|".join(map(str, percent)).encode() or b"none"
        self._special = re.compile(
            rb"<"
            + _P
            + rb"c(?=[^>]*\s(?:t"
            + _Q
            + rb"[ebd][\"']|s"
            + _Q
            + rb"(?:"
            + styles
            + rb")[\"']))(\s[^>]*)>"
        )
        quick = (rb"t=\"[ebd]\"", rb"s=\"(?:" + styles + rb")\"")
        self._perhaps_special = [re.compile(pattern) for pattern in quick]
        self._row = self._cells = self._last_row = self._last_column = 0
        self._columns: set[bytes] = set()

    def at(self, piece: bytes) -> None:
        rows = self._rows(piece)
        self._found.odd = self._found.odd or _may_have_errors(piece)
        odd = any(pattern.search(piece) for pattern in _ODD)
        refs = (_REF if odd else _QUICK_REF).findall(piece)
        if odd and len(refs) != len(_CELL.findall(piece)):
            raise DamagedError(UNUSUAL)
        if not {ref.lstrip(_LETTERS) for ref in refs} <= rows:
            raise DamagedError("a cell's place is garbled")
        self._cells += len(refs)
        self._bound({ref.rstrip(_DIGITS) for ref in refs})
        if odd or any(pattern.search(piece) for pattern in self._perhaps_special):
            for match in self._special.finditer(piece):
                self._take(match, piece, formula=False)
        if odd or b"<f" in piece:
            self._take_formulas(piece)
        self._beside(piece)

    def at_plain(self, piece: bytes, rows: Plain) -> None:
        """At plain rows: only how far they reach is looked at."""
        numbers = rows.numbers
        if not all(map(lt, [self._row, *numbers], numbers)) or max(numbers, default=0) > LAST_ROW:
            raise DamagedError("its rows are out of order")
        self._row = max(numbers, default=self._row)
        self._found.hidden_rows |= rows.hidden
        columns = _COLUMN_OF_CELL.findall(piece)
        self._cells += len(columns)
        self._bound(set(columns))

    def _take_formulas(self, piece: bytes) -> None:
        found = list(_WITH_FORMULA.finditer(piece))
        if len(found) != len(_FORMULA.findall(piece)):
            raise DamagedError(UNUSUAL)
        for match in found:
            self._take(match, piece, formula=True)

    def _rows(self, piece: bytes) -> set[bytes]:
        rows: set[bytes] = set()
        for match in _ROW.finditer(piece):
            quick = _QUICK_ROW.match(match[1])
            attributes = {} if quick else _attributes(match[1])
            number = int(quick[1] if quick else attributes.get("r", "0"))
            if not self._row < number <= LAST_ROW:
                raise DamagedError("its rows are out of order")
            self._row = number
            rows.add(str(number).encode())
            if attributes.get("hidden") in _TRUE:
                self._found.hidden_rows.add(number)
        return rows

    def _bound(self, columns: set[bytes]) -> None:
        for name in columns - self._columns:
            self._last_column = max(self._last_column, column_number(name.decode()))
        self._columns |= columns
        if self._cells > MAX_CELLS:
            raise TooLargeError(f"a sheet of over {MAX_CELLS:,} cells")
        if self._cells and self._row * self._last_column > MAX_AREA:
            raise TooLargeError(f"a sheet of {self._row:,} rows and {self._last_column:,} columns")

    def _take(self, match: re.Match[bytes], piece: bytes, formula: bool) -> None:
        """Keep a cell that calamine would tell as something else."""
        attributes = _attributes(match[1])
        ref, kind = attributes["r"], attributes.get("t", "n")
        value, end = None, _END.search(piece, match.end())
        if not match[1].endswith(b"/") and end is not None:
            value = _VALUE.search(piece, match.end(), end.end())
        held = (value[1] or b"").decode() if value else ""
        typed = self._typed(kind, held, value is not None, formula, attributes.get("s", "0"))
        if typed is not None:
            row, column = int(ref.strip(_LETTERS.decode())), ref.rstrip(_DIGITS.decode())
            self._found.cells.setdefault(row, {})[column_number(column)] = guarded(typed)

    def _typed(
        self, kind: str, held: str, has_value: bool, formula: bool, style: str
    ) -> Typed | None:
        if formula and not (held or kind == "inlineStr" or (kind == "str" and has_value)):
            return Typed(None, unusable=NEVER_CALCULATED)
        if not held or kind not in FIGURES:
            return None
        if formula and kind == "n" and (not self._book.to_be_calculated or "1" <= held[0] <= "9"):
            # calamine tells it as any other number, and a percentage has been taken as such.
            return None
        return self._book.figure(kind, held, formula, int(style))

    def _beside(self, piece: bytes) -> None:
        """What stands above and below the rows: columns and merged ranges."""
        if b"col" in piece:
            for match in _COLUMN.finditer(piece):
                attributes = _attributes(match[1])
                if attributes.get("hidden") in _TRUE:
                    first, last = int(attributes["min"]), min(int(attributes["max"]), LAST_COLUMN)
                    self._found.hidden_columns.update(range(first, last + 1))
        if b"mergeCell" in piece:
            for match in _MERGE.finditer(piece):
                self._found.merges.append(merge_of(_attributes(match[1]).get("ref", "")))


def _attributes(text: bytes) -> dict[str, str]:
    return {
        name.decode(): (double or single).decode()
        for name, double, single in _ATTRIBUTE.findall(text)
    }
