"""Makes the workbooks of the second pack's example: ``python -m examples.make_fire_returns``.

The other returns there are folders of CSV, written by hand.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from examples.story.nouns import Q1_2014, Q2_2014, Line, MadeQuarter, MadeReturn, Percent
from examples.writing import save

HERE = Path(__file__).resolve().parent / "fire-safety-care-home" / "returns"
AUTUMN, WINTER, SPRING = dt.date(2013, 9, 16), dt.date(2014, 2, 11), dt.date(2014, 3, 4)
RENEWED = dt.date(2014, 9, 10)
STAFF = ("AC01", "AC02", "AC03", "AC04", "AC05", "AC06", "AC07", "AC08")
WARDENS = ("AC01", "AC02")
GROUPS = ("Care", "Care", "Care", "Care", "Kitchen", "Care", "Office", "Office")


def _organisation(quarter: MadeQuarter) -> tuple[Line, ...]:
    return (
        ("code", "OC1"),
        ("name", "Alder Court"),
        ("kind", "care_home"),
        ("services", "residents sleep in the home, lift, oxygen kept"),
        ("period", quarter.label),
        ("submitted_on", quarter.handed_in),
        ("submitted_by", "Home manager"),
    )


def _dashboard(extinguishers: int, drills: int) -> tuple[Line, ...]:
    return (
        ("2", None, 13, None),
        ("3", None, Percent(extinguishers), None),
        ("4", None, "yes", None),
        ("5", None, 3, None),
        ("6", None, drills, None),
        ("7", None, 1, None),
        ("8", "Level 1", Percent(100), None),
        ("8", "Level 2", Percent(100), None),
    )


def _answer(question: str, score: str, moderated: Line = (None, None, None)) -> Line:
    return (question, score, *moderated, None, None, None, None, None, None)


def _audit(own: dict[str, str], moderated: dict[str, Line]) -> tuple[Line, ...]:
    return tuple(
        _answer(question, score, moderated.get(question, (None, None, None)))
        for question, score in own.items()
    )


def _training(basic: dict[str, dt.date]) -> tuple[Line, ...]:
    return tuple(
        (ref, group, "fire_safety", 2, 2, SPRING)
        if ref in WARDENS
        else (ref, group, "fire_safety", 1, 1, basic[ref])
        for ref, group in zip(STAFF, GROUPS, strict=True)
    )


FULLY = dict.fromkeys(
    (
        "F2.p02",
        "F3.p01.b",
        "F3.p02",
        "F4.p01",
        "F4.p02",
        "F4.p04.a",
        "F4.p04.b",
        "F5.p01",
        "F5.p04",
    ),
    "A",
)
POSTS: tuple[Line, ...] = (
    ("Fire Warden", "Deputy manager", None, 0.2),
    ("Night Fire Warden", "Night senior", None, 0.1),
)
DOCUMENTS: tuple[Line, ...] = (
    ("Fire risk assessment", "Alder Court", dt.date(2014, 2, 20), dt.date(2015, 2, 19), None),
    ("Plan of escape routes", None, dt.date(2014, 2, 20), None, "Reception and each landing"),
)
BASIC = {ref: AUTUMN if ref <= "AC05" else WINTER for ref in STAFF if ref not in WARDENS}

FIRST = MadeReturn(
    Q1_2014,
    "alder-court-2014-15-Q1.xlsx",
    {
        "organisation": _organisation(Q1_2014),
        "named_professionals": POSTS,
        "dashboard": _dashboard(100, 2),
        "fire_audit": _audit(FULLY, {}),
        "training": _training(BASIC),
        "documents": DOCUMENTS,
    },
)
SECOND = MadeReturn(
    Q2_2014,
    "alder-court-2014-15-Q2.xlsx",
    {
        "organisation": _organisation(Q2_2014),
        "named_professionals": POSTS,
        "dashboard": _dashboard(96, 1),
        "fire_audit": _audit(
            {**FULLY, "F4.p02": "B", "F4.p04.b": "in part"},
            {"F3.p02": ("B", "Responsible Person", dt.date(2014, 9, 29))},
        ),
        "training": _training(BASIC | {"AC03": RENEWED, "AC04": RENEWED}),
        "documents": DOCUMENTS,
    },
)
RETURNS = (FIRST, SECOND)


def main() -> None:
    """Write the workbooks into the folders of their quarters."""
    for made in RETURNS:
        save(made, HERE)


if __name__ == "__main__":
    main()
