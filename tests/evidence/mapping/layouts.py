"""The layouts in ``shared/files``, and what each of their cells is, as a careful person says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from evidence.mapping.nouns import Mapping as SendersMapping

FILES = Path(__file__).resolve().parents[2] / "shared" / "files"
BLOCKS, QUARTERS, SUMMARY = "80", "81", "82"
LAYOUTS: Mapping[str, Path] = {
    path.name[:2]: path / "return.xlsx" for path in sorted(FILES.glob("8[0-2]-*"))
}

Meaning = tuple[str, str, str]
"""A table, what its row is about, and a column."""


def _audit() -> Iterator[tuple[str, Meaning]]:
    questions = {11: "p07", 12: "p08.a", 18: "p09.a", 19: "p09.b", 25: "p11.a", 26: "p12.a"}
    columns = {
        **{"F": "score", "G": "moderated_score", "C": "evidence", "D": "action", "E": "due"},
    }
    for row, question in questions.items():
        for letter, column in columns.items():
            yield f"{letter}{row}", ("section11", f"S6.{question}", column)


def _quarters() -> Iterator[tuple[str, Meaning]]:
    items = {6: "2", 7: "3", 8: "4.1 Level 1", 11: "4.1 Level 2", 12: "4.1 Level 3"}
    items |= {13: "6.2", 14: "6.4", 15: "7.1", 16: "13.2"}
    for letter in "DEFG":
        yield f"{letter}5", ("named_professionals", "Named Nurse", "wte")
        yield f"{letter}9", ("dashboard", "4.1 Level 1", "numerator")
        yield f"{letter}10", ("dashboard", "4.1 Level 1", "denominator")
        for row, item in items.items():
            yield f"{letter}{row}", ("dashboard", item, "value")
    yield "J5", ("named_professionals", "Named Nurse", "note")
    for row, item in items.items():
        yield f"J{row}", ("dashboard", item, "note")


def _summary() -> Iterator[tuple[str, Meaning]]:
    for row in (5, 6, 7, 8):
        for level, letters in (("1", "BCD"), ("2", "EFG"), ("3", "HIJ")):
            columns = ("required", "compliant", "percent")
            for letter, column in zip(letters, columns, strict=True):
                yield f"{letter}{row}", ("training_summary", f"safeguarding {level}", column)


WHOSE: Mapping[str, Mapping[str, set[Meaning]]] = {
    BLOCKS: {
        "C3": {("organisation", "name", "value"), ("organisation", "code", "value")},
        "C4": {("organisation", "submitted_by", "value")},
        "C5": {("organisation", "submitted_on", "value")},
        "C6": {("organisation", "period", "value")},
    },
    QUARTERS: {
        "B1": {("organisation", "name", "value")},
        "B2": {("organisation", "code", "value")},
    },
    SUMMARY: {"A1": {("organisation", "period", "value")}},
}
RIGHT: Mapping[str, Mapping[str, set[Meaning]]] = {
    name: {**{cell: {meaning} for cell, meaning in cells}, **WHOSE[name]}
    for name, cells in ((BLOCKS, _audit()), (QUARTERS, _quarters()), (SUMMARY, _summary()))
}
"""By layout and cell, what it answers. The staff groups of the summary are not counted."""


def proposals_by_cell(mapping: SendersMapping) -> dict[str, set[Meaning]]:
    """What is proposed of each cell, the staff groups of a summary left out."""
    found: dict[str, set[Meaning]] = {}
    for sheet in mapping.sheets:
        for proposal in sheet.proposals:
            for column, place in proposal.places.items():
                if proposal.is_chosen and column != "staff_group":
                    about = " ".join(proposal.row.values())
                    for cell in place.cells:
                        meaning = (proposal.table, about, column)
                        found.setdefault(cell, set()).add(meaning)
    return found
