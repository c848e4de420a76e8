"""What the open cells of a blank return take: drop-downs and ranges, which warn and let insist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from evidence.blank_return.nouns import Entry
from evidence.blank_return.prompts import prompt_of

FIRST_DAY, LAST_DAY = dt.date(1990, 1, 1), dt.date(2099, 12, 31)
"""The days that a date in a return can well be."""
_KEEP_IT = "Choose Yes to keep what you wrote, if you mean it (N/A, N/K, <5)."


def validation(entry: Entry, lists: Mapping[tuple[str, ...], str]) -> dict[str, Any]:
    """The prompt and the drop-down or range of an entry: it warns and lets a person insist, since
    "N/A", "<5" and "N/K" are answers too."""
    prompt = prompt_of(entry)
    return {
        "input_title": prompt.title,
        "input_message": prompt.words,
        "error_type": "warning",
        "error_message": _KEEP_IT,
        **_range(entry, lists),
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
            source = ["yes", "no", "N/A"]
            return {"validate": "list", "source": source, "error_title": "Yes or no"}
        case "date":
            days = {"minimum": FIRST_DAY, "maximum": entry.until or LAST_DAY}
            title = f"A date, to {entry.until:%d/%m/%Y}" if entry.until else "A date: 31/03/2014"
            return {"validate": "date", "criteria": "between", **days, "error_title": title}
        case "level":
            between = {"validate": "integer", "criteria": "between", "minimum": 0}
            return {**between, "maximum": entry.highest, "error_title": "A level, such as 3"}
        case _:
            chosen = {"validate": "list", "source": lists[entry.words]}
            return {**chosen, "error_title": "One of the listed words"}
