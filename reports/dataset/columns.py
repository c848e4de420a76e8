"""The columns of the data set: by name, the type and the meaning of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class ColumnKind(Enum):
    """What a column holds, in the words of its documentation."""

    TEXT = "text"
    DAY = "date"
    YES_NO = "yes or no"
    TEXTS = "list of texts"
    PLACES = "list of places"
    STEPS = "list of comparisons"


@dataclass(frozen=True, slots=True)
class Column:
    """A column, or a field within one."""

    sort: ColumnKind
    meaning: str


PLACE: Mapping[str, Column] = {
    "file": Column(ColumnKind.TEXT, "The submitted file"),
    "sha256": Column(ColumnKind.TEXT, "Its fingerprint; missing where it is not told"),
    "sheet": Column(ColumnKind.TEXT, "The sheet; missing in a CSV file"),
    "cell": Column(ColumnKind.TEXT, "The cell"),
    "text": Column(ColumnKind.TEXT, "The cell’s text as typed"),
}
"""The fields of a place in a submitted file."""

STEP: Mapping[str, Column] = {
    "role": Column(ColumnKind.TEXT, "applies_when, met_when or partly_met_when"),
    "asked": Column(ColumnKind.TEXT, "What is asked, in words"),
    "truth": Column(ColumnKind.TEXT, "true, false or unknown"),
    "decisive": Column(ColumnKind.YES_NO, "Whether it decided the verdict"),
    "fact": Column(ColumnKind.TEXT, "The fact’s name, as rules have it"),
    "found": Column(ColumnKind.TEXT, "What was found, in words"),
    "basis": Column(ColumnKind.TEXT, "What the fact rests on; missing where nothing is known"),
    "parameter": Column(
        ColumnKind.TEXT, "The parameter compared with; missing where there is none"
    ),
    "origins": Column(ColumnKind.PLACES, "The cells under the fact, down to the files"),
}
"""The fields of a comparison."""

COLUMNS: Mapping[str, Column] = {
    "period": Column(ColumnKind.TEXT, "The quarter: 2014-15 Q2"),
    "as_of": Column(ColumnKind.DAY, "The day on which that quarter is judged"),
    "organisation": Column(ColumnKind.TEXT, "The organisation’s code"),
    "organisation_name": Column(ColumnKind.TEXT, "Its name"),
    "received": Column(ColumnKind.YES_NO, "Whether its return for the quarter is among the files"),
    "rule": Column(ColumnKind.TEXT, "The rule’s id"),
    "title": Column(ColumnKind.TEXT, "The duty, in words"),
    "clauses": Column(ColumnKind.TEXTS, "The ids of the clauses cited, the tested one first"),
    "bearers": Column(ColumnKind.TEXTS, "The kinds that bear the clause tested"),
    "verdict": Column(
        ColumnKind.TEXT, "met, partly_met, not_met, conflicting, no_evidence or not_applicable"
    ),
    "basis": Column(
        ColumnKind.TEXT,
        "register, figure, document, moderated or declared; missing where nothing decided",
    ),
    "own_word": Column(ColumnKind.YES_NO, "Met by nothing but the organisation’s own word"),
    "may_yet_be_met": Column(
        ColumnKind.YES_NO, "Partly met only because it is not known whether it is met"
    ),
    "excused": Column(
        ColumnKind.YES_NO,
        "Without evidence, since what it asks was given as not applicable, with a reason",
    ),
    "because": Column(ColumnKind.TEXT, "Why, in a sentence or two"),
    "to_comply": Column(
        ColumnKind.TEXT, "What would satisfy the rule; missing where nothing more is asked"
    ),
    "changes": Column(ColumnKind.TEXTS, "The smallest change that would satisfy it, part by part"),
    "question": Column(ColumnKind.TEXT, "The question to ask; missing where there is none"),
    "contradictions": Column(ColumnKind.TEXTS, "Where the return contradicts itself about it"),
    "near": Column(
        ColumnKind.TEXT, "How little would change the verdict; of the run’s own quarter"
    ),
    "waiver": Column(ColumnKind.TEXT, "What was decided about it, in words; it changes no verdict"),
    "concerns": Column(ColumnKind.TEXTS, "The titles of the concerns that rest on it"),
    "steps": Column(
        ColumnKind.STEPS, "How each comparison of the rule came out, and of which cells"
    ),
}
"""The columns of every file of the data set."""

FOLDERS: Mapping[str, str] = {
    "quarter": "The quarter, as a folder’s name has it: 2014-15-Q2",
    "kind": "The kind of organisation, by the pack’s key",
}
"""What the folders say, which readers give as columns too."""
