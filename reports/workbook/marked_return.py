"""A copy of a return with its faults marked: each in its cell, and all on the first sheet."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from engine.nouns.evidence.fault import Fault, Severity
from evidence.nouns.grid import cell_reference, column_number
from evidence.returns.copies import MOST_ROWS, CopiedSheet, Copy
from evidence.workbook_kit import BASE, DAY, Look, formats_of, new_workbook, set_about
from reports.content.faults import in_order_met
from reports.files import CannotWrite, write_several
from reports.own_forms import MARKED_RETURN
from reports.text import neutral
from reports.workbook.sheets import (
    LOOKS,
    SheetHeading,
    set_print,
    sheet_name,
    write_table,
    write_text,
)

_LIST = "Faults"
_COLUMNS = tuple(
    SheetHeading(text, width)
    for text, width in (
        ("Effect", 20),
        ("Sheet", 18),
        ("Cell", 32),
        ("Found", 36),
        ("Kind found", 14),
        ("Expected", 36),
        ("What to do", 46),
        ("Clauses without evidence because of it", 34),
        ("Check", 26),
    )
)
_CELL_COLUMN = 2
_FILLS = {
    Severity.FILE: "#B8201A",
    Severity.TABLE: "#F2A69B",
    Severity.LOST: "#F2A69B",
    Severity.CELL: "#F2A69B",
    Severity.CHECK: "#FFE9A8",
}
_ONE_CELL = re.compile(r"(?<![A-Z0-9])([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
_ROWS_OF_COLUMN = re.compile(r"^([A-Z]{1,3}), rows (.*)$")
_RUN = re.compile(r"([0-9]+)(?: to ([0-9]+))?")
_WIDEST = 40
_MOST_MARKED = 1_000
"""How many cells one fault marks; it is listed on the first sheet whatever it marks."""


def write_copies(copies: Iterable[Copy], faults: Sequence[Fault], out: Path) -> tuple[Path, ...]:
    """Write a marked copy of each return into a folder: ``orwell-q2-faults.xlsx``; of a single
    one ``faults.xlsx``. Where ``out`` ends in .zip they stand in one archive.

    Returns the files' paths, in the order of the copies. Raises CannotWrite, in words for the
    reader, where the folder or a file cannot be written, or is a submitted file's own place.
    """
    every = list(copies)
    names = _names([copy.name for copy in every])
    submitted = {path.resolve() for copy in every for path in copy.paths}
    for path in (out, *(out / name for name in names)):
        if path.resolve() in submitted:
            raise CannotWrite(
                f"{path} is a submitted file, which is never changed. Give another folder."
            )
    made = {
        name: marked_workbook(copy, [fault for fault in faults if _is_of(fault, copy.name)])
        for copy, name in zip(every, names, strict=True)
    }
    return write_several(made, out)


def marked_workbook(copy: Copy, faults: Sequence[Fault]) -> bytes:
    """The workbook of one copy. Values alone: nothing calculates, links or repeats a record."""
    target = io.BytesIO()
    with new_workbook(target, plain_text=True) as workbook:
        title = f"Faults in {neutral(copy.name)}"
        set_about(workbook, title=title, category=MARKED_RETURN)
        formats = formats_of(workbook, LOOKS)
        names = _sheet_names(copy.sheets)
        listed = in_order_met(faults)
        first = workbook.add_worksheet(_LIST)
        rows = [_row(fault) for fault in listed] or [_nothing_wrong()]
        write_table(first, formats, _COLUMNS, rows, frozen=1)
        for number, fault in enumerate(listed, 1):
            cells = list(_cells(fault.cell))
            if cells and fault.sheet in names:
                row, column = cells[0]
                target_cell = f"'{names[fault.sheet]}'!{cell_reference(column + 1, row + 1)}"
                link = f"internal:{target_cell}"
                first.write_url(number, _CELL_COLUMN, link, formats["text"], neutral(fault.cell))
        looks = _looks(workbook)
        for sheet in copy.sheets:
            page = workbook.add_worksheet(names[sheet.name])
            _write_sheet(
                page, sheet, [fault for fault in listed if fault.sheet == sheet.name], looks
            )
    return target.getvalue()


def _row(fault: Fault) -> list[str]:
    return [
        fault.severity.value.capitalize(),
        fault.sheet,
        fault.cell,
        fault.found,
        fault.kind_found,
        fault.expected,
        fault.to_do,
        ", ".join(fault.clauses),
        fault.stage.value,
    ]


def _nothing_wrong() -> list[str]:
    return ["Nothing wrong was found", *[""] * (len(_COLUMNS) - 1)]


def _write_sheet(
    page: Any, sheet: CopiedSheet, faults: Sequence[Fault], looks: Mapping[str, Any]
) -> None:
    by_cell: dict[tuple[int, int], list[Fault]] = {}
    for fault in faults:
        for at in _cells(fault.cell):
            by_cell.setdefault(at, []).append(fault)
    held = {(cell.row - 1, cell.column - 1): cell for cell in sheet.cells}
    for at in sorted(held.keys() | by_cell.keys()):
        faults_here = by_cell.get(at, [])
        cell = held.get(at)
        raw = cell.raw if cell is not None else None
        severity = min(
            (fault.severity for fault in faults_here), key=list(Severity).index, default=None
        )
        kind = (
            "date"
            if isinstance(raw, dt.date)
            else "percent"
            if cell is not None and cell.percent_format and not isinstance(raw, str)
            else "plain"
        )
        _write_value(page, at, raw, looks[f"{severity or ''} {kind}"])
        if faults_here:
            page.write_comment(
                *at, _comment(faults_here), {"x_scale": 3, "y_scale": _scale(faults_here)}
            )
    for column, width in _widths(sheet).items():
        page.set_column(column, column, width)
    set_print(page, headings_row=0)
    if sheet.cut_short:
        write_text(
            page,
            MOST_ROWS + 1,
            0,
            "The copy ends here; the sheet goes on, or cannot be read further.",
            looks[" plain"],
        )


def _widths(sheet: CopiedSheet) -> dict[int, int]:
    """How wide each column has to be for most of what stands in it."""
    widths: dict[int, int] = {}
    for cell in sheet.cells:
        length = len(str(cell.raw)) + 2
        widths[cell.column - 1] = min(_WIDEST, max(length, widths.get(cell.column - 1, 8)))
    return widths


def _write_value(page: Any, at: tuple[int, int], raw: object, look: Any) -> None:
    match raw:
        case None:
            page.write_blank(*at, None, look)
        case bool():
            page.write_boolean(*at, raw, look)
        case int() | float():
            page.write_number(*at, raw, look)
        case dt.date():
            page.write_datetime(*at, raw, look)
        case _:
            write_text(page, *at, str(raw), look)


def _comment(faults: Sequence[Fault]) -> str:
    parts = []
    for fault in faults:
        clauses = f"\nWithout evidence: {', '.join(fault.clauses)}" if fault.clauses else ""
        parts.append(
            neutral(
                f"{fault.severity.value.upper()}\nFound {fault.found or 'nothing'}; expected "
                f"{fault.expected}.\n{fault.to_do}{clauses}"
            )
        )
    return "\n\n".join(parts)[:32_000]


def _scale(faults: Sequence[Fault]) -> float:
    return min(6.0, 1.0 + len(_comment(faults)) / 150)


def _looks(workbook: Any) -> Mapping[str, Any]:
    """The formats of plain, date and percentage cells, as they were and marked."""
    numbers: Mapping[str, Look] = {"plain": {}, "date": DAY, "percent": {"num_format": "0.##%"}}
    looks: dict[str, Look] = {}
    for kind, number in numbers.items():
        looks[f" {kind}"] = {**BASE, **number}
        for severity, fill in _FILLS.items():
            border = 5 if severity is not Severity.CHECK else 3
            mark = {"bg_color": fill, "border": border, "bold": True}
            looks[f"{severity} {kind}"] = {**BASE, **number, **mark}
    return formats_of(workbook, looks)


def _cells(text: str) -> Iterator[tuple[int, int]]:
    """The cells that a fault's place names, as (row, column) from 0: "C9", "C9, C11", "A2:A5",
    "A, rows 2 to 3, 5"."""
    found: dict[tuple[int, int], None] = {}
    if column := _ROWS_OF_COLUMN.match(text):
        for first, last in _RUN.findall(column[2]):
            for row in range(int(first), int(last or first) + 1):
                found[row - 1, column_number(column[1]) - 1] = None
                if len(found) >= _MOST_MARKED:
                    break
    else:
        for left, top, right, bottom in _ONE_CELL.findall(text):
            for row in range(int(top), min(int(bottom or top), int(top) + _MOST_MARKED) + 1):
                for at in range(column_number(left) - 1, column_number(right or left)):
                    found[row - 1, at] = None
                if len(found) >= _MOST_MARKED:
                    break
    yield from found


def _is_of(fault: Fault, name: str) -> bool:
    return fault.file == name or fault.file.startswith(f"{name}/")


def _names(sources: Sequence[str]) -> list[str]:
    if len(sources) == 1:
        return ["faults.xlsx"]
    taken: set[str] = set()
    names = []
    for source in sources:
        path = PurePosixPath(source)
        suffix = path.suffix.casefold() in (".xlsx", ".xlsm", ".xls", ".ods")
        stem = re.sub(r"[^\w .()-]", "-", (path.with_suffix("") if suffix else path).as_posix())
        name, number = f"{stem}-faults.xlsx", 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-faults-{number}.xlsx"
        taken.add(name.casefold())
        names.append(name)
    return names


def _sheet_names(sheets: Sequence[CopiedSheet]) -> dict[str, str]:
    names: dict[str, str] = {}
    for sheet in sheets:
        names.setdefault(sheet.name, sheet_name(sheet.name, [_LIST, *names.values()]))
    return names
