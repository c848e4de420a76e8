"""Invented layouts of senders: how many cells are proposed rightly, wrongly and not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.nouns.policy.pack import Pack
from evidence.mapping.proposing.propose import propose
from tests.evidence.mapping.conftest import sent
from tests.evidence.mapping.senders import LAYOUTS, SendersLayout

PAGE = Path(__file__).resolve().parents[3] / "docs" / "develop" / "mapping.md"
Counts = tuple[int, int, int]


def measured(layout: SendersLayout, pack: Pack) -> Counts:
    """How many of a layout's cells are proposed rightly, wrongly, and not at all."""
    sheets = sent(layout)
    mapping = propose(sheets, pack, "sent.xlsx", layout.kind)
    names = {foreign.lasting_name: foreign for foreign in sheets}
    found: dict[tuple[str, str], set[tuple[str, str, str]]] = {}
    for sheet in mapping.sheets:
        foreign = names[sheet.layout.sheet]
        for proposal in sheet.proposals:
            for column, at in proposal.places.items():
                if proposal.is_chosen and column != "staff_group":
                    meaning = (proposal.table, " ".join(proposal.row.values()), column)
                    for cell in at.cells:
                        if foreign.cell_at(cell) is not None:
                            found.setdefault((foreign.name, cell), set()).add(meaning)
    right = layout.right
    rightly = sum(found[cell] == right.get(cell) for cell in found)
    return rightly, len(found) - rightly, len(right.keys() - found.keys())


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_cell_is_proposed_wrongly_and_the_page_has_the_counts(name: str, suffolk: Pack) -> None:
    counts = measured(LAYOUTS[name], suffolk)
    assert counts[1] == 0
    assert f"| {name} | {' | '.join(map(str, counts))} |" in PAGE.read_text("utf-8")


def test_the_page_adds_the_counts_up(suffolk: Pack) -> None:
    lines = PAGE.read_text("utf-8").split("| layout | rightly |")[1].splitlines()[2:]
    rows = [line.strip("| ").split(" | ") for line in lines[: len(LAYOUTS) + 1]]
    *each, together = [[int(count) for count in row[1:]] for row in rows]
    assert [sum(column) for column in zip(*each, strict=True)] == together
