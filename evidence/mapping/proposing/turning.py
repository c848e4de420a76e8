"""Sheets whose columns each answer something: proposed with rows and columns exchanged."""

from __future__ import annotations

import re
from dataclasses import replace

from evidence.mapping.foreign_sheet import ForeignSheet, row_and_column
from evidence.mapping.nouns import MappedSheet, Place, Proposal, Rest, SenderLayout, SenderScale
from evidence.nouns.grid import cell_reference, column_number

_CELL = re.compile(r"[A-Z]{1,2}\d{1,4}")


def turned_back(foreign: ForeignSheet, sheet: MappedSheet) -> MappedSheet:
    """What was proposed of a sheet turned round, at the places that its cells have in it."""
    columns = frozenset(map(column_number, sheet.layout.label_columns))
    words = foreign.words_of((), {turned_ref(ref) for ref in sheet.layout.words})
    labels = {cell_reference(column, row) for row, column in foreign.cells if row in columns}
    words |= foreign.words_of((), labels)
    return MappedSheet(
        SenderLayout(sheet.layout.sheet, words, ()),
        tuple(map(_turned, sheet.proposals)),
    )


def turned_scale(scale: SenderScale) -> SenderScale:
    """A scale whose name holds the place of its heading."""
    name, _, ref = scale.id.rpartition(" ")
    return replace(scale, id=f"{name} {turned_ref(ref)}") if _CELL.fullmatch(ref) else scale


def _turned(proposal: Proposal) -> Proposal:
    scale = turned_scale(SenderScale(proposal.scale, {})).id if proposal.scale else ""
    return replace(
        proposal,
        places={column: _turned_place(at) for column, at in proposal.places.items()},
        rests_on=tuple(Rest(turned_ref(rest.cell), rest.words) for rest in proposal.rests_on),
        scale=scale,
    )


def _turned_place(at: Place) -> Place:
    return Place(tuple(map(turned_ref, at.cells)), tuple(map(turned_ref, at.headings)), at.take)


def turned_ref(ref: str) -> str:
    """The cell that B3 is once rows are columns: C2; empty where it is none."""
    return cell_reference(*row_and_column(ref)) if ref else ""
