"""What the open cells of a blank return take: drop-downs and ranges, which warn and let insist."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evidence.blank_return.nouns import Entry
from evidence.blank_return.prompts import prompt_of
from evidence.workbook_kit import LAST_DAY, day_between, drop_down, warning

_KEEP_IT = "Choose Yes to keep what you wrote, if you mean it (N/A, N/K, <5)."


def validation(entry: Entry, lists: Mapping[tuple[str, ...], str]) -> dict[str, Any]:
    """The prompt and the drop-down or range of an entry: it warns and lets a person insist, since
    "N/A", "<5" and "N/K" are answers too."""
    prompt = prompt_of(entry)
    return {
        "input_title": prompt.title,
        "input_message": prompt.words,
        **warning(_KEEP_IT, _range(entry, lists)),
    }


def _range(entry: Entry, lists: Mapping[tuple[str, ...], str]) -> dict[str, Any]:
    match entry.kind:
        case "percent":
            between = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
            return {**between, "error_title": "A percentage from 0 to 100"}
        case "count":
            whole = {"validate": "integer", "criteria": ">=", "value": 0}
            return {**whole, "error_title": "A whole number, 0 for none"}
        case "wte":
            decimal = {"validate": "decimal", "criteria": ">=", "value": 0}
            return {**decimal, "error_title": "Whole-time equivalents"}
        case "yes_no":
            return drop_down(["yes", "no", "N/A"], "Yes or no")
        case "date":
            title = f"A date, to {entry.until:%d/%m/%Y}" if entry.until else "A date: 31/03/2014"
            return day_between(title, entry.until or LAST_DAY)
        case "level":
            between = {"validate": "integer", "criteria": "between", "minimum": 0}
            return {**between, "maximum": entry.highest, "error_title": "A level, such as 3"}
        case "locked":
            length = {"validate": "length", "criteria": "=", "value": 0}
            return {**length, "error_title": "For the assessor: leave empty"}
        case _:
            return drop_down(lists[entry.words], "One of the listed words")
