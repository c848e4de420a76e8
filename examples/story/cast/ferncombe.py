"""An out of hours service: in 2014-15 Q3 it finds that allegations were not passed on."""

from __future__ import annotations

import datetime as dt

from examples.story.audit import FULLY, Answers, audit, not_ours, plan
from examples.story.dashboard import Entries, dashboard
from examples.story.nouns import (
    QUARTERS,
    Line,
    MadeOrganisation,
    MadeQuarter,
    MadeReturn,
    of_quarter,
)
from examples.story.register import LOOKED_AFTER, SAFEGUARDING, StaffGroup, register

PROVIDER = MadeOrganisation(
    "ZA8", "Ferncombe Out of Hours Service", "primary care", legal_form="CIC"
)

NAMED: tuple[Line, ...] = (
    ("Named Doctor", "GP Clinical Lead", None, 0.1),
    ("Named Nurse", "Lead Nurse", None, 0.4),
)

VACANCIES: tuple[Line, ...] = (("GPs", 0.5, 16), ("Safeguarding Professionals", 0, 0.5))

GROUPS = (
    StaffGroup("Call handlers", 9100, SAFEGUARDING, 1, (9,), (0,)),
    StaffGroup("Nurses", 9300, SAFEGUARDING, 3, (7,), (0,)),
    StaffGroup("GPs", 9400, SAFEGUARDING, 3, (13,), (0,)),
    StaffGroup("Named professionals", 9500, SAFEGUARDING, 4, (2,), (0,)),
    StaffGroup("Call handlers", 9100, LOOKED_AFTER, 1, (9,), (0,)),
    StaffGroup("Nurses", 9300, LOOKED_AFTER, 2, (7,), (0,)),
    StaffGroup("GPs", 9400, LOOKED_AFTER, 3, (13,), (0,)),
)

ALL = ("100%",)
FIGURES: dict[str, Entries] = {
    "2": (1, 0, 1, 1, 4),
    "3": ("0%",),
    **dict.fromkeys((f"4.1 Level {level}" for level in (1, 3, 4)), ALL),
    **dict.fromkeys((f"4.2 Level {level}" for level in (1, 2, 3)), ALL),
    "6.1": ("Yes",),
    "6.2": ALL,
    "6.3": (22,),
    "6.4": ALL,
    "7.1": (9, 11, 8, 10, 9),
    "7.2": (4, 3, 5, 4, 4),
    "7.3": ("Yes",),
    "8.7": ("nil",),
    "8.8": ("nil",),
    "9.2": (1, 2, 1, 1, 2),
    "12.1": (3, 2, 4, 3, 3),
    **dict.fromkeys((f"13.{part}" for part in range(1, 7)), ("nil",)),
    "14": ("91%", "92%", "92%", "90%", "91%"),
}  # fmt: skip

NOTES = {
    "2": ("", "Two of the four not yet with the LADO"),
    "14": ("Survey, n=61", "Survey, n=58", "Survey, n=66", "Survey, n=54", "Survey, n=63"),
}

NOT_OURS = {
    "Everybody who sees patients needs Level 3": ("4.1 Level 2",),
    "No designated professionals employed here": ("4.1 Level 5", "4.2 Level 5"),
    "No experts at this level employed here": ("4.1 Level 6",),
    "No specialist LAC staff": ("4.2 Level 4",),
    "No paediatric department": ("6.5", "6.6", "9.1"),
    "No beds": ("8.1", "8.3", "8.6"),
    "No emergency department or MIU": ("8.2", "8.4", "8.5"),
    "No maternity service": ("10.1 subject to CP plan", "10.1 total births", "10.2", "12.2"),
    "No sexual health service": ("11.1",),
    "No SARC": ("11.2",),
    "Done by the community provider": (
        "15.1",
        "15.2 Under 5s (health visiting)",
        "15.2 Over 5s (specialist LAC)",
        "15.2 Care leavers (specialist LAC)",
    ),
}

DIRECTOR = "Clinical Director"
JANUARY = dt.date(2015, 1, 30)
LATE = plan(0, "Report the two that were kept back, and appoint a deputy", DIRECTOR, JANUARY)
ANSWERS: dict[str, Answers] = {
    "S4.2.5.p02.a/2": (not_ours("Not an NHS trust"),),
    "S6.p08.b": (not_ours("No maternity service"),),
    "S6.p10.b": (FULLY, FULLY, FULLY, FULLY, LATE),
}


def _documents(year: int) -> tuple[Line, ...]:
    return (
        ("training strategy", "Training Strategy", "2013-04-16", "2016-04-16", None),
        ("supervision policy", "Supervision Policy", "2013-05-21", "2015-05-21", None),
        (
            "annual report",
            f"Annual Report {year - 1}-{year % 100}",
            dt.date(year, 6, 24),
            None,
            "website",
        ),
        ("declaration", f"Declaration {year}", dt.date(year, 6, 24), None, "website"),
    )


DOCUMENTS = (_documents(2013), *(_documents(2014),) * 3)


def _returned(quarter: MadeQuarter) -> MadeReturn:
    return MadeReturn(
        quarter,
        f"ferncombe-{quarter.label.replace(' ', '-')}",
        {
            "organisation": PROVIDER.identity(quarter, "Lead Nurse"),
            "named_professionals": NAMED,
            "dashboard": dashboard(quarter, FIGURES, NOT_OURS, NOTES),
            "vacancies": VACANCIES,
            "section11": audit(quarter, ANSWERS, in_words=True),
            "training": register(quarter, "K", GROUPS),
            "documents": of_quarter(DOCUMENTS, quarter),
        },
    )


RETURNS = tuple(_returned(quarter) for quarter in QUARTERS)
