"""A GP practice that finds its training list, and then trains who was not on it."""

from __future__ import annotations

import datetime as dt

from examples.story.audit import FULLY, Answer, Answers, answers_to, plan
from examples.story.nouns import Q1_2014, QUARTERS, MadeOrganisation, MadeQuarter, MadeReturn
from examples.story.register import SAFEGUARDING, StaffGroup, register

PRACTICE = MadeOrganisation("ZP1", "Limewick Surgery", "primary care", "gp_practice")

QUESTIONS = (
    *("S4.2.7.p01.a", "S4.2.7.p01.b", "S4.2.8.p01.a", "S4.2.8.p01.b"),
    *("S4.2.8.p02", "S4.2.8.p03.a", "S4.2.8.p03.b"),
)
"""The questions put to a practice, in the order of the form."""

_MANAGER = "Practice Manager"
_REPORTS = plan(1, "Ask for conference dates by fax", _MANAGER, dt.date(2014, 10, 31))

ANSWERS: dict[str, Answers] = {
    "S4.2.7.p01.b": (
        Answer("N/K"),
        plan(2, "Book the last three", _MANAGER, dt.date(2014, 11, 28)),
        FULLY,
    ),
    "S4.2.8.p02": (Answer("N/K"), FULLY, FULLY),
    "S4.2.8.p03.b": (_REPORTS, _REPORTS, FULLY),
}

STAFF = (
    StaffGroup("Reception", 3000, SAFEGUARDING, 1, (8,), (1, 1, 0)),
    StaffGroup("Practice nurses", 3100, SAFEGUARDING, 2, (4,), (0,)),
    StaffGroup("GPs", 3200, SAFEGUARDING, 3, (6,), (2, 1, 0)),
)


def _returned(quarter: MadeQuarter) -> MadeReturn:
    tables = {
        "organisation": PRACTICE.identity(quarter, _MANAGER),
        "section11": answers_to(QUESTIONS, quarter, ANSWERS, in_words=True),
    }
    if quarter.index > Q1_2014.index:
        tables["training"] = register(quarter, "L", STAFF)
    return MadeReturn(
        quarter, f"limewick-{quarter.label.replace(' ', '-')}", tables, british_dates=True
    )


RETURNS = tuple(_returned(quarter) for quarter in QUARTERS[1:])
"""The practices were first asked in January 2014."""
