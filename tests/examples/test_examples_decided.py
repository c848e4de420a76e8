"""The example's decisions are what its story makes them, and show what decisions can show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from clausewise.cli import command
from clausewise.places import EXAMPLE_DECISIONS
from examples.make_decisions import make


def test_making_it_again_gives_exactly_the_file_there() -> None:
    assert make() == EXAMPLE_DECISIONS.read_bytes()


@pytest.mark.slow
def test_the_demo_shows_decisions_of_each_sort(tmp_path: Path) -> None:
    done = CliRunner().invoke(command, ["demo", "--out", str(tmp_path)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    found = json.loads((tmp_path / "findings.json").read_text("utf-8"))
    decided = found["decisions"]
    assert [(one["rule"], one["standing"]) for one in decided["waivers"]] == [
        ("A1-5-vacancy-rate", "applied"),
        ("A1-4.2-level-1", "applied"),
        ("S6-annual-report", "lapsed"),
    ]
    assert [(one["status"], one["done"], one["overdue"]) for one in decided["actions"]] == [
        ("open", False, True),
        ("done", False, True),
        ("done", True, False),
        ("open", False, False),
        ("open", False, True),
        ("open", False, False),
        ("withdrawn", False, False),
    ]
    scored = [(one["organisation"], one["score"]) for one in decided["moderated_scores"]]
    assert scored == [
        *[("ZA6", "3")] * 10,
        *[("ZA1", "1"), ("ZA1", "3")],
        *[("ZA3", "1"), ("ZA3", "1"), ("ZA3", "1")],
    ]
    assert [one["found"] for one in found["faults"] if one["file"] == "decisions.xlsx"] == [
        "an action marked done without evidence of its closure"
    ]
    waived = [one["verdict"] for one in found["findings"] if one["waiver"]]
    assert sorted(waived) == ["not_met", "partly_met"]
