"""The training register as numbers of staff by level and staff group."""

from __future__ import annotations

import datetime as dt

import pytest

from engine.nouns.evidence.fact import Range
from engine.nouns.evidence.training import TrainingRow
from engine.nouns.policy.vocabulary import Framework
from evidence.facts.training import table as tables
from evidence.facts.training.intervals import RefresherIntervals
from evidence.facts.training.lines import read_lines
from evidence.facts.training.people import staff_of
from evidence.facts.training.table import training_table
from evidence.terms import match_terms

AS_OF = dt.date(2014, 9, 30)
FRAMEWORK = Framework("fire", "fire safety", 3, "1", "months")
KNOWN = match_terms("a framework", {"fire": ("fire safety", ())})


def exactly(*numbers: float) -> tuple[Range, ...]:
    return tuple(map(Range.of_number, numbers))


@pytest.fixture
def people(register_from):
    lines = [
        (1, "Cooks", 1, "01/03/2014"),
        (2, "COOKS", 1, "01/03/2010"),
        (3, "Cooks", 3, "01/03/2014"),
        (4, "Porters", 1, "?"),
        (5, None, 1, "01/03/2014"),
    ]
    register = register_from(
        [
            {
                "staff_ref": ref,
                "staff_group": group,
                "framework": "fire",
                "required_level": need,
                "achieved_level": 3,
                "completed_on": day,
            }
            for ref, group, need, day in lines
        ]
    )
    met = staff_of(
        read_lines(register, KNOWN, AS_OF.toordinal()),
        FRAMEWORK,
        RefresherIntervals("fire", "months", AS_OF, 36),
    )
    assert met is not None
    return met[0]


def test_each_level_for_all_and_by_group(people) -> None:
    table = training_table(people)
    assert (table.framework, table.label) == ("fire", "fire safety")
    assert table.rows == (
        TrainingRow(1, "", *exactly(4), Range(2, 3)),
        TrainingRow(1, "COOKS", Range(2, 3), Range(1, 2)),
        TrainingRow(1, "Porters", Range(1, 2), Range(0, 2)),
        TrainingRow(3, "", *exactly(1, 1)),
        TrainingRow(3, "COOKS", *exactly(1, 1)),
    )
    assert table.by_level == (table.rows[0], table.rows[3])


def test_what_is_no_list_of_staff_groups_is_left_out(people, monkeypatch) -> None:
    monkeypatch.setattr(tables, "MOST_GROUPS", 1)
    assert [row.group for row in training_table(people).rows] == ["", ""]


def test_a_submission_has_one_for_each_framework_of_its_register(gather) -> None:
    line = {
        "staff_ref": "E1",
        "staff_group": "Nurses",
        "framework": "safeguarding",
        "required_level": 3,
        "achieved_level": 3,
        "completed_on": "01/03/2014",
    }
    found = gather(register=[line])
    assert [(table.framework, len(table.rows)) for table in found.training] == [("safeguarding", 2)]
    assert gather().training == ()
    [row] = found.training[0].by_level
    level = "training.safeguarding.level_3"
    assert (row.staff, row.in_date) == tuple(
        found.facts[f"{level}.{part}"].value for part in ("staff", "in_date")
    )
