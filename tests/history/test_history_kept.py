"""What a history keeps and recalls: latest, whole, once, and nothing that names anybody."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from engine.nouns.evidence.fact import Range
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.audience import Audience
from engine.nouns.outcome.findings import Findings
from engine.nouns.outcome.past import NO_PAST, Past, PastReturn
from engine.nouns.quarter import Quarter
from history import Database, open_history, recall, record, recorded_runs
from tests.draws import draws
from tests.history.making import (
    ELMS,
    HOME,
    OAKS,
    Q1,
    Q2,
    Q3,
    Q4,
    another_version,
    as_past,
    assessed,
    pack,
    returned,
)

LISTED = "training.fire_safety.listed"
NAMES = sorted(name for name, spec in pack().catalogue.items() if spec.kind == "number")


def runs(database: Database) -> list[tuple[str, str]]:
    """The recorded times (here: names given by the tests) and quarters of the runs, in order."""
    return [
        (recorded_run.recorded_at, recorded_run.period.label)
        for recorded_run in recorded_runs(database)
    ]


def identity(database: Database, recorded_at: str) -> str:
    (run,) = (
        recorded_run.run
        for recorded_run in recorded_runs(database)
        if recorded_run.recorded_at == recorded_at
    )
    return run


def kept(database: Database, assessment: Assessment, name: str) -> Assessment:
    assert record(database, assessment, name)
    return assessment


def test_an_earlier_quarter_is_recalled_as_it_was_found(where: str) -> None:
    database = open_history(where)
    then = kept(database, assessed(returned(Q1, {LISTED: 4, NAMES[0]: Range(1, 2.5)})), "first")
    now = assessed(returned(Q3, {LISTED: 5}))
    past = recall(open_history(where), now)
    assert past == as_past((then, identity(database, "first"), ELMS, Q1))
    assert [(figure.fact, figure.value) for figure in past.figures] == sorted(
        [(LISTED, Range.of_number(4)), (NAMES[0], Range(1, 2.5))]
    )


def test_nothing_is_recalled_of_later_quarters_itself_or_an_empty_history(where: str) -> None:
    database = open_history(where)
    now = assessed(returned(Q2, {LISTED: 5}))
    assert recall(database, now) == NO_PAST
    kept(database, assessed(returned(Q3, {LISTED: 4})), "later")
    kept(database, now, "itself")
    assert recall(database, now) == NO_PAST


def test_an_organisation_without_a_return_now_is_missed_and_not_recalled(where: str) -> None:
    database = open_history(where)
    for quarter in (Q1, Q2):
        kept(database, assessed(returned(quarter, {LISTED: 4}, OAKS)), quarter.label)
    missed = PastReturn("H2", Q2, True, identity(database, Q2.label), pack().version, True)
    now = assessed(returned(Q3, {LISTED: 5}))
    assert recall(database, now) == Past(absent=(missed,))
    kept(database, assessed(returned(Q3, {LISTED: 4}, OAKS)), "on its own")
    assert recall(database, now) == NO_PAST


def test_the_same_run_is_recorded_once(where: str) -> None:
    database = open_history(where)
    run = assessed(returned(Q1, {LISTED: 4}))
    assert record(database, run, "first")
    held = Path(where).read_bytes() if "://" not in where else b""
    assert not record(database, run, "second")
    assert runs(database) == [("first", "2014-15 Q1")]
    if held:
        assert Path(where).read_bytes() == held


def test_the_latest_run_to_complete_counts_and_running_again_makes_it_the_latest(
    where: str,
) -> None:
    database = open_history(where)
    first = kept(database, assessed(returned(Q1, {LISTED: 4}), files="a"), "first")
    second = kept(database, assessed(returned(Q1, {LISTED: 6}), files="b"), "second")
    now = assessed(returned(Q2, {LISTED: 5}))
    assert recall(database, now) == as_past((second, identity(database, "second"), ELMS, Q1))
    assert not record(database, first, "again")
    assert runs(database) == [("second", "2014-15 Q1"), ("first", "2014-15 Q1")]
    assert recall(database, now) == as_past((first, identity(database, "first"), ELMS, Q1))


def test_a_run_that_finds_otherwise_from_the_same_files_is_another(where: str) -> None:
    database = open_history(where)
    run = kept(database, assessed(returned(Q1, {LISTED: 4})), "first")
    assert record(
        database,
        dataclasses.replace(run, findings=Findings.from_findings(run.findings[1:])),
        "second",
    )


def test_a_return_counts_over_the_silence_that_a_later_run_found(where: str) -> None:
    database = open_history(where)
    first = kept(database, assessed(returned(Q1, {LISTED: 4})), "first")
    kept(database, assessed(returned(Q1, {}, OAKS), returned(Q2, {LISTED: 4})), "second")
    past = recall(database, assessed(returned(Q3, {LISTED: 5})))
    assert [(one.period, one.run) for one in past.returns] == [
        (Q1, identity(database, "first")),
        (Q2, identity(database, "second")),
    ]
    of_first = tuple(finding for finding in past.findings if finding.period == Q1)
    assert of_first == as_past((first, "", ELMS, Q1)).findings


def test_silence_is_remembered_where_no_return_came(where: str) -> None:
    database = open_history(where)
    run = assessed(returned(Q1, {LISTED: 4}), returned(Q2, {LISTED: 4}, OAKS))
    kept(database, run, "first")
    kept(database, assessed(returned(Q3, {LISTED: 4}, OAKS)), "the other")
    past = recall(database, assessed(returned(Q3, {LISTED: 5})))
    name = identity(database, "first")
    assert past == as_past((run, name, ELMS, Q1), (run, name, ELMS, Q2))
    assert [one.received for one in past.returns] == [True, False]


def test_a_run_recalls_neither_its_files_nor_its_own_silence(where: str) -> None:
    database = open_history(where)
    run = assessed(returned(Q1, {LISTED: 4}), returned(Q2, {LISTED: 4}, OAKS))
    kept(database, run, "first")
    assert recall(database, run) == NO_PAST


def test_what_another_version_of_the_pack_judged_is_told_apart(where: str) -> None:
    database = open_history(where)
    amended = another_version()
    run = assessed(returned(Q1, {LISTED: 4}), made_by=amended)
    other = dataclasses.replace(amended, id="another-policy")
    kept(database, run, "first")
    kept(database, assessed(returned(Q1, {LISTED: 9}), made_by=other), "other pack")
    past = recall(database, assessed(returned(Q2, {LISTED: 5})))
    assert past == as_past((run, identity(database, "first"), ELMS, Q1))
    assert [(one.pack_version, one.same_pack) for one in past.returns] == [("amended", False)]


@pytest.mark.parametrize(
    "point", [*(pytest.param(point, marks=pytest.mark.slow) for point in ("3", "5", "7")), "commit"]
)
def test_a_run_that_was_killed_leaves_nothing(where: str, point: str) -> None:
    """Statements 4 to 7 insert the run, its returns, findings and figures."""
    database = open_history(where)
    command = [sys.executable, "-m", "tests.history.killed", where, point]
    ended = subprocess.run(command, cwd=HOME, capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (-9, b"")
    assert recorded_runs(database) == ()
    for table in ("return", "finding", "figure"):
        with database.reading() as connection:
            found = connection.execute(text(f"SELECT count(*) FROM clausewise_{table}"))
            assert found.scalar() == 0
    run = assessed(returned(Q1, {LISTED: 4}))
    assert record(database, run, "after")
    past = recall(database, assessed(returned(Q2, {LISTED: 4})))
    assert past == as_past((run, identity(database, "after"), ELMS, Q1))


def test_runs_that_are_recorded_at_once_wait_for_one_another(where: str) -> None:
    made = [assessed(returned(Q1, {LISTED: number}), files=str(number)) for number in range(4)]
    open_history(where)
    together = Barrier(len(made))

    def one(assessment: Assessment) -> bool:
        database = open_history(where)
        together.wait()
        return record(database, assessment, "now")

    with ThreadPoolExecutor(len(made)) as pool:
        assert list(pool.map(one, made)) == [True] * len(made)
    assert len(recorded_runs(open_history(where))) == len(made)


def test_histories_opened_at_once_are_made_once(where: str) -> None:
    together = Barrier(3)

    def one(_: int) -> tuple[object, ...]:
        together.wait()
        return recorded_runs(open_history(where))

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(one, range(3))) == [()] * 3


def test_only_the_true_assessment_is_recorded(where: str) -> None:
    masked = dataclasses.replace(assessed(returned(Q1, {})), audience=Audience.PUBLIC)
    with pytest.raises(ValueError, match="true assessment"):
        record(open_history(where), masked, "never")


def test_no_name_no_text_and_no_file_is_kept(tmp_path: Path) -> None:
    where = tmp_path / "history.db"
    kept(open_history(str(where)), assessed(returned(Q1, {LISTED: 4})), "first")
    held = where.read_bytes()
    assert b"H1" in held
    assert LISTED.encode() in held
    for secret in (b"Quill", b"secret-file", b"Elms", b"Sheet", b"organisation.typed"):
        assert secret not in held


@settings(max_examples=draws(8), deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(NAMES),
        st.tuples(st.floats(allow_nan=False), st.floats(allow_nan=False)).map(
            lambda two: Range(min(two), max(two))
        ),
    ),
    st.sampled_from([Q1, Q2, Q3, Q4, Quarter(2016, 4)]),
)
def test_any_figures_come_back_as_they_were(figures: dict[str, Range], quarter: Quarter) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = open_history(str(Path(folder) / "history.db"))
        run = assessed(returned(quarter, {}))
        # Figures beyond all sense would be judged; here they are only kept.
        submission = returned(quarter, dict(figures))
        kept(database, dataclasses.replace(run, submissions=(submission,)), "first")
        past = recall(database, assessed(returned(quarter.next, {})))
        expected: Past = as_past((run, identity(database, "first"), ELMS, quarter))
        assert past.findings == expected.findings
        assert {figure.fact: figure.value for figure in past.figures} == figures
