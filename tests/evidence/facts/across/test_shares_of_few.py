"""Percentages of so few that no number of them makes it."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("percent", "of", "open_"),
    [
        ("96%", 1, True),
        ("100%", 1, False),
        ("0%", 1, False),
        ("66%", 3, False),
        ("67%", 3, False),
        ("68%", 3, True),
        ("96%", 5, True),
        ("95%", 10, True),
        ("90%", 10, False),
        ("95%", 11, False),
        ("96%", 0, False),
        ("96%", "<5", False),
    ],
)
def test_a_percentage_that_no_number_of_so_few_makes_is_in_dispute(
    gather, percent, of, open_
) -> None:
    lines = [{"item": "6.3", "value": of}, {"item": "6.4", "value": percent}]
    found = gather(dashboard=lines)
    for name in ("dashboard.6.3", "dashboard.6.4"):
        assert bool(found.facts[name].claims) is open_
    if open_:
        assert found.facts["dashboard.6.4"].note.endswith("is no whole number of people")
