"""The rows of the pack that a person can choose for a sender's row, each by its label."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace

from engine.nouns.policy.vocabulary import Vocabulary
from evidence.mapping.nouns import (
    COLUMN,
    DENOMINATOR,
    IS,
    NUMERATOR,
    Place,
    Proposal,
)
from evidence.mapping.proposing.targets import READ, targets_of
from evidence.nouns.columns import AUDIT, role_of, spec_of
from evidence.tables.table import ORGANISATION_FIELDS
from evidence.text import shortened

BY_COLUMN = ("training", "contracts", "checks")
"""The tables that are read by whole columns: each line of them is of somebody or something new."""
_BETWEEN, _LONGEST = " – ", 90
"""What stands between a label and what it asks, and how long that may be."""
Choice = tuple[str, Dict[str, str]]
"""A table, and what its row is about."""
_MAIN = {
    AUDIT: "score",
    "dashboard": "value",
    "named_professionals": "wte",
    "vacancies": "vacant_wte",
}
"""The column of each table that holds the answer of a row of a list."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen in a mapping's workbook."""

    labels: Dict[str, str]
    """The rows of the pack, by their label with what they ask."""
    kinds: tuple[str, ...] = ()
    legal_forms: tuple[str, ...] = ()


def label_of(table: str, row: Dict[str, str]) -> str:
    """How a row is called in the drop-down: "dashboard: 4.1, Level 1", "training: column
    completed_on"."""
    if COLUMN in row:
        return f"{table}: column {row[COLUMN]}" + (f" = {row[IS]}" if IS in row else "")
    return f"{table}: {', '.join(filter(None, row.values()))}" if table else ""


def choices_of(vocabulary: Vocabulary, kind: str = "") -> Dict[str, Choice]:
    """Every row that can be chosen, by its label; of one kind of organisation where it is given."""
    rows = [(target.table, target.row) for target in targets_of(vocabulary, kind)]
    rows += [
        ("training_summary", {"framework": framework.key, "level": str(level)})
        for framework in vocabulary.frameworks.values()
        for level in range(1, framework.levels + 1)
    ]
    every = columns_to_choose(vocabulary)
    rows += [("organisation", {"field": field}) for field in ORGANISATION_FIELDS]
    return {**{label_of(table, row): (table, row) for table, row in rows}, **every}


def columns_to_choose(vocabulary: Vocabulary) -> Dict[str, Choice]:
    """Every whole column that can be chosen, by its label; and what some can be throughout."""
    whole = {"framework": tuple(vocabulary.frameworks), "check": tuple(vocabulary.checks)}
    rows: list[Choice] = []
    for table in BY_COLUMN:
        for column in spec_of(table).column_names:
            rows.append((table, {COLUMN: column}))
            rows += [(table, {COLUMN: column, IS: key}) for key in whole.get(column, ())]
    return {label_of(table, row): (table, row) for table, row in rows}


def labels_with_wording(vocabulary: Vocabulary, kind: str = "") -> Dict[str, str]:
    """By its label, each row that can be chosen with what it asks, in the pack's words."""
    asked = {
        label_of(target.table, target.row): shortened(target.phrases[0], _LONGEST)
        for target in targets_of(vocabulary, kind)
        if target.asks in (*READ, "score")
    }
    return {
        label: f"{label}{_BETWEEN}{asked[label]}" if label in asked else label
        for label in choices_of(vocabulary, kind)
    }


def choices_for(vocabulary: Vocabulary, kind: str = "") -> Choices:
    """All that can be chosen in a mapping's workbook."""
    return Choices(
        labels_with_wording(vocabulary, kind),
        tuple(vocabulary.kinds),
        tuple(vocabulary.legal_forms),
    )


def label_alone(text: str) -> str:
    """The label of a row that was chosen with what it asks behind it."""
    return text.split(_BETWEEN)[0].strip()


def with_choice(proposal: Proposal, table: str, row: Dict[str, str]) -> Proposal:
    """A proposal with the row that a person chose; where that is of another table its answer
    stands in that table's column."""
    if COLUMN in row or proposal.is_column:
        return replace(proposal, table=table, row=dict(row), why_not="")
    main = _MAIN.get(role_of(table), "value")
    places: dict[str, Place] = {}
    for column, place in proposal.places.items():
        if column in _MAIN.values():
            places.setdefault(main, place)
        elif column not in (NUMERATOR, DENOMINATOR) or main == "value":
            places[column] = place
    same = table == proposal.table or table in ("training_summary", "documents")
    scale = proposal.scale if role_of(table) == AUDIT else ""
    return replace(
        proposal,
        table=table,
        row=dict(row),
        places=proposal.places if same else places,
        scale=scale,
        why_not="",
    )
