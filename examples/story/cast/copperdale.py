"""A children's hospital in good order, until four serious incidents come at once in 2014-15 Q3."""

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
    Percent,
    of_quarter,
)
from examples.story.register import LOOKED_AFTER, SAFEGUARDING, StaffGroup, register

PROVIDER = MadeOrganisation(
    "ZA7",
    "Copperdale Children's Hospital",
    "paediatrics, inpatient, emergency department",
    legal_form="NHS foundation trust",
)

NAMED: tuple[Line, ...] = (
    ("Named Doctor", "Consultant Paediatrician", None, 0.3),
    ("Named Nurse", "Named Nurse Safeguarding Children", None, 1.0),
)

VACANCIES: tuple[tuple[Line, ...], ...] = (
    (
        ("Paediatricians", 0, 6),
        ("Paediatric Nurses", 0, 18),
        ("ED consultants", 0, 2),
        ("Safeguarding Professionals", 0, 2.4),
    ),
    (
        ("Paediatricians", 0, 6),
        ("Paediatric Nurses", 0.5, 18),
        ("ED consultants", 0, 2),
        ("Safeguarding Professionals", 0, 2.4),
    ),
)

GROUPS = (
    StaffGroup("Clerks", 8100, SAFEGUARDING, 1, (6,), (0,)),
    StaffGroup("Therapists", 8200, SAFEGUARDING, 2, (6,), (0,)),
    StaffGroup("Paediatric nurses", 8300, SAFEGUARDING, 3, (16,), (0,)),
    StaffGroup("Paediatricians", 8400, SAFEGUARDING, 3, (6,), (0,)),
    StaffGroup("Named professionals", 8500, SAFEGUARDING, 4, (2,), (0,)),
    StaffGroup("Clerks", 8100, LOOKED_AFTER, 1, (6,), (0,)),
    StaffGroup("Paediatric nurses", 8300, LOOKED_AFTER, 2, (16,), (0,)),
    StaffGroup("Paediatricians", 8400, LOOKED_AFTER, 3, (6,), (0,)),
    StaffGroup("Named professionals", 8500, LOOKED_AFTER, 4, (2,), (0,)),
)

ALL = (Percent(100),)
FIGURES: dict[str, Entries] = {
    "2": (0, 1, 0, 0, 1),
    "3": (Percent(0),),
    **dict.fromkeys((f"4.1 Level {level}" for level in (1, 2, 3, 4)), ALL),
    **dict.fromkeys((f"4.2 Level {level}" for level in (1, 2, 3, 4)), ALL),
    "6.1": ("Yes",),
    "6.2": ALL,
    "6.3": (30, 31, 31, 32, 32),
    "6.4": (Percent(97), Percent(98), Percent(98), Percent(97), Percent(96)),
    "6.5": (3,),
    "6.6": (Percent(92), Percent(94), Percent(94), Percent(91), Percent(92)),
    "7.1": (34, 31, 36, 33, 37),
    "7.2": (12, 10, 11, 13, 12),
    "7.3": ("Yes",),
    "8.1": (44, 41, 47, 43, 46),
    "8.2": (63, 58, 66, 61, 70),
    "8.3": (6, 5, 7, 6, 7),
    "8.4": (11, 10, 12, 11, 13),
    "8.5": (38, 35, 41, 44, 47),
    "8.7": (8, 7, 8, 9, 8),
    "8.8": (8, 7, 8, 9, 8),
    "9.1": (29, 27, 31, 30, 33),
    "9.2": (21, 19, 22, 20, 24),
    "12.1": (5, 6, 4, 5, 6),
    "13.1": (1, 0, 1, 2, 6),
    "13.2": (0, 0, 0, 0, 4),
    "13.3": (0, 0, 0, 0, 1),
    "13.4": (0, 0, 0, 0, 2),
    "13.5": (3, 2, 2, 3, 2),
    "13.6": (3, 2, 2, 3, 2),
    "14": (Percent(94), Percent(95), Percent(95), Percent(93), Percent(92)),
}  # fmt: skip

NOTES = {
    "13.3": ("", "Investigators shared with the acute trust, three reports overdue"),
    "14": ("Survey, n=142", "Survey, n=130", "Survey, n=151", "Survey, n=138", "Survey, n=147"),
}

NOT_OURS = {
    "No designated professionals employed here": ("4.1 Level 5", "4.2 Level 5"),
    "No experts at this level employed here": ("4.1 Level 6",),
    "Children only": ("8.6",),
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

FEBRUARY = dt.date(2015, 2, 27)
LATE = plan(1, "Own investigators, reports by February", "Medical Director", FEBRUARY)
ANSWERS: dict[str, Answers] = {
    "S6.p08.b": (not_ours("No maternity service"),),
    "S6.p14.b": (FULLY, FULLY, FULLY, FULLY, LATE),
}


def _documents(year: int) -> tuple[Line, ...]:
    site = "Hospital website"
    return (
        ("training strategy", "Training Strategy 2013-16", "09/07/2013", "09/07/2016", None),
        ("supervision policy", "Supervision Policy", "03/06/2013", "03/06/2016", None),
        (
            "annual report",
            f"Safeguarding Annual Report {year - 1}-{year % 100}",
            dt.date(year, 6, 5),
            None,
            site,
        ),
        ("declaration", f"Safeguarding Declaration {year}", dt.date(year, 6, 5), None, site),
    )


DOCUMENTS = (_documents(2013), *(_documents(2014),) * 3)


def _returned(quarter: MadeQuarter) -> MadeReturn:
    return MadeReturn(
        quarter,
        f"copperdale-{quarter.label.replace(' ', '-')}.xlsx",
        {
            "organisation": PROVIDER.identity(quarter, "Named Nurse"),
            "named_professionals": NAMED,
            "dashboard": dashboard(quarter, FIGURES, NOT_OURS, NOTES),
            "vacancies": of_quarter(VACANCIES, quarter),
            "section11": audit(quarter, ANSWERS),
            "training": register(quarter, "C", GROUPS),
            "documents": of_quarter(DOCUMENTS, quarter),
        },
    )


RETURNS = tuple(_returned(quarter) for quarter in QUARTERS)
