"""Layouts 80 to 82: how many cells are proposed rightly, wrongly, and not at all."""

from __future__ import annotations

import pytest

from tests.evidence.mapping.conftest import Proposed, rows_of
from tests.evidence.mapping.layouts import BLOCKS, QUARTERS, RIGHT, SUMMARY, proposals_by_cell


@pytest.mark.parametrize(
    ("name", "rightly", "not_at_all"), [(BLOCKS, 29, 5), (QUARTERS, 60, 0), (SUMMARY, 37, 0)]
)
def test_cells_are_proposed_rightly_or_not_at_all(
    name: str, rightly: int, not_at_all: int, proposed: Proposed
) -> None:
    found, right = proposals_by_cell(proposed(name)), RIGHT[name]
    wrongly = {cell: meant for cell, meant in found.items() if meant != right.get(cell)}
    missing = {cell for cell in right if cell not in found}
    assert wrongly == {}
    assert (len(found), len(missing)) == (rightly, not_at_all)


def test_what_is_not_proposed_is_listed_with_its_reason(proposed: Proposed) -> None:
    left = [
        (row.rests_on[0].cell, row.why_not)
        for name in (BLOCKS, QUARTERS, SUMMARY)
        for row in rows_of(proposed(name))
        if not row.is_chosen
    ]
    assert left == [("A26", "it could be section11: S6.p12.a or section11: S6.p12.b")]


def test_nothing_is_confirmed_by_the_program(proposed: Proposed) -> None:
    for name in (BLOCKS, QUARTERS, SUMMARY):
        mapping = proposed(name)
        assert not any(row.confirmed for row in rows_of(mapping))
        assert not any(scale.confirmed for scale in mapping.scales)
        assert mapping.used_sheets == ()


def test_targets_years_to_date_and_colours_are_no_figures(proposed: Proposed) -> None:
    cells = proposals_by_cell(proposed(QUARTERS))
    assert {cell[0] for cell in cells} == set("BDEFGJ")
