from __future__ import annotations

import dataclasses

import pytest

from engine.amending.affected import Affected, affected_by
from engine.amending.compare import Amendment
from engine.amending.policy_text import TextClause
from engine.nouns.policy.concern_rule import ConcernRule, SignalPattern
from engine.nouns.policy.handling import Cause, Handling, Points, Raises, Ranking, Stake
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.parameter import SetBy


@pytest.fixture
def pack(small_pack: Pack) -> Pack:
    """The small pack, with a number that F2 gives and a concern that names F1."""
    bar = small_pack.parameters["trained_met"]
    value = dataclasses.replace(bar.values[0], set_by=SetBy.POLICY, clause="F2")
    pattern = SignalPattern("gap", "citation", (("clause", ("F1",)),))
    concern = ConcernRule("no-warden", "t", "combination", "organisation", (pattern,), "", "", "")
    why = Points(1, "x")
    stakes = (Stake("watch", why, ("F1",)),)
    ranking = Ranking("commissioner", "n", (), {}, {}, stakes, why, why, why, why)
    return dataclasses.replace(
        small_pack,
        handling=Handling(
            (Raises("F2", ("F1",), "x"),),
            (Cause("few", "t", ("F1",), (), "b", "q", "n"),),
            None,
            ranking,
        ),
        parameters={**small_pack.parameters, bar.name: dataclasses.replace(bar, values=(value,))},
        concern_rules=(concern,),
    )


def clause(pack: Pack, one: str, under: str = "") -> TextClause:
    return TextClause(under or one, pack.clauses[one].words, 1)


def test_all_that_rests_on_a_clause(pack: Pack) -> None:
    assert affected_by(pack, Amendment(clause(pack, "F1"), None)) == Affected(
        clauses=("F1",),
        rules=("F-warden",),
        questions=("F1",),
        items=("2", "3", "4"),
        concerns=("no-warden",),
        handling=(
            "concerns/raises.yaml, F2",
            "concerns/causes.yaml, few",
            "concerns/ranking.yaml, watch",
        ),
    )
    assert affected_by(pack, Amendment(clause(pack, "F2"), TextClause("F2", "x", 1))) == Affected(
        clauses=("F2",),
        rules=("F-training",),
        parameters_from=("trained_met",),
        parameters_used=("trained_met", "trained_partly_met", "refresh_months"),
        items=("1",),
        handling=("concerns/raises.yaml, F2",),
    )
    assert affected_by(pack, Amendment(clause(pack, "F3"), None)).queries == ("Q-day",)


def test_an_added_clause_that_nobody_registers_touches_nothing(pack: Pack) -> None:
    assert affected_by(pack, Amendment(None, TextClause("F9", "x", 1))) == Affected()


def test_a_clause_is_found_under_the_id_that_the_pack_has_it_under(pack: Pack) -> None:
    old_pack = Amendment(clause(pack, "F1"), clause(pack, "F1", under="F2"))
    new_pack = Amendment(clause(pack, "F1", under="F2"), clause(pack, "F1"))
    assert affected_by(pack, old_pack).clauses == affected_by(pack, new_pack).clauses == ("F1",)
    neither = Amendment(TextClause("F1", "x", 1), TextClause("F2", "y", 1))
    assert affected_by(pack, neither).clauses == ("F1", "F2")


def test_a_lead_in_is_read_with_what_stands_under_it(pack: Pack) -> None:
    parts = {
        f"F1{end}": dataclasses.replace(pack.clauses["F1"], id=f"F1{end}") for end in (".a", "0")
    }
    wider = dataclasses.replace(pack, clauses={**pack.clauses, **parts})
    assert affected_by(wider, Amendment(clause(pack, "F1"), None)).stands_over == ("F1.a",)
