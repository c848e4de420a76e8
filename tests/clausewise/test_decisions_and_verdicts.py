"""What decisions do to verdicts: a waiver and an action nothing, a moderated score what it says."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausewise.assessing import assess
from clausewise.packs import LoadedPack
from clausewise.places import DEFAULT_PACK, EXAMPLES, HOME
from clausewise.returns import DecisionsRead, read_returns
from engine.loading import load_pack
from engine.nouns.evidence.decision import (
    Action,
    Decisions,
    Moderation,
    Status,
    Waiver,
    WaiverStatus,
)
from engine.nouns.evidence.fact import Origin
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Verdict
from evidence.decisions.file import DecisionBook, read_decision_file
from evidence.decisions.lines import sheets_of
from evidence.decisions.workbook import decisions_workbook
from tests.draws import draws

PACK = load_pack(DEFAULT_PACK)
NOWHERE = Origin("", "", "", "", "")
QUARTER = Quarter(2014, 3)
[RETURN] = sorted((EXAMPLES / "2014-15-Q3").glob("sedgecombe*"))
EVIDENCE = read_returns(RETURN, LoadedPack(PACK, DEFAULT_PACK))
PLAIN = assess(EVIDENCE).whole
[WHO] = PLAIN.organisations
FIRE = HOME / "examples" / "fire-safety-care-home"
DAYS = st.one_of(st.none(), st.dates(dt.date(2014, 11, 1), dt.date(2015, 2, 28)))
TEXTS = st.sampled_from(("", "Recruiting", "A “plan”", "=1+1"))
RULES = st.sampled_from(tuple(PACK.rules))
WAIVERS = st.builds(
    Waiver,
    *(st.just(WHO.code), RULES, TEXTS, TEXTS, DAYS, DAYS),
    *(st.just(WaiverStatus.APPLIED), st.just(NOWHERE)),
)
ACTIONS = st.builds(
    Action,
    *(st.just(WHO.code), st.sampled_from(tuple(PACK.clauses)), RULES, TEXTS, TEXTS),
    *(DAYS, DAYS, st.sampled_from(Status), DAYS, TEXTS, st.just(NOWHERE)),
)


def book_of(decisions: Decisions) -> DecisionBook:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "decisions.xlsx"
        path.write_bytes(decisions_workbook(PACK, sheets_of(decisions)))
        return read_decision_file(path, PACK)


def with_decided(decisions: Decisions) -> Assessment:
    book = book_of(decisions)
    return assess(replace(EVIDENCE, decisions=DecisionsRead(Path(book.file), book))).whole


@pytest.mark.slow
@given(
    waivers=st.lists(WAIVERS, min_size=1, max_size=30).map(tuple),
    actions=st.lists(ACTIONS, max_size=5).map(tuple),
)
@settings(max_examples=draws(4), deadline=None, suppress_health_check=list(HealthCheck))
def test_for_all_waivers_and_actions_the_findings_are_those_without(waivers, actions) -> None:
    decided = with_decided(Decisions(waivers, actions))
    assert decided.findings == PLAIN.findings
    assert decided.concerns == PLAIN.concerns
    assert decided.what_ifs == PLAIN.what_ifs
    for waiver in decided.decisions.waivers:
        if waiver.standing is WaiverStatus.APPLIED:
            [finding] = [finding for finding in decided.findings if finding.rule == waiver.rule]
            assert finding.verdict not in (Verdict.MET, Verdict.NOT_APPLICABLE)


def test_a_moderated_score_is_evidence_and_says_where_it_stands() -> None:
    own = next(
        finding
        for finding in PLAIN.findings
        if finding.verdict is Verdict.NO_EVIDENCE
        and len({step.fact.name for step in finding.trace}) == 1
        and finding.trace[0].fact.name.startswith("section11.")
    )
    question = own.trace[0].fact.name.removeprefix("section11.")
    score = Moderation(
        *(WHO.code, QUARTER, question, "0", "Designated Nurse", dt.date(2015, 1, 20), "Visit"),
        NOWHERE,
    )
    decided = with_decided(Decisions(moderations=(score,)))
    [now] = [finding for finding in decided.findings if finding.rule == own.rule]
    assert (now.verdict, now.basis) == (Verdict.NOT_MET, Basis.MODERATED)
    assert [(origin.file, origin.sheet, origin.cell) for origin in now.trace[0].fact.origins] == [
        ("decisions.xlsx", "moderated_scores", "F2")
    ]


def test_what_if_reads_them_too(clausewise: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "decisions.xlsx"
    path.write_bytes(decisions_workbook(PACK, sheets_of(Decisions())))
    words = ("what-if", RETURN, "--set", "training_met=85")
    plain = clausewise(*words)
    assert (plain.exit_code, "Evidence was lost" in plain.output) == (1, True)
    # A workbook in which nothing is decided has no table with rows, and is read all the same.
    assert clausewise(*words, "--decisions", path).output == plain.output


def test_another_pack_has_decisions_too(clausewise: Callable[..., Result], tmp_path: Path) -> None:
    made, out = tmp_path / "decisions.xlsx", tmp_path / "out"
    pack = ("--rules", FIRE / "rules")
    done = clausewise("decisions", FIRE / "returns", "--out", made, *pack)
    assert done.exit_code == 0, done.output
    assert "Actions: 0 lines carried over, " in done.output
    done = clausewise("assess", FIRE / "returns", "--out", out, "--decisions", made, *pack)
    assert (done.exit_code, "Evidence was lost" in done.output) == (1, True)
