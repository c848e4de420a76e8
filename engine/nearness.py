"""Nearness: which verdicts of the quarter a small change would alter, found by judging again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence

from engine.evaluating.ingest import columns_of
from engine.evaluating.rule_order import rules_read
from engine.evaluating.settle import settle
from engine.explaining.closeness import Margin, Shift, closeness, may_be_near, shifts
from engine.judge import setting_of
from engine.kept.packed import opened
from engine.nouns.evidence.fact import Fact
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.audience import Audience
from engine.nouns.outcome.closeness import Closeness, Near
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.outcome.rulings import Ruling
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import Verdict
from engine.parameters import NEAR_MARGIN, NEAR_MARGIN_DAYS, in_force_for
from engine.publishing.figure_relations import relations_of

Key = tuple[str, str, str]
"""A finding's: rule, organisation's code, quarter."""
_MOST_MEMBERS, _MOST_DAYS = 50, 366
"""A wider margin is none: what is further off is not looked for."""
_AT_ONCE = 200
"""So many organisations are tried at once: all that they returned lies open then."""
_Tried = tuple[Ruling, Mapping[str, Fact], Mapping[str, ParameterUsed], Shift]


def closeness_in(
    assessment: Assessment, only: Collection[str] | None = None
) -> Mapping[Key, Closeness]:
    """How near each finding of the run's quarter is to another verdict, where it is near.

    Of all organisations, or of those whose codes are in ``only``.

    Every shift is applied to the facts as the assessment shows them, and the rule settled again
    on those: none is called near that would not really change. Where a child died or may have
    come to harm, by the ranking of the pack, nothing unmet is called close to met. For the
    public nothing is told: a verdict that hangs on one person tells a figure. Raises NotInForce
    where a parameter has no value on the day.
    """
    if assessment.audience is Audience.PUBLIC:
        return {}
    pack, near = assessment.pack, dict[Key, Closeness]()
    every = (found for facts in _returned(assessment, only) for found in _shifts(assessment, facts))
    for name, tried in every:
        verdicts = verdicts_of(pack, pack.rules[name], tried, assessment.run.as_of)
        outcomes: dict[Key, list[tuple[Shift, Verdict]]] = {}
        for (finding, _, _, shift), verdict in zip(tried, verdicts, strict=True):
            outcomes.setdefault(finding.key, []).append((shift, verdict))
        judged = {finding.key: finding for finding, _, _, _ in tried}
        for key, outcome in outcomes.items():
            how_close = closeness(judged[key], outcome)
            if how_close is not None and _may_be_said(pack, pack.rules[name], how_close.near):
                near[key] = how_close
    return near


def _may_be_said(pack: Pack, rule: Rule, near: Near) -> bool:
    ranking = pack.handling.ranking
    if near is not Near.CLOSE_TO_MET or ranking is None:
        return True
    return ranking.harm_clauses.isdisjoint(rule.cites)


def _returned(
    assessment: Assessment, only: Collection[str] | None
) -> Iterator[Mapping[str, Mapping[str, Fact]]]:
    """What organisations returned for the run's quarter by their codes, some of them at a time."""
    sent = [
        submission
        for submission in assessment.submissions
        if submission.quarter == assessment.run.period
        and (only is None or submission.organisation.code in only)
    ]
    for start in range(0, len(sent), _AT_ONCE):
        some = sent[start : start + _AT_ONCE]
        yield {submission.organisation.code: opened(submission.facts) for submission in some}


def _shifts(
    assessment: Assessment, facts: Mapping[str, Mapping[str, Fact]]
) -> Iterator[tuple[str, list[_Tried]]]:
    """The shifts to try on each finding of some organisations that can be near another verdict,
    rule by rule."""
    pack, run = assessment.pack, assessment.run
    own = in_force_for(pack, run.as_of, facts)
    lowest = relations_of(pack.vocabulary).lowest
    for row in assessment.findings.rows:
        # How near a whole is to another verdict, its parts tell.
        rule = pack.rules.get(row.rule)
        if row.period != run.period or rule is None or rules_read(rule):
            continue
        tried: list[_Tried] = []
        for place, who in enumerate(row.organisations):
            code = who.code
            if code in facts and may_be_near(ruling := row.ruling(place)):
                used = own[code]
                found = shifts(
                    ruling, rule, facts[code], pack.catalogue, used, margin_of(used), lowest
                )
                tried.extend((ruling, facts[code], used, shift) for shift in found)
        yield row.rule, tried


def margin_of(parameters: Mapping[str, ParameterUsed]) -> Margin:
    """The margin in force: one member and no days, where the pack does not say."""
    members, days = parameters.get(NEAR_MARGIN), parameters.get(NEAR_MARGIN_DAYS)
    return Margin(
        min(int(members.value), _MOST_MEMBERS) if members is not None else 1,
        min(int(days.value), _MOST_DAYS) if days is not None else 0,
    )


def verdicts_of(
    pack: Pack, rule: Rule, tried: Sequence[_Tried], as_of: dt.date
) -> tuple[Verdict, ...]:
    """The verdict of a rule on each return once shifted."""
    if not tried:
        return ()
    names = rule.facts
    given = [
        {name: fact for name in names if (fact := shift.facts.get(name) or facts.get(name))}
        for _, facts, _, shift in tried
    ]
    columns = columns_of(given, names, pack.catalogue)
    settled = settle([rule], columns, setting_of([used for _, _, used, _ in tried], as_of))
    return tuple(settled.verdict(0, place) for place in range(len(tried)))
