"""Recalling: what earlier runs found of quarters whose returns are not among the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from engine.nouns.evidence.fact import Range
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.past import NO_PAST, Past, PastFigure, PastFinding, PastReturn
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Verdict
from history.checksums import checked_runs, of_return, spoilt
from history.database import Database
from history.identity import stored
from history.tables import FIGURES, FINDINGS, RETURNS, RUNS

_AT_ONCE = 500
# By value: an enumeration looks its values up slowly, and there are many.
_VERDICTS = {verdict.value: verdict for verdict in Verdict}
_BASES: Mapping[str | None, Basis | None] = {
    None: None,
    "data": Basis("data"),
    **{basis.value: basis for basis in Basis},
}
Place = tuple[int, int]
"""A run and the number of a return in it."""


def recall(database: Database, assessment: Assessment) -> Past:
    """What completed runs of the same pack found, as far as an assessment's files do not cover it.

    Of each organisation of the assessment and each quarter before its period: the latest run that
    had a return counts, else the latest that found none. Where a return is among the files, nothing
    is recalled. Raises CannotUseHistory where the database fails.
    """
    with database.reading() as connection:
        known = checked_runs(connection, database.name) if database.has_checksums else None
        chosen, absent = _chosen(connection, assessment)
        if not chosen and not absent:
            return NO_PAST
        found, numbers = (_rows(connection, table, chosen) for table in (FINDINGS, FIGURES))
    if known is not None:
        for at, past in chosen.items():
            if known.get(at) != of_return(found.get(at, ()), numbers.get(at, ())):
                raise spoilt(database.name, past.run)
    places = sorted(chosen, key=lambda at: (chosen[at].organisation, chosen[at].period.index))
    findings = (
        PastFinding(
            rule,
            chosen[at].organisation,
            chosen[at].period,
            _VERDICTS[verdict],
            _BASES[basis],
        )
        for at in places
        for rule, verdict, basis in sorted(found.get(at, ()), key=_first)
    )
    figures = (
        PastFigure(fact, chosen[at].organisation, chosen[at].period, Range(low, high))
        for at in places
        for fact, low, high in sorted(numbers.get(at, ()), key=_first)
    )
    returns = tuple(chosen[at] for at in places)
    quarters = tuple(sorted({past_return.period for past_return in returns}))
    return Past(tuple(findings), tuple(figures), quarters, returns, absent)


def _chosen(
    connection: Connection, assessment: Assessment
) -> tuple[Mapping[Place, PastReturn], tuple[PastReturn, ...]]:
    """The run's return that counts for each organisation and quarter, by its place.

    And the last return of each organisation that neither the files nor, for the period or later,
    any run has one of.
    """
    period = assessment.run.period
    here = {
        (submission.organisation.code, submission.quarter)
        for submission in assessment.submissions
        if submission.received
    }
    known_codes = {organisation.code for organisation in assessment.organisations}
    latest: dict[tuple[str, Quarter], tuple[Place, PastReturn]] = {}
    last: dict[str, PastReturn] = {}
    for place, found in _returns(connection, assessment):
        key = (found.organisation, found.period)
        if found.organisation not in known_codes:
            before = last.get(found.organisation)
            if found.received and (before is None or before.period <= found.period):
                last[found.organisation] = found
        elif found.period < period and key not in here:
            latest[key] = (place, found)
    absent = tuple(last[name] for name in sorted(last) if last[name].period < period)
    return dict(latest.values()), absent


def _returns(connection: Connection, assessment: Assessment) -> Iterator[tuple[Place, PastReturn]]:
    """Every return under the pack that earlier runs had, or had not and say so, with its place;
    those that came last, the latest run last. Organisations are named by their code where the
    assessment has them, else as they are stored."""
    pack = assessment.pack
    codes = {
        stored(organisation.code): organisation.code for organisation in assessment.organisations
    }
    query = (
        select(RETURNS, RUNS.c.run, RUNS.c.pack_version, RUNS.c.pack_sha256)
        .join(RUNS, RUNS.c.id == RETURNS.c.run_id)
        .where(RUNS.c.pack == pack.id)
        .order_by(RETURNS.c.received, RUNS.c.sequence)
    )
    for row in connection.execute(query):
        quarter = Quarter.of_index(row.period)
        if not row.received and quarter in assessment.quarters:
            # Of a quarter among the files, that nothing came is known without the history.
            continue
        yield (
            (row.run_id, row.number),
            PastReturn(
                codes.get(row.organisation, row.organisation),
                quarter,
                row.received,
                row.run,
                row.pack_version,
                row.pack_sha256 == pack.digest,
            ),
        )


def _rows(
    connection: Connection, table: Table, chosen: Mapping[Place, PastReturn]
) -> Mapping[Place, Sequence[tuple[Any, ...]]]:
    """The rows of a table under the returns chosen, without what names the return."""
    by_run: dict[int, list[int]] = {}
    for run, number in sorted(chosen):
        by_run.setdefault(run, []).append(number)
    found: dict[Place, list[tuple[Any, ...]]] = {}
    for run, numbers in by_run.items():
        for batch in _batches(numbers):
            query = select(table).where(table.c.run_id == run, table.c.number.in_(batch))
            for _, number, *values in connection.execute(query):
                found.setdefault((run, number), []).append(tuple(values))
    return found


def _first(row: tuple[Any, ...]) -> str:
    """The name that a row begins with. Databases do not agree on how text is ordered."""
    return str(row[0])


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]
