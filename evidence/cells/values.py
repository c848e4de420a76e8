"""The typed text of a cell to a value: taken where it is unambiguous, else told, never guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from engine.nouns.evidence.fact import Range
from evidence.cells.dates import NoDate, dates_named, plausible
from evidence.text import folded, lower, match_key

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
    """With UNREADABLE, what is wrong: "is no number"."""
    note: str = ""
    """What the reader should know of how a value was taken."""


BLANK = CellReading(CellAnswer.BLANK)

_NONE = frozenset({"nil", "none", "zero"})
_NUMBER = re.compile(
    r"^(?P<sign>[-−+])?\s?(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{0,12})"
    r"(?P<part>\.[0-9]{1,10})?\s*(?P<percent>%)?$"
)
_WITHHELD = re.compile(r"^(?:<|≤|<=|fewer than|less than|under)\s*([0-9]{1,2})\s*%?$")
_WITHHELD_TO = 10
"""Figures up to ten are suppressed on publication; "<50" says something else."""
_NOT_APPLICABLE = re.compile(
    r"^(?:n\s?[/\\]\s?a|n\.a\.?|na|not applicable)\.?(?:\s*[-–—:;,(]\s*(?P<reason>.*?)\)?)?$"
)
_NO_WORDS = frozenset(
    {"tbc", "tba", "nk", "notknown", "unknown", "notcollected", "notavailable", "dontknow"}
    | {"pending", "na", "notapplicable"}
)
_YES_NO = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
_LEVEL = re.compile(r"^(?:level|lvl|l)?[\s_]*([0-9])(?:\.0+)?$")
_NO_LEVEL = _NONE | {"not trained", "untrained", "no training"}


_BEYOND_ANY_FIGURE = 1e12
DOUBTFUL_PERCENT = "may mean "
"""How the trouble of a percentage begins that could be read in two ways; both follow."""


def is_placeholder(text: str) -> bool:
    """Whether a text only says that there is no answer: blank, "-", "?", "TBC", "N/K", "n/a"."""
    return not match_key(text) or match_key(text) in _NO_WORDS


def read_percent(cell: Cell | None, *, small: bool = False) -> CellReading:
    """A percentage from 0 to 100 as a Range: 98, "98%", "97 %", 0.98 and "0.98" (98 %).

    A plain 1 could be 1 % or 100 %, a plain 0.5 could be 0.5 % or 50 %, and both are unreadable;
    a cell formatted as a percentage, or a sign typed with the number, settles it. With two or more
    figures after the point it is taken for a part of 1, but where a ``small`` percentage is the
    likely one.
    """
    if (early := _without_number(cell)) is not None:
        return early
    assert cell is not None
    number, signed = _number(cell)
    if number is None:
        return _unreadable("is no number")
    note = ""
    if cell.percent_format and not isinstance(cell.raw, str):
        number = _neat(number * 100)
    elif not signed and number == 1:
        return _unreadable(f"{DOUBTFUL_PERCENT}1 % or 100 %")
    elif not signed and 0 < number < 1 and (small or _neat(number * 10) % 1 == 0):
        return _unreadable(f"{DOUBTFUL_PERCENT}{number:g} % or {_neat(number * 100):g} %")
    elif not signed and 0 < number < 1:
        number = _neat(number * 100)
        note = f"“{cell.text}” is read as {number:g} %"
    if number < 0:
        return _unreadable("is below 0")
    if number > 100:
        return _unreadable("is over 100 %")
    return CellReading(CellAnswer.VALUE, Range.exactly(number), note=note)


def read_count(cell: Cell | None) -> CellReading:
    """A whole number of 0 or more as a Range: 12, "12", "1,204", "nil"."""
    if (early := _without_number(cell)) is not None:
        return early
    assert cell is not None
    number, signed = _number(cell)
    if number is None:
        return _unreadable("is no number")
    if signed or cell.percent_format:
        return _unreadable("is a percentage, not a number of cases")
    if number < 0:
        return _unreadable("is below 0")
    if number != int(number):
        return _unreadable("is no whole number")
    return CellReading(CellAnswer.VALUE, Range.exactly(number))


def read_wte(cell: Cell | None) -> CellReading:
    """Whole-time equivalents of 0 or more as a Range: 0.6, "0.2 wte", "11 WTE", "nil"."""
    if cell is None or cell.unusable or _is_blank(cell):
        return _early(cell)
    if _is_text(cell) and (said := not_applicable(cell.text)) is not None:
        return said
    text = re.sub(r"\s*w\.?t\.?e\.?s?$", "", lower(cell.text)) if _is_text(cell) else None
    if text in _NONE:
        return CellReading(CellAnswer.VALUE, Range.exactly(0.0))
    number, signed = _number(cell, text)
    if number is None:
        return _unreadable("is no number")
    if signed or cell.percent_format:
        return _unreadable("is a percentage, not a whole-time equivalent")
    if number < 0:
        return _unreadable("is below 0")
    return CellReading(CellAnswer.VALUE, Range.exactly(number))


def read_yes_no(cell: Cell | None) -> CellReading:
    """Yes or no as a bool: yes, y, true, no, n, false. A 1 or 0 is not taken for either."""
    if cell is None or cell.unusable or _is_blank(cell):
        return _early(cell)
    if isinstance(cell.raw, bool):
        return CellReading(CellAnswer.VALUE, cell.raw)
    if (said := not_applicable(cell.text)) is not None:
        return said
    answer = _YES_NO.get(folded(cell.text).rstrip("."))
    if answer is None or not _is_text(cell):
        return _unreadable("is neither yes nor no")
    return CellReading(CellAnswer.VALUE, answer)


def read_date(cell: Cell | None) -> CellReading:
    """A day as a Range of ordinals, or the days of a month where only a month is given."""
    if cell is None or cell.unusable or _is_blank(cell):
        return _early(cell)
    if isinstance(cell.raw, dt.date):
        day = cell.raw.date() if isinstance(cell.raw, dt.datetime) else cell.raw
        if not plausible(day):
            return _unreadable("is no likely date")
        return CellReading(CellAnswer.VALUE, Range.on(day))
    if not isinstance(cell.raw, str):
        return _unreadable("is a number, not a date")
    try:
        return CellReading(CellAnswer.VALUE, dates_named(cell.raw))
    except NoDate as trouble:
        return _unreadable(str(trouble))


def read_level(cell: Cell | None, highest: int) -> CellReading:
    """A training level from 0 (none) to ``highest`` as a Range: 3, "3", "Level 3", "L3"."""
    if cell is None or cell.unusable or _is_blank(cell):
        return _early(cell)
    text = folded(_as_typed(cell))
    match = _LEVEL.match(text)
    level = 0 if text in _NO_LEVEL else int(match[1]) if match else None
    if level is None:
        return _unreadable("is no level")
    if level > highest:
        return _unreadable(f"is over Level {highest}, the highest there is")
    return CellReading(CellAnswer.VALUE, Range.exactly(float(level)))


def read_score(cell: Cell | None, answers: Mapping[str, str]) -> CellReading:
    """An audit answer as "met", "partly_met" or "not_met", by the scale's ways of answering."""
    if cell is None or cell.unusable or _is_blank(cell):
        return _early(cell)
    text = _as_typed(cell)
    if (said := not_applicable(text)) is not None:
        return said
    whole = re.sub(r"^([0-9]+)\.0+$", r"\1", folded(text).replace("_", " "))
    word = {folded(way).replace("_", " "): answer for way, answer in answers.items()}.get(whole)
    if word is None:
        return _unreadable("is not on the audit’s scale")
    return CellReading(CellAnswer.VALUE, word)


def not_applicable(text: str) -> CellReading | None:
    """NOT_APPLICABLE where a text says so, with the reason it gives in itself, else None."""
    match = _NOT_APPLICABLE.match(folded(text))
    if match is None:
        return None
    given = re.split(r"[-–—:;,(]", text, maxsplit=1)[1:] if match["reason"] else []
    reason = given[0].strip().removesuffix(")").strip() if given else ""
    return CellReading(CellAnswer.NOT_APPLICABLE, reason="" if is_placeholder(reason) else reason)


def _without_number(cell: Cell | None) -> CellReading | None:
    """The answer of a cell that should hold a figure, where it is no figure by intent."""
    if cell is None or cell.unusable or _is_blank(cell):
        return _early(cell)
    if not _is_text(cell):
        return None
    text = lower(cell.text)
    if text in _NONE:
        return CellReading(CellAnswer.VALUE, Range.exactly(0.0))
    if (match := _WITHHELD.match(text)) and 1 < int(match[1]) <= _WITHHELD_TO:
        return CellReading(CellAnswer.WITHHELD)
    return not_applicable(cell.text)


def _early(cell: Cell | None) -> CellReading:
    return CellReading(CellAnswer.REFUSED) if cell is not None and cell.unusable else BLANK


def _is_blank(cell: Cell) -> bool:
    return cell.raw is None or (isinstance(cell.raw, str) and not folded(cell.raw))


def _is_text(cell: Cell) -> bool:
    return isinstance(cell.raw, str)


def _as_typed(cell: Cell) -> str:
    """The text of a cell that should hold a word or a small whole number."""
    if isinstance(cell.raw, str):
        return cell.raw
    if isinstance(cell.raw, bool | dt.date) or cell.raw is None or cell.percent_format:
        return cell.text
    return f"{cell.raw:g}" if abs(cell.raw) < _BEYOND_ANY_FIGURE else cell.text


def _unreadable(trouble: str) -> CellReading:
    return CellReading(CellAnswer.UNREADABLE, trouble=trouble)


def _neat(number: float) -> float:
    return round(number, 10)


def _number(cell: Cell, text: str | None = None) -> tuple[float | None, bool]:
    """The number of a cell, None where it holds none, and whether a % sign was typed."""
    raw = cell.raw if text is None else text
    if isinstance(raw, bool | dt.date) or raw is None:
        return None, False
    if not isinstance(raw, str):
        return (float(raw) if abs(raw) < _BEYOND_ANY_FIGURE else None), False
    match = _NUMBER.match(lower(raw))
    if match is None or not (match["whole"] or match["part"]):
        return None, False
    number = float(match["whole"].replace(",", "") + (match["part"] or "") or "0")
    return (-number if match["sign"] in ("-", "−") else number), bool(match["percent"])
