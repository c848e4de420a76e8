"""The examples as they lie are what their story makes them, and nobody real is in them."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from evidence.nouns.columns import spec_of, table_names
from examples.make_returns import main
from tests.examples.quarters import QUARTER_FOLDERS

CAST = {
    "ZA1": "Marlhaven Hospitals NHS Trust",
    "ZA2": "Brackenmere Community Health NHS Trust",
    "ZA3": "Tollwick Mental Health NHS Foundation Trust",
    "ZA4": "Fennimore House Hospital",
    "ZA5": "Sedgecombe Sexual Health Partnership",
    "ZA6": "Quaybridge Urgent Care Centres",
    "ZA7": "Copperdale Children's Hospital",
    "ZA8": "Ferncombe Out of Hours Service",
    "ZC1": "Harrowfen CCG",
    "ZP1": "Limewick Surgery",
    "ZP2": "Yarrowby Surgery",
    "ZS1": "Wickmere Commissioning Support",
}
REAL = (
    "suffolk|ipswich|norfolk|norwich|colchester|essex|cambridge|yarmouth|waveney|anglia|paget|"
    "addenbrooke|papworth|bury st|serco|sept\\b|orwell|deben|gipping|stour"
)
"""Places and bodies of the policy's own area and of the other returns in use."""


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.slow
def test_making_them_again_gives_exactly_the_files_there(tmp_path, returns_folder):
    outdated = tmp_path / "2014-15-Q1" / "outdated.xlsx"
    outdated.parent.mkdir()
    outdated.write_bytes(b"from an earlier story")

    main(["--out", str(tmp_path)])

    made, there = _files(tmp_path), _files(returns_folder)
    assert sorted(made) == sorted(there)
    assert [path for path in made if made[path] != there[path]] == []


def test_who_returns_what_in_which_quarter(lying):
    codes = {
        (quarter, dict(tables["organisation"].lines)["code"]): " ".join(sorted(tables))
        for (quarter, _), tables in lying.items()
    }
    every = list(QUARTER_FOLDERS)
    practice = "organisation section11 training"
    whole = "dashboard documents named_professionals organisation section11 training vacancies"
    assert codes == {
        **{(quarter, f"ZA{number}"): whole for quarter in every for number in (1, 2, 3, 4, 7, 8)},
        **{(quarter, "ZA6"): whole for quarter in every[1:]},
        **{
            (quarter, "ZA4"): "dashboard named_professionals organisation training vacancies"
            for quarter in every[:3]
        },
        **{(quarter, "ZA5"): "dashboard organisation" for quarter in every[:3]},
        ("2014-15-Q3", "ZA5"): "organisation section11",
        **{
            (quarter, "ZC1"): "checks contracts documents named_professionals organisation "
            "section11 training"
            for quarter in every
        },
        **{(quarter, "ZP1"): "organisation section11" for quarter in every[1:3]},
        **{(quarter, "ZP1"): practice for quarter in every[3:]},
        **{(quarter, "ZP2"): practice for quarter in every[1:4]},
        **{(quarter, "ZS1"): f"checks {practice}" for quarter in every},
    }


def test_no_return_has_a_moderated_score(lying):
    """They count for nothing there, and come from the decisions alone."""
    columns = ("moderated_score", "moderated_by", "moderated_on")
    scores = [
        row[column]
        for tables in lying.values()
        if "section11" in tables
        for row in tables["section11"].records()
        for column in columns
    ]
    assert set(scores) == {""}


def test_tables_and_columns_are_those_of_a_return(lying):
    headings = {
        (name, sheet.headings) for tables in lying.values() for name, sheet in tables.items()
    }
    # Nobody in the story sums its training up: all send the register itself.
    tables = set(table_names("section11")) - {"training_summary"}
    assert headings == {(name, spec_of(name).asked_columns) for name in tables}


def test_the_period_is_that_of_the_folder(lying):
    periods = {
        (folder, dict(tables["organisation"].lines)["period"])
        for (folder, _), tables in lying.items()
    }
    assert periods == {(folder, quarter.label) for folder, quarter in QUARTER_FOLDERS.items()}


def test_the_cast_is_invented(lying):
    cast = {
        (identity["code"], identity["name"])
        for tables in lying.values()
        for identity in [dict(tables["organisation"].lines)]
    }
    assert cast == set(CAST.items())


def texts_of(lying) -> list[str]:
    """The text of every cell of every return."""
    texts = [
        text
        for tables in lying.values()
        for sheet in tables.values()
        for line in sheet.lines
        for text in line
    ]
    assert len(texts) > 10_000
    return texts


def test_no_text_names_a_real_body_or_place(lying):
    assert [text for text in texts_of(lying) if re.search(REAL, text, re.IGNORECASE)] == []


def test_the_cast_is_not_that_of_the_shared_returns(shared_returns):
    texts = [path.read_text("utf-8-sig") for path in shared_returns.rglob("*.csv")]
    for path in shared_returns.rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            texts += [str(value) for row in sheet.iter_rows(values_only=True) for value in row]
    assert len(texts) > 1000
    assert [one for one in (*CAST, *CAST.values()) if any(one in text for text in texts)] == []


def test_nothing_in_them_is_about_one_child(lying):
    ten_digits = re.compile(r"(?:\d[ -]?){9}\d")
    assert [text for text in texts_of(lying) if ten_digits.search(text)] == []
    refs = {
        row["staff_ref"]
        for tables in lying.values()
        if "training" in tables
        for row in tables["training"].records()
    }
    assert [ref for ref in refs if not re.fullmatch(r"[A-Z]\d{3,4}", ref)] == []
