"""A commissioning support service that catches up with its DBS checks, one quarter at a time."""

from __future__ import annotations

import datetime as dt

from examples.story.audit import FULLY, ThreeAnswers, answers_to, plan
from examples.story.nouns import QUARTERS, Line, MadeQuarter, MadeReturn, Organisation
from examples.story.register import SAFEGUARDING, StaffGroup, register

SERVICE = Organisation("ZS1", "Wickmere Commissioning Support", "", "support_service")

QUESTIONS = ("S4.2.6.p01.a", "S4.2.6.p01.b", "S4.2.7.p01.a", "S4.2.7.p01.b")
"""The questions put to a support service, in the order of the form."""

_CATCH_UP = plan(1, "Repeat every check that is due", "Head of HR", dt.date(2014, 12, 19))

ANSWERS: dict[str, ThreeAnswers] = {"S4.2.6.p01.b": (_CATCH_UP, _CATCH_UP, FULLY)}

STAFF = (
    StaffGroup("Analysts", 4000, SAFEGUARDING, 1, (14, 14, 14), (0, 0, 0)),
    StaffGroup("Contract managers", 4100, SAFEGUARDING, 1, (8, 8, 8), (0, 0, 0)),
)

DUE_AGAIN = (3, 1, 0)
"""How many of the 22 DBS checks are due again at the end of each quarter."""


def _checks(quarter: MadeQuarter) -> tuple[Line, ...]:
    late = DUE_AGAIN[quarter.index]
    return tuple(
        (
            f"W{4000 + 3 * number}",
            "DBS",
            dt.date(2011, 2, 7)
            if number < late
            else dt.date(2012, 4, 2) + dt.timedelta(days=23 * number),
        )
        for number in range(22)
    )


def _returned(quarter: MadeQuarter) -> MadeReturn:
    return MadeReturn(
        quarter,
        f"wickmere-{quarter.label.replace(' ', '-')}.xlsx",
        {
            "organisation": SERVICE.identity(quarter, "Head of HR"),
            "section11": answers_to(QUESTIONS, quarter, ANSWERS),
            "training": register(quarter, "W", STAFF),
            "checks": _checks(quarter),
        },
    )


RETURNS = tuple(_returned(quarter) for quarter in QUARTERS)
