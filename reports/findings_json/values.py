"""Days, numbers, ranges and origins as plain values that JSON can hold."""

from __future__ import annotations

import datetime as dt
import json
import math

from engine.nouns.evidence.fact import Origin, Range

JsonObject = dict[str, object]
"""A JSON object: its members in the order in which they are written."""


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def encoded(value: object) -> str:
    """A value as JSON. Raises ValueError for a number that JSON cannot hold."""
    return _ENCODER.encode(value)


def in_bytes(text: str) -> bytes:
    """Encoded JSON as it stands in a file."""
    # Half of a surrogate pair cannot be written in UTF-8, but its escape is good JSON.
    return text.encode("utf-8", "backslashreplace")


def day_value(day: dt.date | None) -> str | None:
    """A day as ``2014-06-30``; None stays None."""
    return day.isoformat() if day is not None else None


def number_value(number: float | None) -> float | int | None:
    """A number, whole where it is whole; None where there is none or it has no bound."""
    if number is None or math.isinf(number):
        return None
    return int(number) if number == int(number) else float(number)


def range_value(value: Range | None, *, days: bool = False) -> object:
    """The number where it is exact, else its two bounds; None where there is none.

    Where ``days`` is set the bounds are day numbers and are written as days.
    """
    if value is None:
        return None
    edge = _day_of_edge if days else number_value
    if value.is_exact:
        return edge(value.low)
    return {"at_least": edge(value.low), "at_most": edge(value.high)}


def origin_object(origin: Origin) -> JsonObject:
    """A cell of a submitted file."""
    return {
        "file": origin.file,
        "sha256": origin.sha256,
        "sheet": origin.sheet,
        "cell": origin.cell,
        "text": origin.text,
    }


def _day_of_edge(edge: float) -> str | None:
    return None if math.isinf(edge) else dt.date.fromordinal(int(edge)).isoformat()
