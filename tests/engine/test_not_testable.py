"""Which duties nothing can test: the pack alone decides, and no verdict is made of them."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from engine.nouns.policy.clause import Clause, Force
from engine.nouns.policy.pack import Pack
from engine.nouns.verdict import Verdict


def test_a_permission_with_a_reason_is_one(small_pack: Pack) -> None:
    assert small_pack.not_testable("home") == (small_pack.clauses["F3"],)
    assert small_pack.not_testable("office") == ()


def test_it_is_no_verdict() -> None:
    assert "not_testable" not in {verdict.value for verdict in Verdict}


KINDS = st.sampled_from(["home", "office"])
CLAUSE = st.builds(
    Clause,
    id=st.sampled_from(["F1", "F2", "F3", "F4"]),
    citation=st.just("Section 1"),
    section=st.just("1. Fire"),
    words=st.just("words"),
    bearers=st.lists(KINDS, unique=True).map(tuple),
    force=st.sampled_from(Force),
    fingerprint=st.just(""),
    reason=st.sampled_from(["", "Nothing shows it"]),
    parts=st.sampled_from([(), ("F4",)]),
    context=st.booleans(),
)


def test_a_clause_that_a_rule_cites_is_tested_even_with_a_reason(small_pack: Pack) -> None:
    said = dataclasses.replace(small_pack.clauses["F1"], reason="Nothing shows it")
    pack = dataclasses.replace(small_pack, clauses={**small_pack.clauses, "F1": said})
    assert [clause.id for clause in pack.not_testable("home")] == ["F3"]


@given(st.lists(CLAUSE, unique_by=lambda one: one.id), KINDS)
def test_every_duty_with_a_reason_and_no_rule_is_told_once_in_order(
    small_pack: Pack, clauses: list[Clause], kind: str
) -> None:
    pack = dataclasses.replace(small_pack, clauses={clause.id: clause for clause in clauses})
    told = pack.not_testable(kind)
    assert [clause for clause in clauses if clause in told] == list(told)
    for clause in clauses:
        is_duty = kind in clause.bearers and clause.force is not Force.STATEMENT
        is_bare = not clause.context and not clause.parts and not pack.rules_citing(clause.id)
        assert (clause in told) is (is_duty and is_bare and bool(clause.reason))
