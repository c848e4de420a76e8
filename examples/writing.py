"""Writes an example return as a workbook or as a folder of CSV files, the same bytes each time."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.nouns.columns import spec_of
from examples.story.nouns import Entry, Line, MadeReturn, Percent

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SHEETS = {"named_professionals": "named professionals", "section11": "section 11"}
"""What people call the sheets whose tables have an awkward name."""

WIDTHS = {"evidence": 46, "note": 46, "title": 42, "value": 20, "action": 40, "part": 34}


def written(made: MadeReturn) -> dict[str, bytes]:
    """The files of a return: their bytes by path below the quarter's folder."""
    if made.file.endswith(".xlsx"):
        return {made.file: _workbook(made)}
    return {f"{made.file}/{name}.csv": _csv(made, name) for name in made.tables}


def save(made: MadeReturn, folder: Path) -> None:
    """Write a return's files below ``folder``, in the folder of its quarter."""
    for path, content in written(made).items():
        target = folder / made.quarter.label.replace(" ", "-") / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _csv(made: MadeReturn, name: str) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(spec_of(name).asked_columns)
    for line in made.tables[name]:
        writer.writerow([_as_text(entry, made.british_dates) for entry in line])
    return text.getvalue().encode("utf-8-sig" if made.british_dates else "utf-8")


def _as_text(entry: Entry, british_dates: bool) -> str:
    match entry:
        case None:
            return ""
        case Percent(value):
            return f"{value:g}%"
        case dt.date():
            return entry.strftime("%d/%m/%Y") if british_dates else entry.isoformat()
        case _:
            return str(entry)


def _workbook(made: MadeReturn) -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    handed_in = made.quarter.handed_in
    book.set_properties({"created": dt.datetime(handed_in.year, handed_in.month, handed_in.day)})
    formats = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "heading": book.add_format({"bold": True, "bottom": 1}),
        "date": book.add_format({"num_format": "dd/mm/yyyy", "align": "left"}),
        "percent": book.add_format({"num_format": "0%", "align": "left"}),
        "tenths": book.add_format({"num_format": "0.0%", "align": "left"}),
    }
    for name, lines in made.tables.items():
        title = SHEETS.get(name, name)
        sheet = book.add_worksheet(title)
        top = 0
        if made.titled:
            sheet.write_string(0, 0, f"{title.capitalize()} return", formats["title"])
            top = 2
        for column, heading in enumerate(spec_of(name).asked_columns):
            sheet.write_string(top, column, heading, formats["heading"])
            sheet.set_column(column, column, WIDTHS.get(heading, 16))
        sheet.freeze_panes(top + 1, 0)
        for row, line in enumerate(lines, start=top + 1):
            _write_line(sheet, row, line, formats)
        if name in made.notes:
            sheet.write_string(top + len(lines) + 2, 0, made.notes[name])
    book.close()
    return stored(buffer.getvalue())


def _write_line(sheet: Worksheet, row: int, line: Line, formats: dict[str, Format]) -> None:
    for column, entry in enumerate(line):
        match entry:
            case None:
                continue
            case Percent(value):
                style = "percent" if value == int(value) else "tenths"
                sheet.write_number(row, column, round(value / 100, 4), formats[style])
            case dt.date():
                sheet.write_datetime(row, column, entry, formats["date"])
            case str():
                sheet.write_string(row, column, entry)
            case _:
                sheet.write_number(row, column, entry)


def stored(workbook: bytes) -> bytes:
    """The same workbook without compression, whose bytes no version of zlib can alter."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(packed, "w") as new:
        for member in old.infolist():
            entry = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            new.writestr(entry, old.read(member))
    return packed.getvalue()
