"""A GP practice in good order whose return for 2014-15 Q3 does not come."""

from __future__ import annotations

from examples.story.audit import answers_to
from examples.story.cast.limewick import QUESTIONS
from examples.story.nouns import QUARTERS, MadeOrganisation, MadeQuarter, MadeReturn
from examples.story.register import SAFEGUARDING, StaffGroup, register

PRACTICE = MadeOrganisation("ZP2", "Yarrowby Surgery", "primary care", "gp_practice")

STAFF = (
    StaffGroup("Reception", 5000, SAFEGUARDING, 1, (6,), (0,)),
    StaffGroup("Practice nurses", 5100, SAFEGUARDING, 2, (3,), (0,)),
    StaffGroup("GPs", 5200, SAFEGUARDING, 3, (5,), (0,)),
)


def _returned(quarter: MadeQuarter) -> MadeReturn:
    return MadeReturn(
        quarter,
        f"yarrowby-{quarter.label.replace(' ', '-')}",
        {
            "organisation": PRACTICE.identity(quarter, "Practice Manager"),
            "section11": answers_to(QUESTIONS, quarter, {}),
            "training": register(quarter, "Y", STAFF),
        },
    )


RETURNS = tuple(_returned(quarter) for quarter in QUARTERS[1:-1])
"""The practices were first asked in January 2014."""
