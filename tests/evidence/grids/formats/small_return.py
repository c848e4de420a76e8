"""A small return, and what is read of it: values, faults, cells that are asked about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from evidence.nouns.returns import ReturnsRead
from evidence.nouns.yardstick import Yardstick
from evidence.submissions import submissions
from tests.evidence.sheets import Percent, Sheet

DAY = dt.date(2013, 5, 2)
WHOLE: Mapping[str, Sheet] = {
    "organisation": Sheet(
        [
            ("field", "value"),
            ("code", "RZ1"),
            ("name", "Orwell Hôpital\u00a0NHS"),
            ("kind", "provider"),
            ("services", "maternity"),
            ("period", "2014-15 Q2"),
            ("submitted_on", dt.date(2014, 10, 14)),
            ("submitted_by", "Named Nurse"),
        ]
    ),
    "named_professionals": Sheet(
        [("role", "title", "name", "wte"), ("Named Nurse", "Lead", None, 1)]
    ),
    "dashboard": Sheet(
        [
            ("item", "part", "value", "note"),
            ("2", None, 3, None),
            ("3", None, Percent(0.975), "quarterly"),
            ("6.1", None, "Yes", None),
        ]
    ),
    "vacancies": Sheet([("role", "vacant_wte", "establishment_wte"), ("Midwives", 1.5, 20)]),
    "section11": Sheet([("question", "score", "not_applicable_reason"), ("S6.p08.a", 3, None)]),
    "documents": Sheet(
        [
            ("kind", "title", "approved_on", "review_due", "published_at"),
            ("Training strategy", "Strategy", DAY, "March 2016", None),
        ]
    ),
}
"""A small provider's return in which nothing is wrong."""

Sent = Callable[..., ReturnsRead]


def _parameter(name: str, quarter: Quarter, code: str) -> float:
    """Months for what is told in months, percentage points otherwise."""
    return 60.0 if "months" in name else 5.0


def values(reading: ReturnsRead, pack: Pack) -> dict[str, object]:
    """The value of each fact, or why it is unknown."""
    judged = Yardstick(lambda quarter: quarter.last_day, _parameter)
    [found], _ = submissions(reading, pack, judged)
    return {
        name: fact.why_unknown if fact.value is None else fact.value
        for name, fact in found.facts.items()
    }


def dashboard(*rows: tuple[object, ...], **more: object) -> Sheet:
    return replace(Sheet([("item", "part", "value", "note"), *rows]), **more)
