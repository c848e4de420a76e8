"""Deciding: waivers and actions laid beside the findings, which stay as they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.nouns.evidence.decision import Action, Decisions, Moderation, Waiver, WaiverStatus
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.rulings import Judged
from engine.nouns.verdict import Verdict

WAIVABLE = (Verdict.NOT_MET, Verdict.PARTLY_MET, Verdict.CONFLICTING, Verdict.NO_EVIDENCE)
"""The verdicts that a waiver can be laid over."""
Cell = tuple[str, str]
"""Rule and organisation's code: a cell of the matrix."""


def with_decisions(assessment: Assessment, decisions: Decisions) -> Assessment:
    """The assessment with decisions beside its findings: each waiver's standing is settled.

    No finding is changed. A waiver is laid over a verdict of ``run.period`` alone.
    """
    cells = {
        (ruling.rule, ruling.organisation.code): ruling
        for ruling in assessment.findings.rulings(assessment.run.period)
    }
    waivers = _settled(decisions.waivers, cells, assessment.run.as_of)
    return replace(assessment, decisions=replace(decisions, waivers=waivers))


def standing_of(waiver: Waiver, finding: Judged | None, as_of: dt.date) -> WaiverStatus:
    """How a waiver stands by itself on a day; what is missing in it comes before its days."""
    for missing, standing in (
        (not waiver.reason.strip(), WaiverStatus.NO_REASON),
        (not waiver.approved_by.strip(), WaiverStatus.NO_APPROVER),
        (waiver.until is None, WaiverStatus.NO_END),
        (waiver.approved_on is None, WaiverStatus.NO_DAY),
    ):
        if missing:
            return standing
    assert waiver.until is not None
    assert waiver.approved_on is not None
    if waiver.until < as_of:
        return WaiverStatus.LAPSED
    if waiver.approved_on > as_of:
        return WaiverStatus.NOT_YET
    if finding is None or finding.verdict not in WAIVABLE:
        return WaiverStatus.NOTHING_TO_WAIVE
    return WaiverStatus.APPLIED


def waivers_applied(assessment: Assessment) -> Mapping[Cell, Waiver]:
    """The waiver that is laid over each cell of ``run.period`` that has one."""
    return {
        (waiver.rule, waiver.organisation): waiver
        for waiver in assessment.decisions.waivers
        if waiver.standing is WaiverStatus.APPLIED
    }


def decisions_by_organisation(decisions: Decisions) -> Mapping[str, Decisions]:
    """The decisions about each organisation that has any, by its code."""
    codes = dict.fromkeys(
        decision.organisation
        for decided in (decisions.waivers, decisions.actions, decisions.moderations)
        for decision in decided
    )
    waivers: dict[str, list[Waiver]] = {code: [] for code in codes}
    actions: dict[str, list[Action]] = {code: [] for code in codes}
    moderations: dict[str, list[Moderation]] = {code: [] for code in codes}
    for waiver in decisions.waivers:
        waivers[waiver.organisation].append(waiver)
    for action in decisions.actions:
        actions[action.organisation].append(action)
    for moderation in decisions.moderations:
        moderations[moderation.organisation].append(moderation)
    return {
        code: Decisions(tuple(waivers[code]), tuple(actions[code]), tuple(moderations[code]))
        for code in codes
    }


def actions_on(decisions: Decisions, finding: Judged) -> tuple[Action, ...]:
    """The actions agreed after a duty was found wanting, in the order written.

    Where an action names its rule it is that rule's; else it goes with each finding that cites
    its clause.
    """
    return tuple(
        action
        for action in decisions.actions
        if action.organisation == finding.organisation.code
        and (action.rule == finding.rule if action.rule else action.clause in finding.cites)
    )


def _settled(
    waivers: Sequence[Waiver], cells: Mapping[Cell, Judged], as_of: dt.date
) -> tuple[Waiver, ...]:
    """Each waiver with its standing; of several that would hold over a cell at most one does."""
    alone = [
        standing_of(waiver, cells.get((waiver.rule, waiver.organisation)), as_of)
        for waiver in waivers
    ]
    holding: dict[Cell, list[int]] = {}
    for place, waiver in enumerate(waivers):
        if alone[place] is WaiverStatus.APPLIED:
            holding.setdefault((waiver.rule, waiver.organisation), []).append(place)
    for places in holding.values():
        days = [waivers[place].approved_on or dt.date.min for place in places]
        for place, day in zip(places, days, strict=True):
            if day < max(days):
                alone[place] = WaiverStatus.REPLACED
            elif days.count(day) > 1:
                alone[place] = WaiverStatus.UNCLEAR
    return tuple(
        replace(waiver, standing=standing) for waiver, standing in zip(waivers, alone, strict=True)
    )
