"""Slanted lines over a box, clipped to it: a ground recognised without colour."""

from __future__ import annotations

from reports.pictures.drawing import coordinate

_APART = 5


def hatch_path(left: float, top: float, width: float, height: float) -> str:
    """The path of lines that rise to the right over a box, each within it."""
    lines = []
    start = _APART / 2 - height
    while start < width:
        from_x, to_x = max(start, 0.0), min(start + height, width)
        # A line rises one for each that it goes to the right.
        from_y, to_y = height - (from_x - start), height - (to_x - start)
        lines.append(
            f"M{coordinate(left + from_x)} {coordinate(top + from_y)}"
            f"L{coordinate(left + to_x)} {coordinate(top + to_y)}"
        )
        start += _APART
    return "".join(lines)
