"""Returns as their senders' programs and habits write them: each file of ``shared/files``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

import clausewise as api
from clausewise.returns import read_whatever
from clausewise.use_cases.check import ReturnsChecked, check
from engine.nouns.evidence.fault import Fault
from evidence.nouns.returns import Return

FILES = Path(__file__).resolve().parents[1] / "shared" / "files"
Checked = Callable[[str], ReturnsChecked]
Texts = Mapping[str, Sequence[Sequence[str]]]


@pytest.fixture(scope="session")
def checked() -> Checked:
    """What ``check`` finds in a file or folder of ``shared/files``; each is read once."""
    policy = api.load_pack()
    return cache(lambda name: check(read_whatever([FILES / name], policy)))


def returned(found: ReturnsChecked) -> Return:
    [submitted] = found.evidence.reading.returns
    return submitted


def texts(found: ReturnsChecked) -> Texts:
    """What every cell says, by table, blank cells and the register's lines too."""
    submitted = returned(found)
    tables = {
        name: [[cell.text for cell in row.cells.values()] for row in table.rows]
        for name, table in submitted.tables.items()
    }
    if submitted.register is None:
        return tables
    lines = zip(*(column.raws() for column in submitted.register.columns.values()), strict=True)
    return tables | {"training": [[str(raw) for raw in line] for line in lines]}


def in_short(faults: Sequence[Fault]) -> list[tuple[str, str, str]]:
    """Of each fault its severity, place and what was found."""
    return [
        (fault.severity.value, " ".join((fault.sheet, fault.cell)).strip(), fault.found)
        for fault in faults
    ]


@pytest.mark.parametrize(
    "name",
    [
        "00-base/good.xls",
        "00-base/good.ods",
        "29-ods-no-mimetype/return.ods",
        "29-ods-no-mimetype/return-bom.ods",
        "30-module-sheet/return.xlsx",
        "31-xls-capital-stream/return.xls",
    ],
)
def test_what_others_open_opens(checked: Checked, name: str) -> None:
    found = checked(name)
    assert found.faults == ()
    assert texts(found) == texts(checked("00-base/good.xlsx"))


def test_texts_kept_from_excel_by_an_equals_sign_are_those_texts(checked: Checked) -> None:
    assert texts(checked("18-equals-quoted/return")) == texts(checked("00-base/csv"))
