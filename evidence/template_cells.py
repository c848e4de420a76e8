"""What the open cells of a blank return take: drop-downs and ranges, which warn and let insist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from evidence.template_nouns import Entry

_LAST_DAY = dt.date(2099, 12, 31)
_KEEP_IT = "Choose Yes to keep what you wrote, if you mean it (N/A, N/K, <5)."


def validation(entry: Entry, lists: Mapping[tuple[str, ...], str]) -> dict[str, Any]:
    """The drop-down or range of an entry: it warns and lets a person insist, since "N/A",
    "<5" and "N/K" are answers too."""
    every: dict[str, Any] = {"error_type": "warning", "error_message": _KEEP_IT}
    match entry.kind:
        case "percent":
            between = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
            return {**every, **between, "error_title": "A percentage from 0 to 100"}
        case "count":
            whole = {"validate": "integer", "criteria": ">=", "value": 0}
            return {**every, **whole, "error_title": "A whole number, 0 for none"}
        case "wte":
            decimal = {"validate": "decimal", "criteria": ">=", "value": 0}
            return {**every, **decimal, "error_title": "Whole-time equivalents"}
        case "yes_no":
            source = ["yes", "no", "N/A"]
            return {**every, "validate": "list", "source": source, "error_title": "Yes or no"}
        case "date":
            days = {"minimum": dt.date(1990, 1, 1), "maximum": entry.until or _LAST_DAY}
            title = f"A date, to {entry.until:%d/%m/%Y}" if entry.until else "A date: 31/03/2014"
            between = {"validate": "date", "criteria": "between", **days}
            return {**every, **between, "error_title": title}
        case "level":
            between = {"validate": "integer", "criteria": "between", "minimum": 0}
            title = "A level, such as 3"
            return {**every, **between, "maximum": entry.highest, "error_title": title}
        case _:
            source_place = lists[entry.words]
            chosen = {"validate": "list", "source": source_place}
            return {**every, **chosen, "error_title": "One of the listed words"}
