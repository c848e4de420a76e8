"""Who is shown what: names planted in returns, and looked for in every output."""

from __future__ import annotations

import csv
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from clausewise.cli import command
from clausewise.places import EXAMPLES

Clausewise = Callable[..., Result]
NAMING = {
    "named_professionals": ("name",),
    "section11": ("moderated_by", "owner"),
}
NOTING = {
    "section11": ("evidence", "action", "not_applicable_reason"),
    "dashboard": ("note",),
}
MARK = "Zyxwine"
NOTE = "ask for details"


def planted() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"{MARK} Quibb{number}"


def plant_rows(table: str, rows: list[list[object]], texts: Iterator[str]) -> None:
    """A name into every cell that asks for one or can hold anything, blank or not."""
    columns = [str(cell or "").strip().lower().replace(" ", "_") for cell in rows[0]]
    for row in rows[1:]:
        if table == "organisation" and str(row[0]).strip().lower() == "submitted_by":
            row[1] = next(texts)
        for column in NAMING.get(table, ()):
            if column in columns and any(row):
                row[columns.index(column)] = next(texts)
        for column in NOTING.get(table, ()):
            if column in columns and any(row):
                row[columns.index(column)] = f"{NOTE}: Dr {next(texts)}"


@pytest.fixture(scope="module")
def returns(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples of the latest quarter, with names all over them."""
    home = tmp_path_factory.mktemp("planted") / "returns"
    quarter = sorted(path for path in examples.iterdir() if path.is_dir())[-1]
    shutil.copytree(quarter, home)
    texts = planted()
    for path in home.rglob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows: list[list[object]] = [list(row) for row in csv.reader(file)]
        plant_rows(path.stem, rows, texts)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    for path in home.rglob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        for sheet in book:
            rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
            if rows:
                plant_rows(sheet.title, rows, texts)
                for row, cells in zip(rows, sheet.iter_rows(), strict=True):
                    for value, cell in zip(row, cells, strict=True):
                        if value != cell.value:
                            cell.value = value
        book.save(path)
    return home


def everything_in(out: Path) -> str:
    """All that a folder of outputs holds, workbooks unpacked."""
    parts = []
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                parts += [book.read(name).decode("utf-8") for name in book.namelist()]
        else:
            parts.append(path.read_text("utf-8"))
    return "\n".join(parts)


@pytest.fixture(scope="module")
def written(returns: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """All that a run with some options writes and says."""
    kept: dict[tuple[str, ...], str] = {}

    def run(*options: str) -> str:
        if options not in kept:
            out = tmp_path_factory.mktemp("out")
            words = ["assess", str(returns), "--out", str(out), *options]
            result = CliRunner().invoke(command, words, catch_exceptions=False)
            assert result.exit_code in (0, 1), result.output
            kept[options] = everything_in(out) + result.output
        return kept[options]

    return run


@pytest.mark.slow
@pytest.mark.parametrize("options", [(), ("--audience", "shared")])
def test_no_name_reaches_those_at_the_same_table_and_notes_do(
    written: Callable[..., str], options: tuple[str, ...]
) -> None:
    text = written(*options)
    assert "Quibb" not in text
    assert MARK not in text
    assert "name not shown (--names to show)" in text
    assert NOTE in text


@pytest.mark.slow
@pytest.mark.parametrize("options", [("--names",), ("--audience", "internal")])
def test_names_are_shown_where_they_are_asked_for(
    written: Callable[..., str], options: tuple[str, ...]
) -> None:
    text = written(*options)
    assert MARK in text
    assert "not shown (--names to show)" not in text


@pytest.mark.slow
def test_the_public_sees_no_text_as_typed(written: Callable[..., str]) -> None:
    text = written("--audience", "public")
    assert MARK not in text
    assert "Quibb" not in text
    assert NOTE not in text
    assert "What is not shown, and why" in text
    assert "not shown (small number)" in text


def test_the_public_is_never_shown_names(returns: Path, clausewise: Clausewise) -> None:
    result = clausewise("assess", returns, "--out", "out", "--audience", "public", "--names")
    assert result.exit_code == 2
    assert "never shown to the public" in result.output


def test_explain_shows_as_typed_unless_told_who_reads_it(
    returns: Path, clausewise: Clausewise
) -> None:
    asked = ("explain", "ZA1", "A1-8.6-children-on-adult-wards", returns)
    assert " = “" in clausewise(*asked).output
    assert " = “" not in clausewise(*asked, "--audience", "public").output


@pytest.mark.slow
@pytest.mark.parametrize("audience", ["shared", "public"])
def test_names_of_a_refused_return_and_of_files_are_left_out(
    audience: str, tmp_path: Path, clausewise: Clausewise
) -> None:
    quarter = sorted(path for path in EXAMPLES.iterdir() if path.is_dir())[-1]
    used = next(path for path in sorted(quarter.iterdir()) if path.is_dir())
    returns = tmp_path / "returns"
    shutil.copytree(used, returns / "from Tollgate_Alma")
    shutil.copytree(used, returns / "refused, A.Tollgate")
    organisation = returns / "refused, A.Tollgate" / "organisation.csv"
    with organisation.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    for row in rows:
        if row[0] == "submitted_by":
            row[1] = "Dr Alma Tollgate, lead"
        if row[0] == "period":
            row[1] = "ask TOLLGATE, A."
    with organisation.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    result = clausewise("assess", returns, "--out", "out", "--audience", audience)
    assert result.exit_code in (0, 1), result.output
    text = everything_in(Path("out")) + result.output
    assert "tollgate" not in text.casefold()
    assert ("from name not shown" in text) is (audience == "shared")
    assert ("refused, name not shown" in text) is (audience == "shared")


@pytest.mark.slow
def test_posts_and_teams_are_no_names(tmp_path: Path, clausewise: Clausewise) -> None:
    """The owners of the examples are posts: no word of any text is taken for one of them."""
    clausewise("assess", EXAMPLES, "--out", tmp_path / "shared")
    clausewise("assess", EXAMPLES, "--out", tmp_path / "all", "--names")
    shown, everything = (
        json.loads((tmp_path / name / "findings.json").read_bytes()) for name in ("shared", "all")
    )
    for name in ("concerns", "findings"):
        assert [one["because"] for one in shown[name]] == [
            one["because"] for one in everything[name]
        ]
