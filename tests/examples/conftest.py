"""The example returns as they lie in the checkout, read without any of Clausewise's own code."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Sheet:
    """A table as it lies in a file: its headings and its lines, every cell as text."""

    headings: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]

    def records(self) -> list[dict[str, str]]:
        return [dict(zip(self.headings, line, strict=True)) for line in self.lines]


Lying = dict[tuple[str, str], dict[str, Sheet]]
"""By quarter's folder and return's name, then by table."""


@pytest.fixture(scope="session")
def returns_folder() -> Path:
    return ROOT / "examples" / "returns"


@pytest.fixture(scope="session")
def shared_returns() -> Path:
    return ROOT / "tests" / "shared" / "returns"


@pytest.fixture(scope="session")
def lying(returns_folder: Path) -> Lying:
    """Every example return as openpyxl and csv read it."""
    found: Lying = {}
    for quarter in sorted(returns_folder.iterdir()):
        for path in sorted(quarter.iterdir()):
            tables = _folder(path) if path.is_dir() else _workbook(path)
            found[quarter.name, path.stem] = tables
    return found


def _folder(path: Path) -> dict[str, Sheet]:
    tables = {}
    for file in sorted(path.iterdir()):
        with file.open(encoding="utf-8-sig", newline="") as stream:
            headings, *lines = csv.reader(stream)
        tables[file.stem] = Sheet(tuple(headings), tuple(tuple(line) for line in lines))
    return tables


def _workbook(path: Path) -> dict[str, Sheet]:
    book = openpyxl.load_workbook(path)
    tables = {}
    for sheet in book:
        rows = [
            tuple("" if cell.value is None else _text(cell) for cell in row)
            for row in sheet.iter_rows()
        ]
        top = 2 if rows[0][0].endswith(" return") else 0
        lines = tuple(row for row in rows[top + 1 :] if any(row) and not row[0].startswith("NB "))
        name = sheet.title.replace("section 11", "section11").replace(" ", "_")
        tables[name] = Sheet(rows[top], lines)
    return tables


def _text(cell: openpyxl.cell.cell.Cell) -> str:
    if cell.is_date:
        return str(cell.value.date().isoformat())
    if cell.number_format.endswith("%"):
        return f"{round(cell.value * 100, 2):g}%"
    return str(cell.value)
