"""A long CSV file as a grid that is never in memory as a whole: read in blocks of whole lines."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import itertools
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import IO

import numpy as np

from evidence.grids.columnar.blocks import Block, BlockReader, block_of
from evidence.grids.columnar.codes import Codes, Texts
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
_SMALL = _FIRST
"""A piece of at most this many bytes is read sooner than pandas is imported."""
_BLOCK = 1 << 22
_MOST_LINE = 1 << 23
_SAMPLE = 1 << 10
"""So many of a block's first cells tell whether most cells of a column are met once."""
_CONTROLS = bytes(n for n in range(32) if chr(n) not in "\t\r\n\v\f")
_NOT_CP1252 = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))
_NO_TEXT = "bytes that are not text"


_CHANGED = "a file that another program changed while it was read"
Stamp = tuple[int, ...]


def _stamp(file: IO[bytes]) -> Stamp:
    """Which file is open, how long it is and when it was last written to."""
    there = os.fstat(file.fileno())
    return there.st_dev, there.st_ino, there.st_size, there.st_mtime_ns


@dataclass(frozen=True, slots=True)
class FileScan:
    """What one passage over a file's bytes finds."""

    sha256: str
    encoding: str
    trouble: str
    """Why it is no text, in the words of ``csv_text.decode_csv``; empty where it is."""
    stamp: Stamp = ()
    """How the file stood before: what was read at another time is not what has this SHA-256."""


def scan_file(file: Path) -> FileScan:
    """The SHA-256 of a file and its encoding, by the rules of ``csv_text.decode_csv`` and without
    holding the file. Raises OSError."""
    digest, utf8, start = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")(), b""
    is_utf8, controls, no_cp1252, size = True, False, False, 0
    empty = [0, 0]
    with file.open("rb") as stream:
        stamp = _stamp(stream)
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
        trouble = "control characters"
    return FileScan(digest.hexdigest(), encoding, trouble, stamp)


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
    scanned: FileScan = FileScan("", "utf-8", "")
    blocks: BlockReader = field(default_factory=BlockReader)

    def rows(self, layout: Layout) -> Iterator[GridRow]:
        """The rows as ``CsvGrid`` gives them; once ``blocks`` has started, without those that
        it takes. Raises NotTextError, BrokenRowsError, and OSError where the file is gone."""
        if self.scanned.trouble:
            raise NotTextError(self.scanned.trouble)
        return self.blocks.rows(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        pieces = _unchanged(self.file, self.scanned)
        number, separator, head = 1, self.separator, next(pieces, b"")
        if marked := SEPARATOR_LINE.match(head.decode()):
            number, separator = 2, marked[1]
            head = head[len(marked[0].encode()) :]
        for piece in itertools.chain([head], pieces):
            block = _by_pandas(piece, separator, number)
            if block is not None:
                yield block
                number += block.size
                continue
            rows, broken = _lines(piece, pieces, separator, number)
            for size, alike in itertools.groupby(rows, len):
                lines = list(alike)
                if size:
                    yield block_of(number, list(zip(*lines, strict=True)), len(lines))
                number += len(lines)
            if broken is not None:
                raise broken


def _unchanged(file: Path, scanned: FileScan) -> Iterator[bytes]:
    """The file's pieces. Raises BrokenRowsError where it is not as it was when it was looked at;
    the rows that were read until then are not used."""
    try:
        yield from _pieces(file, scanned.encoding)
    except UnicodeDecodeError as error:
        raise BrokenRowsError(_CHANGED) from error
    with file.open("rb") as stream:
        if _stamp(stream) != scanned.stamp:
            raise BrokenRowsError(_CHANGED)


def _pieces(file: Path, encoding: str) -> Iterator[bytes]:
    """The file in pieces of whole lines in UTF-8, the first of them small."""
    decoder = codecs.getincrementaldecoder(encoding)()
    rest, size = b"", _FIRST
    with file.open("rb") as stream:
        while data := stream.read(size):
            size = _BLOCK
            piece = rest + (data if encoding == "utf-8" else decoder.decode(data).encode())
            # A carriage return at the very end may be half of a line end.
            cut = max(piece.rfind(b"\n"), piece.rfind(b"\r", 0, len(piece) - 1)) + 1
            rest = piece[cut:]
            if len(rest) > _MOST_LINE:
                raise BrokenRowsError(f"a line of over {_MOST_LINE:,} bytes")
            if cut:
                yield piece[:cut]
    if rest:
        yield rest if rest.endswith((b"\r", b"\n")) else rest + b"\n"


def _by_pandas(piece: bytes, separator: str, number: int) -> Block | None:
    """The piece's rows where no odd quotation mark, line end or width leaves them in doubt."""
    ends = piece.count(b"\n")
    quoted = b'"' in piece
    if (
        len(piece) <= _SMALL
        or piece.startswith(codecs.BOM_UTF8)
        or (b"\r" in piece and piece.count(b"\r") != piece.count(b"\r\n"))
        or not separator.isascii()
    ):
        return None
    import pandas as pd

    width = _width(piece, separator)
    if not 2 <= width <= MAX_COLUMNS or not (
        _plainly_quoted(separator, width).fullmatch(piece)
        if quoted
        # Only with as many separators as every row of one width has can rows be distinguished.
        else piece.count(separator.encode()) == ends * (width - 1)
    ):
        return None
    try:
        frame = pd.read_csv(
            io.BytesIO(piece),
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
    return Block(number, ends, {n + 1: _coded(frame[n].to_numpy()) for n in range(width)})


def _coded(texts: Texts) -> tuple[Sequence[str], Codes]:
    """The texts of a column's rows and which of them each row has."""
    import pandas as pd

    few = texts[:_SAMPLE].tolist()
    if 2 * len(set(few)) > len(few):
        # Most are met once here: all blocks' together are distinguished quicker than each block's.
        return texts.tolist(), np.arange(len(texts), dtype=np.int32)
    codes, distinct = pd.factorize(texts)
    return distinct.tolist(), codes.astype(np.int32)


def _width(piece: bytes, separator: str) -> int:
    """The number of cells in a piece's first line; 0 where its quotation marks are odd."""
    line = piece.partition(b"\n")[0].decode()
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
    piece: bytes, pieces: Iterator[bytes], separator: str, number: int
) -> tuple[list[list[str]], BrokenRowsError | None]:
    """The rows of a piece, and of the next where a quoted cell runs on into it; with what breaks
    them off, where something does. The first of them has the ``number`` given."""
    while True:
        text = io.StringIO(piece.decode(), newline="")
        rows: list[list[str]] = []
        try:
            for row in csv.reader(text, delimiter=separator, strict=True):
                if len(row) > MAX_COLUMNS:
                    found = f"{len(row):,} cells in row {number + len(rows)}"
                    return rows, BrokenRowsError(found)
                rows.append(row)
        except csv.Error as error:
            more = next(pieces, b"") if "unexpected end" in str(error) else b""
            if more:
                piece += more
                continue
            return rows, BrokenRowsError(
                "a quotation mark that is never closed, or that closes in mid-cell, at or below "
                f"row {number + len(rows)}"
            )
        return rows, None
