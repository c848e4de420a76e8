"""What a blank return says on coming to a cell, each with what the reader makes of its examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.blank_return.instructions import CellExample
from evidence.blank_return.nouns import (
    CHOICE,
    COUNT,
    DATE,
    LEVEL,
    LOCKED,
    PERCENT,
    WTE,
    YES_NO,
    Entry,
)

LONGEST_TITLE, LONGEST_WORDS = 32, 255
"""What Excel shows of a prompt."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What stands beside a cell while it is filled in."""

    title: str
    words: str
    examples: tuple[CellExample, ...] = ()


_NOTE = "N/A needs its reason under Note."
_BLANK = "Blank is not known."
PROMPTS: Mapping[str, Prompt] = {
    PERCENT: Prompt(
        "A percentage, 0 to 100",
        f"98 or 98%. Write 1% or 100%, since a plain 1 could be either. <5 if you may not give a "
        f"small figure. {_NOTE} {_BLANK}",
        (
            CellExample(PERCENT, "98", "value 98"),
            CellExample(PERCENT, "98%", "value 98"),
            CellExample(PERCENT, "1%", "value 1"),
            CellExample(PERCENT, "100%", "value 100"),
            CellExample(PERCENT, "1", "unreadable"),
            CellExample(PERCENT, "<5", "withheld"),
            CellExample(PERCENT, "N/A", "not applicable"),
            CellExample(PERCENT, "", "blank"),
        ),
    ),
    COUNT: Prompt(
        "A whole number",
        f"0 or nil for none. <5 if you may not give a small figure. {_NOTE} {_BLANK}",
        (
            CellExample(COUNT, "0", "value 0"),
            CellExample(COUNT, "nil", "value 0"),
            CellExample(COUNT, "<5", "withheld"),
            CellExample(COUNT, "N/A", "not applicable"),
            CellExample(COUNT, "", "blank"),
        ),
    ),
    WTE: Prompt(
        "Whole-time equivalents (WTE)",
        f"0.6 or 11 WTE; 0 or nil for none. {_NOTE} {_BLANK}",
        (
            CellExample(WTE, "0.6", "value 0.6"),
            CellExample(WTE, "11 WTE", "value 11"),
            CellExample(WTE, "0", "value 0"),
            CellExample(WTE, "nil", "value 0"),
            CellExample(WTE, "N/A", "not applicable"),
            CellExample(WTE, "", "blank"),
        ),
    ),
    YES_NO: Prompt(
        "Yes or no",
        f"Choose yes or no. {_NOTE} {_BLANK}",
        (
            CellExample(YES_NO, "yes", "value True"),
            CellExample(YES_NO, "no", "value False"),
            CellExample(YES_NO, "N/A", "not applicable"),
            CellExample(YES_NO, "", "blank"),
        ),
    ),
    DATE: Prompt(
        "A date",
        f"Day, month, year: 31/03/2014. {_BLANK}",
        (CellExample(DATE, "31/03/2014", "value 735323"), CellExample(DATE, "", "blank")),
    ),
    LEVEL: Prompt(
        "A level",
        f"A number, such as 3; 0 for none. {_BLANK}",
        (
            CellExample(LEVEL, "3", "value 3"),
            CellExample(LEVEL, "0", "value 0"),
            CellExample(LEVEL, "", "blank"),
        ),
    ),
    LOCKED: Prompt(
        "For the assessor: leave empty",
        "A moderated score is given in the assessor’s own workbook of decisions, and counts from "
        "there alone. What stands here counts for nothing.",
    ),
    CHOICE: Prompt("From the list", "Choose one of the words of the list."),
}
"""By the kind of cell."""
_SCORE = Prompt(
    "A score",
    f"Choose from the list. N/A needs its reason under Not applicable reason. {_BLANK}",
    (CellExample("score", "N/A", "not applicable"), CellExample("score", "", "blank")),
)


def prompt_of(entry: Entry) -> Prompt:
    """What is said beside a cell of this kind."""
    if entry.kind == CHOICE and "N/A" in entry.words:
        return _SCORE
    known = PROMPTS[entry.kind]
    return Prompt(known.title, entry.prompt) if entry.prompt else known
