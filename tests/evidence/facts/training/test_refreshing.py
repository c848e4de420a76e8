"""In date by level and staff group: each line by its own interval, and what is told of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from engine.nouns.policy.narrowing import Narrowing, same_group
from engine.nouns.policy.parameter import ParameterValue, SetBy
from evidence.facts.training.intervals import OTHER, Interval, RefresherIntervals

SG = "training.safeguarding"
"""Training lasts 36 months where nothing else is said; the as-of date is 30 September 2014."""


def staff(ref, on, need: object = 3, group: object = "Nurses") -> dict:
    return {
        "staff_ref": ref,
        "staff_group": group,
        "framework": "safeguarding",
        "required_level": need,
        "achieved_level": 6,
        "completed_on": on,
    }


def every(
    months: int,
    levels: Sequence[int] = (),
    groups: Sequence[str] = (),
    frameworks: Sequence[str] = (),
) -> ParameterValue:
    narrowed = Narrowing(tuple(frameworks), tuple(levels), tuple(groups))
    day = dt.date(2014, 4, 1)
    return ParameterValue(months, day, SetBy.COMMISSIONER, None, "Agreed", "own.yaml", (), narrowed)


YEAR_AGO, LONGER_AGO = dt.date(2013, 9, 30), dt.date(2013, 9, 29)
LINES = [
    staff("E1", YEAR_AGO),
    staff("E2", LONGER_AGO),
    staff("E3", LONGER_AGO, need=2),
    staff("E4", LONGER_AGO, group="night  STAFF"),
]


@pytest.mark.parametrize(
    ("intervals", "level_3", "level_2"),
    [
        ((), 3, 1),
        ((every(12, [3]),), 1, 1),
        ((every(12, [2]),), 3, 0),
        ((every(12, groups=["NIGHTstaff"]),), 2, 1),
        ((every(12, [3], ["Night staff"]),), 2, 1),
        ((every(12, [2], ["Night staff"]),), 3, 1),
        ((every(36, groups=["Night staff"]), every(12, [3])), 2, 1),
        ((every(12, frameworks=["looked_after_children"]),), 3, 1),
        ((every(12, frameworks=["safeguarding"]),), 1, 0),
    ],
)
def test_each_line_is_judged_by_its_level_and_group(gather, intervals, level_3, level_2) -> None:
    found = gather(register=LINES, intervals=intervals)
    assert found.value(f"{SG}.level_3.staff") == 3
    assert found.value(f"{SG}.level_3.in_date") == level_3
    assert found.value(f"{SG}.level_2.in_date") == level_2
    assert found.faults == ()


def test_the_report_says_by_which_parameter(gather) -> None:
    found = gather(register=LINES, intervals=(every(12, groups=["Night staff"]),))
    told = "in date for 36 months, Night staff 12 (training_refresh_months)"
    assert found.facts[f"{SG}.level_3.percent"].note == (
        "from the register: 2 of 3 trained and in date, 1 out of date; " + told
    )
    assert found.facts[f"{SG}.lowest_group_percent"].note == (
        "night STAFF, Level 3: from the register: 0 of 1 trained and in date, 1 out of date; "
        "in date for 12 months (training_refresh_months)"
    )


@pytest.mark.parametrize(
    ("on", "bounds"),
    [
        (YEAR_AGO, 1),
        (LONGER_AGO, (0, 1)),
        (dt.date(2011, 9, 30), (0, 1)),
        (dt.date(2011, 9, 29), 0),
    ],
)
def test_a_line_of_no_group_is_in_doubt_only_where_intervals_part(gather, on, bounds) -> None:
    found = gather(
        register=[staff("E1", on, group=None), staff("E2", LONGER_AGO, group="Cooks", need=1)],
        intervals=(every(12, groups=["Cooks"]),),
    )
    assert found.value(f"{SG}.level_3.in_date") == bounds
    assert found.faults_in_short == [("CELL", "training B2", "no staff group on 1 line")]
    assert found.faults[0].to_do == (
        "Fill in the staff group; until then whether these staff are in date may stay open."
    )


def test_a_line_of_no_level_is_in_doubt_where_intervals_part(gather) -> None:
    lines = [staff("E1", LONGER_AGO, need="?"), staff("E2", YEAR_AGO)]
    assert gather(register=lines).value(f"{SG}.level_3.in_date") == (1, 2)
    assert gather(register=lines, intervals=(every(12, [3]),)).value(f"{SG}.level_3.in_date") == (
        1,
        2,
    )


def test_a_group_that_looks_like_a_named_one_is_not_judged_as_another(gather) -> None:
    lines = [staff("E1", LONGER_AGO, group="Night stafff"), staff("E2", YEAR_AGO)]
    found = gather(register=lines, intervals=(every(12, groups=["Night staff"]),))
    assert found.value(f"{SG}.level_3.in_date") == (1, 2)
    assert found.faults_in_short == [
        ("CELL", "training B2", "the staff group “Night stafff” on 1 line")
    ]
    assert found.faults[0].facts == (f"{SG}.level_3.percent",)
    assert found.faults[0].to_do == (
        "If “Night staff” is meant, write that, here or in the parameters; until then whether "
        "these staff are in date may stay open."
    )


def test_a_named_group_that_no_line_has_is_told(gather) -> None:
    lines = [staff("E1", LONGER_AGO)]
    found = gather(register=lines, intervals=(every(12, groups=["Cooks", "Porters"]),))
    assert found.value(f"{SG}.level_3.in_date") == 1
    assert found.faults_in_short == [
        (
            "CHECK",
            "training B2",
            "no line of the staff group “Cooks” or “Porters” for safeguarding children, for "
            "which training has a refresher interval of its own",
        )
    ]


def test_lines_are_judged_before_those_of_one_person_are_brought_together(gather) -> None:
    lines = [staff("E1", LONGER_AGO), staff("E1", LONGER_AGO, group="Cooks")]
    found = gather(register=lines, intervals=(every(12, groups=["Cooks"]),))
    assert found.value(f"{SG}.level_3.in_date") == (0, 1)
    assert [one for _, _, one in found.faults_in_short] == [
        "the same people for safeguarding children on 2 lines, saying different things"
    ]


def test_which_groups_a_written_one_may_be() -> None:
    intervals = (Interval(Narrowing((), (), ("Cooks", "Night staff")), 12),)
    refreshing = RefresherIntervals("fire", "months", dt.date(2014, 9, 30), 36, intervals)
    assert refreshing.possible_groups(["COOKS", "Cook", "Night-staff", "Drivers"]) == [
        ("cooks",),
        (OTHER,),
        (OTHER, same_group("Night staff")),
        (OTHER,),
    ]
