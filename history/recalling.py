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
        chosen = _chosen(connection, assessment)
        if not chosen:
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
    )


def _chosen(connection: Connection, assessment: Assessment) -> Mapping[Place, PastReturn]:
    """The run's return that counts for each organisation and quarter, by its place."""
    pack, period = assessment.pack, assessment.run.period
    codes = {stored(one.code): one.code for one in assessment.organisations}
    here = {(one.organisation.code, one.quarter) for one in assessment.submissions if one.received}
    query = (
        select(RETURNS, RUNS.c.pack_version, RUNS.c.pack_sha256)
        .join(RUNS, RUNS.c.run == RETURNS.c.run)
        .where(RUNS.c.pack == pack.id, RETURNS.c.period < period.index)
        .order_by(RETURNS.c.received, RUNS.c.sequence)
    )
    latest: dict[tuple[str, Quarter], tuple[Place, PastReturn]] = {}
    for row in connection.execute(query):
        quarter, code = Quarter.of_index(row.period), codes.get(row.organisation)
        if code is None:
            continue
        key = (code, quarter)
        # Of a quarter among the files, that nothing came is known without the history.
        told = key in here or (not row.received and quarter in assessment.quarters)
        if not told:
            same = row.pack_sha256 == pack.digest
            found = PastReturn(code, quarter, row.received, row.run, row.pack_version, same)
            latest[key] = ((row.run, row.number), found)
    return dict(latest.values())


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
