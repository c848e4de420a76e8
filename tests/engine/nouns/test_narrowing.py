"""For which lines of a register a value is meant."""

from __future__ import annotations

import pytest

from engine.nouns.policy.narrowing import Narrowing

LINE = ("safeguarding", 3, "nightstaff")


@pytest.mark.parametrize(
    ("narrowed_to", "holds"),
    [
        (Narrowing(), True),
        (Narrowing(frameworks=("safeguarding",)), True),
        (Narrowing(frameworks=("fire",)), False),
        (Narrowing(levels=(2, 3)), True),
        (Narrowing(levels=(2,)), False),
        (Narrowing(staff_groups=("Midwives", "Night Staff")), True),
        (Narrowing(staff_groups=("Midwives",)), False),
        (Narrowing(("safeguarding",), (3,), ("night staff",)), True),
        (Narrowing(("fire",), (3,), ("night staff",)), False),
        (Narrowing(("safeguarding",), (1,), ("night staff",)), False),
        (Narrowing(("safeguarding",), (3,), ("Midwives",)), False),
    ],
)
def test_a_value_holds_for_the_lines_of_all_that_it_names(
    narrowed_to: Narrowing, holds: bool
) -> None:
    assert narrowed_to.holds_for(*LINE) is holds
