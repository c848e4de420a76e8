"""All organisations of a kind side by side: heat maps that can be read, in parts where many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.nouns.english import counted
from reports.document.blocks import Block, Heading, Picture, Style, TableBlock, plain_paragraph
from reports.lookup import Lookup
from reports.pictures.drawing import size_of
from reports.pictures.heat import HeatTable, heat_map, heat_table

MOST_ORGANISATIONS = 8
"""So many stand side by side: each has room for its name and for more than a word a line."""
MOST_ROWS = 18
"""So many rows of a heat map stand on a page that lies crosswise."""
_WIDE, _HIGH = 260, 145
"""The room for a picture on such a page, in millimetres."""
_LARGEST = 0.27
"""So many millimetres is a unit of a drawing at most: text of 11 units is then 8.5 points."""


def side_by_side(lookup: Lookup, kind: str) -> Iterator[Block]:
    """The heat maps of a kind, then the same in words."""
    table = heat_table(lookup, kind)
    if not table.organisations:
        return
    yield Heading(f"{table.kind}: side by side", 1, new_page=True)
    parts = table.in_parts(MOST_ORGANISATIONS)
    for part in parts:
        for rows in part.in_rows(MOST_ROWS):
            yield _picture(rows)
    for part in parts:
        yield from _in_words(part)


def _in_words(table: HeatTable) -> Iterator[Block]:
    """The rows in which something is not met; all else is said once."""
    kept = [row for row in table.rows if any(heat.met < heat.applicable for heat in row.heats)]
    drawn = heat_map(replace(table, rows=tuple(kept)))
    others = len(table.rows) - len(kept)
    if kept:
        widths = (5, *(2 for _ in table.organisations))
        caption = f"{drawn.title}: what is not met in full, in words"
        yield TableBlock(caption, drawn.header, drawn.rows, widths, small=True)
    if others:
        words = counted(others, "further heading")
        yield plain_paragraph(f"Under {words} of the policy all that applies is met.", Style.SMALL)


def _picture(table: HeatTable) -> Picture:
    drawn = heat_map(table)
    width, height = size_of(drawn.svg)
    unit = min(_WIDE / width, _HIGH / height, _LARGEST)
    return Picture(drawn.svg, drawn.alternative, int(width * unit), drawn.title)
