"""The first page, to be read in two minutes: what to look at first, and who stands how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.explaining.wording import day as day_of_ordinal
from engine.nouns.english import counted
from engine.nouns.evidence.fact import Range
from engine.nouns.evidence.fact_names import SUBMITTED_ON
from engine.nouns.evidence.organisation import Organisation
from reports.content.rows import kind_label
from reports.lookup import Lookup
from reports.page.changes import ChangesView
from reports.page.concerns import ConcernLine
from reports.page.decisions import OwedView
from reports.page.links import Addresses, Link
from reports.page.organisations import StandingView

FIRST = 5
"""So many concerns are told on the first page."""
LATEST = 3
"""Of so many returns, the last to come, it tells when they came."""


@dataclass(frozen=True, slots=True)
class ReturnView:
    """An organisation whose return is missing, or came among the last."""

    organisation: Link
    words: str


@dataclass(frozen=True, slots=True)
class UnruledView:
    """An organisation whose kind no rule binds."""

    organisation: Link
    kind: str


@dataclass(frozen=True, slots=True)
class OverviewView:
    """The first page."""

    first: tuple[ConcernLine, ...]
    concern_count: int
    standings: tuple[StandingView, ...]
    unruled: tuple[UnruledView, ...]
    changes: tuple[ChangesView, ...]
    missing: tuple[ReturnView, ...]
    late: tuple[ReturnView, ...]
    """The last to come, the latest first."""
    unused: tuple[str, ...]
    """The files that could not be used, by name."""
    owed: tuple[OwedView, ...]


@dataclass(frozen=True, slots=True)
class Lists:
    """The whole lists that the first page tells the beginnings of."""

    concerns: tuple[ConcernLine, ...]
    standings: tuple[StandingView, ...]
    changes: tuple[ChangesView, ...]
    owed: tuple[OwedView, ...]


def overview_view(lookup: Lookup, addresses: Addresses, lists: Lists) -> OverviewView:
    """The first page of an assessment."""
    run = lookup.assessment.run
    return OverviewView(
        first=lists.concerns[:FIRST],
        concern_count=len(lists.concerns),
        standings=lists.standings,
        unruled=tuple(
            UnruledView(
                Link(addresses.organisation(organisation.code), organisation.name),
                kind_label(lookup, organisation.kind),
            )
            for organisation in lookup.kinds_without_rules()
        ),
        changes=lists.changes,
        missing=tuple(
            ReturnView(standing.organisation, "No return came")
            for standing in lists.standings
            if not standing.received
        ),
        late=tuple(_late(lookup, addresses)),
        unused=tuple(file.name for file in run.inputs if not file.used and file.role == "return"),
        owed=lists.owed,
    )


def _late(lookup: Lookup, addresses: Addresses) -> Iterator[ReturnView]:
    """Which returns came last, after the quarter's end."""
    run = lookup.assessment.run
    end = run.period.last_day.toordinal()
    came: list[tuple[int, Organisation]] = []
    for organisation in lookup.assessment.organisations:
        submission = lookup.submissions.get((organisation.code, run.period))
        fact = submission.facts.get(SUBMITTED_ON) if submission is not None else None
        if fact is not None and isinstance(fact.value, Range) and fact.value.is_exact:
            came.append((int(fact.value.low), organisation))
    came.sort(key=lambda at: -at[0])
    for ordinal, organisation in came[:LATEST]:
        if ordinal > end:
            days = counted(ordinal - end, "day")
            yield ReturnView(
                Link(addresses.organisation(organisation.code), organisation.name),
                f"submitted {day_of_ordinal(ordinal)}, {days} after the quarter’s end",
            )
