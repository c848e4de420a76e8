"""Returns as their senders' programs and habits write them: each file of ``shared/files``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
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


def test_a_percent_sign_in_the_number_format_is_read_as_excel_shows_it(checked: Checked) -> None:
    cell = returned(checked("01-percent-unit-in-format/return.xlsx")).tables["dashboard"].rows[1]
    assert cell.cells["value"].text == "0.5%"
    assert checked("01-percent-unit-in-format/return.xlsx").faults == tuple(
        replace(fault, file="return.xlsx") for fault in checked("00-base/base.xlsx").faults
    )


def test_a_day_shown_as_a_time_is_told_as_excel_shows_it(checked: Checked) -> None:
    assert in_short(checked("51-date-shown-as-time/return.xlsx").faults) == [
        ("cannot use the cell", "training F2, F3", "“7:00” as date of completion (2 lines)")
    ]


@pytest.mark.parametrize("name", ["12-tab-decimal-comma", "12b-semicolon-decimal-comma"])
def test_a_comma_in_a_figure_is_asked_about(checked: Checked, name: str) -> None:
    found = "a number whose comma may part thousands or decimals"
    assert in_short(checked(f"{name}/return").faults) == [
        ("cannot use the cell", f"vacancies.csv {cell}", found) for cell in ("B2", "C2", "B3", "C3")
    ]
