"""A register that was sent and cannot be read is not made up for by what the dashboard declares."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.policy.pack import Pack
from evidence.submissions import Yardstick, submissions
from tests.evidence.readings import Read, Returned

Rows = Sequence[Sequence[object]]
DASHBOARD: Rows = (("item", "part", "value", "note"), ("4.1", "Level 3", "96%", None))
LINE = ("a1", "Nurses", "safeguarding", 3, 3, "01/09/2014")
HEADED = ("staff_ref", "staff_group", "framework", "required_level", "achieved_level")
REGISTER: Rows = ((*HEADED, "completed_on"), LINE)
WRONGLY: Rows = ((*HEADED, "date"), LINE)
SUMMARY: Rows = (("staff_group", "framework", "level", "needed"), ("Nurses", "safeguarding", 3, 9))


@pytest.fixture
def facts(
    returned: Returned, read: Read, pack: Pack, judged: Yardstick
) -> Callable[..., Mapping[str, Fact]]:
    def found(**sheets: Rows) -> Mapping[str, Fact]:
        [submission], _ = submissions(read(returned(dashboard=DASHBOARD, **sheets)), pack, judged)
        return submission.facts

    return found


@pytest.mark.parametrize(
    "sheets",
    [
        {"training": WRONGLY},
        {"training_summary": SUMMARY},
        {"Q1 training": REGISTER, "Q2 training": REGISTER},
    ],
    ids=["wrong headings", "a summary with wrong headings", "two registers"],
)
def test_the_dashboard_does_not_stand_in_for_what_cannot_be_read(
    facts: Callable[..., Mapping[str, Fact]], sheets: Mapping[str, Rows]
) -> None:
    found = facts(**sheets)
    assert found["dashboard.4.1.level_3"].value == Range.of_number(96.0)
    for name in ("level_3.percent", "level_3.needed", "lowest_level_percent"):
        assert found[f"training.safeguarding.{name}"].value is None
    assert found["training.safeguarding.level_3.percent"].why_unknown == (
        "a table of staff’s training was sent that cannot be read, and may say otherwise"
    )


@pytest.mark.parametrize("register", [{}, {"training": REGISTER}, {"training": REGISTER[:1]}])
def test_it_does_where_no_register_was_sent_and_a_register_that_is_read_decides(
    facts: Callable[..., Mapping[str, Fact]], register: Mapping[str, Rows]
) -> None:
    found = facts(**register)["training.safeguarding.level_3.percent"].value
    assert found == Range.of_number(100.0 if len(register.get("training", ())) > 1 else 96.0)
