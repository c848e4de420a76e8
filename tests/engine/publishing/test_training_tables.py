"""Tables of staff by level and staff group: nothing of them for the public, no names for others."""

from __future__ import annotations

from clausewise.places import DEFAULT_PACK
from engine.assess import assess
from engine.loading import load_pack
from engine.nouns.evidence.fact import Range
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.evidence.training import TrainingRow, TrainingTable
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.audience import NamesGiven
from engine.nouns.quarter import Quarter
from engine.publishing import publish_for_public, without_names
from engine.publishing.for_shared import NAME_NOT_SHOWN

QUARTER = Quarter(2014, 2)


def rows(group: str) -> tuple[TrainingRow, ...]:
    two, one = Range.of_number(2.0), Range.of_number(1.0)
    return (TrainingRow(3, "", two, one), TrainingRow(3, group, two, one))


def assessed(group: str) -> Assessment:
    table = TrainingTable("safeguarding", "safeguarding children", rows(group))
    submission = Submission(
        Organisation("RZ1", "Orwell", "provider"), QUARTER, {}, training=(table,)
    )
    pack = load_pack(DEFAULT_PACK)
    return assess(pack, [submission], [], [], QUARTER, QUARTER.last_day, "test")


def test_the_public_sees_no_table_of_staff() -> None:
    true = assessed("Midwives")
    assert [submission.training for submission in publish_for_public(true).submissions] == [()]
    assert [submission.training[0].rows for submission in true.submissions] == [rows("Midwives")]


def test_a_name_among_the_staff_groups_is_not_shown_to_others() -> None:
    shown = without_names(assessed("Dr Ada Quill"), NamesGiven(frozenset({"Ada Quill"})))
    assert [submission.training[0].rows for submission in shown.submissions] == [
        rows(f"Dr {NAME_NOT_SHOWN}")
    ]
