"""Recalling: what earlier runs found of quarters whose returns are not among the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from engine.nouns.assessment import Assessment
from engine.nouns.fact import Range
from engine.nouns.past import NO_PAST, Past, PastFigure, PastFinding, PastReturn
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Verdict
from history.database import Database
from history.identity import stored
from history.tables import FIGURES, FINDINGS, RETURNS, RUNS

_AT_ONCE = 500
Place = tuple[str, int]
"""A run's identity and the number of a return in it."""


def recall(database: Database, assessment: Assessment) -> Past:
    """What completed runs of the same pack found, as far as an assessment's files do not tell it.

    Of each organisation of the assessment and each quarter before its period: the latest run that
    had a return counts, else the latest that found none. Where a return is among the files, nothing
    is recalled. Raises CannotUseHistory where the database fails.
    """
    with database.reading() as connection:
        chosen, absent = _chosen(connection, assessment)
        if not chosen and not absent:
            return NO_PAST
        findings = [
            PastFinding(
                row.rule,
                one.organisation,
                one.period,
                Verdict(row.verdict),
                Basis(row.basis) if row.basis is not None else None,
            )
            for one, row in _rows(connection, FINDINGS, chosen)
        ]
        figures = [
            PastFigure(row.fact, one.organisation, one.period, Range(row.low, row.high))
            for one, row in _rows(connection, FIGURES, chosen)
        ]
    returns = sorted(chosen.values(), key=lambda one: (one.organisation, one.period))
    return Past(
        tuple(sorted(findings, key=lambda one: (one.organisation, one.period, one.rule))),
        tuple(sorted(figures, key=lambda one: (one.organisation, one.period, one.fact))),
        tuple(sorted({one.period for one in returns})),
        tuple(returns),
        absent,
    )


def _chosen(
    connection: Connection, assessment: Assessment
) -> tuple[Mapping[Place, PastReturn], tuple[PastReturn, ...]]:
    """The run's return that counts for each organisation and quarter, by its place.

    And the last return of each organisation that neither the files nor, for the period or later,
    any run has one of.
    """
    pack, period = assessment.pack, assessment.run.period
    codes = {stored(one.code): one.code for one in assessment.organisations}
    here = {(one.organisation.code, one.quarter) for one in assessment.submissions if one.received}
    query = (
        select(RETURNS, RUNS.c.pack_version, RUNS.c.pack_sha256)
        .join(RUNS, RUNS.c.run == RETURNS.c.run)
        .where(RUNS.c.pack == pack.id)
        .order_by(RETURNS.c.received, RUNS.c.sequence)
    )
    latest: dict[tuple[str, Quarter], tuple[Place, PastReturn]] = {}
    last: dict[str, PastReturn] = {}
    for row in connection.execute(query):
        if not row.received and Quarter.of_index(row.period) in assessment.quarters:
            # Of a quarter among the files, that nothing came is known without the history.
            continue
        code, quarter = codes.get(row.organisation), Quarter.of_index(row.period)
        found = PastReturn(
            code if code is not None else row.organisation,
            quarter,
            row.received,
            row.run,
            row.pack_version,
            row.pack_sha256 == pack.digest,
        )
        key = (found.organisation, quarter)
        if code is None:
            known = last.get(row.organisation)
            if row.received and (known is None or known.period <= quarter):
                last[row.organisation] = found
        elif quarter < period and key not in here:
            latest[key] = ((row.run, row.number), found)
    absent = tuple(last[name] for name in sorted(last) if last[name].period < period)
    return dict(latest.values()), absent


def _rows(
    connection: Connection, table: Table, chosen: Mapping[Place, PastReturn]
) -> Iterator[tuple[PastReturn, Row[Any]]]:
    """The rows of a table under the returns chosen, each with its return."""
    by_run: dict[str, list[int]] = {}
    for run, number in sorted(chosen):
        by_run.setdefault(run, []).append(number)
    for run, numbers in by_run.items():
        for some in _some(numbers):
            query = select(table).where(table.c.run == run, table.c.number.in_(some))
            for row in connection.execute(query):
                yield chosen[run, row.number], row


def _some(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]
