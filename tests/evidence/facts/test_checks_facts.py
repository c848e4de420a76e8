"""Repeated checks on staff: who has one in date, who has not, and of whom it is not known."""

from __future__ import annotations

import datetime as dt

import pytest

from engine.nouns.verdict import Basis


def line(ref, on, check="DBS") -> dict:
    return {"staff_ref": ref, "check": check, "checked_on": on}


@pytest.mark.parametrize(
    ("typed", "percent"),
    [
        (dt.date(2011, 9, 30), 100),
        (dt.date(2011, 9, 29), 0),
        (dt.date(2014, 9, 30), 100),
        (dt.date(2014, 10, 1), (0, 100)),
        ("September 2011", (0, 100)),
        ("never", 0),
        ("", (0, 100)),
        ("ask HR", (0, 100)),
    ],
)
def test_one_check_on_the_last_day_of_the_quarter(gather, typed, percent) -> None:
    found = gather(kind="ccg", checks=[line("C1", typed)])
    assert found.value("checks.dbs.percent") == percent


@pytest.mark.parametrize(
    ("days", "ever"),
    [
        ([dt.date(2013, 1, 1), dt.date(2005, 1, 1)], True),
        ([dt.date(2013, 1, 1), "never"], False),
        ([dt.date(2013, 1, 1), ""], None),
        (["", "never"], False),
        ([dt.date(2013, 1, 1), dt.date(2014, 10, 1)], None),
    ],
)
def test_whether_everybody_has_ever_had_a_check(gather, days, ever) -> None:
    found = gather(kind="ccg", checks=[line(f"C{n}", day) for n, day in enumerate(days)])
    assert found.value("checks.dbs.ever_done") is ever


def test_the_share_and_its_heads(gather) -> None:
    days = [dt.date(2013, 1, 1), dt.date(2012, 6, 1), dt.date(2010, 1, 1), None]
    found = gather(kind="ccg", checks=[line(f"C{n}", day) for n, day in enumerate(days)])
    assert [found.value(f"checks.dbs.{part}") for part in ("staff", "in_date", "percent")] == [
        *(4, (2, 3), (50, 75))
    ]
    parts = [found.facts[f"checks.dbs.{part}"] for part in ("staff", "in_date")]
    assert [(part.basis, part.returned) for part in parts] == [(Basis.REGISTER, True)] * 2
    fact = found.facts["checks.dbs.percent"]
    assert fact.note == "from the register: 2 of 4 in date, 1 not done or due again, 1 not known"
    assert [origin.cell for origin in fact.origins] == ["A2:C5"]


def test_a_person_on_two_lines_is_one_and_the_best_counts(gather) -> None:
    lines = [
        line("C1", dt.date(2010, 1, 1)),
        line("c 1", dt.date(2013, 1, 1)),
        line("C2", dt.date(2010, 1, 1)),
        line("C2", "?"),
    ]
    found = gather(kind="ccg", checks=lines)
    assert found.value("checks.dbs.percent") == (50, 100)


def test_a_line_whose_check_is_not_known_may_be_anybodys(gather) -> None:
    lines = [line("C1", dt.date(2013, 1, 1)), line("C2", dt.date(2013, 1, 1), "first aid")]
    found = gather(kind="ccg", checks=lines)
    assert found.value("checks.dbs.percent") == (50, 100)
    assert [told[2] for told in found.faults_in_short] == ["first aid"]


def test_without_a_register_there_is_nothing(gather) -> None:
    found = gather(kind="ccg")
    assert [name for name in found.facts if name.startswith("checks.")] == []


def test_a_register_that_is_surely_about_nobody(gather) -> None:
    found = gather(kind="ccg", checks=[line("C1", dt.date(2013, 1, 1), "first aid")])
    assert found.value("checks.dbs.percent") is None
    assert "nobody who certainly needs" in found.why("checks.dbs.percent")
