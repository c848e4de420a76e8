"""A CCG with contracts with all eight providers: mostly in order, and candid where it is not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from examples.story.audit import FULLY, Answers, answers_to, plan
from examples.story.nouns import (
    Q1_2014,
    Q3_2013,
    QUARTERS,
    Line,
    MadeOrganisation,
    MadeQuarter,
    MadeReturn,
    of_quarter,
)
from examples.story.register import SAFEGUARDING, StaffGroup, register

CCG = MadeOrganisation("ZC1", "Harrowfen CCG", "", "ccg")

FUNCTIONS = {1: "abcdefgh", 2: "abcdef", 3: "abcd", 4: "abc", 5: "abcd", 6: "a"}
"""The lettered parts of each designated function."""

QUESTIONS = (
    *(f"S4.p01.{part}" for part in "abcd"),
    *("S4.p02", "S4.p03", "S4.2.p01", "S4.2.1.p01.a", "S4.2.1.p01.b"),
    *(f"S4.2.1.p02.{part}" for part in "abc"),
    *(f"S4.2.2.p01.{part}" for part in "abcde"),
    *(f"S4.2.2.f{number}.{part}" for number, parts in FUNCTIONS.items() for part in parts),
    *("S4.2.2.p02", "S4.2.2.p03"),
    *(f"S4.2.3.p0{number}" for number in range(1, 5)),
    *(f"S4.2.4.p0{number}" for number in range(1, 4)),
    *("S4.2.5.p01", "S4.2.5.p02.a", "S4.2.5.p02.b", "S4.2.5.p03.a", "S4.2.5.p03.b"),
    *("S4.2.5.p04", "S4.2.5.p05", "S4.2.5.p06.a", "S4.2.5.p06.b"),
    *("S4.2.6.p01.a", "S4.2.6.p01.b", "S4.2.7.p01.a", "S4.2.7.p01.b"),
    *("S4.2.8.p01.a", "S4.2.8.p01.b", "S4.2.8.p02", "S4.2.8.p03.a", "S4.2.8.p03.b"),
    *("S7.p01.a", "S7.p01.b", "S7.p01.c", "S8.p01.a", "S8.p01.b"),
)
"""The questions put to a CCG, in the order of the form."""

_NURSE = "Designated Nurse"
_CONTRACTS = plan(2, "Vary the contracts that lack it", "Head of Contracts", dt.date(2014, 12, 31))
_CONSULT = plan(2, "Put the last contract to the team", "Head of Contracts", dt.date(2014, 11, 28))
_LINKS = plan(1, "Write to the provider that does not attend", _NURSE, dt.date(2014, 10, 31))
_RECHECKS = plan(2, "Repeat the last check", "HR Business Partner", dt.date(2014, 8, 29))
_JSNA = plan(1, "Agree the safeguarding chapter", "Head of Commissioning", dt.date(2014, 11, 28))

_NO_DOCTOR = plan(1, "Advertise the post", "Chief Nurse", dt.date(2014, 11, 28))

ANSWERS: dict[str, Answers] = {
    **{f"S4.2.2.f4.{part}": (FULLY, _NO_DOCTOR, FULLY) for part in "abc"},
    "S4.p02": (_CONTRACTS, _CONTRACTS, FULLY),
    "S4.2.2.f2.f": (_CONSULT, _CONSULT, FULLY),
    "S4.2.4.p01": (_LINKS, _LINKS, _LINKS),
    "S4.2.4.p02": (_CONTRACTS, _CONTRACTS, _CONTRACTS),
    "S4.2.4.p03": (_CONSULT, _CONSULT, FULLY),
    "S4.2.5.p03.b": (_LINKS, _LINKS, _LINKS),
    "S4.2.5.p04": (_LINKS, _LINKS, _LINKS),
    "S4.2.5.p05": (_JSNA, _JSNA, FULLY),
    "S4.2.6.p01.b": (_RECHECKS, FULLY, FULLY),
    "S4.2.7.p01.b": (
        plan(2, "Train the last two", "Chief Nurse", dt.date(2014, 8, 29)),
        FULLY,
        FULLY,
    ),
    "S7.p01.b": (_CONTRACTS, _CONTRACTS, FULLY),
}

DOCTOR: Line = ("Designated Doctor for child deaths", "Consultant Paediatrician", None, 0.1)
VACANT: Line = ("Designated Doctor for child deaths", "VACANT", None, 0)


def _posts(child_deaths: Line) -> tuple[Line, ...]:
    return (
        ("Designated Doctor", "Consultant Community Paediatrician", None, 0.3),
        ("Designated Nurse", "Designated Nurse Safeguarding Children", None, 1.0),
        child_deaths,
        ("Lead GP", "GP", None, 0.2),
    )


POSTS = (_posts(DOCTOR), _posts(VACANT), _posts(DOCTOR))

Year = Sequence[dt.date | str]
_YES, _NO = ("Yes",), ("No",)


def _consulted(before: dt.date, after: dt.date) -> Year:
    """The contract of 2013-14 in its two quarters, and then that of 2014-15."""
    return (before, before, after, after, after)


CONTRACTS: tuple[tuple[str, str, Sequence[str], Sequence[str], Year], ...] = (
    (
        "Marlhaven Hospitals NHS Trust",
        "Acute services",
        _YES,
        _YES,
        _consulted(dt.date(2013, 2, 5), dt.date(2014, 2, 4)),
    ),
    (
        "Brackenmere Community Health NHS Trust",
        "Community services",
        _YES,
        _YES,
        _consulted(dt.date(2013, 2, 12), dt.date(2014, 2, 11)),
    ),
    (
        "Tollwick Mental Health NHS Foundation Trust",
        "Mental health services",
        _YES,
        _YES,
        _consulted(dt.date(2013, 2, 19), dt.date(2014, 2, 18)),
    ),
    (
        "Fennimore House Hospital",
        "Elective surgery",
        ("No", "No", "Yes"),
        _NO,
        ("no", "no", dt.date(2014, 11, 6)),
    ),
    (
        "Sedgecombe Sexual Health Partnership",
        "Sexual health services",
        ("No", "No", "Yes"),
        _NO,
        _consulted(dt.date(2013, 3, 5), dt.date(2014, 3, 4)),
    ),
    (
        "Copperdale Children's Hospital",
        "Specialist children's services",
        _YES,
        _YES,
        _consulted(dt.date(2013, 2, 26), dt.date(2014, 2, 25)),
    ),
    (
        "Ferncombe Out of Hours Service",
        "Primary care out of hours",
        _YES,
        _YES,
        _consulted(dt.date(2013, 3, 12), dt.date(2014, 3, 11)),
    ),
    ("ZA6", "Urgent care", _YES, _YES, _consulted(dt.date(2013, 12, 3), dt.date(2014, 3, 11))),
)
"""Provider, contract, and by quarter: expectations, information sharing, consulted on."""

STAFF = (
    StaffGroup("Administrative staff", 1000, SAFEGUARDING, 1, (12,), (2, 0, 0)),
    StaffGroup("Commissioning managers", 1100, SAFEGUARDING, 2, (6,), (0,)),
    StaffGroup("Designated professionals", 1200, SAFEGUARDING, 5, (3,), (0,)),
)

RECHECKED = (1, 0, 0)
"""How many of the DBS checks are of April 2011, and so due again from April 2014 on."""

LAC_2012 = ("looked after children annual report", "LAC 2012-13", dt.date(2013, 5, 23), None, None)
LAC_2013 = ("looked after children annual report", "LAC 2013-14", dt.date(2014, 11, 20), None, None)


def _reports(
    looked_after: Line, board: tuple[str, dt.date], monthly: tuple[str, dt.date]
) -> tuple[Line, ...]:
    return (
        looked_after,
        ("dashboard report to the Board", f"{board[0]} dashboard", board[1], None, None),
        ("monthly performance update", *monthly, None, None),
    )


REPORTS = (
    _reports(LAC_2012, ("Q2", dt.date(2013, 11, 19)), ("November 2013", dt.date(2013, 12, 17))),
    _reports(LAC_2012, ("Q3", dt.date(2014, 2, 18)), ("February 2014", dt.date(2014, 3, 18))),
    _reports(LAC_2012, ("Q4", dt.date(2014, 5, 20)), ("May 2014", dt.date(2014, 6, 17))),
    _reports(LAC_2012, ("Q1", dt.date(2014, 8, 19)), ("August 2014", dt.date(2014, 9, 16))),
    _reports(LAC_2013, ("Q2", dt.date(2014, 11, 18)), ("October 2014", dt.date(2014, 11, 18))),
)


def _yearly(year: int) -> tuple[Line, ...]:
    """What the CCG publishes each summer."""
    site = "CCG website"
    return (
        ("annual report", f"Children {year - 1}-{year % 100}", dt.date(year, 6, 19), None, site),
        ("declaration", f"Declaration {year}", dt.date(year, 6, 19), None, site),
        ("section 11 audit", f"Audit {year}", dt.date(year, 5, 29), None, None),
    )


POLICY: tuple[Line, ...] = (
    (
        "safeguarding children policy",
        "Version 1",
        dt.date(2013, 11, 19),
        dt.date(2015, 11, 19),
        "Intranet",
    ),
    ("policy ratification", "Version 1", dt.date(2013, 11, 26), None, None),
)


def _contracts(quarter: MadeQuarter) -> tuple[Line, ...]:
    # The last of them, for urgent care, began in January 2014.
    signed = CONTRACTS[:-1] if quarter == Q3_2013 else CONTRACTS
    return tuple(
        (
            provider,
            f"{contract} {quarter.label.split()[0]}",
            *(of_quarter(values, quarter) for values in (expectations, sharing, consulted)),
        )
        for provider, contract, expectations, sharing, consulted in signed
    )


def _checks(quarter: MadeQuarter) -> tuple[Line, ...]:
    staff = sum(of_quarter(group.staff, quarter) for group in STAFF)
    late = of_quarter(RECHECKED, quarter)
    return tuple(
        (
            f"H{2000 + 3 * number}",
            "DBS",
            dt.date(2011, 4, 12)
            if number < late
            else dt.date(2012, 3, 5) + dt.timedelta(days=17 * number),
        )
        for number in range(staff)
    )


def _returned(quarter: MadeQuarter) -> MadeReturn:
    return MadeReturn(
        quarter,
        f"harrowfen-{quarter.label.replace(' ', '-')}.xlsx",
        {
            "organisation": CCG.identity(quarter, _NURSE),
            "named_professionals": of_quarter(POSTS, quarter),
            "section11": answers_to(QUESTIONS, quarter, ANSWERS),
            "contracts": _contracts(quarter),
            "training": register(quarter, "H", STAFF),
            "checks": _checks(quarter),
            "documents": (
                *of_quarter(REPORTS, quarter),
                *_yearly(2013 if quarter.index < Q1_2014.index else 2014),
                *POLICY,
            ),
        },
        titled=True,
    )


RETURNS = tuple(_returned(quarter) for quarter in QUARTERS)
