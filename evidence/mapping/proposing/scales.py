"""What a sender's scores mean: by the legend on the sheet, by the words themselves, by the headings
under which they are ticked; or left to a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from engine.nouns.policy.vocabulary import Scale as PackScale
from evidence.cells.values import is_placeholder, not_applicable
from evidence.mapping.foreign_sheet import ForeignSheet
from evidence.mapping.nouns import Place, SenderScale, Take
from evidence.mapping.proposing.headings import Band, ColumnHeading
from evidence.nouns.grid import GridCell, cell_reference
from evidence.text import folded

COLOURS: Mapping[str, str] = {
    "R": "not_met",
    "A": "partly_met",
    "G": "met",
    "Red": "not_met",
    "Amber": "partly_met",
    "Green": "met",
}
_SHORT = {"y": "met", "n": "not_met", "p": "partly_met", "✓": "met", "✔": "met", "✗": "not_met",
          "✘": "not_met"}  # fmt: skip
_MOST_WORDS = 4
_TICKS = {"x": "x", "✓": "✓", "✔": "✓", "ü": "✓", "●": "●", "•": "●", "y": "y", "yes": "y",
          "true": "y", "1": "1"}  # fmt: skip
"""What people tick with; "ü" is the tick of the typeface Wingdings."""
_LEAST_ANSWERS = 2
_KEY = r"(?:[0-9]|[RAGragBb]|Red|Amber|Green|Blue|RED|AMBER|GREEN|BLUE|red|amber|green)"
_LEGEND = re.compile(
    rf"(?<!\w)({_KEY})\s{{0,9}}(?:=|:|–|—|-|\bis\b)\s{{0,9}}([A-Za-z][^;=\n|]{{0,160}}?)"
    rf"(?=[;,.\n|]|\s{{1,9}}{_KEY}\s{{0,9}}(?:=|:|–)|$)"
)
_RANGE = re.compile(r"\(?\b(\d)\s*(?:-|–|to)\s*(\d)\b\)?")
_PARTLY = re.compile(
    r"\bpart|\bsome\b|working towards|in progress|develop|\bmostly\b|not fully|not all"
)
_NOT = re.compile(
    r"\bnot?\b|\bnone\b|\bnon\b|unmet|no evidence|absent|\bfail|inadequate|\bnothing\b"
)
_MET = re.compile(
    r"\bmet\b|\bfully\b|complian|in place|achieved|complete|\byes\b|\ball\b|embedded|"
    r"\binclud|\bpresent\b"
)


def answer_of(words: str) -> str | None:
    """The answer that words of a legend mean; None where that is not plain."""
    text = folded(words).strip(" .!")
    if text in _SHORT:
        return _SHORT[text]
    if _PARTLY.search(text):
        return "partly_met"
    if _NOT.search(text):
        return "not_met"
    return "met" if _MET.search(text) else None


def is_answer(text: str) -> bool:
    """Whether a text is an answer in words, of a few words at most."""
    return len(text.split()) <= _MOST_WORDS and (
        answer_of(text) is not None or folded(text) in {folded(colour) for colour in COLOURS}
    )


def scale_of(
    foreign: ForeignSheet, heading: ColumnHeading, typed: Iterable[str], own: PackScale
) -> SenderScale:
    """What the scores under a heading mean, ``typed`` being those that stand there; without
    meanings, and with the reason, where the sheet does not say plainly."""
    name = f"{foreign.name} {heading.ref}".strip()
    given = {" ".join(text.split()) for text in typed if text and not is_placeholder(text)}
    given = {text for text in given if not_applicable(text) is None}
    answers, because = _meanings(foreign, heading, given, own)
    if answers is None:
        return SenderScale(name, dict.fromkeys(sorted(given), ""), because)
    return SenderScale(name, answers, because)


def _meanings(
    foreign: ForeignSheet, heading: ColumnHeading, given: set[str], own: PackScale
) -> tuple[dict[str, str] | None, str]:
    """The meaning of each score and what it rests on; None, and why, where that is not plain."""
    legend, where = _legend(foreign)
    said = {folded(text) for text in given}
    if legend:
        return _by_legend(legend, where, said)
    numbers = sorted(way for way in own.answers if way.isdigit())
    ends = _RANGE.search(heading.text)
    if ends is not None and [ends[1], ends[2]] != [*numbers[:1], *numbers[-1:]]:
        return None, f"a scale from {ends[1]} to {ends[2]}, and no legend of what each means"
    if said and said <= {folded(colour) for colour in COLOURS}:
        because = "red, amber and green as they are commonly meant; the sheet has no legend"
        return dict(COLOURS), because
    if said <= set(numbers) and numbers and (said or ends is not None):
        because = (
            f"numbers from {numbers[0]} to {numbers[-1]}, as in the pack; which end is the best "
            "the sheet does not say"
        )
        return {number: own.answers[number] for number in numbers}, because
    words = {way: answer for way, answer in own.answers.items() if not way.isdigit()}
    if said and said <= {folded(way) for way in words}:
        return words, "the pack’s own words"
    answers = {text: answer for text in sorted(given) if (answer := answer_of(text))}
    if given and set(answers) == given and not any(text.isdigit() for text in given):
        return answers, "the words themselves"
    return None, "scores of which the sheet does not say what each means"


def _by_legend(
    legend: Mapping[str, str], where: str, said: set[str]
) -> tuple[dict[str, str] | None, str]:
    answers = {key: answer for key, words in legend.items() if (answer := answer_of(words))}
    known = {folded(key) for key in answers}
    if len(answers) < len(legend) or not said <= known | _initials(known):
        return None, f"a legend ({where}) that does not say plainly what each score means"
    return _both_ways(answers), f"the legend in {where}"


def _initials(known: set[str]) -> set[str]:
    """R for red, and red for R."""
    ways = {"r": "red", "a": "amber", "g": "green"}
    back = {word: letter for letter, word in ways.items()}
    return {other for key in known if (other := ways.get(key) or back.get(key))}


def _both_ways(answers: Mapping[str, str]) -> dict[str, str]:
    found = dict(answers)
    for letter, word in (("R", "Red"), ("A", "Amber"), ("G", "Green")):
        for known, other in ((letter, word), (word, letter)):
            for key, answer in answers.items():
                if folded(key) == folded(known):
                    found.setdefault(other, answer)
    return found


def _legend(foreign: ForeignSheet) -> tuple[dict[str, str], str]:
    """What each score means by the sheet's own legend, and in which cells it stands."""
    found: dict[str, str] = {}
    cells: list[str] = []
    for row, column in sorted(foreign.cells):
        text = foreign.text(row, column)
        pairs = [(key, words) for key, words in _LEGEND.findall(text) if answer_of(words)]
        # One "R = ..." alone may be a sentence; a key beside its meaning is a legend's line.
        beside = foreign.text(row, column + 1)
        if not pairs and re.fullmatch(_KEY, text) and answer_of(beside) and len(beside) < 80:
            pairs = [(text, beside)] if _stands_apart(foreign, row, column) else []
        if pairs:
            found.update(pairs)
            cells.append(cell_reference(column, row))
    return (found, ", ".join(cells)) if len(found) > 1 else ({}, "")


def _stands_apart(foreign: ForeignSheet, row: int, column: int) -> bool:
    """Whether a row holds a key and its meaning and nothing else."""
    return foreign.columns_of_rows[row] == (column, column + 1)


def is_tick(cell: GridCell) -> bool:
    """Whether a cell holds a tick and nothing else."""
    return bool(tick_of(cell))


def tick_of(cell: GridCell) -> str:
    """With what sign a cell is ticked; empty where it holds something else."""
    return "" if cell.unusable else _TICKS.get(folded(cell.text).strip(" ."), "")


def answers_to_tick(foreign: ForeignSheet, band: Band) -> tuple[ColumnHeading, ...]:
    """The headings that are answers, above columns that hold ticks alone; none where there are
    not several, or two of them mean the same."""
    found = [
        heading
        for heading in band.columns
        if is_answer(heading.text) and _holds_ticks(foreign, band, heading.column)
    ]
    meant = [answer_of(heading.text) for heading in found]
    if len(found) < _LEAST_ANSWERS or len({*meant}) < len(meant) or "met" not in meant:
        return ()
    cells = [foreign.cells.get((row, h.column)) for row in band.rows for h in found]
    signs = {tick_of(cell) for cell in cells if cell is not None}
    return tuple(found) if len(signs) == 1 else ()


def _holds_ticks(foreign: ForeignSheet, band: Band, column: int) -> bool:
    cells = [foreign.cells[row, column] for row in band.rows if (row, column) in foreign.cells]
    return all(map(is_tick, cells))


def ticked_place(headings: tuple[ColumnHeading, ...], row: int) -> Place:
    """Where the answer of a row stands: under one of the headings."""
    cells = tuple(cell_reference(heading.column, row) for heading in headings)
    return Place(cells, tuple(heading.ref for heading in headings), Take.TICKED)


def ticked_scale(name: str, headings: tuple[ColumnHeading, ...]) -> SenderScale:
    """What the headings mean."""
    answers = {heading.text: answer_of(heading.text) or "" for heading in headings}
    return SenderScale(f"{name} {headings[0].ref}", answers, "the headings themselves")
