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
    assert gather(training=lines(*days)).told == []
