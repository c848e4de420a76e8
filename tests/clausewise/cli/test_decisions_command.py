"""Decisions from the command line: the workbook made, filled in, given back, carried over."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from clausewise.cli import command
from clausewise.places import EXAMPLES
from evidence.nouns.columns import columns_of
from tests.reports.site import html_in

pytestmark = pytest.mark.slow

Clausewise = Callable[..., Result]
WAIVER = (
    *("S6-named-nurse", None, "Recruiting; ask Dr Zyxwine Quibb", "Zyxwine Quibb"),
    *("01/12/2014", "30/06/2015"),
)


def run(*words: object) -> Result:
    result = CliRunner().invoke(command, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code in (0, 1), result.output
    return result


def add(path: Path, sheet: str, *values: object) -> None:
    """Writes a line below the last one, each value under its heading."""
    book = openpyxl.load_workbook(path)
    page = book[sheet]
    headings = [cell.value for cell in page[1]]
    row = 2
    while page.cell(row, 1).value:
        row += 1
    for column, value in zip(columns_of(sheet), values, strict=False):
        at = headings.index(column.replace("_", " ").capitalize()) + 1
        page.cell(row, at).value = value
    book.save(path)


@pytest.fixture(scope="module")
def returns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two organisations of the examples' latest quarter."""
    home = tmp_path_factory.mktemp("decided") / "returns"
    quarter = sorted(path for path in EXAMPLES.iterdir() if path.is_dir())[-1]
    home.mkdir()
    for path in sorted(quarter.glob("*.xlsx"))[:2]:
        shutil.copy(path, home)
    return home


@pytest.fixture(scope="module")
def plain(returns: Path, tmp_path_factory: pytest.TempPathFactory) -> dict:
    out = tmp_path_factory.mktemp("plain")
    run("assess", returns, "--out", out)
    return json.loads((out / "findings.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def waivable(plain: dict) -> tuple[str, str]:
    """An organisation and a rule that by its own word it does not meet in full.

    Of Fennimore House anybody may see that it does not, and so the waiver too.
    """
    unmet = ("ZA4", "partly_met", "declared", plain["run"]["period"])
    finding = next(
        finding
        for finding in plain["findings"]
        if (finding["organisation"]["code"], finding["verdict"], finding["basis"]) == unmet[:3]
        and finding["period"] == unmet[3]
    )
    return finding["organisation"]["code"], finding["rule"]


@pytest.fixture(scope="module")
def decided(
    returns: Path, waivable: tuple[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A workbook with a waiver, an overdue action and the names of people."""
    path = tmp_path_factory.mktemp("book") / "decisions.xlsx"
    run("decisions", returns, "--out", path)
    code, rule = waivable
    add(path, "waivers", code, rule, *WAIVER[1:])
    add(
        *(path, "actions", code, None, rule, "Write to Dr Zyxwine Quibb", "Zyxwine Quibb"),
        *("01/10/2014", "30/11/2014", "open"),
    )
    return path


def verdicts(findings: dict) -> list[tuple[str, str, str, str]]:
    return [
        (finding["rule"], finding["organisation"]["code"], finding["period"], finding["verdict"])
        for finding in findings["findings"]
    ]


def outputs(out: Path) -> str:
    """Every text of every output."""
    book = openpyxl.load_workbook(out / "matrix.xlsx", read_only=True)
    cells = [
        str(value)
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if value is not None
    ]
    files = [(out / name).read_text("utf-8-sig") for name in ("matrix.csv", "findings.json")]
    return "\n".join([*cells, *files, html_in(out)])


@pytest.mark.slow
def test_a_waiver_changes_no_verdict_and_is_shown(
    returns: Path, decided: Path, plain: dict, waivable: tuple[str, str], tmp_path: Path
) -> None:
    told = run("assess", returns, "--out", tmp_path, "--decisions", decided, "--names").output
    found = json.loads((tmp_path / "findings.json").read_text("utf-8"))
    assert verdicts(found) == verdicts(plain)
    code, rule = waivable
    [waived] = [one for one in found["findings"] if one["waiver"]]
    assert (waived["organisation"]["code"], waived["rule"]) == (code, rule)
    assert waived["waiver"]["until"] == "2015-06-30"
    assert re.search(r"Decisions: 1 waiver applied; \d+ actions? overdue", " ".join(told.split()))
    [book] = [one for one in found["run"]["inputs"] if one["name"] == "decisions.xlsx"]
    assert (len(book["sha256"]), book["used"]) == (64, True)
    explained = " ".join(run("explain", code, rule, returns, "--decisions", decided).output.split())
    assert "WHAT WAS DECIDED - Waived until 30 June 2015 by Zyxwine Quibb: Recruiting" in explained
    assert "Overdue: Write to Dr Zyxwine Quibb (Zyxwine Quibb, due 30 November 2014)" in explained


@pytest.mark.slow
def test_names_are_taken_out_for_shared_readers(
    returns: Path, decided: Path, tmp_path: Path
) -> None:
    run("assess", returns, "--out", tmp_path, "--decisions", decided)
    text = outputs(tmp_path)
    assert "Quibb" not in text
    assert "Recruiting" in text
    assert "waived until 30 June 2015 by name not shown" in text


@pytest.mark.slow
def test_the_public_sees_no_reason_and_no_text(
    returns: Path, decided: Path, tmp_path: Path
) -> None:
    run("assess", returns, "--out", tmp_path, "--decisions", decided, "--audience", "public")
    text = outputs(tmp_path)
    for typed in ("Quibb", "Recruiting", "Write to"):
        assert typed not in text
    found = json.loads((tmp_path / "findings.json").read_text("utf-8"))
    assert [
        (waiver["reason"], waiver["approved_by"], waiver["origin"]["sha256"])
        for waiver in found["decisions"]["waivers"]
    ] == [("", "", "")]


def test_decisions_are_carried_over_and_nothing_is_overwritten(
    clausewise: Clausewise, returns: Path, decided: Path, tmp_path: Path
) -> None:
    new = tmp_path / "next.xlsx"
    done = clausewise("decisions", returns, "--out", new, "--from", decided)
    assert done.exit_code == 0, done.output
    assert "Waivers: 1 line carried over, 0 new" in done.output
    book = openpyxl.load_workbook(new)
    assert [book["waivers"].cell(2, column).value for column in (3, 5, 6)] == [
        *(None, "Recruiting; ask Dr Zyxwine Quibb", "Zyxwine Quibb"),
    ]
    before = new.read_bytes()
    refused = clausewise("decisions", returns, "--out", new)
    assert (refused.exit_code, refused.output) == (
        2,
        f"--out: {new} already exists; give another name, or move that file.\n",
    )
    assert new.read_bytes() == before


def test_a_file_that_cannot_be_used_ends_the_run(
    clausewise: Clausewise, returns: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "decisions.xlsx"
    wrong.write_text("no workbook", "utf-8")
    for words in (
        ("assess", returns, "--out", tmp_path / "out", "--decisions", wrong),
        ("decisions", returns, "--out", tmp_path / "new.xlsx", "--from", wrong),
        ("assess", returns, "--out", tmp_path / "out", "--decisions", tmp_path / "none.xlsx"),
    ):
        ended = clausewise(*words)
        assert ended.exit_code == 2
        assert "cannot be used" in ended.output
        assert "expected" in ended.output
    assert not (tmp_path / "out").exists()


def test_what_would_be_lost_stops_the_carrying_over(
    clausewise: Clausewise, returns: Path, decided: Path, tmp_path: Path
) -> None:
    old = tmp_path / "old.xlsx"
    shutil.copy(decided, old)
    add(old, "waivers", "RZ1", "S6-named-nurse", None, "Child 9434765919 moved")
    done = clausewise("decisions", returns, "--out", tmp_path / "new.xlsx", "--from", old)
    assert done.exit_code == 2
    assert done.output.startswith(f"Nothing is written: {old} cannot be carried over without loss")
    assert "9434765919" not in done.output
    assert not (tmp_path / "new.xlsx").exists()


@pytest.mark.slow
def test_the_decisions_among_the_returns_are_no_return(
    clausewise: Clausewise, returns: Path, decided: Path, tmp_path: Path
) -> None:
    home = tmp_path / "returns"
    shutil.copytree(returns, home)
    shutil.copy(decided, home)
    done = clausewise(
        "assess", home, "--out", tmp_path / "out", "--decisions", home / "decisions.xlsx"
    )
    assert done.exit_code in (0, 1), done.output
    found = json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))
    assert [one["file"] for one in found["faults"] if one["severity"] == "cannot use the file"] == (
        []
    )
