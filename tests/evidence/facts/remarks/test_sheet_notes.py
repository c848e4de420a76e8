"""What stands outside the rows of a table puts them in dispute, or is told to be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from engine.nouns.evidence.fact import Fact
from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.policy.pack import Pack
from evidence.nouns.yardstick import Yardstick
from evidence.reading import read_returns
from evidence.submissions import submissions
from tests.evidence.readings import Returned

HEADS, LINE = ("item", "part", "value", "note"), ("2", None, 3, None)
ITEM = "dashboard.2"
AUDIT = ("question", "score", "evidence")


@pytest.fixture
def facts(pack: Pack, judged: Yardstick):
    """The facts of a return, by name, and the faults of its cells."""

    def gathered(path: Path) -> tuple[dict[str, Fact], Sequence[Fault]]:
        [submitted], faults = submissions(read_returns([path], pack), pack, judged)
        return dict(submitted.facts), faults

    return gathered


@pytest.mark.parametrize(
    ("rows", "cell", "why"),
    [
        ((("Draft",), HEADS, LINE), "A1", "“Draft” speaks of “draft”"),
        ((("Quarter 1",), HEADS, LINE), "A1", "“Quarter 1” names another time than 2014-15 Q2"),
        (
            (HEADS, LINE, (), ("Figures are those of last year",)),
            "A4",
            "“Figures are those of last year” speaks of “of last year”",
        ),
    ],
)
def test_words_about_a_whole_table_dispute_what_it_says(
    rows: Sequence[Sequence[object]], cell: str, why: str, returned: Returned, facts
) -> None:
    found, faults = facts(returned(dashboard=rows))
    assert [(claim.value and claim.value.low) for claim in found[ITEM].claims] == [3.0, None]
    assert found[ITEM].why_unknown == f"dashboard {cell}: {why}"
    assert [
        (fault.severity, fault.sheet, fault.cell, fault.found, fault.facts) for fault in faults
    ] == [(Severity.CHECK, "dashboard", cell, why, (ITEM, "dashboard.returned_percent"))]


@pytest.mark.parametrize(
    "rows",
    [
        (("Dashboard, Quarter 2 2014-15",), HEADS, LINE),
        (("Please do not send a draft",), HEADS, LINE),
        (("Draft policy attached",), HEADS, LINE),
        (HEADS, LINE, (), ("July is a draft",)),
    ],
)
def test_words_about_the_form_a_part_or_the_quarter_itself_dispute_nothing(
    rows: Sequence[Sequence[object]], returned: Returned, facts
) -> None:
    found, faults = facts(returned(dashboard=rows))
    assert (found[ITEM].value.low, found[ITEM].claims, faults) == (3.0, (), ())


def test_another_sheet_of_the_table_disputes_it_unless_it_is_of_another_quarter(
    returned: Returned, facts
) -> None:
    other = (HEADS, ("2", None, 5, None))
    disputed, faults = facts(returned(dashboard=(HEADS, LINE), Indicators=other))
    earlier, none = facts(returned("b.xlsx", dashboard=(HEADS, LINE), Indicators__Q1=other))
    assert disputed[ITEM].in_dispute
    assert [fault.found for fault in faults] == [
        "“Indicators” has the same headings and says something else in some rows"
    ]
    assert (earlier[ITEM].in_dispute, none) == (False, ())


def test_a_score_that_is_not_met_stays_so_under_a_title_that_is_in_doubt(
    returned: Returned, facts
) -> None:
    rows = (("Draft",), AUDIT, ("S6.p08.a", 0, None))
    found, faults = facts(returned(section11=rows))
    score = found["section11.S6.p08.a"]
    assert (score.value, score.claims) == ("not_met", ())
    assert [fault.facts for fault in faults] == [("section11.answered_percent",)]


@pytest.mark.parametrize(
    ("name", "reported"),
    [
        ("orwell Q2 final.xlsx", False),
        ("orwell.xlsx", False),
        ("orwell_Q1.xlsx", True),
        ("orwell 2013-14 Q2.xlsx", True),
        ("orwell-Q2-draft.xlsx", True),
    ],
)
def test_a_file_called_a_draft_or_of_another_quarter_is_told(
    name: str, reported: bool, returned: Returned, facts
) -> None:
    found, faults = facts(returned(name))
    assert not any(fact.in_dispute for fact in found.values())
    assert [(fault.severity, fault.found) for fault in faults] == (
        [(Severity.CHECK, f"a file called “{name}”")] if reported else []
    )
