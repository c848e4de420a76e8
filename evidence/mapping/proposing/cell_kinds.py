"""Whether the cells of a row can be of what its words say that they are."""

from __future__ import annotations

from collections.abc import Mapping

from evidence.mapping.matrix import Matrix
from evidence.mapping.nouns import Place
from evidence.mapping.proposing.words import Target


def wrong_kind(matrix: Matrix, target: Target, places: Mapping[str, Place]) -> str:
    """Why the cells themselves cannot be of what the words say; empty where they can."""
    place_ = places.get("value") or places.get("wte") or places.get("vacant_wte")
    if place_ is None:
        return ""
    cells = [cell for ref in place_.cells if (cell := matrix.at(ref)) is not None]
    if target.asks in ("count", "wte") and any(cell.percent_format for cell in cells):
        return "its cells are percentages, and a number is asked for"
    numbers = [
        float(cell.raw)
        for cell in cells
        if isinstance(cell.raw, int | float) and not isinstance(cell.raw, bool)
    ]
    if target.asks == "yes_no" and numbers:
        return "its cells are numbers, and yes or no is asked for"
    plain = any(not cell.percent_format for cell in cells)
    if target.asks == "percent" and plain and any(number > 100 for number in numbers):
        return "its cells are numbers over 100, and a percentage is asked for"
    return ""
