"""What the commissioners of the story decided about the findings of its third quarter."""

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
            *("ZA5", "A1.1", ""),
            "Send a whole return, with a call to whoever fills it in beforehand",
            "Practice Manager",
            (dt.date(2014, 10, 21), dt.date(2014, 12, 31)),
            (Status.WITHDRAWN, None, "Replaced by a visit in January, agreed 9 December 2014"),
        ),
    ),
    moderations=(
        Moderation(
            *("ZA3", Quarter(2014, 3), "S6.p09.a", "1", _NURSE, dt.date(2015, 1, 22)),
            "Of ten files looked at on the visit three had no second reference",
            _NOT_WRITTEN,
            "3",
        ),
    ),
)
"""Two waivers that hold and one that has lapsed; of the actions one is done, one overdue, one
called done without evidence, one open and one withdrawn; and one score moderated."""
