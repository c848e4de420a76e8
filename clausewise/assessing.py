"""Assessing: evidence in, findings out, and what of them an audience may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from clausewise.errors import NotAssessable
from clausewise.packs import FilePath
from clausewise.returns import Evidence
from clausewise.version import __version__
from engine.assess import assess as assessed
from engine.nouns.evidence.decision import NO_DECISIONS
from engine.nouns.evidence.fault import Fault
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.audience import Audience
from engine.nouns.outcome.past import Past
from engine.nouns.quarter import Quarter
from engine.waivers import with_decisions

if TYPE_CHECKING:
    import pandas as pd

Recall = Callable[[Assessment], Past]
"""Tells what earlier runs found of the organisations of an assessment."""


@dataclass(frozen=True, slots=True)
class AssessmentRun:
    """An assessment with the evidence it was made of, for one audience."""

    evidence: Evidence
    whole: Assessment
    """Everything as found, for those who hold the returns alone."""
    shown: Assessment
    """As its audience may see it; for those who hold the returns ``whole`` itself."""

    @property
    def audience(self) -> Audience:
        """Whom the assessment shown is for."""
        return self.shown.audience

    def findings_frame(self) -> pd.DataFrame:
        """Its findings as a DataFrame, one row each, as its audience may see them.

        ``clausewise.FINDING_COLUMNS`` lists the columns.
        """
        from clausewise.frames import findings_frame

        return findings_frame(self.shown)

    def facts_frame(self) -> pd.DataFrame:
        """The facts of its returns as a DataFrame, one row each, as its audience may see them.

        ``clausewise.FACT_COLUMNS`` lists the columns.
        """
        from clausewise.frames import facts_frame

        return facts_frame(self.shown)

    def write_findings(self, path: FilePath) -> None:
        """Write its findings as a Parquet file, as its audience may see them.

        Raises LibraryMissing without pyarrow, ClausewiseError where it cannot be written.
        """
        from clausewise.frames import write_findings

        write_findings(self.shown, Path(path))


def assess(
    evidence: Evidence,
    period: Quarter | str | None = None,
    as_of: dt.date | None = None,
    recall: Recall | None = None,
) -> AssessmentRun:
    """Assess evidence for a quarter ("2014-15 Q2"), with the quarters before it as its history.

    Without ``period`` it is the latest quarter returned; dates are judged as on ``as_of``,
    without it as on the quarter's last day. ``recall`` says what earlier runs found. The
    run is for those who hold the returns: see ``publish`` for others. Raises NotAssessable where
    no return is for that quarter, NotInForce where the policy was not yet in force.
    """
    quarter = _period(evidence.quarters, period)
    day = as_of or quarter.last_day
    pack, reading = evidence.policy.pack, evidence.reading
    book = evidence.decisions.book if evidence.decisions is not None else None
    decided, wrong = NO_DECISIONS, tuple[Fault, ...]()
    if book is not None:
        from evidence.decisions.interpret import decisions_of

        decided, wrong = decisions_of(book, pack, reading.returns, day)
    submitted, faults = evidence.facts(quarter, day, decided.moderations)
    found = assessed(
        pack,
        submitted,
        (*reading.faults, *faults, *wrong),
        (*reading.inputs, *(book.inputs if book is not None else ())),
        quarter,
        day,
        f"Clausewise {__version__}",
        evidence.keeper(quarter, day, decided.moderations),
    )
    evidence.policy.cache.tidy()
    run = replace(found.run, superseded=reading.superseded)
    whole = with_decisions(replace(found, run=run), decided)
    if recall is not None:
        whole = replace(whole, past=recall(whole))
    return AssessmentRun(evidence, whole, whole)


def publish(run: AssessmentRun, audience: Audience | str) -> AssessmentRun:
    """The same run for an audience: "internal", "shared" (no names of people) or "public".

    Raises NoSmallNumber where it is for the public and the pack does not say how small a number
    of people must not be published.
    """
    audience = Audience(audience)
    if audience is Audience.INTERNAL:
        return replace(run, shown=run.whole)
    from engine.publishing import publish_for_public, without_names

    if audience is Audience.SHARED:
        return replace(run, shown=without_names(run.whole, run.evidence.names))
    return replace(run, shown=publish_for_public(run.whole))


def _period(quarters: Sequence[Quarter], period: Quarter | str | None) -> Quarter:
    """The quarter to assess. Raises NotAssessable where no return is for it."""
    if isinstance(period, str):
        try:
            period = Quarter.parse(period)
        except ValueError as error:
            raise NotAssessable(f"period: {error}") from None
    quarter = period or quarters[-1]
    if quarter not in quarters:
        labels = ", ".join(quarter.label for quarter in quarters)
        raise NotAssessable(
            f"No return for {quarter.label} was given. The returns are for {labels}."
        )
    return quarter
