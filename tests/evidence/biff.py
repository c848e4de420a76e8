"""Workbooks in the Excel 97-2003 format (BIFF8 in a compound file), as small as they may be.

No library that is at hand writes xls, and what a test is about (errors, formulas without a
result, what is hidden, the calendar of 1904) must be true bytes, not the fake of a reader.
"""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Mapping, Sequence

from tests.evidence.sheets import Failed, Percent, Sheet, Styled, Uncalculated

SAVED_BY_EXCEL = b"Microsoft Excel\0"
_SECTOR = 512
_ERRORS = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36}
_ERRORS |= {"#N/A": 42}
_DATE = "dd/mm/yyyy"


def workbook(
    sheets: Mapping[str, Sheet],
    since_1904: bool = False,
    saved_by: bytes = SAVED_BY_EXCEL,
    extra: Sequence[bytes] = (),
) -> bytes:
    """The bytes of an xls file. ``extra`` are records for its beginning."""
    return compound(stream(sheets, since_1904, extra), saved_by)


def record(code: int, data: bytes) -> bytes:
    return struct.pack("<HH", code, len(data)) + data


def stream(sheets: Mapping[str, Sheet], since_1904: bool, extra: Sequence[bytes] = ()) -> bytes:
    formats = ["General", "0%", _DATE]
    for sheet in sheets.values():
        for row in sheet.rows:
            formats += [cell.code for cell in row if isinstance(cell, Styled)]
    formats = list(dict.fromkeys(formats))
    head = _begin(0x0005) + b"".join(extra) + record(0x0042, struct.pack("<H", 1200))
    head += record(0x0022, struct.pack("<H", since_1904))
    head += record(0x0031, struct.pack("<HHHHHBBBB", 200, 0, 0, 400, 0, 0, 0, 0, 0) + _short("Ar"))
    for place, code in enumerate(formats):
        head += record(0x041E, struct.pack("<H", 164 + place) + _long(code))
    for place in range(len(formats)):
        head += record(0x00E0, struct.pack("<HHH", 0, 164 + place, 1).ljust(20, b"\0"))
    bodies = [_sheet(sheet, formats, since_1904) for sheet in sheets.values()]
    names = [_short(name) for name in sheets]
    at = len(head) + sum(10 + len(name) for name in names) + 4
    for sheet, name, body in zip(sheets.values(), names, bodies, strict=True):
        head += record(0x0085, struct.pack("<LBB", at, sheet.hidden, 0) + name)
        at += len(body)
    return head + record(0x000A, b"") + b"".join(bodies)


def compound(content: bytes, tail: bytes = b"", name: str = "Workbook") -> bytes:
    """A compound file that holds one stream, and loose bytes after it."""
    content = content.ljust(max(4096, -(-len(content) // _SECTOR) * _SECTOR), b"\0")
    used = len(content) // _SECTOR
    tables = -(-(used + 2) // 127)
    chain = [*range(1, used), -2, -2, *[-3] * tables]
    chain += [-1] * (tables * 128 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xLL", 0x3E, 3, 0xFFFE, 9, 6, 0, tables)
    header += struct.pack("<LLLlLlL", used, 0, 4096, -2, 0, -2, 0)
    places = [used + 1 + place for place in range(tables)]
    header += struct.pack("<109l", *places, *[-1] * (109 - tables))
    directory = _entry("Root Entry", 5, 1, -2, 0) + _entry(name, 2, -1, 0, len(content))
    table = struct.pack(f"<{len(chain)}l", *chain)
    return header + content + directory.ljust(_SECTOR, b"\0") + table + tail


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    links = struct.pack("<BBlll", kind, 1, -1, -1, child)
    return (
        text.ljust(64, b"\0")
        + struct.pack("<H", len(text))
        + links
        + bytes(36)
        + struct.pack("<lLL", start, size, 0)
    )


def _begin(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHLL", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _short(text: str) -> bytes:
    return struct.pack("<BB", len(text), 1) + text.encode("utf-16-le")


def _long(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _sheet(sheet: Sheet, formats: list[str], since_1904: bool) -> bytes:
    parts = [_begin(0x0010)]
    for column in sheet.hidden_columns:
        parts.append(record(0x007D, struct.pack("<HHHHHH", column - 1, column - 1, 9, 0, 1, 0)))
    for row in sheet.hidden_rows:
        parts.append(record(0x0208, struct.pack("<HHHHLL", row - 1, 0, 9, 255, 0, 0x20)))
    for at, row in enumerate(sheet.rows):
        for column, value in enumerate(row):
            if value is not None:
                parts.append(_cell(at, column, value, formats, since_1904))
    if sheet.merges:
        ranges = b"".join(
            struct.pack("<HHHH", top - 1, bottom - 1, left - 1, right - 1)
            for top, bottom, left, right in sheet.merges
        )
        parts.append(record(0x00E5, struct.pack("<H", len(sheet.merges)) + ranges))
    return b"".join(parts) + record(0x000A, b"")


def _cell(row: int, column: int, value: object, formats: list[str], since_1904: bool) -> bytes:
    def place(code: str) -> bytes:
        return struct.pack("<HHH", row, column, formats.index(code))

    match value:
        case bool():
            return record(0x0205, place("General") + struct.pack("<BB", value, 0))
        case Failed():
            return record(0x0205, place("General") + struct.pack("<BB", _ERRORS[value.text], 1))
        case Percent():
            return record(0x0203, place("0%") + struct.pack("<d", value.share))
        case Styled():
            return record(0x0203, place(value.code) + struct.pack("<d", value.number))
        case Uncalculated():
            formula = place("General") + value.saved + struct.pack("<HLHB", 2, 0, 1, 0)
            text = record(0x0207, _long(value.text)) if value.text else b""
            return record(0x0006, formula) + text
        case dt.date():
            first = dt.date(1904, 1, 1) if since_1904 else dt.date(1899, 12, 30)
            return record(0x0203, place(_DATE) + struct.pack("<d", (value - first).days))
        case int() | float():
            return record(0x0203, place("General") + struct.pack("<d", value))
        case _:
            return record(0x0204, place("General") + _long(str(value)))
