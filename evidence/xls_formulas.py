"""Which formulas of an xls workbook were never worked out, which xlrd does not tell.

Excel saves each formula with its result. Programs that write formulas without working them out
save nothing instead, or 0 and the wish that it be calculated on opening.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

_FORMULAS = (0x0006, 0x0206, 0x0406)
_BEGIN = (0x0009, 0x0209, 0x0409, 0x0809)
_END = 0x000A
_NOTHING = b"\x03\x00\x00\x00\x00\x00\xff\xff"
_NOUGHT = bytes(8)
_CALCULATE_ON_OPENING = 0x0002

Places = frozenset[tuple[int, int]]
"""Rows and columns, each counted from 0."""


def without_result(book: Any) -> tuple[Places, ...]:
    """For each sheet of an opened xlrd book the cells whose formulas hold no result.

    A formula may truly come to nothing or to 0. So it is only where no formula of the whole
    workbook holds anything else that all count as never worked out.
    """
    found: list[set[tuple[int, int]]] = []
    for start in book._sh_abs_posn:
        places: set[tuple[int, int]] = set()
        for row, column, result, flags in _formulas(book.mem, start):
            nought = result == _NOUGHT and flags & _CALCULATE_ON_OPENING
            if not nought and result != _NOTHING:
                return tuple(frozenset() for _ in book._sh_abs_posn)
            places.add((row, column))
        found.append(places)
    return tuple(frozenset(places) for places in found)


def _formulas(stream: bytes, at: int) -> Iterator[tuple[int, int, bytes, int]]:
    """Row, column, result and flags of each formula of a sheet that begins at a place."""
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
        elif code in _FORMULAS and depth == 1:
            row, column, _, result, flags = struct.unpack_from("<HHH8sH", stream, at)
            yield row, column, result, flags
        at += length
