"""The columns of the data set: by name, the type and the meaning of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Sort(Enum):
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

    sort: Sort
    meaning: str


PLACE: Mapping[str, Column] = {
    "file": Column(Sort.TEXT, "The submitted file"),
    "sha256": Column(Sort.TEXT, "Its fingerprint; missing where it is not told"),
    "sheet": Column(Sort.TEXT, "The sheet; missing in a CSV file"),
    "cell": Column(Sort.TEXT, "The cell"),
    "text": Column(Sort.TEXT, "The cell’s text as typed"),
}
"""The fields of a place in a submitted file."""

STEP: Mapping[str, Column] = {
    "role": Column(Sort.TEXT, "applies_when, met_when or partly_met_when"),
    "asked": Column(Sort.TEXT, "What is asked, in words"),
    "truth": Column(Sort.TEXT, "true, false or unknown"),
    "decisive": Column(Sort.YES_NO, "Whether it decided the verdict"),
    "fact": Column(Sort.TEXT, "The fact’s name, as rules have it"),
    "found": Column(Sort.TEXT, "What was found, in words"),
    "basis": Column(Sort.TEXT, "What the fact rests on; missing where nothing is known"),
    "parameter": Column(Sort.TEXT, "The parameter compared with; missing where there is none"),
    "origins": Column(Sort.PLACES, "The cells under the fact, down to the files"),
}
"""The fields of a comparison."""

COLUMNS: Mapping[str, Column] = {
    "period": Column(Sort.TEXT, "The quarter: 2014-15 Q2"),
    "as_of": Column(Sort.DAY, "The day on which that quarter is judged"),
    "organisation": Column(Sort.TEXT, "The organisation’s code"),
    "organisation_name": Column(Sort.TEXT, "Its name"),
    "received": Column(Sort.YES_NO, "Whether its return for the quarter is among the files"),
    "rule": Column(Sort.TEXT, "The rule’s id"),
    "title": Column(Sort.TEXT, "The duty, in words"),
    "clauses": Column(Sort.TEXTS, "The ids of the clauses cited, the tested one first"),
    "bearers": Column(Sort.TEXTS, "The kinds that bear the clause tested"),
    "verdict": Column(
        Sort.TEXT, "met, partly_met, not_met, conflicting, no_evidence or not_applicable"
    ),
    "basis": Column(
        Sort.TEXT,
        "register, figure, document, moderated or declared; missing where nothing decided",
    ),
    "own_word": Column(Sort.YES_NO, "Met by nothing but the organisation’s own word"),
    "may_yet_be_met": Column(
        Sort.YES_NO, "Partly met only because it is not known whether it is met"
    ),
    "excused": Column(
        Sort.YES_NO,
        "Without evidence, since what it asks was given as not applicable, with a reason",
    ),
    "because": Column(Sort.TEXT, "Why, in a sentence or two"),
    "to_comply": Column(
        Sort.TEXT, "What would satisfy the rule; missing where nothing more is asked"
    ),
    "changes": Column(Sort.TEXTS, "The smallest change that would satisfy it, part by part"),
    "question": Column(Sort.TEXT, "The question to ask; missing where there is none"),
    "contradictions": Column(Sort.TEXTS, "Where the return contradicts itself about it"),
    "near": Column(Sort.TEXT, "How little would change the verdict; of the run’s own quarter"),
    "waiver": Column(Sort.TEXT, "What was decided about it, in words; it changes no verdict"),
    "concerns": Column(Sort.TEXTS, "The titles of the concerns that rest on it"),
    "steps": Column(Sort.STEPS, "How each comparison of the rule came out, and of which cells"),
}
"""The columns of every file of the data set."""

FOLDERS: Mapping[str, str] = {
    "quarter": "The quarter, as a folder’s name has it: 2014-15-Q2",
    "kind": "The kind of organisation, by the pack’s key",
}
"""What the folders say, which readers give as columns too."""
