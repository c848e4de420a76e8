"""A long CSV file as a grid that is never held whole: its bytes in blocks of whole lines."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from evidence.grids.columnar.bulk import Bulk, Slab
from evidence.grids.columnar.codes import Codes, Texts
from evidence.grids.columnar.texts import TEXTS, slab_of
from evidence.grids.csv_text import (
    CONTROL,
    MARKS,
    SEPARATOR_LINE,
    BrokenRowsError,
    CsvGrid,
    NotTextError,
)
from evidence.nouns.grid import MAX_COLUMNS, GridRow, Layout

_FIRST = 1 << 16
_BLOCK = 1 << 22
_MOST_LINE = 1 << 23
_SAMPLE = 1 << 10
"""So many of a block's first cells tell whether most cells of a column are met once."""
_CONTROLS = bytes(n for n in range(32) if chr(n) not in "\t\r\n\v\f")
_NOT_CP1252 = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))
_NO_TEXT = "bytes that are no text"


@dataclass(frozen=True, slots=True)
class Scanned:
    """What one passage over a file's bytes tells."""

    sha256: str
    encoding: str
    trouble: str
    """Why it is no text, in the words of ``csv_text.decoded``; empty where it is."""


def scanned(file: Path) -> Scanned:
    """The SHA-256 of a file and its encoding, by the rules of ``csv_text.decoded`` and without
    holding the file. Raises OSError."""
    digest, utf8, start = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")(), b""
    is_utf8, controls, no_cp1252, size = True, False, False, 0
    empty = [0, 0]
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
            start = start or block[:4]
            size += len(block)
            controls = controls or len(block.translate(None, _CONTROLS)) < len(block)
            if not block.isascii():
                no_cp1252 |= len(block.translate(None, _NOT_CP1252)) < len(block)
            if 0 in block:
                empty[0] += block[0::2].count(0)
                empty[1] += block[1::2].count(0)
            is_utf8 = is_utf8 and _decodes(utf8, block, False)
    is_utf8 = is_utf8 and _decodes(utf8, b"", True)
    marked = next((name for mark, name in MARKS if start.startswith(mark)), "")
    encoding, trouble = marked or "utf-8", ""
    if not marked and any(empty):
        if empty[1] > size // 4 and not empty[0]:
            encoding = "utf-16-le"
        elif empty[0] > size // 4 and not empty[1]:
            encoding = "utf-16-be"
        else:
            trouble = _NO_TEXT
    elif encoding.startswith("utf-8") and not is_utf8:
        encoding, trouble = (encoding, _NO_TEXT) if marked or no_cp1252 else ("cp1252", "")
    if encoding.startswith("utf-16"):
        trouble, controls = _decoded_as(file, encoding) if not trouble else (trouble, False)
    if not trouble and controls:
        trouble = "control signs that no text has"
    return Scanned(digest.hexdigest(), encoding, trouble)


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, final: bool) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


def _decoded_as(file: Path, encoding: str) -> tuple[str, bool]:
    """What keeps a file from being text in an encoding, and whether it has control signs."""
    controls = False
    try:
        with file.open(encoding=encoding, newline="") as text:
            while block := text.read(_BLOCK):
                controls = controls or CONTROL.search(block) is not None
    except UnicodeError:
        return _NO_TEXT, False
    return "", controls


@dataclass(frozen=True, slots=True)
class LongCsvGrid(CsvGrid):
    """A CSV file as a grid, read from its file block by block; ``text`` is left empty."""

    file: Path = Path()
    scanned: Scanned = Scanned("", "utf-8", "")
    bulk: Bulk[str] = field(default_factory=lambda: Bulk(TEXTS))

    def rows(self, layout: Layout) -> Iterator[GridRow]:
        """The rows as ``CsvGrid`` gives them; once ``bulk`` has started, without those that
        it takes. Raises NotTextError, BrokenRowsError, and OSError where the file is gone."""
        if self.scanned.trouble:
            raise NotTextError(self.scanned.trouble)
        return self.bulk.rows(self._slabs())

    def _slabs(self) -> Iterator[Slab[str]]:
        blocks = _blocks(self.file, self.scanned.encoding)
        number, separator, head = 1, self.separator, next(blocks, b"")
        if marked := SEPARATOR_LINE.match(head.decode()):
            number, separator = 2, marked[1]
            head = head[len(marked[0].encode()) :]
        for block in itertools.chain([head], blocks):
            slab = _by_pandas(block, separator, number)
            if slab is not None:
                yield slab
                number += slab.size
                continue
            rows, broken = _lines(block, blocks, separator, number)
            for size, alike in itertools.groupby(rows, len):
                lines = list(alike)
                if size:
                    yield slab_of(number, list(zip(*lines, strict=True)), len(lines))
                number += len(lines)
            if broken is not None:
                raise broken


def _blocks(file: Path, encoding: str) -> Iterator[bytes]:
    """The file as blocks of whole lines in UTF-8, the first of them small."""
    decoder = codecs.getincrementaldecoder(encoding)()
    rest, size = b"", _FIRST
    with file.open("rb") as stream:
        while data := stream.read(size):
            size = _BLOCK
            block = rest + (data if encoding == "utf-8" else decoder.decode(data).encode())
            # A carriage return at the very end may be half of a line end.
            cut = max(block.rfind(b"\n"), block.rfind(b"\r", 0, len(block) - 1)) + 1
            rest = block[cut:]
            if len(rest) > _MOST_LINE:
                raise BrokenRowsError(f"a line of over {_MOST_LINE:,} bytes")
            if cut:
                yield block[:cut]
    if rest:
        yield rest if rest.endswith((b"\r", b"\n")) else rest + b"\n"


def _by_pandas(block: bytes, separator: str, number: int) -> Slab[str] | None:
    """The block's rows where no odd quotation mark, line end or width leaves them in doubt."""
    ends = block.count(b"\n")
    quoted = b'"' in block
    if (
        block.startswith(codecs.BOM_UTF8)
        or (b"\r" in block and block.count(b"\r") != block.count(b"\r\n"))
        or not separator.isascii()
    ):
        return None
    import pandas as pd

    width = _width(block, separator)
    if not 2 <= width <= MAX_COLUMNS or not (
        _plainly_quoted(separator, width).fullmatch(block)
        if quoted
        # Only with as many separators as every row of one width has can rows be told apart.
        else block.count(separator.encode()) == ends * (width - 1)
    ):
        return None
    try:
        frame = pd.read_csv(
            io.BytesIO(block),
            sep=separator,
            header=None,
            names=range(width),
            dtype=object,
            na_filter=False,
            quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
            skip_blank_lines=False,
            engine="c",
        )
    except pd.errors.ParserError:
        return None
    if not isinstance(frame.index, pd.RangeIndex) or len(frame) != ends:
        return None
    return Slab(number, ends, {n + 1: _coded(frame[n].to_numpy()) for n in range(width)})


def _coded(texts: Texts) -> tuple[Sequence[str], Codes]:
    """The texts of a column's rows and which of them each row has."""
    import pandas as pd

    few = texts[:_SAMPLE].tolist()
    if 2 * len(set(few)) > len(few):
        # Most are met once here: all slabs' together are told apart quicker than each slab's.
        return texts.tolist(), np.arange(len(texts), dtype=np.int32)
    codes, distinct = pd.factorize(texts)
    return distinct.tolist(), codes.astype(np.int32)


def _width(block: bytes, separator: str) -> int:
    """The number of cells in a block's first line; 0 where its quotation marks are odd."""
    line = block.partition(b"\n")[0].decode()
    try:
        return len(next(csv.reader([line], delimiter=separator, strict=True), []))
    except csv.Error:
        return 0


@cache
def _plainly_quoted(separator: str, width: int) -> re.Pattern[bytes]:
    """Lines of one width whose quotation marks stand around whole cells, or twice inside such,
    and whose cells hold no line end: Python's csv module and pandas read them alike."""
    quoted, plain = rb'"[^"\r\n]*+(?:""[^"\r\n]*+)*+"', rb'[^"\r\n' + _sign(separator) + rb"]*+"
    cell = rb"(?:" + quoted + rb"|" + plain + rb")"
    more = b"%s%s" % (_sign(separator), cell)
    return re.compile(rb"(?:%s(?:%s){%d}\r?\n)*+" % (cell, more, width - 1))


def _sign(separator: str) -> bytes:
    return re.escape(separator).encode()


def _lines(
    block: bytes, blocks: Iterator[bytes], separator: str, number: int
) -> tuple[list[list[str]], BrokenRowsError | None]:
    """The rows of a block, and of the next where a quoted cell runs on into it; with what breaks
    them off, where something does. The first of them has the ``number`` given."""
    while True:
        text = io.StringIO(block.decode(), newline="")
        rows: list[list[str]] = []
        try:
            for row in csv.reader(text, delimiter=separator, strict=True):
                if len(row) > MAX_COLUMNS:
                    found = f"{len(row):,} cells in row {number + len(rows)}"
                    return rows, BrokenRowsError(found)
                rows.append(row)
        except csv.Error as error:
            more = next(blocks, b"") if "unexpected end" in str(error) else b""
            if more:
                block += more
                continue
            return rows, BrokenRowsError(
                "a quotation mark that is never closed, or that closes in mid-cell, at or below "
                f"row {number + len(rows)}"
            )
        return rows, None
