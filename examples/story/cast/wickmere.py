"""A commissioning support service that catches up with its DBS checks, one quarter at a time."""

from __future__ import annotations

import datetime as dt

from examples.story.audit import FULLY, Answers, answers_to, plan
from examples.story.nouns import (
    QUARTERS,
    Line,
    MadeOrganisation,
    MadeQuarter,
    MadeReturn,
    of_quarter,
)
from examples.story.register import SAFEGUARDING, StaffGroup, register

SERVICE = MadeOrganisation("ZS1", "Wickmere Commissioning Support", "", "support_service")

QUESTIONS = ("S4.2.6.p01.a", "S4.2.6.p01.b", "S4.2.7.p01.a", "S4.2.7.p01.b")
"""The questions put to a support service, in the order of the form."""

_CATCH_UP = plan(1, "Repeat every check that is due", "Head of HR", dt.date(2014, 12, 19))

ANSWERS: dict[str, Answers] = {"S4.2.6.p01.b": (FULLY, _CATCH_UP, _CATCH_UP, _CATCH_UP, FULLY)}

STAFF = (
    StaffGroup("Analysts", 4000, SAFEGUARDING, 1, (12, 13, 14, 14, 14), (0,)),
    StaffGroup("Contract managers", 4100, SAFEGUARDING, 1, (8,), (0,)),
)

DUE_AGAIN = (3, 3, 3, 1, 0)
"""How many of the DBS checks are of February 2011, and so due again from February 2014 on."""


def _checks(quarter: MadeQuarter) -> tuple[Line, ...]:
    staff = sum(of_quarter(group.staff, quarter) for group in STAFF)
    late = of_quarter(DUE_AGAIN, quarter)
    return tuple(
        (
            f"W{4000 + 3 * number}",
            "DBS",
            dt.date(2011, 2, 7)
            if number < late
            else dt.date(2012, 4, 2) + dt.timedelta(days=23 * number),
        )
        for number in range(staff)
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
