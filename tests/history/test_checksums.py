"""What a history remembers is as it was recorded, or is not used."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from history import CannotUseHistory, Database, open_history, recall, record, recorded_runs
from tests.history.making import OAKS, Q1, Q2, Q3, assessed, returned

FIGURES = {"training.fire_safety.listed": 4.0}


def kept(where: str) -> Database:
    """A history of two quarters of two homes."""
    database = open_history(where)
    for quarter in (Q1, Q2):
        run = assessed(returned(quarter, FIGURES), returned(quarter, FIGURES, OAKS))
        record(database, run, "2014-07-01")
    return database


def changed(database: Database, *statements: str) -> None:
    with database.writing() as connection:
        for statement in statements:
            connection.execute(text(statement))


SPOILT = {
    "a verdict": "UPDATE clausewise_finding SET verdict = 'met' WHERE verdict <> 'met'",
    "a verdict that is none": "UPDATE clausewise_finding SET verdict = 'fine'",
    "a finding lost": "DELETE FROM clausewise_finding WHERE verdict <> 'met'",
    "a figure": "UPDATE clausewise_figure SET high = high + 1",
    "figures lost": "DELETE FROM clausewise_figure",
    "whether a return came": "UPDATE clausewise_return SET received = NOT received",
    "whose return it is": "UPDATE clausewise_return SET organisation = 'H9' WHERE number = 0",
    "its quarter": "UPDATE clausewise_return SET period = period - 1",
    "the version of the pack": "UPDATE clausewise_run SET pack_version = 'other'",
    "the order of runs": "UPDATE clausewise_run SET sequence = sequence + 7",
    "a checksum": "UPDATE clausewise_checksum SET sha256 = 'x'",
    "checksums lost": "DELETE FROM clausewise_checksum",
}


@pytest.mark.parametrize("statement", SPOILT.values(), ids=list(SPOILT))
def test_what_is_not_as_recorded_is_not_recalled(where: str, statement: str) -> None:
    database = kept(where)
    now = assessed(returned(Q3, FIGURES), returned(Q3, FIGURES, OAKS))
    assert len(recall(database, now).returns) == 4
    changed(database, statement)
    with pytest.raises(CannotUseHistory, match=r"is damaged: what it remembers.* is not what was"):
        recall(database, now)


def test_a_run_that_is_lost_is_missed(where: str) -> None:
    database = kept(where)
    tables = ("finding", "figure", "return")
    changed(database, *(f"DELETE FROM clausewise_{table} WHERE run_id = 1" for table in tables))
    changed(database, "DELETE FROM clausewise_run WHERE id = 1")
    with pytest.raises(CannotUseHistory, match="is damaged"):
        recorded_runs(database)


def test_a_run_that_becomes_the_latest_again_is_as_recorded(where: str) -> None:
    database = kept(where)
    again = assessed(returned(Q1, FIGURES), returned(Q1, FIGURES, OAKS))
    assert record(database, again, "2015-01-01") is False
    assert [run.period for run in recorded_runs(database)] == [Q2, Q1]


def test_a_history_of_before_there_were_checksums_is_read_and_given_them(where: str) -> None:
    database = kept(where)
    changed(
        database,
        "DROP TABLE clausewise_checksum",
        "UPDATE clausewise_history SET value = '1'",
    )
    only_read = open_history(where, make=False)
    assert (only_read.has_checksums, len(recorded_runs(only_read))) == (False, 2)
    written = open_history(where)
    assert (written.has_checksums, len(recorded_runs(written))) == (True, 2)
    changed(written, SPOILT["the order of runs"])
    with pytest.raises(CannotUseHistory, match="is damaged"):
        recorded_runs(open_history(where, make=False))
