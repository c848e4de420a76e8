"""The examples are what their story makes them, and nobody real is in them."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.nouns.columns import columns_of, spec_of, table_names
from examples.make_returns import main
from examples.story import RETURNS
from examples.story.audit import FULLY, audit
from examples.story.dashboard import ITEMS, dashboard
from examples.story.nouns import Q3_2014, QUARTERS, of_quarter
from examples.story.register import SAFEGUARDING, StaffGroup, register

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

QUARTER_FOLDERS = {quarter.label.replace(" ", "-"): quarter for quarter in QUARTERS}


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
    assert headings == {(name, spec_of(name).asked) for name in tables}


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


def test_no_text_names_a_real_body_or_place(lying):
    named = [
        text
        for tables in lying.values()
        for sheet in tables.values()
        for line in sheet.lines
        for text in line
        if re.search(REAL, text, re.IGNORECASE)
    ]
    assert named == []


def test_the_cast_is_not_that_of_the_shared_returns(shared_returns):
    texts = [path.read_text("utf-8-sig") for path in shared_returns.rglob("*.csv")]
    for path in shared_returns.rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            texts += [str(value) for row in sheet.iter_rows(values_only=True) for value in row]
    assert len(texts) > 1000
    assert [one for one in (*CAST, *CAST.values()) if any(one in text for text in texts)] == []


def test_nothing_in_them_is_about_one_child(lying):
    ten_digits = re.compile(r"(?:\d[ -]?){9}\d")
    suspects = [
        text
        for tables in lying.values()
        for sheet in tables.values()
        for line in sheet.lines
        for text in line
        if ten_digits.search(text)
    ]
    assert suspects == []
    refs = {
        row["staff_ref"]
        for tables in lying.values()
        if "training" in tables
        for row in tables["training"].records()
    }
    assert [ref for ref in refs if not re.fullmatch(r"[A-Z]\d{3,4}", ref)] == []


def _day(text: str) -> dt.date:
    if "/" in text:
        return dt.datetime.strptime(text, "%d/%m/%Y").date()
    return dt.date.fromisoformat(text)


def _in_date(row: dict[str, str], day: dt.date) -> bool:
    done = _day(row["completed_on"])
    last = 28 if (done.month, done.day) == (2, 29) else done.day
    return (
        int(row["achieved_level"]) >= int(row["required_level"])
        and done <= day
        and dt.date(done.year + 3, done.month, last) >= day
    )


def _percent(rows: list[dict[str, str]], day: dt.date) -> float:
    return 100 * sum(_in_date(row, day) for row in rows) / len(rows)


def test_declared_figures_and_registers_part_only_where_the_story_says(lying):
    clashes = {}
    compared = 0
    for (folder, name), tables in lying.items():
        if not {"training", "dashboard"} <= set(tables):
            continue
        declared = {
            (row["item"], row["part"]): row["value"] for row in tables["dashboard"].records()
        }
        rows = tables["training"].records()
        for item, framework in (("4.1", "safeguarding"), ("4.2", "looked after children")):
            for level in {row["required_level"] for row in rows if row["framework"] == framework}:
                needing = [
                    row
                    for row in rows
                    if row["framework"] == framework and row["required_level"] == level
                ]
                worked_out = _percent(needing, QUARTER_FOLDERS[folder].last_day)
                said = float(declared[item, f"Level {level}"].strip("%"))
                compared += 1
                if abs(said - worked_out) > 2:
                    clashes[name, item, level] = (said, round(worked_out))
    assert compared == 213
    assert clashes == {
        ("tollwick-2014-15-Q2", "4.1", "2"): (93, 81),
        ("tollwick-2014-15-Q2", "4.1", "3"): (96, 69),
        ("tollwick-2014-15-Q3", "4.1", "2"): (95, 77),
        ("tollwick-2014-15-Q3", "4.1", "3"): (97, 66),
    }


def test_people_keep_their_group_and_never_lose_a_course(lying):
    lost = []
    with_registers = {
        name.removesuffix(f"-{folder}")
        for (folder, name), tables in lying.items()
        if "training" in tables
    }
    assert len(with_registers) == 11
    for organisation in with_registers:
        quarters = [
            {
                (row["staff_ref"], row["framework"], row["staff_group"], row["required_level"]): row
                for row in lying[folder, f"{organisation}-{folder}"]["training"].records()
            }
            for folder in QUARTER_FOLDERS
            if "training" in lying.get((folder, f"{organisation}-{folder}"), {})
        ]
        for before, after in pairwise(quarters):
            refs = {key[:2]: key for key in before}
            assert [key for key in after if refs.get(key[:2], key) != key] == []
            lost += [
                key
                for key in before.keys() & after.keys()
                if _day(after[key]["completed_on"]) < _day(before[key]["completed_on"])
            ]
    assert lost == []


def test_dated_things_are_dated_before_the_return_is_handed_in():
    late = [
        (made.file, table, entry)
        for made in RETURNS
        for table, column in (("documents", 2), ("section11", 4), ("training", 5))
        for line in made.tables.get(table, ())
        for entry in [line[column]]
        if isinstance(entry, dt.date) and entry > made.quarter.last_day
    ]
    assert late == []


@given(
    heads=st.integers(1, 40),
    level=st.integers(1, 6),
    first_ref=st.integers(100, 9000),
    data=st.data(),
)
def test_a_register_has_as_many_not_in_date_as_the_story_says(heads, level, first_ref, data):
    first = data.draw(st.integers(0, heads))
    second = data.draw(st.integers(0, heads))
    rise = max(0, second - first)
    third = data.draw(st.integers(0, min(heads, second + heads - first - rise)))
    short = (first, second, third)
    group = StaffGroup("Nurses", first_ref, SAFEGUARDING, level, (heads,), short)
    for quarter in QUARTERS:
        rows = [
            dict(zip(columns_of("training"), map(str, line), strict=True))
            for line in register(quarter, "N", [group])
        ]
        assert len(rows) == len({row["staff_ref"] for row in rows}) == heads
        in_date = [_in_date(row, quarter.last_day) for row in rows]
        assert in_date.count(False) == of_quarter(short, quarter)


def test_a_group_in_which_too_many_would_lapse_is_refused():
    group = StaffGroup("Nurses", 100, SAFEGUARDING, 3, (4,), (3, 0, 2))
    with pytest.raises(ValueError, match="Nurses: too few people to have 2 not in date"):
        register(Q3_2014, "N", [group])


def test_a_dashboard_answers_each_item_of_the_form_once():
    figures = dict.fromkeys(ITEMS, (1, 2, 3))
    assert dashboard(QUARTERS[3], figures, {})[0] == ("2", None, 2, None)
    with pytest.raises(ValueError, match=r"look at \['14'\]"):
        dashboard(QUARTERS[0], {item: (1, 2, 3) for item in ITEMS if item != "14"}, {})
    with pytest.raises(ValueError, match=r"look at \['99'\]"):
        dashboard(QUARTERS[0], {**figures, "99": (1, 2, 3)}, {})
    with pytest.raises(ValueError, match="answered twice"):
        dashboard(QUARTERS[0], figures, {"No such service": ("14",)})


def test_an_audit_answers_only_questions_of_the_form():
    with pytest.raises(ValueError, match=r"S6\.p99"):
        audit(QUARTERS[0], {"S6.p99": (FULLY, FULLY, FULLY)})
