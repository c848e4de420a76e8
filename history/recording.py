"""Recording a run once its outputs are written: all of it in one transaction, or nothing."""

from __future__ import annotations

from sqlalchemy import func, insert, select, update

from engine.nouns.evidence.fact import Kind, Range
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.audience import Audience
from history.checksums import write_checksums
from history.database import Database
from history.identity import Row, identity_of, inputs_hash, parameters_hash, stored
from history.tables import ABOUT, FIGURES, FINDINGS, RETURNS, RUNS

Rows = list[Row]
_AT_ONCE = 10_000


def record(database: Database, assessment: Assessment, recorded_at: str) -> bool:
    """Record a completed run; whether it is a new one.

    A run made of the same and finding the same is not recorded twice: the one there becomes the
    latest. ``recorded_at`` is shown by the list of runs and decides nothing. The assessment must
    be the true one, not one masked for an audience. Raises CannotUseHistory where the database
    fails; nothing of the run is then in it.
    """
    if assessment.audience is not Audience.INTERNAL:
        raise ValueError("only the true assessment is recorded")
    returns, findings, figures = _found(assessment)
    run = identity_of(assessment, [*returns, *findings, *figures])
    with database.writing() as connection:
        # Where a database lets several write at once, one run is recorded after the other.
        connection.execute(select(ABOUT.c.value).with_for_update())
        latest = connection.execute(select(func.max(RUNS.c.sequence))).scalar() or 0
        there = select(RUNS.c.id, RUNS.c.sequence).where(RUNS.c.run == run)
        known_id, known = connection.execute(there).one_or_none() or (None, None)
        if known_id is not None:
            if known != latest:
                connection.execute(
                    update(RUNS).where(RUNS.c.run == run).values(sequence=latest + 1)
                )
                write_checksums(connection, known_id)
            return False
        row = _run(assessment, run, latest + 1, recorded_at)
        connection.execute(insert(RUNS).values(row))
        run_id: int = connection.execute(select(RUNS.c.id).where(RUNS.c.run == run)).scalar_one()
        for table, rows in ((RETURNS, returns), (FINDINGS, findings), (FIGURES, figures)):
            for start in range(0, len(rows), _AT_ONCE):
                some = [{"run_id": run_id, **row} for row in rows[start : start + _AT_ONCE]]
                connection.execute(insert(table), some)
        write_checksums(connection, run_id)
    return True


def _run(assessment: Assessment, identity: str, sequence: int, recorded_at: str) -> Row:
    run, pack = assessment.run, assessment.pack
    return {
        "run": identity,
        "sequence": sequence,
        "recorded_at": recorded_at,
        "software": run.software,
        "pack": pack.id,
        "pack_version": pack.version,
        "pack_sha256": pack.digest,
        "parameters_sha256": parameters_hash(assessment),
        "inputs_sha256": inputs_hash(assessment),
        "period": run.period.index,
        "as_of": run.as_of.isoformat(),
    }


def _found(assessment: Assessment) -> tuple[Rows, Rows, Rows]:
    """The returns, findings and figures of an assessment as rows, without the run's identity."""
    catalogue = assessment.pack.catalogue
    ordered = sorted(
        assessment.submissions,
        key=lambda submission: (submission.organisation.code, submission.quarter),
    )
    returns: Rows = []
    figures: Rows = []
    numbers: dict[tuple[str, str], int] = {}
    for number, submission in enumerate(ordered):
        numbers[submission.organisation.code, submission.quarter.label] = number
        returns.append(
            {
                "number": number,
                "organisation": stored(submission.organisation.code),
                "period": submission.quarter.index,
                "received": submission.received,
            }
        )
        for name, fact in sorted(submission.facts.items()):
            spec = catalogue.get(name)
            # A name that the catalogue has not could have been typed by somebody.
            if spec is None or spec.kind is not Kind.NUMBER or not isinstance(fact.value, Range):
                continue
            value = fact.value
            figures.append(
                {"number": number, "fact": name, "low": float(value.low), "high": float(value.high)}
            )
    findings: Rows = [
        {
            "number": numbers[finding.organisation.code, finding.period.label],
            "rule": finding.rule,
            "verdict": finding.verdict.value,
            "basis": finding.basis.value if finding.basis is not None else None,
        }
        for finding in sorted(assessment.findings.rulings(), key=lambda ruling: ruling.key)
    ]
    return returns, findings, figures
