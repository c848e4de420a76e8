"""Waivers, actions and moderated scores in the reports' words."""

from __future__ import annotations

import datetime as dt

from engine.nouns.english import capitalised, counted, day_words, listed
from engine.nouns.evidence.decision import Action, Moderation, Status, Waiver, WaiverStatus
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.finding import Finding
from engine.waivers import WAIVABLE, actions_on
from reports.lookup import Lookup

WAIVED = "waived"
"""The mark beside a verdict that a waiver is laid over. The verdict stays what it is."""


def waiver_words(waiver: Waiver) -> str:
    """``waived until 30 June 2015 by the Director of Nursing: reason``, or why it is not."""
    if waiver.standing is WaiverStatus.APPLIED:
        assert waiver.until is not None
        by = f" by {waiver.approved_by}" if waiver.approved_by else ""
        reason = f": {waiver.reason}" if waiver.reason else ""
        return f"{WAIVED} until {day_words(waiver.until)}{by}{reason}"
    return f"a waiver is not applied: {not_applied(waiver)}"


def not_applied(waiver: Waiver) -> str:
    """Why a waiver is not laid over a verdict, with the day that decided it."""
    match waiver.standing:
        case WaiverStatus.LAPSED if waiver.until is not None:
            return f"it lapsed after {day_words(waiver.until)}"
        case WaiverStatus.NOT_YET if waiver.approved_on is not None:
            return (
                f"it is not in force before {day_words(waiver.approved_on)}, when it was approved"
            )
        case _:
            return waiver.standing.value


def standing_words(action: Action, day: dt.date) -> str:
    """How an action stands on a day: "overdue", "done", "open", "withdrawn", "not done: …"."""
    if action.status is Status.WITHDRAWN:
        return "withdrawn"
    if action.is_done_on(day):
        return "done"
    late = "overdue, " if action.is_overdue(day) else ""
    if action.status is Status.DONE:
        if not action.evidence:
            return f"{late}marked done without evidence of closure"
        if action.closed_on is None:
            return f"{late}marked done without the day it was closed"
        return f"{late}closed only on {day_words(action.closed_on)}"
    return "overdue" if late else "open"


def action_words(action: Action, day: dt.date) -> str:
    """``Overdue: appoint a Named Nurse (Director of Nursing, due 30 September 2014)``."""
    parts = [action.owner] if action.owner else []
    if action.due is not None:
        parts.append(f"due {day_words(action.due)}")
    if action.is_done_on(day):
        assert action.closed_on is not None
        parts.append(f"closed {day_words(action.closed_on)}: {action.evidence}")
    how = standing_words(action, day)
    states = f" ({', '.join(parts)})" if parts else ""
    return f"{capitalised(how)}: {action.action}{states}"


def moderation_words(moderation: Moderation) -> str:
    """``1 in place of the organisation’s own 3, by the Designated Nurse on 22 January 2015``."""
    own = (
        f" instead of the organisation’s own {moderation.own_score}" if moderation.own_score else ""
    )
    by = f", by {moderation.by}" if moderation.by else ""
    on = f" on {day_words(moderation.on)}" if moderation.on is not None else ""
    reason = f": {moderation.reason}" if moderation.reason else ""
    return f"{moderation.score}{own}{by}{on}{reason}"


def decided_on(lookup: Lookup, finding: Finding) -> tuple[str, ...]:
    """What was decided about a finding of ``run.period``: its waivers, applied or not, and its
    actions, a sentence each. Nothing is told of earlier quarters' findings."""
    run, code = lookup.assessment.run, finding.organisation.code
    decided = lookup.decided.get(code)
    if decided is None or finding.period != run.period:
        return ()
    waivers = [
        capitalised(waiver_words(waiver))
        for waiver in sorted(decided.waivers, key=_applied_first)
        if waiver.rule == finding.rule
    ]
    actions = [action_words(action, run.as_of) for action in actions_on(decided, finding)]
    return (*waivers, *actions)


def _applied_first(waiver: Waiver) -> bool:
    return waiver.standing is not WaiverStatus.APPLIED


def decisions_line(assessment: Assessment) -> str:
    """How many decisions of each sort there are and how they stand; empty where none were given.

    ``2 waivers applied, 1 lapsed and not applied; 3 actions overdue, 1 done``.
    """
    decided, day = assessment.decisions, assessment.run.as_of
    parts = []
    if decided.waivers:
        standings = [waiver.standing for waiver in decided.waivers]
        applied = standings.count(WaiverStatus.APPLIED)
        waivers = [f"{counted(applied, 'waiver')} applied"]
        if lapsed := standings.count(WaiverStatus.LAPSED):
            waivers.append(f"{lapsed} lapsed and not applied")
        if others := len(standings) - applied - lapsed:
            waivers.append(f"{others} not applied for another reason")
        parts.append(", ".join(waivers))
    if decided.actions:
        overdue = sum(1 for action in decided.actions if action.is_overdue(day))
        done = sum(1 for action in decided.actions if action.is_done_on(day))
        withdrawn = sum(1 for action in decided.actions if action.status is Status.WITHDRAWN)
        still = len(decided.actions) - overdue - done - withdrawn
        states = {"done": done, "open": still, "withdrawn": withdrawn}
        more = [f"{number} {how}" for how, number in states.items() if number]
        parts.append(", ".join([f"{counted(overdue, 'action')} overdue", *more]))
    if decided.moderations:
        parts.append(counted(len(decided.moderations), "moderated score"))
    if not parts:
        return ""
    line = f"Decisions: {'; '.join(parts)}."
    if any(waiver.standing is WaiverStatus.APPLIED for waiver in decided.waivers):
        verdicts = listed((verdict.words.lower() for verdict in WAIVABLE), "or")
        line += f" A waived duty stays {verdicts} and is counted as such."
    return line
