"""Whether the cells of a row can hold what its words say they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping

from evidence.cells.values import is_placeholder, not_applicable
from evidence.mapping.foreign_sheet import ForeignSheet
from evidence.mapping.nouns import NUMERATOR, Place
from evidence.mapping.proposing.words import Target, says_percent
from evidence.nouns.grid import GridCell
from evidence.text import match_key

_MOST_WORDS = 6
_NO_SCORE = re.compile(r"\d{3}.*|\d+(?:\.\d+)?\s*%|\d{1,2}[/.-]\d{1,2}[/.-]\d.*")
_NONE = frozenset({"nil", "none", "zero"})


def wrong_kind(
    foreign: ForeignSheet, target: Target, places: Mapping[str, Place], words: str
) -> str:
    """Why the cells themselves cannot be of what the words say; empty where they can. ``words`` are
    the words of the row and of what it stands under."""
    if target.asks == "score":
        return _no_score(foreign, places)
    place_ = places.get("value") or places.get("wte") or places.get("vacant_wte")
    if place_ is None:
        return ""
    cells = [cell for ref in place_.cells if (cell := foreign.cell_at(ref)) is not None]
    if target.asks in ("count", "wte") and any(cell.percent_format for cell in cells):
        return "its cells are percentages, and a number is asked for"
    if target.asks in ("percent", "count", "wte") and any(map(_is_word, cells)):
        return "its cells are words, and a number is asked for"
    numbers = [
        float(cell.raw)
        for cell in cells
        if isinstance(cell.raw, int | float) and not isinstance(cell.raw, bool)
    ]
    if target.asks == "yes_no" and numbers:
        return "its cells are numbers, and yes or no is asked for"
    plain = any(not cell.percent_format for cell in cells)
    if target.asks == "percent" and plain and any(number > 100 for number in numbers):
        return "its cells are numbers over 100, and a percentage is asked for"
    is_said = says_percent(words) or NUMERATOR in places
    if target.asks == "percent" and plain and not is_said and any(number > 1 for number in numbers):
        return "nothing says that its numbers are percentages, and one is asked for"
    return ""


def _no_score(foreign: ForeignSheet, places: Mapping[str, Place]) -> str:
    """Why a cell cannot be a score: it is a sentence, a day, a percentage or a large number."""
    cells = [foreign.cell_at(ref) for ref in places["score"].cells] if "score" in places else []
    typed = [cell for cell in cells if cell is not None and not cell.unusable]
    if any(len(cell.text.split()) > _MOST_WORDS for cell in typed):
        return "its cell is a sentence, and a score is asked for"
    if any(cell.percent_format or _NO_SCORE.fullmatch(cell.text.strip()) for cell in typed):
        return "its cell is a figure or a day, and a score is asked for"
    return ""


def _is_word(cell: GridCell) -> bool:
    """Whether a cell says something, and no figure of it."""
    text = cell.text
    return not (
        cell.unusable
        or any(sign.isdigit() for sign in text)
        or is_placeholder(text)
        or not_applicable(text) is not None
        or match_key(text) in _NONE
    )
