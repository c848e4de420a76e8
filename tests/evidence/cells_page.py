"""The page that says what may be typed into each kind of cell, made by the readers themselves.

``python -m tests.evidence.cells_page docs/use/cells.md`` writes it anew.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.nouns.english import day_words
from engine.nouns.evidence.fact import Range
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.policy.vocabulary import Scale, Term, Vocabulary
from engine.nouns.quarter import Quarter
from evidence.cells.figures import read_count, read_percent, read_wte
from evidence.cells.values import (
    CellAnswer,
    CellReading,
    read_date,
    read_level,
    read_score,
    read_yes_no,
)
from evidence.facts.collector import FactCollector, InForce
from evidence.facts.organisation import SERVICES, gather_organisation
from evidence.nouns.cells import Cell
from evidence.nouns.grid import GridCell, as_cell, tidy
from evidence.nouns.returns import Return
from evidence.privacy.guard import guard_cell
from evidence.terms import match_terms

_HIGHEST = 6
_SCALE = {"0": "not_met", "1": "partly_met", "2": "partly_met", "3": "met", "met": "met"}
_ITEMS = match_terms(
    "an item", {"4.1": ("4.1", ()), "head_of_stores": ("Head of Stores", ("Stores",))}
)
_SERVICES = {
    "kitchen": Term("kitchen", "Kitchen"),
    "laundry": Term("laundry", "Laundry", also=("Linen & laundry",)),
}
_DAY = dt.date(2014, 3, 31)
_NUMBER = "a number"
_PERCENT = "a number formatted as a percentage"
_TEXT = "a text"
_HEAD = """# What may be typed into each kind of cell

This page is made by the program: each line is what it did with such a cell. A cell that it does not
take is told with its place and what to do, and counts as unknown: never as nought, never as a yes.
A blank cell is unknown too. "Text" is what is typed as text or stands in a CSV file; a number
formatted as a percentage is one that the workbook shows with a % sign.
"""


@dataclass(frozen=True, slots=True)
class _Kind:
    title: str
    read: Callable[[Cell], str]
    typed: Sequence[GridCell]


def page() -> str:
    """The page as Markdown: a table for each kind of cell, each line made by reading the cell."""
    parts = [_HEAD]
    for kind in _kinds():
        parts.append(f"\n## {kind.title}\n\n| typed | as | read as |\n|---|---|---|\n")
        for typed in kind.typed:
            kept = guard_cell(typed)
            cell = as_cell(kept, "sheet", "A1")
            said = f"not taken: {kept.unusable}" if kept.unusable else kind.read(cell)
            parts.append(f"| `{typed.text or ' '}` | {_form(typed)} | {said} |\n")
    return "".join(parts)


def _form(typed: GridCell) -> str:
    if typed.unusable:
        return "a formula"
    if typed.percent_format:
        return _PERCENT
    match typed.raw:
        case None:
            return "blank"
        case bool():
            return "a truth value"
        case dt.date():
            return "a date"
        case int() | float():
            return _NUMBER
    return _TEXT


def _kinds() -> Sequence[_Kind]:
    refused = GridCell(None, unusable="an error, #REF!", shown="#REF!")
    blank = (_of(None), _of("-"), _of("N/K"), _of("TBC"), _of("N/A"), refused)
    figures = (*_texts("nil", "<5", "about 12", "-3", "943 476 5919"), *blank)
    return (
        _Kind(
            "A percentage",
            _by(read_percent, " %"),
            (
                *_texts("98%", "98 %", "98.5", "98", "0.98", "1", "100", "97,5", "101", "9²"),
                *_given(98, 0.98, 1, 0, 100),
                *(GridCell(share, percent_format=True) for share in (0.98, 1, 1.02)),
                *figures,
            ),
        ),
        _Kind(
            "A number of cases",
            _by(read_count),
            (
                *_texts("12", "1,204", "0,125", "1204.0", "12.5", "12%", "twelve"),
                *_texts("9999", "exactly 9999"),
                *_given(12, 0, 2.5, True),
                GridCell(0.12, percent_format=True),
                *figures,
            ),
        ),
        _Kind(
            "Whole-time equivalents (WTE)",
            _by(read_wte),
            (
                *_texts("0.6", "0.2 wte", "11 WTE", "1,5", "2,125", "60%", "999"),
                *_given(0.6, 1),
                GridCell(0.6, percent_format=True),
                *figures,
            ),
        ),
        _Kind(
            "Yes or no",
            _by(read_yes_no),
            (
                *_texts("Yes", "y", "TRUE", "no", "N", "Yes, mostly", "✓", "1"),
                *_given(True, False, 1, 0),
                *blank,
                _of("N/A - no such service"),
            ),
        ),
        _Kind(
            "A date, or a month",
            _by(read_date),
            (
                *_given(_DAY, dt.date(1900, 1, 1), 41729),
                *_texts("31/03/2014", "3/4/2014", "2014-03-31", "31.3.14", "31 March 2014"),
                *_texts("Monday 31st March 2014", "March 2014", "Mar-2014", "03/2014"),
                *_texts("03/31/2014", "31/02/2014", "31/03/75", "2014", "spring 2014"),
                *_texts("01/01/1900", "31/12/2099", "31/12/9999"),
                *blank,
            ),
        ),
        _Kind(
            f"A training level (here up to {_HIGHEST})",
            _by(lambda cell: read_level(cell, _HIGHEST), before="Level "),
            (*_texts("3", "Level 3", "L3", "none", "7", "3+"), *_given(3, 2.5), *blank),
        ),
        _Kind(
            "An audit score (here from 0 to 3)",
            _by(lambda cell: read_score(cell, _SCALE)),
            (*_texts("3", "Met", "2.0", "4", "green"), *_given(3, 0, 2.5), *blank),
        ),
        _Kind(
            "What a row is about: a role, an item, a kind of document (“4.1”, “Head of Stores”)",
            _word,
            (
                *_texts("4.1", "head of stores", "HEAD-OF-STORES", "Stores", "Head of Store"),
                _of(4.1),
            ),
        ),
        _Kind(
            "The list of services (here “Kitchen”, “Laundry” or “Linen & laundry”)",
            _services,
            (
                *_texts("kitchen, laundry", "Kitchen; Linen & laundry", "kitchen and laundry"),
                *_texts("none", "kitchen, garden"),
                _of(None),
            ),
        ),
        _Kind(
            "A quarter",
            _quarter,
            _texts("2014-15 Q2", "2014/15 Q2", "Q2 2014-15", "2014-16 Q2", "Q2", "July 2014"),
        ),
    )


def _of(raw: str | int | float | bool | dt.date | None) -> GridCell:
    return GridCell(raw)


def _given(*values: str | int | float | bool | dt.date) -> tuple[GridCell, ...]:
    return tuple(GridCell(value) for value in values)


def _texts(*texts: str) -> tuple[GridCell, ...]:
    return tuple(GridCell(text) for text in texts)


def _by(
    read: Callable[[Cell], CellReading], after: str = "", before: str = ""
) -> Callable[[Cell], str]:
    def said(cell: Cell) -> str:
        found = read(cell)
        match found.answer:
            case CellAnswer.VALUE:
                return before + _shown(found) + after
            case CellAnswer.UNREADABLE:
                return f"not taken: {found.trouble}"
            case CellAnswer.BLANK:
                return "unknown: left blank"
            case CellAnswer.NOT_APPLICABLE:
                reason = f", because: {found.reason}" if found.reason else "; a reason is asked for"
                return f"not applicable{reason}"
            case CellAnswer.WITHHELD:
                return "returned, but held back: no figure"
            case CellAnswer.REFUSED:
                return f"not taken: {cell.unusable}"

    return said


def _shown(found: CellReading) -> str:
    value = found.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, Range):
        return str(value).replace("_", " ")
    if value.low < _DAY.toordinal() / 2:
        return f"{value.low:g}"
    low, high = (dt.date.fromordinal(int(end)) for end in (value.low, value.high))
    return day_words(low) if low == high else f"a day from {day_words(low)} to {day_words(high)}"


def _word(cell: Cell) -> str:
    found = _ITEMS.find(cell.text)
    return _ITEMS.labels[found] if found else f"not taken. {_ITEMS.to_do(cell.text)}"


def _services(cell: Cell) -> str:
    vocabulary = Vocabulary({}, _SERVICES, {}, {}, {}, {}, {}, {}, Scale("higher_is_better", {}))
    submitted = Return(
        "file", {"file": ""}, Organisation("A", "A", ""), Quarter(2014, 1), cell, None, "", {}
    )
    collector = FactCollector(submitted, vocabulary, InForce(_DAY, lambda _: 0.0))
    gather_organisation(collector)
    fact = collector.facts[SERVICES]
    if isinstance(fact.value, frozenset):
        return ", ".join(sorted(fact.value)) or "no services"
    return f"unknown: {fact.why_unknown}"


def _quarter(cell: Cell) -> str:
    try:
        return Quarter.parse(tidy(cell.text)).label
    except ValueError as error:
        return f"not taken: {error}"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), "utf-8")
