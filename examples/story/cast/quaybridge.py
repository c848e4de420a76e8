"""Urgent care centres that keep nearly every duty: what good looks like."""

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
    "ZA6",
    "Quaybridge Urgent Care Centres",
    "minor injuries unit; primary care",
    legal_form="social enterprise",
)

NAMED: tuple[Line, ...] = (
    ("Named Doctor", "GP Clinical Lead", None, 0.1),
    ("Named Nurse", "Lead Nurse Safeguarding", None, 0.6),
)

VACANCIES: tuple[tuple[Line, ...], ...] = (
    (("ED consultants", 0, 4), ("GPs", 1, 12), ("Safeguarding Professionals", 0, 0.8)),
    (("ED consultants", 0, 4), ("GPs", 0.5, 12), ("Safeguarding Professionals", 0, 0.8)),
    (("ED consultants", 0, 4), ("GPs", 0.5, 12), ("Safeguarding Professionals", 0, 0.8)),
)

GROUPS = (
    StaffGroup("Reception", 7100, SAFEGUARDING, 1, (10,), (0,)),
    StaffGroup("Healthcare assistants", 7200, SAFEGUARDING, 2, (8,), (0,)),
    StaffGroup("Nurse practitioners", 7300, SAFEGUARDING, 3, (18,), (1, 0, 0)),
    StaffGroup("GPs", 7400, SAFEGUARDING, 3, (11, 12, 12), (0,)),
    StaffGroup("ED consultants", 7500, SAFEGUARDING, 3, (4,), (0,)),
    StaffGroup("Named professionals", 7600, SAFEGUARDING, 4, (2,), (0,)),
    StaffGroup("Reception", 7100, LOOKED_AFTER, 1, (10,), (0,)),
    StaffGroup("Healthcare assistants", 7200, LOOKED_AFTER, 2, (8,), (0,)),
    StaffGroup("Nurse practitioners", 7300, LOOKED_AFTER, 2, (18,), (1, 0, 0)),
    StaffGroup("GPs", 7400, LOOKED_AFTER, 3, (11, 12, 12), (0,)),
)

FIGURES: dict[str, Entries] = {
    "2": (0, 0, 0, 1, 0),
    "3": ("0%", "0%", "0%", "0%", "0%"),
    "4.1 Level 1": ("100%", "100%", "100%", "100%", "100%"),
    "4.1 Level 2": ("100%", "100%", "100%", "100%", "100%"),
    "4.1 Level 3": ("95%", "97%", "97%", "100%", "100%"),
    "4.1 Level 4": ("100%", "100%", "100%", "100%", "100%"),
    "4.2 Level 1": ("100%", "100%", "100%", "100%", "100%"),
    "4.2 Level 2": ("96%", "96%", "96%", "100%", "100%"),
    "4.2 Level 3": ("100%", "100%", "100%", "100%", "100%"),
    "6.1": ("Yes", "Yes", "Yes", "Yes", "Yes"),
    "6.2": ("100%", "100%", "100%", "100%", "100%"),
    "6.3": (32, 35, 34, 34, 35),
    "6.4": ("97%", "97%", "97%", "100%", "100%"),
    "7.1": (18, 19, 19, 22, 20),
    "7.2": (8, 8, 8, 9, 7),
    "7.3": ("Yes", "Yes", "Yes", "Yes", "Yes"),
    "8.2": (46, 43, 44, 48, 46),
    "8.4": (7, 7, 7, 9, 8),
    "8.5": (32, 33, 31, 36, 33),
    "8.7": (5, 5, 5, 6, 4),
    "8.8": (5, 5, 5, 6, 4),
    "9.2": (3, 2, 3, 4, 2),
    "12.1": (5, 6, 6, 5, 7),
    "13.1": (0, 0, 0, 1, 0),
    "13.2": (0, 0, 0, 1, 0),
    "13.3": (0, 0, 0, 1, 0),
    "13.4": (0, 0, 0, 0, 0),
    "13.5": (0, 0, 0, 0, 0),
    "13.6": (0, 0, 0, 0, 0),
    "14": ("93%", "93%", "93%", "94%", "95%"),
}  # fmt: skip

NOTES = {
    "8.2": ("All three centres", "All three centres", "All three centres"),
    "14": ("Survey, n=88", "Survey, n=93", "Survey, n=90"),
}

NOT_OURS = {
    "No designated professionals employed here": ("4.1 Level 5", "4.2 Level 5"),
    "No experts at this level employed here": ("4.1 Level 6",),
    "No specialist LAC staff": ("4.2 Level 4",),
    "No paediatric department": ("6.5", "6.6", "9.1"),
    "No beds": ("8.1", "8.3", "8.6"),
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

NO_MIDWIVES = not_ours("No maternity service")
ANSWERS: dict[str, Answers] = {
    "S4.2.5.p02.a/2": (not_ours("A social enterprise"),),
    "S6.p08.b": (NO_MIDWIVES,),
    "S6.p11.c": (
        plan(2, "One nurse practitioner booked for July", "Lead Nurse", dt.date(2014, 7, 31)),
        FULLY,
        FULLY,
    ),
    "S6.p11.b": (
        plan(2, "Follow up learning at three months", "Lead Nurse", dt.date(2014, 9, 30)),
        FULLY,
        FULLY,
    ),
}

STANDING: tuple[Line, ...] = (
    (
        "training strategy",
        "Training Strategy and Plan 2013-16",
        dt.date(2013, 9, 17),
        dt.date(2016, 9, 17),
        None,
    ),
    (
        "supervision policy",
        "Safeguarding Supervision Policy",
        dt.date(2013, 11, 5),
        dt.date(2015, 11, 5),
        None,
    ),
)
DOCUMENTS: tuple[tuple[Line, ...], ...] = tuple(
    (
        *STANDING,
        (
            "annual report",
            f"Safeguarding Children Annual Report {year}",
            approved,
            None,
            "Quaybridge website",
        ),
        (
            "public declaration",
            "Safeguarding Children Declaration",
            approved,
            None,
            "Quaybridge website",
        ),
    )
    for year, approved in (
        ("2012-13", dt.date(2013, 5, 23)),
        *(("2013-14", dt.date(2014, 5, 22)),) * 3,
    )
)


def _returned(quarter: MadeQuarter) -> MadeReturn:
    return MadeReturn(
        quarter,
        f"quaybridge-{quarter.label.replace(' ', '-')}",
        {
            "organisation": PROVIDER.identity(quarter, "Lead Nurse Safeguarding"),
            "named_professionals": NAMED,
            "dashboard": dashboard(quarter, FIGURES, NOT_OURS, NOTES),
            "vacancies": of_quarter(VACANCIES, quarter),
            "section11": audit(quarter, ANSWERS),
            "training": register(quarter, "Q", GROUPS),
            "documents": of_quarter(DOCUMENTS, quarter),
        },
    )


RETURNS = tuple(_returned(quarter) for quarter in QUARTERS[1:])
"""Its contract began in January 2014."""
