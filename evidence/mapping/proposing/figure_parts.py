"""A figure in several rows: a percentage, and the two numbers that it is made of."""

from __future__ import annotations

from dataclasses import replace

from evidence.mapping.foreign_sheet import ForeignSheet
from evidence.mapping.nouns import DENOMINATOR, NUMERATOR, Place, Proposal
from evidence.mapping.proposing.list_rows import ListRow

_ROUNDING = 1.0


def as_part(proposal: Proposal, part: str) -> Proposal:
    """A proposal whose row holds the numerator or denominator, not the figure itself."""
    if "value" not in proposal.places:
        return proposal
    places = dict(proposal.places)
    places[part] = places.pop("value")
    return replace(proposal, places=places)


def with_part(proposal: Proposal, line: ListRow) -> Proposal:
    """A figure with the row of its numerator or denominator, in the same columns."""
    known = next((p for c in _FIGURES if (p := proposal.places.get(c)) is not None), None)
    if known is None:
        return proposal
    columns = ["".join(sign for sign in ref if sign.isalpha()) for ref in known.cells]
    cells = tuple(f"{column}{line.row}" for column in columns)
    places = {**proposal.places, line.part: Place(cells, known.headings)}
    more = tuple(rest for rest in line.rests if rest not in proposal.rests_on)
    return replace(proposal, places=places, rests_on=(*proposal.rests_on, *more))


def with_figure(proposal: Proposal, whole: Proposal) -> Proposal:
    """A figure of which a part was met before, with the row of itself."""
    return replace(proposal, places={**whole.places, **proposal.places})


_FIGURES = ("value", NUMERATOR, DENOMINATOR)


def checked_by_percentage(foreign: ForeignSheet, proposal: Proposal) -> Proposal:
    """A proposal, given up where its numbers make another percentage than stands beside them."""
    if not {"value", NUMERATOR, DENOMINATOR} <= proposal.places.keys():
        return proposal
    cells = (proposal.places[column].cells for column in _FIGURES)
    for refs in zip(*cells, strict=False):
        numbers = [_number(foreign, ref) for ref in refs]
        share, part, whole = numbers
        if share is None or part is None or not whole:
            continue
        if (
            min(abs(100 * part / whole - percentage) for percentage in (share, 100 * share))
            > _ROUNDING
        ):
            why = f"{refs[1]} and {refs[2]} make another percentage than {refs[0]}"
            return replace(proposal, table="", row={}, confidence=0, why_not=why)
    return proposal


def _number(foreign: ForeignSheet, ref: str) -> float | None:
    cell = foreign.cell_at(ref)
    if cell is None or cell.unusable:
        return None
    try:
        return float(cell.text.replace(",", "").removesuffix("%").strip())
    except ValueError:
        return None
