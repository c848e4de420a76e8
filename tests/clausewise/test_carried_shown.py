"""Who is shown that an answer was carried forward, and what stands in notes beside posts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from clausewise.places import EXAMPLES

pytestmark = pytest.mark.slow

QUESTION, POST = "S6.p07", "A1.1"
SINCE = "carried forward, first given 14 July 2014"


@pytest.fixture
def carried(clausewise, tmp_path) -> Path:
    """The next return of an example, as its template was filled in, sent back with one note."""
    path = tmp_path / "next.xlsx"
    previous = EXAMPLES / "2014-15-Q1" / "marlhaven-2014-15-Q1.xlsx"
    done = clausewise(
        *("template", "--kind", "provider", "--out", path, "--carry-forward", previous),
        *("--period", "2014-15 Q2"),
    )
    assert done.exit_code == 0
    book = openpyxl.load_workbook(path)
    book["organisation"]["B8"] = dt.datetime(2014, 10, 14)
    book["named_professionals"]["D2"] = 1
    book["named_professionals"]["E2"] = "for Dr Zyxwine, on leave"
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("audience", "since", "note", "name"),
    [
        ("internal", True, True, True),
        ("shared", True, True, False),
        ("public", False, False, False),
    ],
)
def test_what_each_audience_sees(clausewise, carried, audience, since, note, name) -> None:
    asked = (carried, "--audience", audience)
    answer = clausewise("explain", "ZA1", QUESTION, *asked)
    post = clausewise("explain", "ZA1", POST, *asked)
    assert (answer.exit_code, post.exit_code) == (0, 0)
    said = " ".join(post.output.split())
    assert (SINCE in " ".join(answer.output.split())) is since
    assert ("carried" in answer.output) is since
    assert ("on leave" in said, "Zyxwine" in said) == (note, name)


def test_checked_alone_it_costs_no_evidence(clausewise, carried) -> None:
    done = clausewise("check", carried)
    said = " ".join(done.output.split())
    assert done.exit_code == 0
    assert "Found 45 answers carried forward, the oldest first given 14 July 2014" in said
    assert "No evidence is lost through them." in said
