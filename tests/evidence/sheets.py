"""A return as sheets of typed cells, written in every format that people send."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from odf import opendocument, style, table, text


@dataclass(frozen=True)
class Percent:
    """A number formatted as a percentage: 0.98 is shown as 98%."""

    share: float


@dataclass(frozen=True)
class Styled:
    """A number with a number format."""

    number: float
    code: str


@dataclass(frozen=True)
class Failed:
    """A formula that came to an error."""

    text: str


@dataclass(frozen=True)
class Uncalculated:
    """A formula that a program wrote without working it out."""

    saved: bytes = bytes(8)
    """What xls holds for its result: a double, or a text or nothing marked as such."""
    text: str = ""
    """The text that xls holds beside a result marked as one."""


@dataclass(frozen=True)
class Sheet:
    """Rows of cells from A1, and what is special about the sheet; all counts are from 1."""

    rows: Sequence[Sequence[object]]
    hidden: bool = False
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    merges: Sequence[tuple[int, int, int, int]] = ()
    """First row, last row, first column, last column of each."""


Sheets = Mapping[str, Sheet]
Write = Callable[[Path, Sheets, bool], Path]


def write_xlsx(path: Path, sheets: Sheets, since_1904: bool = False) -> Path:
    path = path.with_suffix(".xlsx")
    options = {"default_date_format": "dd/mm/yyyy", "date_1904": since_1904}
    with xlsxwriter.Workbook(path, options) as book:
        percent = book.add_format({"num_format": "0%"})
        for title, each in sheets.items():
            sheet = book.add_worksheet(title)
            for top, bottom, left, right in each.merges:
                sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, None)
            for at, row in enumerate(each.rows):
                for column, value in enumerate(row):
                    match value:
                        case None:
                            pass
                        case Percent():
                            sheet.write_number(at, column, value.share, percent)
                        case Failed():
                            formula = f"=IF(TRUE,{value.text})"
                            sheet.write_formula(at, column, formula, None, value.text)
                        case Uncalculated():
                            sheet.write_formula(at, column, "=1+1")
                        case str():
                            sheet.write_string(at, column, value)
                        case _:
                            sheet.write(at, column, value)
            for number in each.hidden_rows:
                sheet.set_row(number - 1, None, None, {"hidden": True})
            for number in each.hidden_columns:
                sheet.set_column(number - 1, number - 1, None, None, {"hidden": True})
            if each.hidden:
                sheet.hide()
    return path


def write_xls(path: Path, sheets: Sheets, since_1904: bool = False) -> Path:
    from tests.evidence.biff import workbook

    path = path.with_suffix(".xls")
    path.write_bytes(workbook(sheets, since_1904, saved_by=b""))
    return path


def write_ods(path: Path, sheets: Sheets, since_1904: bool = False) -> Path:
    path = path.with_suffix(".ods")
    book = opendocument.OpenDocumentSpreadsheet()
    away = style.Style(name="away", family="table")
    away.addElement(style.TableProperties(display="false"))
    book.automaticstyles.addElement(away)
    if since_1904:
        settings = table.CalculationSettings()
        settings.addElement(table.NullDate(datevalue="1904-01-01"))
        book.spreadsheet.addElement(settings)
    for title, each in sheets.items():
        named = {"stylename": away} if each.hidden else {}
        sheet = table.Table(name=title, **named)
        for column in range(1, max(map(len, each.rows), default=0) + 1):
            seen = "collapse" if column in each.hidden_columns else "visible"
            sheet.addElement(table.TableColumn(visibility=seen))
        spans = {(top, left): merge for merge in each.merges for top, _, left, _ in [merge]}
        for at, row in enumerate(each.rows, start=1):
            seen = "collapse" if at in each.hidden_rows else "visible"
            line = table.TableRow(visibility=seen)
            for column, value in enumerate(row, start=1):
                line.addElement(_ods_cell(value, spans.get((at, column))))
            sheet.addElement(line)
        book.spreadsheet.addElement(sheet)
    target = io.BytesIO()
    book.write(target)
    path.write_bytes(target.getvalue())
    return path


def _ods_cell(value: object, merge: tuple[int, int, int, int] | None) -> table.TableCell:
    span: dict[str, object] = {}
    if merge is not None:
        top, bottom, left, right = merge
        span = {"numberrowsspanned": bottom - top + 1, "numbercolumnsspanned": right - left + 1}
    shown = ""
    match value:
        case None:
            return table.TableCell(**span)
        case bool():
            shown = "TRUE" if value else "FALSE"
            cell = table.TableCell(valuetype="boolean", booleanvalue=str(value).lower(), **span)
        case Percent():
            shown = f"{value.share * 100:g}%"
            cell = table.TableCell(valuetype="percentage", value=value.share, **span)
        case Failed():
            shown = value.text
            cell = table.TableCell(formula="of:=1/0", valuetype="string", stringvalue="", **span)
        case Uncalculated():
            return table.TableCell(formula="of:=1+1", **span)
        case dt.date():
            shown = f"{value:%d/%m/%Y}"
            cell = table.TableCell(valuetype="date", datevalue=value.isoformat(), **span)
        case int() | float():
            shown = f"{value:g}"
            cell = table.TableCell(valuetype="float", value=value, **span)
        case _:
            cell = table.TableCell(valuetype="string", **span)
            for line in str(value).split("\n"):
                cell.addElement(text.P(text=line))
            return cell
    cell.addElement(text.P(text=shown))
    return cell


def write_csv(path: Path, sheets: Sheets, since_1904: bool = False) -> Path:
    """A folder of CSV files, each cell as it is shown; nothing is hidden or merged in one."""
    path.mkdir(parents=True)
    for title, each in sheets.items():
        target = io.StringIO(newline="")
        csv.writer(target).writerows([_csv_text(cell) for cell in row] for row in each.rows)
        (path / f"{title}.csv").write_bytes(target.getvalue().encode("utf-8-sig"))
    return path


def _csv_text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case Percent():
            return f"{value.share * 100:g}%"
        case Failed():
            return value.text
        case dt.date():
            return f"{value:%d/%m/%Y}"
        case _:
            return str(value)


WRITERS: Mapping[str, Write] = {
    "xlsx": write_xlsx,
    "xls": write_xls,
    "ods": write_ods,
    "csv": write_csv,
}
WORKBOOKS = ("xlsx", "xls", "ods")
