"""A score of met whose own line leaves it in doubt is met in no finding; one it bears out is."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from clausewise.assessing import assess
from clausewise.returns import read_returns

IN_ORDER = Path(__file__).parents[2] / "shared" / "truth" / "returns" / "OK01-2014-15-Q2"
DOUBTED = {
    "S6.p03": ("evidence", "Missed appointments have not been followed up since May"),
    "S6.p04": ("evidence", "Concerns not passed on to the health visitor"),
    "S6.p05": ("evidence", "GPs not told"),
    "S6.p07": ("evidence", "Board not informed of the change"),
    "S6.p09.b": ("evidence", "New starters only"),
    "S6.p10.a": ("evidence", "LADO not notified"),
    "S6.p13": ("evidence", "Named Doctor not copied in"),
    "S6.p14.a": ("evidence", "Designated Nurse found out from the newspaper"),
    "S6.p15": ("evidence", "Last asked of staff in the 2011 survey"),
    "S6.p16": ("evidence", "N/A"),
    "S6.p17.a": ("evidence", "See last year"),
    "S6.p17.b": ("evidence", "Level 3 uptake at 55%"),
    "S6.p17.c": ("document", "Policy goes to Board 27 November"),
    "S6.p17.d": ("action", "Move flags across to the new system"),
    "S6.p17.e": ("action", "Chase signatures from the remaining consultants"),
}
BORNE_OUT = {
    "S6.p03": ("evidence", "Where a child does not attend, the GP is told within a day"),
    "S6.p04": ("evidence", "None of the 12 files lacked a reference"),
    "S6.p05": ("evidence", "No complaints received this quarter"),
    "S6.p07": ("evidence", "Board minute 14/62"),
    "S6.p09.b": ("evidence", "Policy of 2012, review due 2015"),
    "S6.p10.a": ("evidence", "In use since 2009"),
    "S6.p13": ("evidence", "22 of 22 supervisees signed"),
    "S6.p14.a": ("evidence", "Annual report 2013-14"),
    "S6.p15": ("evidence", "Up from 62% to 97%"),
    "S6.p16": ("evidence", "-"),
    "S6.p17.a": ("document", "Missing children procedure, June 2014"),
    "S6.p17.b": ("evidence", "Whistle-blowing policy covers this"),
    "S6.p17.c": ("action", "Annual refresh in April"),
    "S6.p17.d": ("action", "Share results with partners"),
    "S6.p17.e": ("action", "None"),
}


def _return_with(folder: Path, code: str, cells: Mapping[str, tuple[str, str]]) -> None:
    """Write the return that is in order, under another code and with other cells."""
    folder = folder / f"{code}-2014-15-Q2"
    folder.mkdir(parents=True)
    for source in IN_ORDER.glob("[!t]*.csv"):
        with source.open(encoding="utf-8", newline="") as stream:
            head, *rows = csv.reader(stream)
        for row in rows:
            if source.stem == "organisation" and row[0] == "code":
                row[1] = code
            if source.stem == "section11" and row[0] in cells:
                column, text = cells[row[0]]
                row[head.index("evidence")] = ""
                row[head.index(column)] = text
        with (folder / source.name).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([head, *rows])


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str], str]:
    """By organisation and question, what each question's answer is taken for."""
    folder = tmp_path_factory.mktemp("returns")
    _return_with(folder, "DB1", DOUBTED)
    _return_with(folder, "BO1", BORNE_OUT)
    found = assess(read_returns(folder), "2014-15 Q2").facts_frame()
    asked = found[found["fact"].isin([f"section11.{question}" for question in DOUBTED])]
    texts = zip(asked["organisation"], asked["fact"], asked["text"].fillna(""), strict=True)
    return {(code, fact.removeprefix("section11.")): text for code, fact, text in texts}


def test_a_line_that_leaves_its_score_in_doubt(answers: Mapping[tuple[str, str], str]) -> None:
    assert [question for question in DOUBTED if answers["DB1", question] == "met"] == []


def test_a_line_that_bears_its_score_out(answers: Mapping[tuple[str, str], str]) -> None:
    assert [question for question in BORNE_OUT if answers["BO1", question] != "met"] == []
