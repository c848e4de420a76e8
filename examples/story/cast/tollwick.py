"""A mental health trust: a child dies outside the protocol, and the audit says that all is met."""

from __future__ import annotations

import datetime as dt

from examples.story.audit import FULLY, audit, not_ours, plan
from examples.story.dashboard import Entries, dashboard
from examples.story.nouns import (
    Q1_2014,
    QUARTERS,
    Line,
    MadeOrganisation,
    MadeQuarter,
    MadeReturn,
    Percent,
    of_quarter,
)
from examples.story.register import SAFEGUARDING, StaffGroup, register

PROVIDER = MadeOrganisation(
    "ZA3",
    "Tollwick Mental Health NHS Foundation Trust",
    "mental health",
    legal_form="Foundation Trust",
)

NAMED: tuple[Line, ...] = (
    ("Named Doctor", "Consultant Child Psychiatrist", None, 0.1),
    ("Named Nurse", "Named Nurse Safeguarding Children", None, "0.8 wte"),
)

VACANCIES: tuple[tuple[Line, ...], ...] = (
    (("Safeguarding Professionals", 0.2, 2.4),),
    (("Safeguarding Professionals", 0.6, 2.4),),
    (("Safeguarding Professionals", 0.6, 2.4),),
)

GROUPS = (
    StaffGroup("Administrative", 6100, SAFEGUARDING, 1, (14,), (0, 1, 2)),
    StaffGroup("Adult community nurses", 6200, SAFEGUARDING, 2, (26,), (0, 1, 3, 5, 6)),
    StaffGroup("CAMHS clinicians", 6300, SAFEGUARDING, 3, (24,), (0, 2, 4, 7, 8)),
    StaffGroup("Psychiatrists", 6400, SAFEGUARDING, 3, (8,), (0, 0, 1, 3, 3)),
    StaffGroup("Named professionals", 6500, SAFEGUARDING, 4, (3,), (0,)),
)

FIGURES: dict[str, Entries] = {
    "2": (2, 2, 2, 1, 2),
    "3": (Percent(0), Percent(0), Percent(1), Percent(3.5), Percent(6.2)),
    "4.1 Level 1": (Percent(100), Percent(100), Percent(100), Percent(94), Percent(86)),
    "4.1 Level 2": (Percent(100), Percent(96), Percent(89), Percent(93), Percent(95)),
    "4.1 Level 3": (Percent(100), Percent(94), Percent(84), Percent(96), Percent(97)),
    "4.1 Level 4": (Percent(100), Percent(100), Percent(100), Percent(100), Percent(100)),
    "4.2 Level 1": (96, 96, 96, 95, 95),
    "4.2 Level 2": (88, 86, 82, 95, 95),
    "4.2 Level 3": (90, 86, 81, 95, 95),
    "4.2 Level 4": (100, 100, 100, 100, 100),
    "6.1": ("Yes", "Yes", "Yes", "Yes", "Yes"),
    "6.2": (Percent(100), Percent(100), Percent(95), Percent(80), Percent(72)),
    "6.3": (147, 136, 140, 146, 149),
    "6.4": (Percent(96), Percent(95), Percent(86), Percent(64), Percent(59)),
    "7.1": (22, 22, 21, 19, 22),
    "7.2": (11, 12, 12, "N/K", 11),
    "7.3": ("Yes", "Yes", "Yes", "Yes", "Yes"),
    "8.7": (20, 22, 23, 26, 21),
    "8.8": (20, 22, 22, 24, 25),
    "9.2": (16, 18, 17, 18, 15),
    "13.1": (2, 3, 4, 2, 4),
    "13.2": (0, 1, 1, 3, 2),
    "13.3": (0, 1, 1, 2, 1),
    "13.4": (0, 0, 0, 0, 1),
    "13.5": (0, 0, 1, 0, 1),
    "13.6": (0, 0, 1, 0, 0),
    "14": (Percent(90), Percent(88), Percent(87), Percent(88), Percent(86)),
}  # fmt: skip

NOTES = {
    "3": ("", "Backlog at the shared HR service", "Backlog at the shared HR service"),
    "7.2": ("", "New form, not yet counted", ""),
    "8.8": ("", "", "Includes offers to earlier referrals"),
    "13.6": ("", "", "Community death, SUDIC lead to confirm"),
    "14": ("Survey, n=64", "Survey, n=58", "Survey, n=71"),
}

NOT_OURS = {
    "No designated professionals employed here": ("4.1 Level 5", "4.2 Level 5"),
    "No experts at this level employed here": ("4.1 Level 6",),
    "No paediatric medical service": ("6.5", "6.6", "9.1"),
    "No beds under this contract": ("8.1", "8.3", "8.6"),
    "No emergency department or MIU": ("8.2", "8.4", "8.5"),
    "No maternity service": (
        "10.1 subject to CP plan",
        "10.1 total births",
        "10.2",
        "12.1",
        "12.2",
    ),
    "No sexual health service": ("11.1",),
    "No SARC": ("11.2",),
    "Done by the community provider": (
        "15.1",
        "15.2 Under 5s (health visiting)",
        "15.2 Over 5s (specialist LAC)",
        "15.2 Care leavers (specialist LAC)",
    ),
}

NURSE = "Named Nurse"
OCTOBER = dt.date(2014, 10, 31)
NO_MIDWIVES = not_ours("No maternity service")

ANSWERS = {
    "S6.p08.b": (NO_MIDWIVES,),
    "S6.p09.a": (
        FULLY,
        FULLY,
        plan(2, "Renewals overdue", "Director of Workforce", OCTOBER),
        FULLY,
        FULLY,
    ),
    "S6.p11.a": (plan(2, "Strategy lapsed in November 2013", NURSE, OCTOBER), FULLY, FULLY),
    "S6.p11.c": (
        FULLY,
        FULLY,
        plan(2, "More Level 3 places", NURSE, OCTOBER),
        FULLY,
        FULLY,
    ),
    "S6.p12.b": (
        FULLY,
        FULLY,
        plan(2, "Supervision for CAMHS outreach", NURSE, OCTOBER),
        FULLY,
        FULLY,
    ),
}

DOCUMENTS: tuple[Line, ...] = (
    (
        "training strategy",
        "Safeguarding Training Strategy 2011-13",
        "14/11/2011",
        "14/11/2013",
        None,
    ),
    ("supervision policy", "Clinical Supervision Policy", "04/03/2013", "04/03/2016", None),
    ("annual report", "Safeguarding Annual Report 2012-13", "26/09/2013", None, "intranet"),
)


def _returned(quarter: MadeQuarter) -> MadeReturn:
    later = quarter.index > Q1_2014.index
    everything_fine = "Confirmed by the Director of Nursing" if later else None
    return MadeReturn(
        quarter,
        f"tollwick-{quarter.label.replace(' ', '-')}.xlsx",
        {
            "organisation": PROVIDER.identity(quarter, "Director of Nursing"),
            "named_professionals": NAMED,
            "dashboard": dashboard(quarter, FIGURES, NOT_OURS, NOTES),
            "vacancies": of_quarter(VACANCIES, quarter),
            "section11": audit(quarter, ANSWERS, evidence=everything_fine),
            "training": register(quarter, "T", GROUPS),
            "documents": DOCUMENTS,
        },
        notes={"dashboard": "NB item 3 excludes staff on long-term leave"},
    )


RETURNS = tuple(_returned(quarter) for quarter in QUARTERS)
