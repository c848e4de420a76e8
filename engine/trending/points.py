"""Points: what was returned for each quarter; a gap stays a gap, a range a range."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.evidence.organisation import Submission
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.trend import Point
from engine.nouns.quarter import Quarter
from engine.trending.measures import Measure

_SAME = 1e-9
"""In percentage points: a percentage further from its two counts than that is not theirs."""


@dataclass(frozen=True, slots=True)
class FiguresKnown:
    """All that is known of one organisation's figures, by quarter."""

    files: Mapping[Quarter, Submission]
    """The returns among the files."""
    remembered: Mapping[Quarter, Mapping[str, Range]]
    """The figures of earlier runs, for quarters whose return is not among the files."""
    period: Quarter

    def number(self, quarter: Quarter, name: str) -> Range | None:
        """A figure's value; None where it is not known."""
        submission = self.files.get(quarter)
        if submission is None:
            return self.remembered.get(quarter, {}).get(name)
        fact = submission.facts.get(name)
        return fact.value if fact is not None and isinstance(fact.value, Range) else None


def figures_known(assessment: Assessment) -> Mapping[str, FiguresKnown]:
    """What is known of each organisation, by code."""
    period = assessment.run.period
    files: dict[str, dict[Quarter, Submission]] = {}
    for submission in assessment.submissions:
        if submission.received:
            files.setdefault(submission.organisation.code, {})[submission.quarter] = submission
    past: dict[str, dict[Quarter, dict[str, Range]]] = {}
    for figure in assessment.past.figures:
        code, quarter = figure.organisation, figure.period
        if quarter < period and quarter not in files.get(code, {}):
            past.setdefault(code, {}).setdefault(quarter, {})[figure.fact] = figure.value
    return {
        organisation.code: FiguresKnown(
            files.get(organisation.code, {}), past.get(organisation.code, {}), period
        )
        for organisation in assessment.organisations
    }


def points_of(figures: FiguresKnown, measure: Measure) -> tuple[Point, ...]:
    """One point for each quarter from the first known to the period assessed; none if none is."""
    name = measure.spec.name
    every = sorted({*figures.files, *figures.remembered})
    first = next((quarter for quarter in every if figures.number(quarter, name) is not None), None)
    if first is None:
        return ()
    quarters = range(first.index, figures.period.index + 1)
    return tuple(_point(figures, measure, Quarter.of_index(index)) for index in quarters)


def _point(figures: FiguresKnown, measure: Measure, quarter: Quarter) -> Point:
    name = measure.spec.name
    value = figures.number(quarter, name)
    of = figures.number(quarter, measure.of) if measure.of else None
    done = None
    share = measure.spec.share_of
    if value is None:
        of = None
    elif share is not None:
        done = figures.number(quarter, share.done)
        if not _theirs(value, done, of):
            done = of = None
    submission = figures.files.get(quarter)
    if submission is None:
        return Point(quarter, value, done, of, remembered=value is not None)
    fact = submission.facts.get(name)
    origins = tuple(dict.fromkeys(_origins(submission, fact, ()))) if fact is not None else ()
    return Point(quarter, value, done, of, origins, why_unknown=_why(fact))


def _why(fact: Fact | None) -> str:
    return fact.why_unknown if fact is not None and fact.value is None else ""


def _theirs(value: Range, done: Range | None, of: Range | None) -> bool:
    """Whether a percentage is that of its two counts, as far as it can be seen.

    A register may count some staff while the percentage is one that was declared.
    """
    if done is None or of is None:
        return False
    if not (done.is_exact and of.is_exact and value.is_exact):
        return True
    return of.low > 0 and math.isclose(100 * done.low / of.low, value.low, abs_tol=_SAME)


def _origins(submission: Submission, fact: Fact, above: Sequence[str]) -> Iterator[Origin]:
    """The cells a fact rests on: its own, else those of the facts it was worked out from."""
    if fact.origins:
        yield from fact.origins
        return
    for name in fact.derived_from:
        under = submission.facts.get(name)
        if under is not None and name not in above:
            yield from _origins(submission, under, (*above, fact.name))
