"""Places in submitted files."""

from __future__ import annotations

from engine.nouns.place import sheet_order


def test_cells_are_sorted_as_they_stand_in_a_sheet() -> None:
    cells = ["A10", "C2, A9", "B2", "AA2", "A2:A9", "F, rows 2 to 9", "", "Z2"]
    assert sorted(cells, key=sheet_order) == [
        *("", "F, rows 2 to 9", "A2:A9", "B2", "C2, A9", "Z2", "AA2", "A10"),
    ]
