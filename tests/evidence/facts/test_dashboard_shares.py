"""What share an item is of the item that it is a part of."""

from __future__ import annotations

import pytest

from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.verdict import Basis


def test_a_share(gather) -> None:
    found = gather(dashboard=[{"item": "8.7", "value": 5}, {"item": "8.8", "value": 3}])
    assert found.facts["dashboard.8.8.share"] == Fact(
        "dashboard.8.8.share",
        Range.of_number(60.0),
        Basis.FIGURE,
        found.facts["dashboard.8.8"].origins + found.facts["dashboard.8.7"].origins,
        ("dashboard.8.8", "dashboard.8.7"),
        "3 of 5",
        returned=True,
    )


@pytest.mark.parametrize(
    ("part", "total", "why", "returned"),
    [
        (0, 0, "the total is 0, so there is no share of it", True),
        ("<5", 9, "suppressed at source as “<5”", True),
        (3, "<5", "the total it is a share of is not known: suppressed at source as “<5”", True),
        (3, None, "the total it is a share of is not known: left blank", False),
        (None, 3, "left blank", False),
        (5, 3, "5 is more than the total of 3", True),
    ],
)
def test_no_share(gather, part, total, why, returned) -> None:
    found = gather(dashboard=[{"item": "8.7", "value": total}, {"item": "8.8", "value": part}])
    fact = found.facts["dashboard.8.8.share"]
    assert (fact.value, fact.why_unknown, fact.returned) == (None, why, returned)


def test_a_share_without_its_total(gather) -> None:
    found = gather(dashboard=[{"item": "8.8", "value": 3}])
    assert found.why("dashboard.8.8.share") == (
        "the total it is a share of is not known: not returned"
    )


def test_a_part_above_its_total(gather) -> None:
    found = gather(dashboard=[{"item": "8.1", "value": 6}, {"item": "8.3", "value": 9}])
    assert (found.value("dashboard.8.1"), found.value("dashboard.8.3")) == (6, 9)
    assert found.faults == (
        Fault(
            Severity.CHECK,
            "orwell.xlsx",
            "8.3 is 9 (dashboard C3), more than 8.1, which is 6 (dashboard C2)",
            "8.3 no more than 8.1, of which it is a part",
            "Check both figures and return the right ones.",
            "dashboard",
            "C3, C2",
            "RZ1",
            "2014-15 Q2",
        ),
    )


@pytest.mark.parametrize(("part", "total"), [(6, 6), (0, 0), ("<5", 1), (9, "<5"), (9, None)])
def test_a_part_that_may_be_right(gather, part, total) -> None:
    found = gather(dashboard=[{"item": "8.1", "value": total}, {"item": "8.3", "value": part}])
    assert found.faults == ()
