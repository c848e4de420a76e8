"""The examples' registers of training: as short as the story says, and nobody unlearns a course."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.nouns.columns import columns_of
from examples.story.nouns import Q3_2014, QUARTERS, of_quarter
from examples.story.register import SAFEGUARDING, StaffGroup, register
from tests.examples.quarters import QUARTER_FOLDERS


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
