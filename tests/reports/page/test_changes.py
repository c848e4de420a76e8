"""What changed since the quarter before, in the order in which to look at it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest

from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.concern import Concern, FindingKey
from engine.nouns.outcome.findings import Findings
from engine.nouns.verdict import Verdict
from reports.lookup import Lookup
from reports.page.changes import changes_view
from reports.page.links import Addresses


@pytest.fixture
def changed(assessment: Assessment) -> Assessment:
    """Every duty of the quarter that is not met was met in the quarter before."""
    period = assessment.run.period
    now = [finding for finding in assessment.findings if finding.period == period]
    before = [
        dataclasses.replace(finding, period=period.previous, verdict=Verdict.MET) for finding in now
    ]
    return dataclasses.replace(
        assessment,
        quarters=(period.previous, period),
        findings=Findings.from_findings([*now, *before]),
        concerns=(),
    )


def newly_unmet(assessment: Assessment) -> list[tuple[str, str]]:
    """The duties newly not met, by title and organisation, as the page lists them."""
    lookup = Lookup.for_assessment(assessment)
    sorts = changes_view(lookup, Addresses.for_lookup(lookup))
    (sort,) = (sort for sort in sorts if sort.anchor == "newly-unmet")
    return [(change.finding.text, change.whose.text) for change in sort.changes]


def concern(rule: str, organisation: str, rank: int, period: str) -> Concern:
    key = FindingKey(rule, organisation, period)
    return Concern(
        id=f"{rule}-{rank}",
        rule=rule,
        kind="deterioration",
        title="",
        organisation=organisation,
        periods=(period,),
        cites=(),
        findings=(key,),
        statements=(),
        because="",
        question="",
        next_step="",
        rank=rank,
    )


def ranked(assessment: Assessment, keys: Sequence[tuple[str, str]]) -> Assessment:
    label = assessment.run.period.label
    return dataclasses.replace(
        assessment,
        concerns=tuple(concern(*key, place, label) for place, key in enumerate(keys, 1)),
    )


def test_what_the_gravest_concern_rests_on_comes_first_and_what_raises_none_last(
    changed: Assessment,
) -> None:
    period = changed.run.period
    unmet = [
        finding
        for finding in changed.findings
        if finding.period == period and finding.verdict in (Verdict.NOT_MET, Verdict.PARTLY_MET)
    ]
    keys = [(finding.rule, finding.organisation.code) for finding in unmet]
    words = [(finding.title, finding.organisation.name) for finding in unmet]
    assert len(keys) > 2
    assert newly_unmet(changed) == words
    assert newly_unmet(ranked(changed, keys[::-1])) == words[::-1]
    assert newly_unmet(ranked(changed, keys[-1:])) == [words[-1], *words[:-1]]
