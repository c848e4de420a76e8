"""The mark that a blank return carries: which rules, and which version of them, it was made for."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from engine.nouns.evidence.fault import Stage
from engine.nouns.policy.pack import Pack
from evidence.fault_log import PlacedLog
from evidence.nouns.grid import GridRow, cell_reference
from evidence.text import match_key, single_spaced

MADE_FOR = "Made for"
"""What stands before the mark, on the sheet of instructions."""


def pack_mark(pack: Pack) -> str:
    """The mark of a pack: "suffolk-…-2013, version 1.0.0"."""
    return f"{pack.id}, version {pack.version}"


def check_mark(mark: str, rows: Iterable[GridRow], log: PlacedLog) -> bool:
    """Whether a sheet carries a mark; a fault where it names other rules, or another version, than
    the return is read by.

    ``mark`` is that of the rules it is read by. A return without one, as a person may make by
    hand, is as good as another.
    """
    place, found = next(_marks(rows), ("", ""))
    if place and found != mark:
        log.at_cell(place).add_check(
            f"a return made for {found}",
            f"one made for {mark}, by which it is read",
            "Check that this is the return asked for. What it asks may differ from "
            "what is judged here.",
            kind_found="text",
            stage=Stage.OURS,
        )
    return bool(place)


def _marks(rows: Iterable[GridRow]) -> Iterator[tuple[str, str]]:
    """The marks on a sheet, each with the cell it stands in."""
    for row in rows:
        texts = [(column, single_spaced(cell.text)) for column, cell in sorted(row.cells.items())]
        for (_, before), (column, found) in itertools.pairwise(texts):
            if match_key(before) == match_key(MADE_FOR):
                yield cell_reference(column, row.number), found
