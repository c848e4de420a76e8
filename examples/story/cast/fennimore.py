"""A small private hospital: few services, no audit until 2014-15 Q2, catching up after."""

from __future__ import annotations

import datetime as dt

from examples.story.audit import FULLY, Answer, audit, not_ours, plan
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
    "ZA4", "Fennimore House Hospital", "adult inpatient", legal_form="private hospital"
)

NAMED: tuple[Line, ...] = (
    ("Named Doctor", "Chair of the Medical Committee", None, 0.05),
    ("Named Nurse", "Matron", None, 0.2),
)

VACANCIES: tuple[Line, ...] = (("Safeguarding Professionals", 0, 0.3),)

GROUPS = (
    StaffGroup("Reception and housekeeping", 310, SAFEGUARDING, 1, (14,), (1, 0, 0)),
    StaffGroup("Ward and theatre nurses", 410, SAFEGUARDING, 2, (20,), (4, 2, 0)),
    StaffGroup("Physiotherapists", 510, SAFEGUARDING, 2, (6,), (0,)),
    StaffGroup("Named professionals", 610, SAFEGUARDING, 4, (2,), (1, 0, 0)),
)

FIGURES: dict[str, Entries] = {
    "2": ("nil", "nil", "nil", "nil", "nil"),
    "3": (Percent(0), Percent(0), Percent(0), Percent(0), Percent(0)),
    "4.1 Level 1": (Percent(93), Percent(93), Percent(93), Percent(100), Percent(100)),
    "4.1 Level 2": (Percent(85), Percent(85), Percent(85), Percent(92), Percent(100)),
    "4.1 Level 4": (Percent(50), Percent(50), Percent(50), Percent(100), Percent(100)),
    "4.2 Level 1": ("N/K", "N/K", "N/K", Percent(60), Percent(88)),
    "6.1": ("No", "No", "No", "Yes", "Yes"),
    "6.2": (Percent(0), Percent(0), Percent(0), Percent(100), Percent(100)),
    "6.3": (7, 5, 6, 6, 6),
    "6.4": (Percent(0), Percent(0), Percent(0), Percent(67), Percent(100)),
    "7.1": (0, 0, 0, 1, 0),
    "7.2": (0, 0, 0, 0, 0),
    "7.3": ("No", "No", "No", "No", "Yes"),
    "8.6": (0, 0, 0, 0, 0),
    "9.2": (0, 0, 0, 0, 1),
    "13.1": (0, 0, 0, 0, 0),
    "13.2": (0, 0, 0, 0, 0),
    "13.3": (0, 0, 0, 0, 0),
    "13.4": (0, 0, 0, 0, 0),
    "13.5": (0, 0, 0, 0, 0),
    "13.6": (0, 0, 0, 0, 0),
}  # fmt: skip

NOTES = {
    "6.1": ("Matron to write one", "Plan agreed in September", ""),
    "7.1": ("", "Child of an inpatient", ""),
}

NOT_OURS = {
    "No staff here assess or treat children": ("4.1 Level 3",),
    "No designated professionals employed here": ("4.1 Level 5", "4.2 Level 5"),
    "No experts at this level employed here": ("4.1 Level 6",),
    "No staff in contact with looked-after children": (
        "4.2 Level 2",
        "4.2 Level 3",
        "4.2 Level 4",
    ),
    "No paediatric service": ("6.5", "6.6", "9.1"),
    "Adults only": ("8.1", "8.3", "8.7", "8.8", "14"),
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
    "No looked-after children's service": (
        "15.1",
        "15.2 Under 5s (health visiting)",
        "15.2 Over 5s (specialist LAC)",
        "15.2 Care leavers (specialist LAC)",
    ),
}

MATRON, DIRECTOR = "Matron", "Hospital Director"
DECEMBER, MARCH = dt.date(2014, 12, 31), dt.date(2015, 3, 31)
NO_MIDWIVES = not_ours("No maternity service")
NO_CHILDREN = not_ours("No appointments for children here")
NO_TRUST = not_ours("A private hospital")
NONE_YET = Answer(None)
"""Up to 2014-15 Q1 no audit came at all, so this answer is never written."""

ANSWERS = {
    "S4.2.5.p02.a/2": (NONE_YET, NO_TRUST, NO_TRUST),
    "S6.p03": (NONE_YET, NO_CHILDREN, NO_CHILDREN),
    "S6.p04": (
        NONE_YET,
        plan(0, "Add routine enquiry to pre-admission", MATRON, DECEMBER),
        plan(2, "Pre-admission form in use on one ward", MATRON, MARCH),
    ),
    "S6.p05": (
        NONE_YET,
        plan(1, "Ask about children at pre-admission", MATRON, DECEMBER),
        plan(2, "Audit the new question", MATRON, MARCH),
    ),
    "S6.p08.b": (NONE_YET, NO_MIDWIVES, NO_MIDWIVES),
    "S6.p11.b": (NONE_YET, plan(0, "Evaluate courses", MATRON, MARCH), Answer(2)),
    "S6.p11.c": (
        NONE_YET,
        plan(2, "Looked-after children e-learning", MATRON, DECEMBER),
        plan(2, "Looked-after children e-learning", MATRON, MARCH),
    ),
    "S6.p12.a": (NONE_YET, plan(2, "Write the policy", MATRON, DECEMBER), FULLY),
    "S6.p12.b": (NONE_YET, plan(1, "Monthly group supervision", MATRON, DECEMBER), FULLY),
    "S6.p13": (NONE_YET, plan(0, "Ask the Designated Nurse", MATRON, DECEMBER), FULLY),
    "S6.p16": (NONE_YET, plan(0, "First referral audit", MATRON, DECEMBER), FULLY),
    "S6.p18.c": (NONE_YET, NO_CHILDREN, NO_CHILDREN),
    "S6.p18.f": (NONE_YET, plan(1, "Alert in the patient system", DIRECTOR, DECEMBER), FULLY),
    "S6.p18.g": (
        NONE_YET,
        plan(1, "Agree a list with social care", MATRON, DECEMBER),
        plan(2, "List received monthly, to be weekly", MATRON, MARCH),
    ),
    "S6.p20.a": (NONE_YET, plan(0, "First annual report", DIRECTOR, DECEMBER), FULLY),
}

STRATEGY: Line = (
    "training strategy",
    "Training Strategy",
    dt.date(2014, 8, 12),
    dt.date(2016, 8, 12),
    None,
)
DOCUMENTS: tuple[tuple[Line, ...], ...] = (
    (),
    (STRATEGY,),
    (
        STRATEGY,
        (
            "supervision policy",
            "Safeguarding Supervision Policy",
            dt.date(2014, 10, 20),
            dt.date(2016, 10, 20),
            None,
        ),
        (
            "annual report",
            "Safeguarding Report to the Board 2014",
            dt.date(2014, 11, 25),
            None,
            "Hospital website",
        ),
    ),
)


def _returned(quarter: MadeQuarter) -> MadeReturn:
    tables: dict[str, tuple[Line, ...]] = {
        "organisation": PROVIDER.identity(quarter, MATRON),
        "named_professionals": NAMED,
        "dashboard": dashboard(quarter, FIGURES, NOT_OURS, NOTES),
        "vacancies": VACANCIES,
        "training": register(quarter, "F", GROUPS),
    }
    if quarter.index > Q1_2014.index:
        tables["section11"] = audit(quarter, ANSWERS, in_words=True)
        tables["documents"] = of_quarter(DOCUMENTS, quarter)
    return MadeReturn(quarter, f"fennimore-{quarter.label.replace(' ', '-')}.xlsx", tables)


RETURNS = tuple(_returned(quarter) for quarter in QUARTERS)
