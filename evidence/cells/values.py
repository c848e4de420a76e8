"""The typed text of a cell as a value, where it is unambiguous; else reported, never guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from engine.nouns.evidence.fact import Range
from evidence.cells.dates import (
    NO_DAY,
    NoDate,
    dates_named,
    is_month_first,
    is_plausible,
    stands_for_none,
)
from evidence.nouns.cells import EitherDay
from evidence.text import folded, match_key

if TYPE_CHECKING:
    from engine.nouns.evidence.fact import Value
    from evidence.nouns.cells import Cell


class CellAnswer(StrEnum):
    """What sort of answer a cell gives."""

    VALUE = "value"
    BLANK = "blank"
    NOT_APPLICABLE = "not applicable"
    WITHHELD = "withheld"
    UNREADABLE = "unreadable"
    REFUSED = "refused"
    """The reader refused the cell and has told why."""


@dataclass(frozen=True, slots=True)
class CellReading:
    """A cell as understood."""

    answer: CellAnswer
    value: Value | None = None
    """With VALUE."""
    reason: str = ""
    """With NOT_APPLICABLE, the reason where the cell itself gives one."""
    trouble: str = ""
    """With UNREADABLE, what is wrong: "is not a number"."""
    note: str = ""
    """What the reader should know of how a value was taken."""
    to_do: str = ""
    """With UNREADABLE, what to do where that follows from what was typed; else it is what the
    column asks for."""


BLANK = CellReading(CellAnswer.BLANK)

NONE_WORDS = frozenset({"nil", "none", "zero"})
_NOT_APPLICABLE = re.compile(
    r"^(?:n\s?[/\\]\s?a|n\.a\.?|na|not applicable)\.?(?:\s*[-–—:;,(](?P<reason>.*))?$"
)
_OPEN_WORDS = frozenset(
    {"tbc", "tba", "nk", "notknown", "unknown", "notcollected", "notavailable", "dontknow"}
    | {"pending"}
)
_NO_WORDS = _OPEN_WORDS | {"na", "notapplicable"}
_YES_NO = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
_LEVEL = re.compile(r"^(?:level|lvl|l)?[\s_]*([0-9])(?:\.0+)?$")
_NO_LEVEL = NONE_WORDS | {"not trained", "untrained", "no training"}


BEYOND_ANY_FIGURE = 1e12


EITHER_ORDER = "may be read day first or month first, as another day of its column is month first"
DAYS_FIRST = (
    "Write every day of the column day first, or its month in words, such as 7 October 2011. To "
    "correct only those that cannot be a day leaves the others wrong."
)


def is_placeholder(text: str) -> bool:
    """Whether a text only says that there is no answer: blank, "-", "?", "TBC", "N/K", "n/a"."""
    return not match_key(text) or match_key(text) in _NO_WORDS


def leaves_open(text: str) -> bool:
    """Whether a text says that something is not known: "?", "TBC", "unknown"; not a blank, "-" or
    "n/a", which say nothing of it."""
    key = match_key(text)
    return key in _OPEN_WORDS if key else "?" in text


def read_yes_no(cell: Cell | None) -> CellReading:
    """Yes or no as a bool: yes, y, true, no, n, false. A 1 or 0 is not taken for either."""
    if (early := reading_without_value(cell)) is not None:
        return early
    assert cell is not None
    if isinstance(cell.raw, bool):
        return CellReading(CellAnswer.VALUE, cell.raw)
    if (excused := not_applicable(cell.text)) is not None:
        return excused
    answer = _YES_NO.get(folded(cell.text).rstrip("."))
    if answer is None or not is_text(cell):
        return unreadable("is neither yes nor no")
    return CellReading(CellAnswer.VALUE, answer)


def read_date(cell: Cell | None) -> CellReading:
    """A day as a Range of ordinals, or the days of a month where only a month is given."""
    if (early := reading_without_value(cell)) is not None:
        return early
    assert cell is not None
    if isinstance(cell.raw, dt.date):
        day = cell.raw.date() if isinstance(cell.raw, dt.datetime) else cell.raw
        if not is_plausible(day):
            return unreadable("is not a likely date")
        if stands_for_none(day):
            return unreadable(NO_DAY)
        return CellReading(CellAnswer.VALUE, Range.of_day(day))
    if not isinstance(cell.raw, str):
        return unreadable("is a number, not a date")
    if isinstance(cell.raw, EitherDay):
        return unreadable(EITHER_ORDER, DAYS_FIRST)
    try:
        return CellReading(CellAnswer.VALUE, dates_named(cell.raw))
    except NoDate as trouble:
        return unreadable(str(trouble), DAYS_FIRST if is_month_first(cell.raw) else "")


def read_level(cell: Cell | None, highest: int) -> CellReading:
    """A training level from 0 (none) to ``highest`` as a Range: 3, "3", "Level 3", "L3"."""
    if (early := reading_without_value(cell)) is not None:
        return early
    assert cell is not None
    text = folded(_as_typed(cell))
    match = _LEVEL.match(text)
    level = 0 if text in _NO_LEVEL else int(match[1]) if match else None
    if level is None:
        return unreadable("is not a level")
    if level > highest:
        return unreadable(f"is over Level {highest}, the highest there is")
    return CellReading(CellAnswer.VALUE, Range.of_number(float(level)))


def read_score(cell: Cell | None, answers: Mapping[str, str]) -> CellReading:
    """An audit answer as "met", "partly_met" or "not_met", by the scale's ways of answering."""
    if (early := reading_without_value(cell)) is not None:
        return early
    assert cell is not None
    text = _as_typed(cell)
    if (excused := not_applicable(text)) is not None:
        return excused
    whole = re.sub(r"^([0-9]+)\.0+$", r"\1", folded(text).replace("_", " "))
    word = {folded(way).replace("_", " "): answer for way, answer in answers.items()}.get(whole)
    if word is None:
        return unreadable("is not on the audit’s scale")
    return CellReading(CellAnswer.VALUE, word)


def not_applicable(text: str) -> CellReading | None:
    """NOT_APPLICABLE where a text says so, with the reason it gives in itself, else None."""
    match = _NOT_APPLICABLE.match(folded(text))
    if match is None:
        return None
    gives = (match["reason"] or "").strip() not in ("", ")")
    given = re.split(r"[-–—:;,(]", text, maxsplit=1)[1:] if gives else []
    reason = given[0].strip().removesuffix(")").strip() if given else ""
    return CellReading(CellAnswer.NOT_APPLICABLE, reason="" if is_placeholder(reason) else reason)


def reading_without_value(cell: Cell | None) -> CellReading | None:
    """The reading of a cell that is blank or was refused; None where it says something."""
    if cell is not None and cell.unusable:
        return CellReading(CellAnswer.REFUSED)
    return BLANK if cell is None or _is_blank(cell) else None


def _is_blank(cell: Cell) -> bool:
    return cell.raw is None or (isinstance(cell.raw, str) and not folded(cell.raw))


def is_text(cell: Cell) -> bool:
    """Whether a cell holds a text."""
    return isinstance(cell.raw, str)


def _as_typed(cell: Cell) -> str:
    """The text of a cell that should hold a word or a small whole number."""
    if isinstance(cell.raw, str):
        return cell.raw
    if isinstance(cell.raw, bool | dt.date) or cell.raw is None or cell.percent_format:
        return cell.text
    return f"{cell.raw:g}" if abs(cell.raw) < BEYOND_ANY_FIGURE else cell.text


def unreadable(trouble: str, to_do: str = "") -> CellReading:
    """The reading of a cell that says something which cannot be taken."""
    return CellReading(CellAnswer.UNREADABLE, trouble=trouble, to_do=to_do)
