"""The cases of a pack's ranking: whose concern comes first, whoever chains."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from engine.chaining.chainers.durable_adapter import DurableChainer
from engine.chaining.chainers.fixpoint import Fixpoint
from engine.loading import load_pack
from engine.nouns.policy.handling import RankingCase
from engine.nouns.policy.pack import Pack
from engine.ranking_cases import run_ranking_cases

ROOT = Path(__file__).parents[2]
SUFFOLK = ROOT / "rules" / "suffolk-safeguarding-children-2013"
FIRE = ROOT / "examples" / "fire-safety-care-home" / "rules"
DEATH = {"A1-13.6-child-deaths-sudic": ("not_applicable", "partly_met")}
TRAINING = {"S6-training-levels": ("not_met", "not_met", "not_met")}


def of_case(pack: Pack, case: RankingCase) -> Pack:
    """The pack with this case alone."""
    assert pack.handling.ranking is not None
    ranking = dataclasses.replace(pack.handling.ranking, cases=(case,))
    return dataclasses.replace(pack, handling=dataclasses.replace(pack.handling, ranking=ranking))


@pytest.fixture(scope="module")
def suffolk() -> Pack:
    return load_pack(SUFFOLK)


@pytest.mark.parametrize("chainer", [DurableChainer, Fixpoint])
@pytest.mark.parametrize(("folder", "at_least"), [(SUFFOLK, 12), (FIRE, 3)])
def test_the_concern_that_should_come_first_does(folder, at_least, chainer):
    results = list(run_ranking_cases(load_pack(folder), chainer()))
    assert len(results) >= at_least
    assert [result.case.name for result in results if not result.passed] == []


@pytest.mark.slow
def test_both_chainers_rank_every_case_alike(suffolk):
    durable, fixpoint = (
        [(result.first, result.then) for result in run_ranking_cases(suffolk, chainer)]
        for chainer in (DurableChainer(), Fixpoint())
    )
    assert durable == fixpoint


def test_the_wrong_way_about_fails_and_so_does_a_case_without_a_concern(suffolk):
    [wrong] = run_ranking_cases(of_case(suffolk, RankingCase("wrong", TRAINING, DEATH, 1)))
    met = {"S6-training-levels": ("met", "met")}
    [none] = run_ranking_cases(of_case(suffolk, RankingCase("none", DEATH, met, 1)))
    assert (wrong.passed, none.passed) == (False, False)
    assert wrong.first is not None
    assert wrong.then is not None
    assert (wrong.then.rank, none.then) == (1, None)


def test_a_pack_without_a_ranking_has_no_cases(suffolk):
    handling = dataclasses.replace(suffolk.handling, ranking=None)
    assert list(run_ranking_cases(dataclasses.replace(suffolk, handling=handling))) == []


def test_the_ranking_says_its_rule_and_names_what_may_harm(suffolk):
    ranking = suffolk.handling.ranking
    assert ranking is not None
    assert len(ranking.says) >= 5
    first = [(stake.label, stake.harm) for stake in ranking.stakes if stake.first]
    assert first == [
        ("a child’s death", True),
        ("serious harm to a child", True),
        ("allegations against staff", True),
        ("checks on staff", True),
    ]
    assert {"A1.13.6", "A1.13.3", "S6.p10.b", "A1.3", "S6.p18.c"} <= ranking.harm_clauses
    assert "S6.p11.c" not in ranking.harm_clauses
