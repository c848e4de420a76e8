"""Deciding: waivers and actions laid beside the findings, which stay as they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.nouns.assessment import Assessment
from engine.nouns.decision import Action, Decisions, Standing, Waiver
from engine.nouns.finding import Finding
from engine.nouns.verdict import Verdict

WAIVABLE = (Verdict.NOT_MET, Verdict.PARTLY_MET, Verdict.NO_EVIDENCE)
"""The verdicts that a waiver can be laid over."""
Cell = tuple[str, str]
"""Rule and organisation's code: a cell of the matrix."""


def with_decisions(assessment: Assessment, decisions: Decisions) -> Assessment:
    """The assessment with decisions beside its findings: each waiver's standing is settled.

    No finding is changed. A waiver is laid over a verdict of ``run.period`` alone.
    """
    cells = {
        (one.rule, one.organisation.code): one
        for one in assessment.findings
        if one.period == assessment.run.period
    }
    waivers = _settled(decisions.waivers, cells, assessment.run.as_of)
    return replace(assessment, decisions=replace(decisions, waivers=waivers))


def standing_of(waiver: Waiver, finding: Finding | None, as_of: dt.date) -> Standing:
    """How a waiver stands by itself on a day; what is missing in it comes before its days."""
    for missing, standing in (
        (not waiver.reason.strip(), Standing.NO_REASON),
        (not waiver.approved_by.strip(), Standing.NO_APPROVER),
        (waiver.until is None, Standing.NO_END),
        (waiver.approved_on is None, Standing.NO_DAY),
    ):
        if missing:
            return standing
    assert waiver.until is not None
    assert waiver.approved_on is not None
    if waiver.until < as_of:
        return Standing.LAPSED
    if waiver.approved_on > as_of:
        return Standing.NOT_YET
    if finding is None or finding.verdict not in WAIVABLE:
        return Standing.NOTHING_TO_WAIVE
    return Standing.APPLIED


def waivers_applied(assessment: Assessment) -> Mapping[Cell, Waiver]:
    """The waiver that is laid over each cell of ``run.period`` that has one."""
    return {
        (one.rule, one.organisation): one
        for one in assessment.decisions.waivers
        if one.standing is Standing.APPLIED
    }


def actions_on(assessment: Assessment, finding: Finding) -> tuple[Action, ...]:
    """The actions agreed after a duty was found wanting, in the order written.

    Where an action names its rule it is that rule's; else it goes with each finding that cites
    its clause.
    """
    return tuple(
        one
        for one in assessment.decisions.actions
        if one.organisation == finding.organisation.code
        and (one.rule == finding.rule if one.rule else one.clause in finding.cites)
    )


def _settled(
    waivers: Sequence[Waiver], cells: Mapping[Cell, Finding], as_of: dt.date
) -> tuple[Waiver, ...]:
    """Each waiver with its standing; of several that would hold over a cell at most one does."""
    alone = [standing_of(one, cells.get((one.rule, one.organisation)), as_of) for one in waivers]
    holding: dict[Cell, list[int]] = {}
    for place, one in enumerate(waivers):
        if alone[place] is Standing.APPLIED:
            holding.setdefault((one.rule, one.organisation), []).append(place)
    for places in holding.values():
        days = [waivers[place].approved_on or dt.date.min for place in places]
        for place, day in zip(places, days, strict=True):
            if day < max(days):
                alone[place] = Standing.REPLACED
            elif days.count(day) > 1:
                alone[place] = Standing.UNCLEAR
    return tuple(
        replace(one, standing=standing) for one, standing in zip(waivers, alone, strict=True)
    )
