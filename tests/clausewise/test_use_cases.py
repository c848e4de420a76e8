"""The use cases by themselves, as a program calls them; they print nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

import clausewise as api
from clausewise.places import HOME
from clausewise.use_cases.remember import RunHistory
from engine.verifying.locating import Hints
from tests.reports.site import contents_of

Clausewise = Callable[..., Result]
FIRE = HOME / "examples" / "fire-safety-care-home"
NOW = dt.datetime(2015, 2, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def evidence() -> api.Evidence:
    return api.read_returns(FIRE / "returns", api.load_pack(FIRE / "rules"))


@pytest.fixture(scope="module")
def run(evidence: api.Evidence) -> api.AssessmentRun:
    return api.assess(evidence)


@pytest.fixture(autouse=True)
def _silent(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Nothing is printed by any use case."""
    yield
    assert tuple(capfd.readouterr()) == ("", "")


@pytest.mark.slow
@pytest.mark.parametrize("audience", list(api.Audience))
def test_the_reports_are_those_of_the_command_line_byte_for_byte(
    clausewise: Clausewise, run: api.AssessmentRun, audience: api.Audience, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    rules = ("--rules", FIRE / "rules", "--audience", audience.value)
    # One cell of the quarter says “about 12”.
    assert clausewise("assess", FIRE / "returns", "--out", out, *rules).exit_code == 1
    wanted = contents_of(out)
    written = api.write_reports(api.publish(run, audience), out)
    assert {path.relative_to(out).as_posix() for path in written} == set(wanted)
    assert contents_of(out) == wanted


@pytest.mark.slow
def test_a_run_is_held_to_its_manifest_and_made_again(
    run: api.AssessmentRun, tmp_path: Path
) -> None:
    api.write_reports(run, tmp_path)
    recorded = api.read_manifest(tmp_path / "manifest.json")
    given = Hints(returns=(FIRE / "returns",), pack=FIRE / "rules")
    found = api.verify(recorded, api.located(recorded, tmp_path, given))
    assert (found.differences, found.notes) == ((), ())
    (tmp_path / "matrix.csv").write_bytes(b"other")
    [difference] = api.verify(recorded, api.located(recorded, tmp_path, given)).differences
    assert difference.name == "matrix.csv"


def test_what_cannot_be_found_again_is_told_at_once(run: api.AssessmentRun, tmp_path: Path) -> None:
    api.write_reports(run, tmp_path)
    recorded = api.read_manifest(tmp_path / "manifest.json")
    with pytest.raises(api.ClausewiseError) as caught:
        api.located(recorded, tmp_path / "elsewhere" / "deeper")
    assert str(caught.value).count("where nothing is opened on a manifest’s word alone") == 2


def test_checking_gives_the_faults_with_the_clauses_they_cost(evidence: api.Evidence) -> None:
    checked = api.check(evidence)
    assert checked.assessment is not None
    assert checked.faults == checked.assessment.faults
    assert checked.costs_evidence == any(fault.clauses for fault in checked.faults)


def test_the_workbook_of_decisions_can_be_read_back(evidence: api.Evidence, tmp_path: Path) -> None:
    made = api.decide(evidence)
    assert made.period == evidence.quarters[-1]
    path = tmp_path / "decisions.xlsx"
    path.write_bytes(made.content)
    again = api.carried_over(path, evidence.policy.pack)
    assert again.book.is_usable


@pytest.mark.parametrize("name", ["pack.docx", "pack.pdf"])
def test_a_pack_is_a_document_to_write(run: api.AssessmentRun, tmp_path: Path, name: str) -> None:
    api.write_document(api.meeting_pack(run, "OC1"), tmp_path / name)
    assert (tmp_path / name).stat().st_size > 1000


def test_an_explanation_is_the_findings_and_their_words(run: api.AssessmentRun) -> None:
    answer = api.explain(run, "OC1", "F4.p01")
    assert {finding.organisation.code for finding in answer.findings} == {"OC1"}
    assert "WHAT WAS REQUIRED" in str(answer)
    with pytest.raises(api.UnknownName, match=r"Did you mean F4\.p01") as caught:
        api.explain(run, "OC1", "F4.p011")
    assert caught.value.near[0] == "F4.p01"


def test_what_is_recorded_is_recalled(
    evidence: api.Evidence, run: api.AssessmentRun, tmp_path: Path
) -> None:
    history: RunHistory = api.open_history(str(tmp_path / "history.db"))
    assert [history.record(run, NOW), history.record(run, NOW)] == [True, False]
    assert [recorded_run.recorded_at for recorded_run in history.runs()] == [
        "2015-02-01T00:00:00+00:00"
    ]
    latest = sorted((FIRE / "returns").iterdir())[-1]
    alone = api.assess(api.read_returns(latest, evidence.policy), recall=history.recall)
    assert alone.whole.past.quarters == evidence.quarters[:-1]
