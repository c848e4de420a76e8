"""The first page, to be read in two minutes: what to look at first, and who stands how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.explaining.wording import day_in_words as day_of_ordinal
from engine.nouns.english import counted
from engine.nouns.evidence.fact import Range
from engine.nouns.evidence.fact_names import SUBMITTED_ON
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.finding import ParameterUsed
from engine.parameters import RETURNS_DUE
from reports.content.rows import kind_label
from reports.lookup import Lookup
from reports.page.changes import ChangesView
from reports.page.concerns import ConcernLine
from reports.page.decisions import OpenActionView
from reports.page.links import Addresses, Link
from reports.page.organisations import StandingView
from reports.words import parameter_source

FIRST = 5
"""So many concerns are told on the first page."""
LATEST = 3
"""Of so many returns, the last to come, it tells when they came where no day is known for them."""


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
    due: str
    """When the returns were due, and who says so; empty where the pack does not tell."""
    late: tuple[ReturnView, ...]
    """Those that came late, the latest first; where it is not known when they were due, the last
    to come."""
    undated: int
    """How many returns came that do not say when they were submitted."""
    unused: tuple[str, ...]
    """The files that could not be used, by name."""
    owed: tuple[OpenActionView, ...]


@dataclass(frozen=True, slots=True)
class Lists:
    """The whole lists that the first page shows the beginnings of."""

    concerns: tuple[ConcernLine, ...]
    standings: tuple[StandingView, ...]
    changes: tuple[ChangesView, ...]
    owed: tuple[OpenActionView, ...]


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
        due=_due_words(lookup),
        late=tuple(_late(lookup, addresses)),
        undated=sum(standing.received for standing in lists.standings) - len(_came(lookup)),
        unused=tuple(file.name for file in run.inputs if not file.used and file.role == "return"),
        owed=lists.owed,
    )


def _due_words(lookup: Lookup) -> str:
    """``31 January 2015: 31 days after the quarter’s end, default, not agreed``."""
    general = _due_days(lookup, "")
    if general is None:
        return ""
    day = lookup.assessment.run.period.last_day.toordinal() + int(general.value)
    days = counted(int(general.value), "day")
    return f"{day_of_ordinal(day)}: {days} after the quarter’s end, {parameter_source(general)}"


def _due_days(lookup: Lookup, code: str) -> ParameterUsed | None:
    """How many days an organisation has for its return; without a code, all others."""
    known = [used for used in lookup.assessment.run.parameters if used.name == RETURNS_DUE]
    own = (used for used in known if code.casefold() in map(str.casefold, used.organisations))
    general = (used for used in known if not used.organisations)
    return next(own, None) or next(general, None)


def _came(lookup: Lookup) -> list[tuple[int, Organisation]]:
    """The day on which each return came that gives it, the latest first."""
    came: list[tuple[int, Organisation]] = []
    for organisation in lookup.assessment.organisations:
        submission = lookup.submissions.get((organisation.code, lookup.assessment.run.period))
        fact = submission.facts.get(SUBMITTED_ON) if submission is not None else None
        if fact is not None and isinstance(fact.value, Range) and fact.value.is_exact:
            came.append((int(fact.value.low), organisation))
    return sorted(came, key=lambda at: -at[0])


def _late(lookup: Lookup, addresses: Addresses) -> Iterator[ReturnView]:
    """Which returns came late; where it is not known when they were due, which came last."""
    end = lookup.assessment.run.period.last_day.toordinal()
    for place, (ordinal, organisation) in enumerate(_came(lookup)):
        days = _due_days(lookup, organisation.code)
        late = ordinal - end - (int(days.value) if days is not None else 0)
        if late <= 0 or (days is None and place >= LATEST):
            continue
        than = f"late, due {day_of_ordinal(ordinal - late)}" if days else "after the quarter’s end"
        yield ReturnView(
            Link(addresses.organisation(organisation.code), organisation.name),
            f"submitted {day_of_ordinal(ordinal)}, {counted(late, 'day')} {than}",
        )
