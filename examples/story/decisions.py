"""What the commissioners of the story decided about the findings of its last quarters."""

from __future__ import annotations

import datetime as dt

from engine.nouns.evidence.decision import (
    Action,
    Decisions,
    Moderation,
    Status,
    Waiver,
    WaiverStatus,
)
from engine.nouns.evidence.fact import Origin
from engine.nouns.quarter import Quarter

_DIRECTOR = "Director of Nursing, Harrowfen CCG"
_NURSE = "Designated Nurse, Harrowfen CCG"
_NOT_WRITTEN = Origin("", "", "", "", "")


def _waiver(code: str, rule: str, reason: str, approved_on: dt.date, until: dt.date) -> Waiver:
    return Waiver(
        *(code, rule, reason, _DIRECTOR, approved_on, until),
        WaiverStatus.NOTHING_TO_WAIVE,
        _NOT_WRITTEN,
    )


def _action(  # noqa: PLR0913 - a column each
    code: str,
    clause: str,
    rule: str,
    action: str,
    owner: str,
    days: tuple[dt.date, dt.date],
    closed: tuple[Status, dt.date | None, str] = (Status.OPEN, None, ""),
) -> Action:
    about, (agreed_on, due), (status, closed_on, evidence) = (code, clause, rule), days, closed
    return Action(*about, action, owner, agreed_on, due, status, closed_on, evidence, _NOT_WRITTEN)


_SUMMER, _AUTUMN = Quarter(2014, 2), Quarter(2014, 3)


def _moderated(  # noqa: PLR0913 - a column each
    code: str, quarter: Quarter, question: str, score: str, on: dt.date, reason: str
) -> Moderation:
    """A score laid over the 3 that the organisation gave itself."""
    return Moderation(code, quarter, question, score, _NURSE, on, reason, _NOT_WRITTEN, "3")


_SAMPLED = (
    "S6.p01.a", "S6.p07", "S6.p10.b", "S6.p11.b", "S6.p14.a",
    "S6.p18.a", "S6.p18.c", "S6.p18.f", "S6.p18.g", "S6.p19",
)  # fmt: skip
"""The questions of which the Designated Nurse looked at the evidence on a visit in September."""

DECISIONS = Decisions(
    waivers=(
        _waiver(
            "ZA3",
            "A1-5-vacancy-rate",
            "Three posts have been advertised twice without an applicant; bank staff cover them "
            "until the newly qualified start in June",
            dt.date(2014, 12, 12),
            dt.date(2015, 6, 30),
        ),
        _waiver(
            "ZA4",
            "A1-4.2-level-1",
            "The hospital cares for adults only; its staff take the course with the others in "
            "February",
            dt.date(2014, 11, 20),
            dt.date(2015, 2, 28),
        ),
        _waiver(
            "ZA3",
            "S6-annual-report",
            "The author is on long leave; the report was promised for the end of November",
            dt.date(2014, 9, 25),
            dt.date(2014, 11, 30),
        ),
    ),
    actions=(
        _action(
            *("ZA3", "A1.4.1", "A1-4.1-level-3"),
            "Hold four courses at Level 3 and book every clinician whose training has lapsed",
            "Head of Learning",
            (dt.date(2014, 10, 21), dt.date(2014, 12, 19)),
        ),
        _action(
            *("ZA3", "S6.p20.a", "S6-annual-report"),
            "Approve the annual report and send it to the CCG",
            "Medical Director",
            (dt.date(2014, 9, 25), dt.date(2014, 11, 30)),
            # Called done, and nothing shows it: it counts as overdue.
            (Status.DONE, dt.date(2014, 12, 1), ""),
        ),
        _action(
            *("ZA1", "S6.p08.a", "S6-named-nurse"),
            "Appoint a Named Nurse",
            "Chief Nurse",
            (dt.date(2014, 10, 21), dt.date(2014, 12, 1)),
            (Status.DONE, dt.date(2014, 11, 17), "Letter of appointment of 17 November 2014"),
        ),
        _action(
            *("ZA1", "A1.6.4", "A1-6.4-supervision-in-time"),
            "See every member of staff whose supervision is overdue by the end of March",
            "Named Nurse",
            (dt.date(2014, 12, 9), dt.date(2015, 3, 31)),
        ),
        _action(
            *("ZA3", "A1.13.6", "A1-13.6-child-deaths-sudic"),
            "Say whether the death was expected, and hold the rapid response meeting",
            "SUDIC lead",
            (dt.date(2014, 12, 9), dt.date(2014, 12, 22)),
        ),
        _action(
            *("ZA8", "S6.p10.b", "S6-allegations-reported"),
            "Report the two allegations that were kept back to the LADO",
            "Clinical Director",
            (dt.date(2014, 12, 18), dt.date(2015, 1, 9)),
        ),
        _action(
            *("ZA5", "A1.1", ""),
            "Send a whole return, with a call to whoever fills it in beforehand",
            "Practice Manager",
            (dt.date(2014, 10, 21), dt.date(2014, 12, 31)),
            (Status.WITHDRAWN, None, "Replaced by a visit in January, agreed 9 December 2014"),
        ),
    ),
    moderations=(
        *(
            _moderated("ZA6", _SUMMER, question, "3", dt.date(2014, 9, 11), "Seen on the visit")
            for question in _SAMPLED
        ),
        _moderated(
            *("ZA1", _SUMMER, "S6.p19", "1", dt.date(2014, 9, 18)),
            "Two of five wards did not know of the flow chart",
        ),
        _moderated(
            *("ZA1", _AUTUMN, "S6.p19", "3", dt.date(2014, 12, 11)),
            "All five wards could say whom to call",
        ),
        _moderated(
            *("ZA3", _AUTUMN, "S6.p11.c", "1", dt.date(2014, 12, 3)),
            "The register shows 21 of 32 at Level 3",
        ),
        _moderated(
            *("ZA3", _AUTUMN, "S6.p12.b", "1", dt.date(2014, 12, 3)),
            "No group supervision for CAMHS outreach since July",
        ),
        _moderated(
            *("ZA3", _AUTUMN, "S6.p09.a", "1", dt.date(2015, 1, 22)),
            "Of ten files looked at on the visit three had no second reference",
        ),
    ),
)
"""Two waivers that hold and one that has lapsed; of the actions one is done, two overdue, one
marked done without evidence, two open and one withdrawn; and the scores that the Designated Nurse
moderated."""
