"""Returns under an invented pack, written and read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from engine.nouns.policy.pack import Pack
from engine.nouns.policy.vocabulary import Vocabulary
from evidence.nouns.returns import ReturnsRead
from evidence.nouns.yardstick import Yardstick
from evidence.reading import read_returns
from tests.evidence.invented import PARAMETERS, invented_pack, invented_vocabulary

Sheets = Mapping[str, Sequence[Sequence[object]]]
"""Rows by the sheet's title; a row's cells from column A."""

ORGANISATION: Sequence[Sequence[object]] = (
    ("field", "value"),
    ("code", "RZ1"),
    ("name", "Orwell Hospital"),
    ("kind", "provider"),
    ("services", "maternity"),
    ("period", "2014-15 Q2"),
    ("submitted_on", "14/10/2014"),
    ("submitted_by", "Named Nurse"),
)
WHOLE: Sheets = {
    "organisation": ORGANISATION,
    "named_professionals": (("role", "title", "name", "wte"), ("Named Nurse", "Lead", None, 1)),
    "dashboard": (("item", "part", "value", "note"), ("2", None, 3, None)),
    "vacancies": (("role", "vacant_wte", "establishment_wte"), ("Midwives", 1.5, 20)),
    "section11": (("question", "score", "not_applicable_reason"), ("S6.p08.a", 3, None)),
    "documents": (
        ("kind", "title", "approved_on", "review_due", "published_at"),
        ("Training strategy", "Strategy", "02/05/2013", "02/05/2016", None),
    ),
}
"""A small provider's return in which nothing is wrong."""


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return invented_vocabulary()


@pytest.fixture(scope="session")
def pack(vocabulary: Vocabulary) -> Pack:
    return invented_pack(vocabulary)


def _write(path: Path, sheets: Sheets) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value is not None:
                        sheet.write(number, column, value)
    return path


@pytest.fixture(scope="session")
def write_workbook() -> Callable[[Path, Sheets], Path]:
    """Writes a workbook with the given rows on each sheet, and returns its path."""
    return _write


@pytest.fixture(scope="session")
def organisation_rows() -> Sequence[Sequence[object]]:
    """An organisation table in which nothing is wrong."""
    return ORGANISATION


@pytest.fixture(scope="session")
def whole_return() -> Sheets:
    """A small provider's return in which nothing is wrong, as rows by sheet."""
    return WHOLE


@pytest.fixture
def returned(tmp_path: Path) -> Callable[..., Path]:
    """Writes the whole small return with some sheets replaced, added or (None) left out."""

    def write(name: str = "orwell.xlsx", /, **sheets: Sequence[Sequence[object]] | None) -> Path:
        merged = {**WHOLE, **{title.replace("__", " "): rows for title, rows in sheets.items()}}
        return _write(
            tmp_path / name, {title: rows for title, rows in merged.items() if rows is not None}
        )

    return write


@pytest.fixture
def csv_folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes a folder of CSV files: a text or the bytes of each by the table's name."""

    def write(name: str = "orwell", /, **tables: str | bytes | None) -> Path:
        folder = tmp_path / name
        folder.mkdir(parents=True, exist_ok=True)
        rows = "\n".join(",".join(str(cell) for cell in row) for row in ORGANISATION)
        for table, content in {"organisation": rows, **tables}.items():
            if content is not None:
                data = content.encode() if isinstance(content, str) else content
                (folder / f"{table}.csv").write_bytes(data)
        return folder

    return write


@pytest.fixture
def read(pack: Pack) -> Callable[..., ReturnsRead]:
    """Reads paths by the small pack."""

    def read_all(*paths: Path) -> ReturnsRead:
        return read_returns(paths, pack)

    return read_all


@pytest.fixture(scope="session")
def shared_returns() -> Path:
    """The returns as organisations would send them, beside the checkout."""
    return Path(__file__).resolve().parents[1] / "shared" / "returns"


@pytest.fixture(scope="session")
def judged() -> Yardstick:
    return Yardstick(lambda quarter: quarter.last_day, lambda name, quarter, code: PARAMETERS[name])
