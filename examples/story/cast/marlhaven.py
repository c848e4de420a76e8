"""An acute trust: steady at first, its Named Nurse gone in 2014-15 Q2, mending in Q3."""

from __future__ import annotations

import datetime as dt

from examples.story.audit import FULLY, audit, plan
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
    "ZA1",
    "Marlhaven Hospitals NHS Trust",
    "maternity, emergency department, paediatrics, inpatient, adult inpatient",
    legal_form="NHS trust",
)

SUBMITTED_BY = ("Named Nurse", "Named Doctor (Named Nurse post vacant)", "Named Nurse")

DOCTOR: Line = ("Named Doctor", "Consultant Paediatrician", None, 0.2)
NURSE: Line = ("Named Nurse", "Head of Safeguarding Children", None, 1.0)
MIDWIFE: Line = ("Named Midwife", "Safeguarding Midwife", None, 0.6)
NAMED: tuple[tuple[Line, ...], ...] = (
    (DOCTOR, NURSE, MIDWIFE),
    (DOCTOR, ("Named Nurse", "VACANT", None, 0), MIDWIFE),
    (DOCTOR, NURSE, MIDWIFE),
)

VACANCIES: tuple[tuple[Line, ...], ...] = (
    (
        ("Paediatricians", 0.5, 14),
        ("Midwives", 5, 150),
        ("Paediatric Nurses", 2, 62),
        ("ED consultants", 0, 10),
        ("Safeguarding Professionals", 0, 2.8),
    ),
    (
        ("Paediatricians", 1, 14),
        ("Midwives", 7, 150),
        ("Paediatric Nurses", 4, 62),
        ("ED consultants", 1, 10),
        ("Safeguarding Professionals", 1, 2.8),
    ),
    (
        ("Paediatricians", 0.5, 14),
        ("Midwives", 6, 150),
        ("Paediatric Nurses", 3, 62),
        ("ED consultants", 0, 10),
        ("Safeguarding Professionals", 0, 2.8),
    ),
)

GROUPS = (
    StaffGroup("Administrative", 2100, SAFEGUARDING, 1, (16, 16, 16), (1, 1, 1)),
    StaffGroup("Porters and domestics", 2200, SAFEGUARDING, 1, (10, 10, 10), (0, 1, 0)),
    StaffGroup("Adult ward nurses", 2300, SAFEGUARDING, 2, (20, 20, 20), (1, 2, 1)),
    StaffGroup("Allied health", 2400, SAFEGUARDING, 2, (14, 14, 14), (0, 1, 0)),
    StaffGroup("Paediatric nurses", 2500, SAFEGUARDING, 3, (22, 22, 22), (2, 7, 2)),
    StaffGroup("Midwives", 2600, SAFEGUARDING, 3, (24, 24, 24), (2, 7, 3)),
    StaffGroup("Paediatricians", 2700, SAFEGUARDING, 3, (10, 10, 10), (0, 3, 0)),
    StaffGroup("ED nurses and doctors", 2800, SAFEGUARDING, 3, (14, 14, 14), (2, 8, 2)),
    StaffGroup("Named professionals", 2900, SAFEGUARDING, 4, (4, 3, 4), (0, 0, 0)),
    StaffGroup("Administrative", 2100, LOOKED_AFTER, 1, (16, 16, 16), (1, 2, 1)),
    StaffGroup("Porters and domestics", 2200, LOOKED_AFTER, 1, (10, 10, 10), (1, 1, 1)),
    StaffGroup("Paediatric nurses", 2500, LOOKED_AFTER, 2, (22, 22, 22), (3, 4, 3)),
    StaffGroup("Paediatricians", 2700, LOOKED_AFTER, 3, (10, 10, 10), (1, 3, 1)),
    StaffGroup("Named professionals", 2900, LOOKED_AFTER, 4, (4, 3, 4), (0, 0, 0)),
)

FIGURES: dict[str, Entries] = {
    "2": (1, 1, 1, 2, 1),
    "3": (Percent(0), Percent(0), Percent(0), Percent(4), Percent(1)),
    "4.1 Level 1": (Percent(96), Percent(96), Percent(96), Percent(92), Percent(96)),
    "4.1 Level 2": (Percent(97), Percent(97), Percent(97), Percent(91), Percent(97)),
    "4.1 Level 3": ("91%", "91%", "91%", "65%", "90%"),
    "4.1 Level 4": (Percent(100), Percent(100), Percent(100), Percent(100), Percent(100)),
    "4.2 Level 1": (Percent(92), Percent(92), Percent(92), Percent(88), Percent(92)),
    "4.2 Level 2": (Percent(86), Percent(86), Percent(86), Percent(82), Percent(86)),
    "4.2 Level 3": (Percent(90), Percent(90), Percent(90), Percent(70), Percent(90)),
    "4.2 Level 4": (Percent(100), Percent(100), Percent(100), Percent(100), Percent(100)),
    "6.1": ("Yes", "Yes", "Yes", "Yes", "Yes"),
    "6.2": (Percent(100), Percent(100), Percent(100), Percent(90), Percent(100)),
    "6.3": (209, 212, 214, 221, 219),
    "6.4": ("96%", "96%", "96%", "58%", "88%"),
    "6.5": (3, 3, 3, 1, 3),
    "6.6": (Percent(82), Percent(83), Percent(84), Percent(63), Percent(82)),
    "7.1": (92, 85, 88, 79, 91),
    "7.2": (25, 25, 26, 22, 27),
    "7.3": ("Yes", "Yes", "Yes", "No", "Yes"),
    "8.1": (29, 32, 31, 34, 29),
    "8.2": (149, 138, 142, 151, 138),
    "8.3": (9, 9, 9, 11, 8),
    "8.4": (28, 29, 27, 31, 25),
    "8.5": (89, 100, 96, 104, 99),
    "8.6": (1, 1, 1, 4, 1),
    "8.7": (5, 6, 6, 7, 6),
    "8.8": (5, 6, 6, 5, 6),
    "9.1": (22, 25, 24, 22, 25),
    "9.2": (43, 40, 41, "TBC", 43),
    "10.1 subject to CP plan": (8, 10, 9, 11, 8),
    "10.1 total births": (1077, 1109, 1046, 1071, 1038),
    "10.2": ("<5", "<5", "<5", "<5", "<5"),
    "12.1": (40, 37, 38, 41, 36),
    "12.2": ("nil", "nil", "nil", "<5", "nil"),
    "13.1": (2, 3, 3, 5, 3),
    "13.2": (1, 1, 1, 3, 2),
    "13.3": (1, 1, 1, 1, 2),
    "13.4": (0, 0, 0, 1, 1),
    "13.5": (1, 2, 2, 2, 1),
    "13.6": (1, 2, 2, 2, 1),
    "14": (Percent(91), Percent(92), Percent(92), Percent(86), Percent(91)),
}  # fmt: skip

NOTES = {
    "4.1 Level 3": ("", "Three courses cancelled, no trainer", "Catch-up courses in October"),
    "6.4": ("", "Group supervision stopped in July", "Restarted in October"),
    "6.5": ("", "July and August sessions not held", ""),
    "7.3": ("", "Audit postponed to Q3, Named Nurse post vacant", ""),
    "8.6": ("", "Ward closed for two weeks in August", ""),
    "9.2": ("", "Log was kept by the Named Nurse, being rebuilt", ""),
    "14": ("Survey, n=118", "Survey, n=97", "Survey, n=121"),
}

NOT_OURS = {
    "No designated professionals employed here": ("4.1 Level 5", "4.2 Level 5"),
    "No experts at this level employed here": ("4.1 Level 6",),
    "No sexual health service": ("11.1",),
    "No SARC on any site": ("11.2",),
    "Done by the community provider": (
        "15.1",
        "15.2 Under 5s (health visiting)",
        "15.2 Over 5s (specialist LAC)",
        "15.2 Care leavers (specialist LAC)",
    ),
}

HEAD = "Head of Safeguarding Children"
CHIEF = "Chief Nurse"
OCTOBER, DECEMBER, MARCH = dt.date(2014, 10, 31), dt.date(2014, 12, 31), dt.date(2015, 3, 31)

ANSWERS = {
    "S6.p02": (FULLY, plan(2, "Board walk-rounds to ask staff", CHIEF, DECEMBER), FULLY),
    "S6.p06": (
        FULLY,
        plan(1, "Named Nurse post is one of the arrangements", CHIEF, OCTOBER),
        plan(2, "Named Nurse to visit every ward", HEAD, MARCH),
    ),
    "S6.p08.a": (FULLY, plan(0, "Recruit to the Named Nurse post", CHIEF, OCTOBER), FULLY),
    "S6.p08.c": (
        FULLY,
        plan(1, "Advice line shared by the Named Doctor and Midwife", CHIEF, OCTOBER),
        plan(2, "Named Nurse to visit every ward", HEAD, MARCH),
    ),
    "S6.p09.a": (
        FULLY,
        plan(2, "Overdue DBS renewals to HR", "Director of HR", DECEMBER),
        plan(2, "Last renewals outstanding", "Director of HR", MARCH),
    ),
    "S6.p11.a": (
        FULLY,
        plan(1, "Strategy lapsed on 3 September, to be renewed", CHIEF, DECEMBER),
        FULLY,
    ),
    "S6.p11.b": (plan(2, "Follow up learning at three months", HEAD, DECEMBER),) * 3,
    "S6.p11.c": (
        plan(2, "Level 3 and looked-after children courses", HEAD, OCTOBER),
        plan(1, "Level 3 recovery plan", CHIEF, DECEMBER),
        plan(2, "Level 3 recovery plan, ED next", HEAD, MARCH),
    ),
    "S6.p12.a": (FULLY, plan(2, "One supervisor still to be trained", CHIEF, DECEMBER), FULLY),
    "S6.p12.b": (
        FULLY,
        plan(1, "Restart group supervision", CHIEF, OCTOBER),
        plan(2, "Supervision for ED night staff", HEAD, MARCH),
    ),
    "S6.p13": (FULLY, plan(2, "Named Midwife to see the Designated Nurse", CHIEF, OCTOBER), FULLY),
    "S6.p14.b": (FULLY, plan(1, "Two reports late", CHIEF, OCTOBER), FULLY),
    "S6.p16": (FULLY, plan(1, "Referral audit moved to Q3", CHIEF, DECEMBER), FULLY),
    "S6.p18.c": (
        plan(2, "Missed fracture clinic appointments", HEAD, OCTOBER),
        plan(1, "Missed fracture clinic appointments", CHIEF, DECEMBER),
        FULLY,
    ),
    "S6.p20.d": (FULLY, plan(2, "Strategy meetings log to be rebuilt", CHIEF, OCTOBER), FULLY),
}

POLICY: Line = (
    "supervision policy",
    "Safeguarding Children Supervision Policy",
    dt.date(2013, 2, 11),
    dt.date(2016, 2, 11),
    None,
)
OLD_REPORT: Line = (
    "annual report",
    "Safeguarding Children Annual Report 2012-13",
    dt.date(2013, 6, 13),
    None,
    "Trust website",
)
REPORT: Line = (
    "annual report",
    "Safeguarding Children Annual Report 2013-14",
    dt.date(2014, 6, 12),
    None,
    "Trust website",
)
OLD_STRATEGY: Line = (
    "training strategy",
    "Safeguarding Children Training Strategy 2012-14",
    dt.date(2012, 9, 3),
    dt.date(2014, 9, 3),
    None,
)
NEW_STRATEGY: Line = (
    "training strategy",
    "Safeguarding Children Training Strategy 2014-17",
    dt.date(2014, 11, 20),
    dt.date(2017, 11, 20),
    None,
)
OLD_DECLARATION: Line = (
    "declaration",
    "Safeguarding Children Declaration 2013",
    dt.date(2013, 6, 27),
    None,
    "Trust website",
)
DECLARATION: Line = (
    "declaration",
    "Safeguarding Children Declaration 2014",
    dt.date(2014, 6, 26),
    None,
    "Trust website",
)
DOCUMENTS: tuple[tuple[Line, ...], ...] = (
    (OLD_STRATEGY, POLICY, OLD_REPORT, OLD_DECLARATION),
    (OLD_STRATEGY, POLICY, REPORT, DECLARATION),
    (OLD_STRATEGY, POLICY, REPORT, DECLARATION),
    (NEW_STRATEGY, POLICY, REPORT, DECLARATION),
)


def _returned(quarter: MadeQuarter) -> MadeReturn:
    return MadeReturn(
        quarter,
        f"marlhaven-{quarter.label.replace(' ', '-')}.xlsx",
        {
            "organisation": PROVIDER.identity(quarter, of_quarter(SUBMITTED_BY, quarter)),
            "named_professionals": of_quarter(NAMED, quarter),
            "dashboard": dashboard(quarter, FIGURES, NOT_OURS, NOTES),
            "vacancies": of_quarter(VACANCIES, quarter),
            "section11": audit(quarter, ANSWERS),
            "training": register(quarter, "M", GROUPS),
            "documents": of_quarter(DOCUMENTS, quarter),
        },
        titled=True,
    )


RETURNS = tuple(_returned(quarter) for quarter in QUARTERS)
