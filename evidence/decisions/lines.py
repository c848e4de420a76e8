"""Decisions as the lines of their workbook."""

from __future__ import annotations

from engine.nouns.evidence.decision import Action, Decisions, Moderation, Waiver
from evidence.decisions.plan import DecisionLine, DecisionSheet, Written
from evidence.nouns.columns import ACTIONS, SCORES, WAIVERS, columns_of


def sheets_of(decisions: Decisions) -> tuple[DecisionSheet, ...]:
    """Some decisions, one a line in their order; nothing else is on the sheets."""
    return (
        DecisionSheet(SCORES, tuple(map(_score_line, decisions.moderations))),
        DecisionSheet(WAIVERS, tuple(map(_waiver_line, decisions.waivers))),
        DecisionSheet(ACTIONS, tuple(map(_action_line, decisions.actions))),
    )


def _score_line(score: Moderation) -> DecisionLine:
    return _line(
        SCORES,
        score.organisation,
        score.quarter.label,
        score.question,
        score.own_score,
        score.score,
        score.by,
        score.on,
        score.reason,
    )


def _waiver_line(waiver: Waiver) -> DecisionLine:
    return _line(
        WAIVERS,
        waiver.organisation,
        waiver.rule,
        None,
        waiver.reason,
        waiver.approved_by,
        waiver.approved_on,
        waiver.until,
    )


def _action_line(action: Action) -> DecisionLine:
    return _line(
        ACTIONS,
        action.organisation,
        action.clause,
        action.rule,
        action.action,
        action.owner,
        action.agreed_on,
        action.due,
        action.status.value,
        action.closed_on,
        action.evidence,
    )


def _line(table: str, *written: Written | None) -> DecisionLine:
    cells = zip(columns_of(table), written, strict=True)
    return DecisionLine({column: value for column, value in cells if value})
