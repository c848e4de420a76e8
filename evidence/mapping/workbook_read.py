"""The workbook in which a person confirmed a mapping, read back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from evidence.files.archive import DamagedError, LockedError, TooLargeError
from evidence.grids.xlsx.workbook import open_workbook
from evidence.mapping.nouns import STATED
from evidence.mapping.workbook import (
    ANSWERS_COLUMN,
    COLUMNS,
    CONFIRMED_COLUMN,
    KEPT,
    ORGANISATION,
    ROWS,
    SCALES,
    STATED_COLUMN,
)
from evidence.nouns.grid import Grid, Layout, tidy


def is_workbook(data: bytes) -> bool:
    """Whether bytes are those of an Excel workbook."""
    return data[:2] == b"PK"


def mapping_text_in(data: bytes) -> tuple[str, tuple[str, str, str] | None]:
    """The mapping in a workbook with what people confirmed and chose in it, as text that is read
    like its YAML; and what is found, expected and to do where there is none."""
    trouble = (
        "a workbook that is no mapping",
        "one that was made of a sender’s file",
        "Give that one.",
    )
    try:
        with open_workbook(data) as sheets:
            texts = {sheet.name: _texts(sheet) for sheet in sheets}
    except (DamagedError, LockedError, TooLargeError):
        return "", trouble
    try:
        kept = json.loads("".join(row[0][1:-1] for row in texts[KEPT]))
        _lay_rows(kept, texts[ROWS])
        _lay_scales(kept, texts[SCALES])
        stated = {row[0]: row[STATED_COLUMN] for row in texts[ORGANISATION][1:] if row[0] in STATED}
        kept["organisation"] = {name: value for name, value in stated.items() if value}
    except (KeyError, IndexError, ValueError, TypeError):
        return "", trouble
    return json.dumps(kept, ensure_ascii=False), None


def _texts(sheet: Grid) -> list[list[str]]:
    rows = []
    for row in sheet.rows(Layout()):
        last = max(row.cells, default=0)
        cells = (row.cells.get(n) for n in range(1, max(last, len(COLUMNS)) + 1))
        rows.append(["" if cell is None else cell.text.strip() for cell in cells])
    return rows


def _lay_rows(kept: dict[str, Any], lines: Sequence[Sequence[str]]) -> None:
    """Lay what people wrote in the rows over the mapping that was kept."""
    proposals = [row for sheet in kept["sheets"] for row in sheet["rows"]]
    said: dict[int, tuple[str, str]] = {}
    for line in lines[1:]:
        if not line[0].isdecimal() or not 0 < int(line[0]) <= len(proposals):
            continue
        meant = _yes_or_no(line[CONFIRMED_COLUMN]), tidy(line[ANSWERS_COLUMN])
        before = said.setdefault(int(line[0]), meant)
        if before != meant:
            # A line copied and changed: which of the two is meant nobody knows.
            said[int(line[0])] = ("no", before[1])
    for row in proposals:
        row["confirmed"] = "no"
    for number, (confirmed, chosen) in said.items():
        proposals[number - 1] |= {"confirmed": confirmed, "chosen": chosen}


def _lay_scales(kept: dict[str, Any], lines: Sequence[Sequence[str]]) -> None:
    scales = {scale["id"]: scale for scale in kept["scales"]}
    yes: dict[str, list[bool]] = {}
    for line in lines[1:]:
        scale = scales.get(line[0])
        if scale is not None and line[1] in scale["answers"]:
            scale["answers"][line[1]] = line[2].casefold().replace(" ", "_")
            yes.setdefault(line[0], []).append(_yes_or_no(line[3]) == "yes")
    for name, scale in scales.items():
        said = yes.get(name, [])
        confirmed = len(said) == len(scale["answers"]) and all(said)
        scale["confirmed"] = "yes" if confirmed else "no"


def _yes_or_no(text: str) -> str:
    return "yes" if text.casefold() in ("yes", "y") else "no"
