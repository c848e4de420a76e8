"""One cell of an OpenDocument spreadsheet to what it holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from evidence.grids.format_words import WITHHELD, Affixes, in_words, only_words
from evidence.grids.number_formats import sign_shown
from evidence.grids.xml_stream import Element
from evidence.nouns.grid import (
    LINKED_NOUGHT,
    NEVER_CALCULATED,
    GridCell,
    is_blank,
    without_formula_wrap,
)

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_LIBRE_OFFICE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"

_GARBLED = GridCell(None, unusable="a cell whose contents are garbled")
_NOT_CALCULATED = GridCell(None, unusable=NEVER_CALCULATED)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_FIGURES = re.compile(r"\d+(?:[.,'\u00a0\u202f ]+\d+)*(?:[eE][+-]?\d+)?")
_LINK = re.compile(r"\w*:?=\[[^\]:]*\.\$?[A-Z]{1,3}\$?[0-9]{1,7}\]")
"""A formula that is nothing but another cell."""
_TIME = re.compile(r"(-?)PT(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d*)?)S)?", re.ASCII)
_ERROR = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)|Err:\d{3}", re.ASCII)
_TRUTHS = {"TRUE": True, "FALSE": False}
_WHITE = re.compile(r"[ \t\r\n]+")
_NOT_TYPED = frozenset({f"{OFFICE}annotation", f"{TEXT}note", f"{TEXT}ruby-text"})
"""Elements whose text stands beside what was typed into the cell, not in it."""
_MOST_SPACES = 1_000


def grid_cell_of(cell: Element) -> GridCell | None:  # noqa: C901 - a case a kind of cell
    """What a cell holds, or None for a blank one. Notes (annotations) are no part of it."""
    kind = cell.get(f"{OFFICE}value-type", "")
    is_formula = f"{TABLE}formula" in cell.attrib
    shown = paragraphs(cell)
    if _is_error(cell, is_formula, shown):
        return GridCell(None, unusable=f"an error, {shown}" if shown else "an error", shown=shown)
    match kind:
        case "string":
            return _text(cell, is_formula, shown)
        case "float" if shown in _TRUTHS and cell.get(f"{OFFICE}value") in ("0", "1"):
            # LibreOffice saves TRUE so, where no format says that it is a truth value.
            return GridCell(_TRUTHS[shown])
        case "float" | "currency":
            number = _number(cell, is_formula, percent=False)
            # A format that shows a percentage makes another kind of value: here the sign is text.
            number = sign_shown(number) if shown.strip().endswith("%") else number
            return _as_shown(number, cell, shown)
        case "percentage":
            return _as_shown(_number(cell, is_formula, percent=True), cell, shown)
        case "date":
            return _of_attribute(cell, "date-value", is_formula, _date)
        case "time":
            return _of_attribute(cell, "time-value", is_formula, _time)
        case "boolean":
            return _of_attribute(cell, "boolean-value", is_formula, _boolean)
        case "" | "void":
            if is_formula and (shown or cell.find(f"{TEXT}p") is None):
                # An empty paragraph is how LibreOffice saves that a formula came to nothing.
                return _NOT_CALCULATED
            return None if is_blank(shown) else GridCell(shown)
        case _:
            return _GARBLED


def _is_error(cell: Element, is_formula: bool, shown: str) -> bool:
    """Whether a formula gave an error: some programs say so, others save 0 and show "#REF!"."""
    if cell.get(f"{_LIBRE_OFFICE}value-type") == "error":
        return True
    return is_formula and _ERROR.fullmatch(shown.strip()) is not None


def _text(cell: Element, is_formula: bool, shown: str) -> GridCell | None:
    saved = cell.get(f"{OFFICE}string-value")
    if is_formula and saved is None and cell.find(f"{TEXT}p") is None:
        return _NOT_CALCULATED
    text = without_formula_wrap(shown if saved is None else saved)
    return None if is_blank(text) else GridCell(text)


def _number(cell: Element, is_formula: bool, percent: bool) -> GridCell:
    value = cell.get(f"{OFFICE}value", "")
    if value == "0" and is_formula and _LINK.fullmatch(cell.get(f"{TABLE}formula", "")):
        return GridCell(None, unusable=LINKED_NOUGHT, shown="0")
    if not value:
        return _NOT_CALCULATED if is_formula else _GARBLED
    if value.isascii() and value.isdigit() and len(value) <= 15:
        return GridCell(int(value), percent_format=percent)
    if _NUMBER.fullmatch(value) and abs(float(value)) < 1e300:
        return GridCell(float(value), percent_format=percent)
    return _GARBLED


def _as_shown(typed: GridCell, cell: Element, shown: str) -> GridCell:
    """The cell of a number as a person sees it; as it is where the file does not say what it
    shows."""
    number = typed.raw
    if typed.unusable or not isinstance(number, int | float) or cell.find(f"{TEXT}p") is None:
        return typed
    found = _FIGURES.search(shown)
    if found is None or WITHHELD.fullmatch(shown.strip()):
        return only_words(number, typed, shown.strip())
    before, after = shown[: found.start()], shown[found.end() :]
    return in_words(number, typed, Affixes(before, after, True, _is_scaled(number, found[0])))


def _is_scaled(number: float, shown: str) -> bool:
    """Whether a number is shown in thousands or millions."""
    if re.sub(r"\D", "", shown) == re.sub(r"\D", "", f"{number:.15g}"):
        return False
    figures = float(shown.replace(",", "")) if _NUMBER.fullmatch(shown.replace(",", "")) else 0.0
    return any(
        figures and abs(figures * scale - number) <= abs(number) / 200 for scale in (1e3, 1e6)
    )


def _of_attribute(
    cell: Element, name: str, is_formula: bool, read: Callable[[str], GridCell]
) -> GridCell:
    value = cell.get(f"{OFFICE}{name}", "")
    if not value and is_formula:
        return _NOT_CALCULATED
    return read(value)


def _date(value: str) -> GridCell:
    try:
        return GridCell(dt.datetime.fromisoformat(value).date())
    except ValueError:
        return _GARBLED


def _time(value: str) -> GridCell:
    """A time of day or a duration in words that nobody can take for a count: "36:30"."""
    match = _TIME.fullmatch(value)
    if match is None or not any(match.groups()[1:]):
        return _GARBLED
    sign, hours, minutes, seconds = match.groups()
    total = round(int(hours or 0) * 60 + int(minutes or 0) + float(seconds or 0) / 60)
    return GridCell(f"{sign}{total // 60}:{total % 60:02d}")


def _boolean(value: str) -> GridCell:
    return GridCell(value == "true") if value in ("true", "false") else _GARBLED


def paragraphs(cell: Element) -> str:
    """The text that a cell or a note shows, its paragraphs as lines."""
    return "\n".join(_inline(part) for part in cell if part.tag == f"{TEXT}p")


def _inline(element: Element) -> str:
    parts = [_WHITE.sub(" ", element.text or "")]
    for child in element:
        if child.tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c", "1")
            parts.append(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
        elif child.tag == f"{TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{TEXT}line-break":
            parts.append("\n")
        elif child.tag not in _NOT_TYPED:
            parts.append(_inline(child))
        parts.append(_WHITE.sub(" ", child.tail or ""))
    return "".join(parts)
