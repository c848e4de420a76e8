"""The sheets Waivers and Actions of matrix.xlsx, as text not yet neutralised."""

from __future__ import annotations

import datetime as dt

from engine.nouns.english import day_words
from engine.waivers import waivers_applied
from reports.content.decisions import not_applied, standing_words
from reports.lookup import Lookup, citation_of
from reports.words import place_of
from reports.workbook.sheets import SheetHeading

WAIVERS = tuple(
    SheetHeading(text, width)
    for text, width in (
        ("Organisation", 26),
        ("Duty", 34),
        ("Verdict", 14),
        ("Waiver", 40),
        ("Until", 18),
        ("Approved by", 26),
        ("Approved on", 18),
        ("Reason", 48),
        ("Rule", 26),
        ("Where", 34),
    )
)
ACTIONS = tuple(
    SheetHeading(text, width)
    for text, width in (
        ("Organisation", 26),
        ("Status", 24),
        ("Action", 48),
        ("Owner", 26),
        ("Due", 18),
        ("Clause", 30),
        ("Duty", 34),
        ("Agreed on", 18),
        ("Closed on", 18),
        ("Evidence of closure", 40),
        ("Where", 34),
    )
)


def waiver_rows(lookup: Lookup) -> list[list[str]]:
    """Every waiver, applied or not, in the order written."""
    applied = waivers_applied(lookup.assessment)
    rows = []
    for waiver in lookup.assessment.decisions.waivers:
        finding = lookup.finding(waiver.rule, waiver.organisation, lookup.assessment.run.period)
        is_applied = applied.get((waiver.rule, waiver.organisation)) == waiver
        rows.append(
            [
                _name(lookup, waiver.organisation),
                _duty(lookup, waiver.rule),
                finding.verdict.words if finding is not None else "",
                "Applied; the verdict stays"
                if is_applied
                else f"Not applied: {not_applied(waiver)}",
                _day(waiver.until),
                waiver.approved_by,
                _day(waiver.approved_on),
                waiver.reason,
                waiver.rule,
                place_of(waiver.origin),
            ]
        )
    return rows


def action_rows(lookup: Lookup) -> list[list[str]]:
    """Every action, what is overdue first and what was due first before others."""
    day = lookup.assessment.run.as_of
    ordered = sorted(
        lookup.assessment.decisions.actions,
        key=lambda action: (not action.is_overdue(day), action.due or dt.date.max),
    )
    return [
        [
            _name(lookup, action.organisation),
            standing_words(action, day).capitalize(),
            action.action,
            action.owner,
            _day(action.due),
            citation_of(lookup, (action.clause,)) if action.clause else "",
            _duty(lookup, action.rule),
            _day(action.agreed_on),
            _day(action.closed_on),
            action.evidence,
            place_of(action.origin),
        ]
        for action in ordered
    ]


def _name(lookup: Lookup, code: str) -> str:
    return next(
        (
            organisation.name
            for organisation in lookup.assessment.organisations
            if organisation.code == code
        ),
        code,
    )


def _duty(lookup: Lookup, rule: str) -> str:
    known = lookup.assessment.pack.rules.get(rule)
    return known.title if known is not None else rule


def _day(day: dt.date | None) -> str:
    return day_words(day) if day is not None else ""
