"""Runs that are remembered: quarter after quarter, again, failed, and shown."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.reports.site import contents_of

Clausewise = Callable[..., Result]
FIRE = Path(__file__).resolve().parents[3] / "examples" / "fire-safety-care-home"
QUARTERS = sorted(one.name for one in (FIRE / "returns").iterdir())


@pytest.fixture
def history(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


@pytest.fixture
def assess(clausewise: Clausewise, tmp_path: Path, history: Path) -> Callable[..., Result]:
    """Assesses quarters of the second pack's examples, remembering."""

    def run(*quarters: str, out: str = "out", options: tuple[str, ...] = ()) -> Result:
        returns = [FIRE / "returns" / quarter for quarter in quarters]
        return clausewise(
            "assess", *returns, "--rules", FIRE / "rules", "--out", tmp_path / out,
            "--history", history, *options,
        )  # fmt: skip

    return run


def written(tmp_path: Path, out: str = "out") -> dict[str, Any]:
    data: dict[str, Any] = json.loads((tmp_path / out / "findings.json").read_text("utf-8"))
    return data


@pytest.mark.slow
@pytest.mark.usefixtures("few_pages")
def test_quarter_after_quarter_is_as_all_at_once(
    assess: Callable[..., Result], clausewise: Clausewise, tmp_path: Path
) -> None:
    """But for the home that sent nothing in the last quarter: its run does not know of it."""
    for quarter in QUARTERS:
        result = assess(quarter)
        # Each quarter has one cell that cannot be used.
        assert (result.exit_code, "Recorded in the history" in result.output) == (1, True)
    remembered = written(tmp_path)
    everything = [FIRE / "returns" / one for one in QUARTERS]
    clausewise("assess", *everything, "--rules", FIRE / "rules", "--out", tmp_path / "all")
    at_once = written(tmp_path, "all")
    assert remembered["movements"] != []

    assert [(one["organisation"], one["period"]) for one in remembered["absent"]] == [
        ("OC3", "2014-15 Q1")
    ]

    def moved(data: dict[str, Any]) -> list[dict[str, Any]]:
        found = (one for one in data["movements"] if one["organisation"] != "OC3")
        return [{**one, "remembered": []} for one in found]

    def known(data: dict[str, Any]) -> list[dict[str, Any]]:
        marks = {"origins": [], "remembered": False}
        return [
            {**one, "points": [{**point, **marks} for point in one["points"]]}
            for one in data["trends"]
            if one["organisation"] != "OC3"
        ]

    assert moved(remembered) == moved(at_once)
    assert known(remembered) == known(at_once)
    assert {one["period"] for one in remembered["remembered"]} == set(
        at_once["run"]["quarters"][:-1]
    )
    assert at_once["remembered"] == []


@pytest.mark.slow
def test_a_run_again_gives_the_same_bytes_and_no_second_run(
    assess: Callable[..., Result], tmp_path: Path, history: Path
) -> None:
    assess(QUARTERS[0])
    first = assess(QUARTERS[1])
    assert f"Recorded in the history: {history}\n" in first.output
    held = history.read_bytes()
    again = assess(QUARTERS[1], out="again")
    assert f"The history has this run already: {history}\n" in again.output
    assert history.read_bytes() == held
    assert contents_of(tmp_path / "out") == contents_of(tmp_path / "again")


def test_a_run_that_could_not_write_is_not_recorded(
    assess: Callable[..., Result], clausewise: Clausewise, tmp_path: Path, history: Path
) -> None:
    (tmp_path / "taken").write_text("a file", "utf-8")
    assert assess(QUARTERS[0], out="taken").exit_code == 2
    assert assess("no-such-quarter").exit_code == 2
    shown = clausewise("history", "show", history)
    assert (shown.exit_code, shown.output) == (0, f"0 completed runs in {history}\n")


@pytest.mark.usefixtures("few_pages")
def test_a_failed_threshold_is_still_a_completed_run(
    assess: Callable[..., Result], clausewise: Clausewise, history: Path
) -> None:
    assert assess(QUARTERS[0], options=("--fail-on", "not_met,no_evidence")).exit_code == 1
    assert clausewise("history", "show", history).output.startswith("1 completed run in ")


@pytest.mark.usefixtures("few_pages")
def test_the_summary_says_what_is_remembered(assess: Callable[..., Result]) -> None:
    assess(QUARTERS[0])
    lines = assess(QUARTERS[1]).output.replace("\n", " ")
    label = QUARTERS[0].replace("-Q", " Q")
    assert f"Compared with {label}: " in lines
    assert f"Remembered from earlier runs: {label} (" in lines


@pytest.mark.usefixtures("few_pages")
def test_the_public_sees_nothing_that_is_remembered(
    assess: Callable[..., Result], tmp_path: Path
) -> None:
    assess(QUARTERS[0])
    result = assess(QUARTERS[1], options=("--audience", "public"))
    assert "Remembered" not in result.output
    data = written(tmp_path)
    assert (data["remembered"], data["absent"], data["movements"]) == ([], [], [])
    assert not any(point["remembered"] for one in data["trends"] for point in one["points"])


@pytest.mark.slow
@pytest.mark.usefixtures("few_pages")
def test_an_organisation_that_sends_nothing_any_more_is_missed(
    clausewise: Clausewise, examples: Path, tmp_path: Path, history: Path
) -> None:
    for quarter in ("2014-15-Q2", "2014-15-Q3"):
        returns = [examples / quarter] if quarter.endswith("2") else [
            one for one in (examples / quarter).iterdir() if "tollwick" not in one.name
        ]  # fmt: skip
        result = clausewise("assess", *returns, "--out", tmp_path / "out", "--history", history)
    assert (
        "NO RETURN for 2014-15 Q3 is among the files or in the history from "
        in result.output.replace("\n", " ")
    )


@pytest.mark.slow
@pytest.mark.usefixtures("few_pages")
def test_no_name_and_no_text_of_the_returns_is_in_the_history(
    clausewise: Clausewise, examples: Path, tmp_path: Path, history: Path
) -> None:
    clausewise("assess", examples / "2014-15-Q2", "--out", tmp_path / "out", "--history", history)
    with sqlite3.connect(history) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master "
                                                         "WHERE type = 'table'")]  # fmt: skip
        held = {
            str(cell)
            for table in tables
            for row in connection.execute(f"SELECT * FROM {table}")
            for cell in row
        }
    connection.close()
    data = written(tmp_path)
    names = {one["name"] for one in data["organisations"]}
    texts = {
        origin["text"]
        for finding in data["findings"]
        for step in finding["trace"]
        for origin in step["fact"]["origins"]
        if not origin["text"].replace(".", "").isdecimal()
    }
    files = {one["name"] for one in data["run"]["inputs"]}
    # Verdicts and the audit's answers are the same words.
    assert held & (names | texts | files) <= {"met", "partly_met", "not_met"}


@pytest.mark.usefixtures("few_pages")
def test_a_later_or_foreign_history_ends_the_run_before_it_begins(
    assess: Callable[..., Result], clausewise: Clausewise, tmp_path: Path, history: Path
) -> None:
    assess(QUARTERS[0])
    with sqlite3.connect(history) as connection:
        connection.execute("UPDATE clausewise_history SET value = '99'")
    connection.close()
    result = assess(QUARTERS[1], out="never")
    assert result.exit_code == 2
    assert "was made by a later Clausewise" in result.output
    assert not (tmp_path / "never").exists()
    assert clausewise("history", "show", history).exit_code == 2


@pytest.mark.usefixtures("few_pages")
def test_what_is_shown_of_each_run(
    assess: Callable[..., Result], clausewise: Clausewise, history: Path
) -> None:
    assess(QUARTERS[0])
    shown = clausewise("history", "show", history)
    assert shown.exit_code == 0
    head, blank, columns, line = shown.output.splitlines()
    assert (head, blank) == (f"1 completed run in {history}", "")
    assert columns.split()[:3] == ["Run", "Recorded", "Quarter"]
    assert QUARTERS[0].replace("-Q", " Q") in line
    assert line.endswith("fire-safety-care-home-2014, version 2")


def test_to_show_what_is_not_there_makes_nothing(clausewise: Clausewise, history: Path) -> None:
    result = clausewise("history", "show", history)
    assert (result.exit_code, result.output) == (
        2,
        f"There is no history at {history}. Check the name.\n",
    )
    assert not history.exists()
