"""A community provider: behind at first, better every quarter, health visitors slowly recruited."""

from __future__ import annotations

import datetime as dt

from examples.story.audit import FULLY, audit, not_ours, plan
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
    "ZA2",
    "Brackenmere Community Health NHS Trust",
    "health visiting; school nursing; looked after children",
    legal_form="NHS Trust",
)

NAMED: tuple[Line, ...] = (
    ("Named Doctor", "Community Paediatrician (sessional)", None, 0.2),
    ("Named Nurse", "Named Nurse Safeguarding Children", None, 1.0),
    ("Named Nurse", "Deputy Named Nurse", None, 0.8),
)

VACANCIES: tuple[tuple[Line, ...], ...] = (
    (
        ("Health Visitors", 7.2, 60),
        ("School Nurses", 1.6, 22),
        ("Safeguarding Professionals", 0.4, 3),
    ),
    (
        ("Health Visitors", 5.1, 60),
        ("School Nurses", 1.2, 22),
        ("Safeguarding Professionals", 0.2, 3),
    ),
    (
        ("Health Visitors", 3.9, 60),
        ("School Nurses", 0.8, 22),
        ("Safeguarding Professionals", 0, 3),
    ),
)

GROUPS = (
    StaffGroup("Administrative", 4100, SAFEGUARDING, 1, (16,), (1, 0, 0)),
    StaffGroup("Nursery nurses", 4200, SAFEGUARDING, 2, (14,), (4, 3, 3, 1, 0)),
    StaffGroup("Health visitors", 4300, SAFEGUARDING, 3, (28, 29, 30), (10, 9, 7, 4, 1)),
    StaffGroup("School nurses", 4500, SAFEGUARDING, 3, (14,), (4, 4, 3, 2, 0)),
    StaffGroup("LAC nurses", 4700, SAFEGUARDING, 3, (5,), (2, 1, 1, 0, 0)),
    StaffGroup("Named professionals", 4900, SAFEGUARDING, 4, (3,), (0,)),
    StaffGroup("Administrative", 4100, LOOKED_AFTER, 1, (16,), (2, 1, 0)),
    StaffGroup("Nursery nurses", 4200, LOOKED_AFTER, 2, (14,), (4, 2, 0)),
    StaffGroup("Health visitors", 4300, LOOKED_AFTER, 3, (28, 29, 30), (8, 7, 6, 3, 1)),
    StaffGroup("School nurses", 4500, LOOKED_AFTER, 3, (14,), (4, 2, 0)),
    StaffGroup("LAC nurses", 4700, LOOKED_AFTER, 4, (5,), (1, 0, 0)),
)

FIGURES: dict[str, Entries] = {
    "2": (1, 2, 2, 1, 2),
    "3": ("3.1%", "2.8%", "2.4%", "0.9%", "0%"),
    "4.1 Level 1": ("94%", "94%", "94%", "100%", "100%"),
    "4.1 Level 2": ("71%", "79%", "79%", "93%", "100%"),
    "4.1 Level 3": ("66%", "70%", "77%", "87%", "98%"),
    "4.1 Level 4": ("100%", "100%", "100%", "100%", "100%"),
    "4.2 Level 1": ("88%", "88%", "88%", "94%", "100%"),
    "4.2 Level 2": ("71%", "71%", "71%", "86%", "100%"),
    "4.2 Level 3": ("71%", "74%", "76%", "88%", "98%"),
    "4.2 Level 4": ("80%", "80%", "80%", "100%", "100%"),
    "6.1": ("Yes", "Yes", "Yes", "Yes", "Yes"),
    "6.2": ("70%", "74%", "78%", "88%", "100%"),
    "6.3": (124, 114, 118, 121, 124),
    "6.4": (Percent(61), Percent(66), Percent(72), Percent(88), Percent(96)),
    "7.1": (54, 55, 52, 57, 55),
    "7.2": (54, 58, 61, 66, 70),
    "7.3": ("No", "No", "No", "Yes", "Yes"),
    "8.7": (12, 13, 14, 15, 13),
    "8.8": (7, 8, 10, 13, 13),
    "9.2": (89, 100, 96, 104, 110),
    "12.2": ("<5", "<5", "<5", "0", "<5"),
    "13.1": (1, 1, 1, 0, 1),
    "13.2": (0, 1, 1, 0, 0),
    "13.3": (0, 1, 1, 0, 0),
    "13.4": (0, 0, 0, 0, 0),
    "13.5": (1, 2, 2, 1, 1),
    "13.6": (1, 2, 2, 1, 1),
    "14": ("82%", "83%", "84%", "88%", "92%"),
    "15.1": (15, 17, 18, 24, 27),
    "15.2 Under 5s (health visiting)": (19, 21, 22, 29, 34),
    "15.2 Over 5s (specialist LAC)": (52, 55, 58, 66, 74),
    "15.2 Care leavers (specialist LAC)": (6, 6, 7, 9, 11),
}  # fmt: skip

NOTES = {
    "3": ("", "Three renewals with HR", ""),
    "7.3": ("First audit planned for September", "September audit, 40 referrals", ""),
    "14": ("Survey, n=206", "Survey, n=188", "Survey, n=214"),
    "15.1": (
        "11 of 18 within 20 working days",
        "19 of 24 within 20 working days",
        "26 of 27 within 20 working days",
    ),
    "15.2 Under 5s (health visiting)": (
        "14 of 22 within six months",
        "23 of 29 within six months",
        "33 of 34 within six months",
    ),
    "15.2 Over 5s (specialist LAC)": (
        "41 of 58 within a year",
        "56 of 66 within a year",
        "72 of 74 within a year",
    ),
}

NOT_OURS = {
    "No designated professionals employed here": ("4.1 Level 5", "4.2 Level 5"),
    "No experts at this level employed here": ("4.1 Level 6",),
    "No paediatric medical service": ("6.5", "6.6", "9.1"),
    "No beds": ("8.1", "8.3", "8.6"),
    "No emergency department or MIU": ("8.2", "8.4", "8.5"),
    "No maternity service": ("10.1 subject to CP plan", "10.1 total births", "10.2", "12.1"),
    "No sexual health service": ("11.1",),
    "No SARC": ("11.2",),
}

NURSE = "Named Nurse"
SEPTEMBER, DECEMBER = dt.date(2014, 9, 30), dt.date(2014, 12, 31)
NO_MIDWIVES = not_ours("No maternity service")

ANSWERS = {
    "S6.p03": (plan(1, "Missed clinic report to be built", NURSE, SEPTEMBER), FULLY, FULLY),
    "S6.p08.b": (NO_MIDWIVES,),
    "S6.p09.a": (
        plan(2, "Overdue renewals weekly to HR", "Head of HR", SEPTEMBER),
        plan(2, "Last three renewals", "Head of HR", DECEMBER),
        FULLY,
    ),
    "S6.p11.b": (
        plan(1, "Follow up learning at three months", NURSE, SEPTEMBER),
        plan(2, "Second follow-up round", NURSE, DECEMBER),
        FULLY,
    ),
    "S6.p11.c": (
        plan(1, "Extra Level 3 days", NURSE, DECEMBER),
        plan(2, "Two more Level 3 days", NURSE, DECEMBER),
        FULLY,
    ),
    "S6.p12.a": (
        plan(1, "Renew the policy, train supervisors", NURSE, SEPTEMBER),
        plan(2, "Two supervisors still to be trained", NURSE, DECEMBER),
        FULLY,
    ),
    "S6.p12.b": (
        plan(1, "Protected time in health visitor diaries", NURSE, SEPTEMBER),
        plan(2, "School nurses in term time", NURSE, DECEMBER),
        FULLY,
    ),
    "S6.p16": (plan(0, "Agree an audit programme with the LSCB", NURSE, SEPTEMBER), FULLY, FULLY),
    "S6.p18.c": (
        plan(1, "Follow-up in the missed appointments policy", NURSE, SEPTEMBER),
        plan(2, "Spot check of follow-up", NURSE, DECEMBER),
        FULLY,
    ),
    "S6.p20.a": (plan(1, "Report to the July Board", "Chief Executive", SEPTEMBER), FULLY, FULLY),
}

STRATEGY: Line = (
    "training strategy",
    "Training Strategy 2013-16",
    dt.date(2013, 10, 1),
    dt.date(2016, 10, 1),
    None,
)
DOCUMENTS: tuple[tuple[Line, ...], ...] = (
    (
        STRATEGY,
        (
            "supervision policy",
            "Supervision Policy 2011",
            dt.date(2011, 5, 31),
            dt.date(2014, 5, 31),
            None,
        ),
        ("annual report", "Annual Report 2012-13", dt.date(2013, 6, 20), None, "website"),
    ),
    *(
        (
            STRATEGY,
            (
                "supervision policy",
                "Supervision Policy 2014",
                dt.date(2014, 8, 14),
                dt.date(2017, 8, 14),
                None,
            ),
            ("annual report", "Annual Report 2013-14", dt.date(2014, 7, 24), None, "website"),
            ("LAC annual report", "LAC Report 2013-14", dt.date(2014, 7, 24), None, "website"),
        )
        for _ in range(2)
    ),
)


def _returned(quarter: MadeQuarter) -> MadeReturn:
    return MadeReturn(
        quarter,
        f"brackenmere-{quarter.label.replace(' ', '-')}",
        {
            "organisation": PROVIDER.identity(quarter, "Head of Children's Services"),
            "named_professionals": NAMED,
            "dashboard": dashboard(quarter, FIGURES, NOT_OURS, NOTES),
            "vacancies": of_quarter(VACANCIES, quarter),
            "section11": audit(quarter, ANSWERS, in_words=True),
            "training": register(quarter, "B", GROUPS),
            "documents": of_quarter(DOCUMENTS, quarter),
        },
        british_dates=True,
    )


RETURNS = tuple(_returned(quarter) for quarter in QUARTERS)
