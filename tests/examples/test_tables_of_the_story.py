"""How the story's tables are put together: each item and question of the form, and no other."""

from __future__ import annotations

import datetime as dt

import pytest

from examples.story import RETURNS
from examples.story.audit import FULLY, audit
from examples.story.dashboard import ITEMS, dashboard
from examples.story.nouns import QUARTERS


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
