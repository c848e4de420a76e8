"""Days of a register that might as well be month first are asked about where it would matter."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

HEADS = (
    *("staff_ref", "staff_group", "framework", "required_level"),
    *("achieved_level", "completed_on"),
)


def lines(*days: object) -> list[dict[str, object]]:
    return [
        dict(zip(HEADS, (f"E{n}", "Nurses", "safeguarding", 3, 3, day), strict=True))
        for n, day in enumerate(days)
    ]


@pytest.mark.parametrize(
    "days",
    [
        ("01/03/2014", "02/03/2014"),
        ("07/10/2011", "12/08/2014"),
        ("13/10/2011", "08/08/2013"),
    ],
)
def test_nothing_is_asked_where_no_level_would_move_or_a_day_would_be_to_come(
    gather, days: Sequence[str]
) -> None:
    assert gather(register=lines(*days)).faults_in_short == []


def test_days_that_would_lapse_month_first_are_asked_about_once(gather) -> None:
    found = gather(register=lines("07/10/2011", "05/06/2013"))
    assert [(fault.severity.name, fault.cell, fault.found) for fault in found.faults] == [
        (
            "CHECK",
            "F2, F3",
            "2 days read day first, such as “07/10/2011”; month first, Level 3, safeguarding "
            "children, would be 50 % and not 100 %",
        )
    ]
    assert found.value("training.safeguarding.level_3.percent") == 100
