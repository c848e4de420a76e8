"""Which formulas of an xls workbook were never calculated, which xlrd does not report.

Excel saves each formula with its result, and says in the file's properties that it saved it.
Other programs save 0 or nothing for formulas that they did not work out; so does LibreOffice
for formulas that come to a text, where it was not asked to calculate anew.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

_FORMULAS = (0x0006, 0x0206, 0x0406)
_ENGINE = 0x01C1
_BEGIN = (0x0009, 0x0209, 0x0409, 0x0809)
_END = 0x000A
_EXCEL = (b"Microsoft Excel\0", b"Microsoft Macintosh Excel\0")
"""How the properties of a compound file name the program that saved it."""
_NOTHING = b"\x03\xff\xff"
_NOUGHT = bytes(8)

Places = frozenset[tuple[int, int]]
"""Rows and columns, each counted from 0."""


def without_result(book: Any, data: bytes) -> tuple[Places, ...]:
    """For each sheet of an opened xlrd book the cells whose formulas hold no sure result.

    ``data`` are the bytes of the whole file. Where Excel worked the formulas out there is none.
    Elsewhere a 0 is none, and nothing at all is none where no formula of the workbook holds
    anything. Raises struct.error where the workbook breaks off.
    """
    starts = list(book._sh_abs_posn)
    if any(name in data for name in _EXCEL) and not _to_be_calculated(book.mem, book.base):
        return tuple(frozenset() for _ in starts)
    noughts: list[set[tuple[int, int]]] = [set() for _ in starts]
    nothings: list[set[tuple[int, int]]] = [set() for _ in starts]
    holds_any = False
    for place, start in enumerate(starts):
        for row, column, result in _formulas(book.mem, start):
            if result == _NOUGHT:
                noughts[place].add((row, column))
            elif result[:1] + result[6:] == _NOTHING:
                nothings[place].add((row, column))
            else:
                holds_any = True
    return tuple(
        frozenset(nought if holds_any else nought | nothing)
        for nought, nothing in zip(noughts, nothings, strict=True)
    )


def _to_be_calculated(stream: bytes, start: int) -> bool:
    """Whether the workbook asks to be calculated anew, as engine number 0."""
    for code, at in _records(stream, start):
        if code == _ENGINE:
            return stream[at + 4 : at + 8] == bytes(4)
    return False


def _formulas(stream: bytes, start: int) -> Iterator[tuple[int, int, bytes]]:
    """Row, column and result of each formula of the sheet that begins at a place."""
    for code, at in _records(stream, start):
        if code in _FORMULAS:
            row, column, _, result = struct.unpack_from("<HHH8s", stream, at)
            yield row, column, result


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Each record's code and the place of its data, without what is embedded (charts)."""
    depth = 0
    while True:
        code, length = struct.unpack_from("<HH", stream, at)
        at += 4
        if code in _BEGIN:
            depth += 1
        elif code == _END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield code, at
        at += length
