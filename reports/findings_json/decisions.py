"""Waivers, actions and moderated scores as findings.json gives them."""

from __future__ import annotations

import datetime as dt

from engine.nouns.evidence.decision import Action, Moderation, Standing, Waiver
from engine.nouns.outcome.assessment import Assessment

Plain = dict[str, object]


def waiver_plain(one: Waiver) -> Plain:
    return {
        "organisation": one.organisation,
        "rule": one.rule,
        "reason": one.reason,
        "approved_by": one.approved_by,
        "approved_on": _day(one.approved_on),
        "until": _day(one.until),
        "applied": one.standing is Standing.APPLIED,
        "standing": one.standing.value,
        "origin": _origin(one),
    }


def action_plain(one: Action, day: dt.date) -> Plain:
    return {
        "organisation": one.organisation,
        "clause": one.clause,
        "rule": one.rule,
        "action": one.action,
        "owner": one.owner,
        "agreed_on": _day(one.agreed_on),
        "due": _day(one.due),
        "status": one.status.value,
        "closed_on": _day(one.closed_on),
        "evidence": one.evidence,
        "done": one.is_done_on(day),
        "overdue": one.is_overdue(day),
        "origin": _origin(one),
    }


def moderation_plain(one: Moderation) -> Plain:
    return {
        "organisation": one.organisation,
        "period": one.quarter.label,
        "question": one.question,
        "own_score": one.own_score,
        "score": one.score,
        "moderated_by": one.by,
        "moderated_on": _day(one.on),
        "reason": one.reason,
        "origin": _origin(one),
    }


def decisions_plain(assessment: Assessment) -> Plain:
    """All decisions for findings.json, each with how it stands on the as-of date."""
    decided, day = assessment.decisions, assessment.run.as_of
    return {
        "waivers": [waiver_plain(one) for one in decided.waivers],
        "actions": [action_plain(one, day) for one in decided.actions],
        "moderated_scores": [moderation_plain(one) for one in decided.moderations],
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _origin(one: Waiver | Action | Moderation) -> Plain:
    at = one.origin
    return {
        "file": at.file,
        "sha256": at.sha256,
        "sheet": at.sheet,
        "cell": at.cell,
        "text": at.text,
    }
