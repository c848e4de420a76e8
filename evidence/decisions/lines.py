"""Decisions as the lines of their workbook."""

from __future__ import annotations

from engine.nouns.evidence.decision import Decisions
from evidence.decisions.plan import DecisionLine, DecisionSheet, Written
from evidence.nouns.columns import ACTIONS, SCORES, WAIVERS, columns_of


def sheets_of(decisions: Decisions) -> tuple[DecisionSheet, ...]:
    """Some decisions, one a line in their order; nothing else is on the sheets."""
    scores = [
        _line(
            SCORES,
            one.organisation,
            one.quarter.label,
            one.question,
            one.own_score,
            one.score,
            one.by,
            one.on,
            one.reason,
        )
        for one in decisions.moderations
    ]
    waivers = [
        _line(
            WAIVERS,
            one.organisation,
            one.rule,
            None,
            one.reason,
            one.approved_by,
            one.approved_on,
            one.until,
        )
        for one in decisions.waivers
    ]
    actions = [
        _line(
            ACTIONS,
            one.organisation,
            one.clause,
            one.rule,
            one.action,
            one.owner,
            one.agreed_on,
            one.due,
            one.status.value,
            one.closed_on,
            one.evidence,
        )
        for one in decisions.actions
    ]
    return (
        DecisionSheet(SCORES, tuple(scores)),
        DecisionSheet(WAIVERS, tuple(waivers)),
        DecisionSheet(ACTIONS, tuple(actions)),
    )


def _line(table: str, *written: Written | None) -> DecisionLine:
    cells = zip(columns_of(table), written, strict=True)
    return DecisionLine({column: value for column, value in cells if value})
