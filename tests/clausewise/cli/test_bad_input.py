"""Bad input of every kind: a clear message, status 2 where nothing can be assessed, 1 where
evidence was lost."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from click.testing import Result

from tests.reports.site import html_in

pytestmark = pytest.mark.slow

Clausewise = Callable[..., Result]
Rows = list[list[Any]]
Sheets = dict[str, Rows]

NHS_NUMBER = "943 476 5919"
ORGANISATION: Rows = [
    ["field", "value"],
    ["code", "ZZ9"],
    ["name", "Nowhere Hospital"],
    ["kind", "provider"],
    ["services", "paediatrics"],
    ["period", "2014-15 Q2"],
    ["submitted_on", "2014-10-10"],
    ["submitted_by", "Named Nurse"],
]


def a_workbook(path: Path, **sheets: Rows) -> Path:
    """A workbook with an organisation sheet and others; a text that begins with = is a formula
    stored without a value."""
    book = xlsxwriter.Workbook(path)
    for name, rows in ({"organisation": ORGANISATION} | sheets).items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str) and value.startswith("="):
                    sheet.write_formula(number, column, value, None, "")
                else:
                    sheet.write(number, column, value)
    book.close()
    return path


def dashboard(*rows: list[Any]) -> Rows:
    return [["item", "part", "value", "note"], *([*row, ""] for row in rows)]


def truncated(path: Path) -> None:
    content = a_workbook(path, dashboard=dashboard(["3", "", 0])).read_bytes()
    path.write_bytes(content[: len(content) // 2])


def password_protected(path: Path) -> None:
    """The beginning of what Excel writes for a workbook with a password: an OLE file."""
    magic = bytes.fromhex("d0cf11e0a1b11ae1")
    path.write_bytes(magic + b"\0" * 1528 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2048)


def some_zip(path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("letter.txt", "Dear colleague")
    path.write_bytes(content.getvalue())


UNUSABLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "not a workbook": (lambda path: path.write_text("Dear colleague"), "Excel Workbook (.xlsx)"),
    "an empty file": (lambda path: path.write_bytes(b""), "empty"),
    "truncated": (truncated, "damaged"),
    "password-protected": (password_protected, "password"),
    "a zip that is no workbook": (some_zip, "a zip archive that"),
    "no organisation table": (
        lambda path: a_workbook(path, organisation=[["letter"], ["Dear colleague"]]),
        "organisation",
    ),
    "no period": (
        lambda path: a_workbook(path, organisation=[r for r in ORGANISATION if r[0] != "period"]),
        "period",
    ),
    "a period that is none": (
        lambda path: a_workbook(
            path,
            organisation=[["period", "summer"] if r[0] == "period" else r for r in ORGANISATION],
        ),
        "summer",
    ),
    "a kind nobody knows": (
        lambda path: a_workbook(
            path, organisation=[["kind", "school"] if r[0] == "kind" else r for r in ORGANISATION]
        ),
        "school",
    ),
}


@pytest.mark.parametrize(("make", "word"), UNUSABLE.values(), ids=list(UNUSABLE))
def test_what_cannot_be_used_ends_with_status_2(
    clausewise: Clausewise, tmp_path: Path, make: Callable[[Path], object], word: str
) -> None:
    make(tmp_path / "return.xlsx")
    result = clausewise("assess", tmp_path / "return.xlsx", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert result.output.startswith("Nothing can be assessed: ")
    assert "return.xlsx" in result.output
    assert word in result.output
    assert not (tmp_path / "out").exists()


def assessed(clausewise: Clausewise, tmp_path: Path, **sheets: Rows) -> dict[str, Any]:
    a_workbook(tmp_path / "return.xlsx", **sheets)
    result = clausewise("assess", tmp_path / "return.xlsx", "--out", tmp_path / "out")
    # The return has the dashboard alone, and its kind is asked for more.
    assert (result.exit_code, "Evidence was lost " in result.output) == (1, True)
    data: dict[str, Any] = json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))
    return data


def faults_at(data: dict[str, Any], sheet: str, cell: str) -> list[dict[str, Any]]:
    return [one for one in data["faults"] if (one["sheet"], one["cell"]) == (sheet, cell)]


def verdict(data: dict[str, Any], rule: str) -> str:
    [found] = [one["verdict"] for one in data["findings"] if one["rule"] == rule]
    return str(found)


DBS = "A1-3-outstanding-dbs-checks"


@pytest.mark.usefixtures("few_pages")
def test_a_usable_cell_is_used(clausewise: Clausewise, tmp_path: Path) -> None:
    data = assessed(clausewise, tmp_path, dashboard=dashboard(["3", "", "0%"]))
    assert faults_at(data, "dashboard", "C2") == []
    assert verdict(data, DBS) == "met"


@pytest.mark.usefixtures("few_pages")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("TBC", "TBC"),
        ("N/A", "N/A"),
        ("120%", "120%"),
        (-4, "-4"),
        (1, "1"),
        ("=1-1", "formula"),
        (NHS_NUMBER, "NHS number"),
        (int(NHS_NUMBER.replace(" ", "")), "NHS number"),
    ],
)
def test_a_cell_that_cannot_be_used_is_a_fault_and_no_evidence(
    clausewise: Clausewise, tmp_path: Path, typed: str | int, found: str
) -> None:
    data = assessed(clausewise, tmp_path, dashboard=dashboard(["3", "", typed]))
    [fault] = faults_at(data, "dashboard", "C2")
    assert fault["severity"] == "cannot use the cell"
    assert found in fault["found"]
    assert fault["expected"]
    assert fault["to_do"]
    assert verdict(data, DBS) == "no_evidence"


@pytest.mark.parametrize(
    "place",
    [
        ["3", NHS_NUMBER, "0%"],
        pytest.param([NHS_NUMBER, "", "0%"], marks=pytest.mark.slow),
        pytest.param(["3", "", NHS_NUMBER], marks=pytest.mark.slow),
    ],
)
def test_an_nhs_number_is_repeated_nowhere(
    clausewise: Clausewise, tmp_path: Path, place: list[Any]
) -> None:
    rows = dashboard(place)
    rows[1][3] = f"see patient {NHS_NUMBER}"
    a_workbook(tmp_path / "return.xlsx", dashboard=rows)
    result = clausewise("assess", tmp_path / "return.xlsx", "--out", tmp_path / "out")
    assert result.exit_code == 1
    digits = NHS_NUMBER.replace(" ", "")
    assert digits not in result.output.replace(" ", "")
    written = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert {"index.html", "findings.json", "matrix.csv", "matrix.xlsx"} <= {
        path.name for path in written
    }
    for path in written:
        texts = [path.read_bytes()]
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                texts = [book.read(name) for name in book.namelist()]
        for text in texts:
            assert NHS_NUMBER.encode() not in text
            assert digits.encode() not in text


@pytest.mark.usefixtures("few_pages")
def test_an_unknown_item_is_a_fault(clausewise: Clausewise, tmp_path: Path) -> None:
    data = assessed(clausewise, tmp_path, dashboard=dashboard(["3.7", "", 5]))
    [fault] = faults_at(data, "dashboard", "A2")
    assert "3.7" in fault["found"]


@pytest.mark.usefixtures("few_pages")
def test_the_same_item_twice_is_no_evidence(clausewise: Clausewise, tmp_path: Path) -> None:
    twice = dashboard(["3", "", "0%"], ["3", "", "8%"])
    data = assessed(clausewise, tmp_path, dashboard=twice)
    told = [one for one in data["faults"] if "C2" in one["cell"] and "C3" in one["cell"]]
    assert len(told) == 1
    assert verdict(data, DBS) == "no_evidence"


@pytest.mark.usefixtures("few_pages")
def test_a_wrong_table_is_a_fault(clausewise: Clausewise, tmp_path: Path) -> None:
    data = assessed(clausewise, tmp_path, dashboard=[["name", "age"], ["somebody", 3]])
    [fault] = [one for one in data["faults"] if one["sheet"] == "dashboard"]
    assert fault["severity"] == "cannot use the table"
    assert verdict(data, DBS) == "no_evidence"


@pytest.mark.usefixtures("few_pages")
def test_of_two_returns_of_one_quarter_the_later_counts(
    clausewise: Clausewise, tmp_path: Path
) -> None:
    later: Rows = [
        ["submitted_on", "2014-11-01"] if r[0] == "submitted_on" else r for r in ORGANISATION
    ]
    folder = tmp_path / "in"
    folder.mkdir()
    a_workbook(folder / "a.xlsx", dashboard=dashboard(["3", "", "0%"]))
    a_workbook(folder / "b.xlsx", organisation=later, dashboard=dashboard(["3", "", "8%"]))
    # What the replaced one lacks is not lost; the later one lacks tables too.
    result = clausewise("assess", folder, "--out", tmp_path / "out")
    assert (result.exit_code, "through 1 fault in" in result.output) == (1, True)
    data = json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))
    assert verdict(data, DBS) == "not_met"
    used = {one["name"]: one["used"] for one in data["run"]["inputs"]}
    assert used == {"a.xlsx": False, "b.xlsx": True}


def test_two_returns_that_nothing_tells_apart_are_both_left_out(
    clausewise: Clausewise, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    a_workbook(folder / "a.xlsx", dashboard=dashboard(["3", "", "0%"]))
    a_workbook(folder / "b.xlsx", dashboard=dashboard(["3", "", "8%"]))
    result = clausewise("assess", folder, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "a.xlsx" in result.output
    assert "b.xlsx" in result.output


@pytest.mark.slow
def test_hostile_text_breaks_nothing(clausewise: Clausewise, tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>"
    named: Rows = [["name", hostile] if r[0] == "name" else r for r in ORGANISATION]
    assessed(clausewise, tmp_path, organisation=named, dashboard=dashboard(["3", "", hostile]))
    page = html_in(tmp_path / "out")
    assert hostile not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
