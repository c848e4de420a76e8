"""Steps of the ladder: one on for each quarter that a concern stays."""

from __future__ import annotations

import pytest

from engine.chaining.chainers.signal_forms import THE_ORGANISATION
from engine.chaining.ladder import rungs, step_words
from tests.engine.chaining.concerns_derived import LADDER

KIND_OF = {"stays": "escalation", "silent": "escalation", "again": "repetition"}


def signal(rule: str, subject: str, quarter: int) -> tuple[str | int, ...]:
    return ("concern", rule, subject, quarter)


def test_a_concern_that_stays_goes_one_step_on_and_no_further_than_the_last():
    keys = [signal("stays", "R1", quarter) for quarter in (5, 3, 4, 6)]
    assert rungs(LADDER, KIND_OF, "provider", keys) == {
        signal("stays", "R1", 3): 1,
        signal("stays", "R1", 4): 2,
        signal("stays", "R1", 5): 3,
        signal("stays", "R1", 6): 3,
    }


def test_another_escalation_about_the_same_subject_carries_on_its_steps():
    keys = [signal("stays", "R1", 3), signal("silent", "R1", 4), signal("stays", "R2", 4)]
    assert rungs(LADDER, KIND_OF, "provider", keys) == {
        signal("stays", "R1", 3): 1,
        signal("silent", "R1", 4): 2,
        signal("stays", "R2", 4): 1,
    }


def test_a_quarter_without_it_begins_the_ladder_anew():
    keys = [signal("stays", "R1", 3), signal("stays", "R1", 5)]
    assert set(rungs(LADDER, KIND_OF, "provider", keys).values()) == {1}


def test_as_a_whole_an_organisation_is_one_subject_for_each_rule():
    keys = [signal("stays", THE_ORGANISATION, 3), signal("silent", THE_ORGANISATION, 4)]
    assert set(rungs(LADDER, KIND_OF, "provider", keys).values()) == {1}


@pytest.mark.parametrize(
    ("ladder", "kind", "rule"),
    [(None, "provider", "stays"), (LADDER, "ccg", "stays"), (LADDER, "provider", "again")],
)
def test_who_and_what_is_on_no_ladder(ladder, kind, rule):
    assert rungs(ladder, KIND_OF, kind, [signal(rule, "R1", 3)]) == {}


def test_a_step_is_told_with_its_number_and_the_note():
    assert step_words(LADDER, 2) == (
        "step 2 of 3: notice",
        "Step 2 of 3: notice. Do the notice. Confirm it.",
    )
