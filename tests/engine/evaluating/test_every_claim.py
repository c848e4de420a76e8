"""Whatever claims leave open: the verdict of each of them, tried one by one."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from engine.evaluating.ingest import columns_of
from engine.evaluating.planes import compare
from engine.evaluating.settle import Settled, settle
from engine.nouns.evidence.fact import Claim, Fact, FactSpec, Kind, Range
from engine.nouns.evidence.in_dispute import with_claims
from engine.nouns.policy.condition import Comparison, FactRef, Literal, WordList
from engine.nouns.policy.operators import Op
from engine.nouns.policy.verdict_fact import VERDICT_WORDS, verdict_fact
from engine.nouns.verdict import Truth, Verdict
from tests.engine.evaluating.every_way import (
    EVERY_WAY,
    RULES,
    YES_NO,
    A,
    B,
    C,
    claimed,
    every_truth,
    known,
    settled,
)
from tests.engine.evaluating.naive import CATALOGUE, SETTING, Facts, a_rule
from tests.engine.evaluating.test_disputes_and_wholes import (
    naive_by_claims,
    naive_in_dispute,
    naive_truths,
)


def by_claims(found: Settled, row: int, facts: Sequence[Facts] = EVERY_WAY) -> list[set[Verdict]]:
    return [set(found.by_claims(row, place)) for place in range(len(facts))]


def test_whatever_claims_leave_open_the_verdict_is_that_of_each_claim_tried() -> None:
    found = settled(RULES)
    for row, rule in enumerate(RULES):
        expected = [naive_in_dispute(rule, facts) for facts in EVERY_WAY]
        assert [found.verdict(row, place) for place in range(len(EVERY_WAY))] == expected


def test_a_conflict_names_the_verdict_of_each_claim_and_no_other() -> None:
    found = settled(RULES)
    for row, rule in enumerate(RULES):
        expected = [
            set(naive_by_claims(rule, facts))
            if found.verdict(row, place) is Verdict.CONFLICTING
            else {found.verdict(row, place)}
            for place, facts in enumerate(EVERY_WAY)
        ]
        assert by_claims(found, row) == expected


def test_a_comparison_is_contested_where_claims_make_it_come_out_differently() -> None:
    found = settled([a_rule(A, B, C)])
    for place, facts in enumerate(EVERY_WAY):
        for asked in (A, B, C):
            several = len(naive_truths(asked, facts)) > 1
            assert found.is_contested(asked, place) is several


def test_what_nothing_is_in_dispute_about_is_not_contested() -> None:
    found = settled([a_rule(A, None, None)], [{"a": claimed("a", [True])}])
    assert found.is_contested(A, 0) is False


def test_of_a_fact_held_against_itself_each_claim_is_held_against_itself() -> None:
    same = Comparison("n.a", Op.IS, FactRef("n.a"))
    other = Comparison("n.a", Op.IS, FactRef("n.b"))
    number = with_claims(known("n.a", Range.of_number(1.0)), [Claim(Range.of_number(2.0))], "why")
    facts = [{"n.a": number, "n.b": known("n.b", Range.of_number(1.0))}]
    assert every_truth([same, other], facts) == [[Truth.TRUE], [Truth.UNKNOWN]]


def test_beside_a_dispute_two_facts_that_are_not_in_it_are_held_as_ever() -> None:
    facts = [
        {
            "n.a": known("n.a", Range.of_number(1.0)),
            "n.b": known("n.b", Range.of_number(1.0)),
            "y": claimed("y", [True, False]),
        }
    ]
    columns = columns_of(facts, CATALOGUE, CATALOGUE)
    planes = compare(Comparison("n.a", Op.IS, FactRef("n.b")), columns, SETTING)
    assert (planes.truth.tolist(), planes.claimed) == ([2], None)


def test_a_rule_that_reads_a_verdict_in_conflict_reads_that_of_each_claim() -> None:
    """Every way in which a part can be, read by every word that a verdict can be."""
    part = dataclasses.replace(a_rule(A, B, C), id="part")
    read = verdict_fact("part")
    wholes = [
        dataclasses.replace(
            a_rule(
                Comparison(read, Op.IS, Literal(word)),
                Comparison(read, Op.IS_ONE_OF, WordList(("met", "partly_met"))),
                None,
            ),
            id=word,
        )
        for word in VERDICT_WORDS
    ]
    catalogue = {**YES_NO, read: FactSpec(read, Kind.WORD, read, words=VERDICT_WORDS)}
    found = settle([part, *wholes], columns_of(EVERY_WAY, catalogue, catalogue), SETTING)
    for place, parts in enumerate(by_claims(found, 0)):
        values = [part.value if part.value in VERDICT_WORDS else None for part in parts]
        facts = {read: _word(read, values)}
        for row, whole in enumerate(wholes, start=1):
            assert found.verdict(row, place) is naive_in_dispute(whole, facts)


def _word(name: str, values: Sequence[str | None]) -> Fact:
    first, *others = values
    fact = Fact(name, first, returned=True)
    return with_claims(fact, [Claim(value, returned=True) for value in others], "why")
