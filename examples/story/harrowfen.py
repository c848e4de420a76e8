"""A CCG with contracts with all six providers: mostly in order, and candid where it is not."""

from __future__ import annotations

import datetime as dt

from examples.story.audit import FULLY, ThreeAnswers, answers_to, plan
from examples.story.nouns import QUARTERS, Entry, Line, MadeQuarter, MadeReturn, Organisation
from examples.story.register import SAFEGUARDING, StaffGroup, register

CCG = Organisation("ZC1", "Harrowfen CCG", "", "ccg")

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

ANSWERS: dict[str, ThreeAnswers] = {
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

POSTS: tuple[tuple[Line, ...], ...] = (
    (
        ("Designated Doctor", "Consultant Community Paediatrician", None, 0.3),
        ("Designated Nurse", "Designated Nurse Safeguarding Children", None, 1.0),
        ("Designated Doctor for child deaths", "Consultant Paediatrician", None, 0.1),
        ("Lead GP", "GP", None, 0.2),
    ),
    (
        ("Designated Doctor", "Consultant Community Paediatrician", None, 0.3),
        ("Designated Nurse", "Designated Nurse Safeguarding Children", None, 1.0),
        ("Designated Doctor for child deaths", "VACANT", None, 0),
        ("Lead GP", "GP", None, 0.2),
    ),
    (
        ("Designated Doctor", "Consultant Community Paediatrician", None, 0.3),
        ("Designated Nurse", "Designated Nurse Safeguarding Children", None, 1.0),
        ("Designated Doctor for child deaths", "Consultant Paediatrician", None, 0.1),
        ("Lead GP", "GP", None, 0.2),
    ),
)

_YES, _NO = ("Yes", "Yes", "Yes"), ("No", "No", "No")
CONTRACTS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[Entry, ...]], ...] = (
    ("Marlhaven Hospitals NHS Trust", "Acute services", _YES, _YES, (dt.date(2014, 2, 4),) * 3),
    (
        "Brackenmere Community Health NHS Trust",
        "Community services",
        _YES,
        _YES,
        (dt.date(2014, 2, 11),) * 3,
    ),
    (
        "Tollwick Mental Health NHS Foundation Trust",
        "Mental health services",
        _YES,
        _YES,
        (dt.date(2014, 2, 18),) * 3,
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
        (dt.date(2014, 3, 4),) * 3,
    ),
    ("ZA6", "Urgent care", _YES, _YES, (dt.date(2014, 3, 11),) * 3),
)
"""Provider, contract, and by quarter: expectations, information sharing, consulted on."""

STAFF = (
    StaffGroup("Administrative staff", 1000, SAFEGUARDING, 1, (12, 12, 12), (2, 0, 0)),
    StaffGroup("Commissioning managers", 1100, SAFEGUARDING, 2, (6, 6, 6), (0, 0, 0)),
    StaffGroup("Designated professionals", 1200, SAFEGUARDING, 5, (3, 3, 3), (0, 0, 0)),
)

RECHECKED = (1, 0, 0)
"""How many of the DBS checks are due again at the end of each quarter."""

REPORTS: tuple[tuple[Line, ...], ...] = (
    (
        ("looked after children annual report", "LAC 2012-13", dt.date(2013, 5, 23), None, None),
        ("dashboard report to the Board", "Q4 dashboard", dt.date(2014, 5, 20), None, None),
        ("monthly performance update", "May 2014", dt.date(2014, 6, 17), None, None),
    ),
    (
        ("looked after children annual report", "LAC 2012-13", dt.date(2013, 5, 23), None, None),
        ("dashboard report to the Board", "Q1 dashboard", dt.date(2014, 8, 19), None, None),
        ("monthly performance update", "August 2014", dt.date(2014, 9, 16), None, None),
    ),
    (
        ("looked after children annual report", "LAC 2013-14", dt.date(2014, 11, 20), None, None),
        ("dashboard report to the Board", "Q2 dashboard", dt.date(2014, 11, 18), None, None),
        ("monthly performance update", "October 2014", dt.date(2014, 11, 18), None, None),
    ),
)

STANDING: tuple[Line, ...] = (
    ("annual report", "Children 2013-14", dt.date(2014, 6, 19), None, "CCG website"),
    ("declaration", "Declaration 2014", dt.date(2014, 6, 19), None, "CCG website"),
    ("section 11 audit", "Audit 2014", dt.date(2014, 5, 29), None, None),
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
    now = quarter.index
    return tuple(
        (provider, f"{contract} 2014-15", expectations[now], sharing[now], consulted[now])
        for provider, contract, expectations, sharing, consulted in CONTRACTS
    )


def _checks(quarter: MadeQuarter) -> tuple[Line, ...]:
    staff = sum(group.staff[quarter.index] for group in STAFF)
    late = RECHECKED[quarter.index]
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
            "named_professionals": POSTS[quarter.index],
            "section11": answers_to(QUESTIONS, quarter, ANSWERS),
            "contracts": _contracts(quarter),
            "training": register(quarter, "H", STAFF),
            "checks": _checks(quarter),
            "documents": (*REPORTS[quarter.index], *STANDING),
        },
        titled=True,
    )


RETURNS = tuple(_returned(quarter) for quarter in QUARTERS)
