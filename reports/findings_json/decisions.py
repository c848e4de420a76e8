"""Waivers, actions and moderated scores as findings.json gives them."""

from __future__ import annotations

import datetime as dt

from engine.nouns.evidence.decision import Action, Moderation, Waiver, WaiverStatus
from engine.nouns.outcome.assessment import Assessment
from reports.findings_json.values import JsonObject, day_value, origin_object


def waiver_object(waiver: Waiver) -> JsonObject:
    """A waiver, with how it stands."""
    return {
        "organisation": waiver.organisation,
        "rule": waiver.rule,
        "reason": waiver.reason,
        "approved_by": waiver.approved_by,
        "approved_on": day_value(waiver.approved_on),
        "until": day_value(waiver.until),
        "applied": waiver.standing is WaiverStatus.APPLIED,
        "standing": waiver.standing.value,
        "origin": origin_object(waiver.origin),
    }


def action_object(action: Action, as_of: dt.date) -> JsonObject:
    """An action; whether it is overdue is judged on ``as_of``."""
    return {
        "organisation": action.organisation,
        "clause": action.clause,
        "rule": action.rule,
        "action": action.action,
        "owner": action.owner,
        "agreed_on": day_value(action.agreed_on),
        "due": day_value(action.due),
        "status": action.status.value,
        "closed_on": day_value(action.closed_on),
        "evidence": action.evidence,
        "done": action.is_done_on(as_of),
        "overdue": action.is_overdue(as_of),
        "origin": origin_object(action.origin),
    }


def moderation_object(moderation: Moderation) -> JsonObject:
    """A moderated score."""
    return {
        "organisation": moderation.organisation,
        "period": moderation.quarter.label,
        "question": moderation.question,
        "own_score": moderation.own_score,
        "score": moderation.score,
        "moderated_by": moderation.by,
        "moderated_on": day_value(moderation.on),
        "reason": moderation.reason,
        "origin": origin_object(moderation.origin),
    }


def decisions_object(assessment: Assessment) -> JsonObject:
    """All decisions, each with how it stands on the as-of date."""
    decisions, as_of = assessment.decisions, assessment.run.as_of
    return {
        "waivers": [waiver_object(waiver) for waiver in decisions.waivers],
        "actions": [action_object(action, as_of) for action in decisions.actions],
        "moderated_scores": [moderation_object(moderation) for moderation in decisions.moderations],
    }
