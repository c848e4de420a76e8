"""Signals: small flat records of what was found and said, for concern rules to match."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

Signal = tuple[str | int, ...]
"""One signal of one organisation, or of all together: its kind, then its fields as in ``FIELDS``.

``("finding", "S6-named-midwife", 8057, "not_met", "data")``. The quarter is a whole number that
rises by one from each quarter to the next; every other field is text.
"""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "finding": ("rule", "quarter", "verdict", "basis"),
    "citation": ("clause", "rule", "quarter", "verdict", "basis"),
    "first_seen": ("clause", "rule", "quarter", "verdict", "basis"),
    "answer": ("clause", "quarter", "says"),
    "figures": ("measure", "quarter", "clash"),
    "pair": ("part", "total", "quarter"),
    "elsewhere": ("clause", "rule", "organisation", "quarter", "verdict", "basis"),
    "common": ("rule", "quarter", "gap"),
    "concern": ("rule", "subject", "quarter"),
}
"""The kinds of signal and the fields of each."""

KINDS = (
    "first_failure",
    "escalation",
    "contradiction",
    "disagreement",
    "implausible",
    "combination",
    "shared_cause",
    "roll_up",
    "common_gap",
    "deterioration",
    "repetition",
    "question",
    "silence",
)
"""The kinds of concern, in the order in which a pack without a ranking of its own ranks them."""
NEW_KINDS = ("first_failure", "deterioration")
"""The kinds of a concern about what was not so in the quarter before, or was not known."""
SHARED_CAUSE = "shared_cause"
"""The kind of a concern that only takes in others."""

QUARTER = "quarter"
NO_BASIS = "none"
"""The ``basis`` of a finding that no evidence decided."""
DECLARED_HIGHER = "declared_higher"
REGISTER_HIGHER = "register_higher"
UNMET, NOT_MET, SILENT = "unmet", "not_met", "no_evidence"
GAPS = (UNMET, NOT_MET, SILENT)
"""What several organisations can have in common: a duty not met or only partly, not met at all,
or without evidence."""
THE_ORGANISATION = "organisation"
"""The subject of a concern about the organisation as a whole, or all organisations together."""
AREA = ""
"""The code that stands for all organisations together."""

_PLACE = {
    kind: {field: place for place, field in enumerate(fields, start=1)}
    for kind, fields in FIELDS.items()
}


_QUARTER_PLACE: Mapping[object, int] = {kind: places[QUARTER] for kind, places in _PLACE.items()}


class ChainingError(Exception):
    """What no chainer may pass over: the words say which signal or rule, and what is wrong."""


class Match(NamedTuple):
    """A concern rule found true: the signals that matched, one for each line under ``when``."""

    rule: str
    signals: tuple[Signal, ...]


def place_of(kind: str, field: str) -> int:
    """Where a field stands in a signal of a kind.

    Raises KeyError where the kind or the field is unknown.
    """
    return _PLACE[kind][field]


def quarter_of(signal: Signal) -> int:
    """The signal's quarter, as a count of quarters."""
    return int(signal[_QUARTER_PLACE[signal[0]]])


def latest_quarter(signals: Iterable[Signal]) -> int:
    """The latest quarter among signals, as a count of quarters."""
    return max([int(signal[_QUARTER_PLACE[signal[0]]]) for signal in signals])


def check(signal: Signal) -> None:
    """Refuse a signal that is not of the agreed form.

    Raises ChainingError where its kind is unknown, a field is missing or too many, anything but
    a count of quarters stands for the quarter, or anything but text in another field.
    """
    form = _FORMS.get(signal[0]) if signal else None
    if form is None or tuple(map(type, signal)) != form:
        raise ChainingError(_why_not(signal))
    if not 0 <= quarter_of(signal) < 2**31:
        raise ChainingError(_why_not(signal))


_FORMS: Mapping[object, tuple[type, ...]] = {
    kind: (str, *(int if field == QUARTER else str for field in fields))
    for kind, fields in FIELDS.items()
}


def _why_not(signal: Signal) -> str:
    form = FIELDS.get(str(signal[0])) if signal else None
    expected = f"{signal[0]}, then {', '.join(form)}" if form else f"one of {', '.join(FIELDS)}"
    return (
        f"found the signal {signal!r}; expected {expected}: the quarter as a count of quarters, "
        "everything else as text. This is a fault of the program, not of a return."
    )
