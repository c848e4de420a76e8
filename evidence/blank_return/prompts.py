"""What a blank return says on coming to a cell, each with what the reader makes of its examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.blank_return.instructions import Example
from evidence.blank_return.nouns import CHOICE, COUNT, DATE, LEVEL, PERCENT, WTE, YES_NO, Entry

LONGEST_TITLE, LONGEST_WORDS = 32, 255
"""What Excel shows of a prompt."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What stands beside a cell while it is filled in."""

    title: str
    words: str
    examples: tuple[Example, ...] = ()


_NOTE = "N/A needs its reason under Note."
_BLANK = "Blank is not known."
PROMPTS: Mapping[str, Prompt] = {
    PERCENT: Prompt(
        "A percentage, 0 to 100",
        f"98 or 98%. Write 1% or 100%, since a plain 1 could be either. <5 if you may not give a "
        f"small figure. {_NOTE} {_BLANK}",
        (
            Example(PERCENT, "98", "value 98"),
            Example(PERCENT, "98%", "value 98"),
            Example(PERCENT, "1%", "value 1"),
            Example(PERCENT, "100%", "value 100"),
            Example(PERCENT, "1", "unreadable"),
            Example(PERCENT, "<5", "withheld"),
            Example(PERCENT, "N/A", "not applicable"),
            Example(PERCENT, "", "blank"),
        ),
    ),
    COUNT: Prompt(
        "A whole number",
        f"0 or nil for none. <5 if you may not give a small figure. {_NOTE} {_BLANK}",
        (
            Example(COUNT, "0", "value 0"),
            Example(COUNT, "nil", "value 0"),
            Example(COUNT, "<5", "withheld"),
            Example(COUNT, "N/A", "not applicable"),
            Example(COUNT, "", "blank"),
        ),
    ),
    WTE: Prompt(
        "Whole-time equivalents (WTE)",
        f"0.6 or 11 WTE; 0 or nil for none. {_NOTE} {_BLANK}",
        (
            Example(WTE, "0.6", "value 0.6"),
            Example(WTE, "11 WTE", "value 11"),
            Example(WTE, "0", "value 0"),
            Example(WTE, "nil", "value 0"),
            Example(WTE, "N/A", "not applicable"),
            Example(WTE, "", "blank"),
        ),
    ),
    YES_NO: Prompt(
        "Yes or no",
        f"Choose yes or no. {_NOTE} {_BLANK}",
        (
            Example(YES_NO, "yes", "value True"),
            Example(YES_NO, "no", "value False"),
            Example(YES_NO, "N/A", "not applicable"),
            Example(YES_NO, "", "blank"),
        ),
    ),
    DATE: Prompt(
        "A date",
        f"Day, month, year: 31/03/2014. {_BLANK}",
        (Example(DATE, "31/03/2014", "value 735323"), Example(DATE, "", "blank")),
    ),
    LEVEL: Prompt(
        "A level",
        f"A number, such as 3; 0 for none. {_BLANK}",
        (
            Example(LEVEL, "3", "value 3"),
            Example(LEVEL, "0", "value 0"),
            Example(LEVEL, "", "blank"),
        ),
    ),
    CHOICE: Prompt("From the list", "Choose one of the words of the list."),
}
"""By the kind of cell."""
_SCORE = Prompt(
    "A score",
    f"Choose from the list. N/A needs its reason under Not applicable reason. {_BLANK}",
    (Example("score", "N/A", "not applicable"), Example("score", "", "blank")),
)


def prompt_of(entry: Entry) -> Prompt:
    """What is said beside a cell of this kind."""
    if entry.kind == CHOICE and "N/A" in entry.words:
        return _SCORE
    known = PROMPTS[entry.kind]
    return Prompt(known.title, entry.prompt) if entry.prompt else known
