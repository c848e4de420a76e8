"""Layouts invented after what trusts, practices and boards send, each cell with what it answers.

They stand in ``senders.txt``, a row a line, the cells parted by "|". Behind a cell in curly
brackets stands what a careful person would say that it is: "dashboard 6.4", "section11 S6.p07",
with the column after a colon where it is not the main one. What has none answers nothing: a
proposal for it is wrong. An apostrophe before a number makes it a text, as in a spreadsheet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evidence.nouns.grid import cell_reference

_FILE = Path(__file__).with_name("senders.txt")
_MAIN = {
    "dashboard": "value",
    "section11": "score",
    "organisation": "value",
    "named_professionals": "wte",
    "vacancies": "vacant_wte",
}
_CELL = re.compile(r"^(.*?)(?: \{(.*)\})?$", re.DOTALL)
_TITLE = re.compile(r"^(.*) \((\w*)(, csv)?\)$")
Meaning = tuple[str, str, str]


@dataclass(frozen=True)
class SendersLayout:
    """One sender's workbook, its sheets by name; or its only table, as CSV."""

    name: str
    kind: str
    is_csv: bool
    sheets: Mapping[str, list[list[object]]]
    right: Mapping[tuple[str, str], set[Meaning]]
    """By sheet and cell what it answers."""
    merges: Mapping[str, list[str]]


def _layout(text: str) -> SendersLayout:
    title, *lines = text.rstrip().splitlines()
    said = _TITLE.match(title)
    assert said is not None, title
    sheets: dict[str, list[list[object]]] = {}
    merges: dict[str, list[str]] = {}
    right: dict[tuple[str, str], set[Meaning]] = {}
    sheet = ""
    for line in lines:
        if line.startswith("--- "):
            sheet, _, merged = line.removeprefix("--- ").partition(" merged ")
            sheets[sheet], merges[sheet] = [], merged.split()
        elif not line.startswith("#"):
            row = [_CELL.match(cell.strip()) for cell in line.split("|")]
            cells = [(cell[1], cell[2]) for cell in row if cell is not None]
            sheets[sheet].append([_held(held) for held, _ in cells])
            for column, (_, means) in enumerate(cells, start=1):
                if means:
                    at = sheet, cell_reference(column, len(sheets[sheet]))
                    right[at] = {_meaning(about) for about in means.split("; ")}
    return SendersLayout(said[1], said[2], bool(said[3]), sheets, right, merges)


def _held(text: str) -> object:
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    if re.fullmatch(r"-?\d+\.\d+", text):
        return float(text)
    return text.removeprefix("'") or None


def _meaning(text: str) -> Meaning:
    about, _, column = text.partition(":")
    table, _, row = about.partition(" ")
    return table, row, column or _MAIN[table]


LAYOUTS: Mapping[str, SendersLayout] = {
    layout.name: layout
    for layout in map(_layout, re.split(r"(?m)^=== ", _FILE.read_text("utf-8"))[1:])
}
