"""Evidence in dispute and wholes: the columns against a naive evaluator, and their properties."""

from __future__ import annotations

import dataclasses
import itertools
import random

from hypothesis import example, given
from hypothesis import strategies as st

from engine.evaluating.ingest import columns_of
from engine.evaluating.settle import settle
from engine.loading.parts.wholes import as_whole
from engine.nouns.evidence.fact import Claim, Fact, FactSpec, Kind
from engine.nouns.evidence.in_dispute import with_claims
from engine.nouns.policy.condition import (
    All,
    Any,
    Comparison,
    Condition,
    Literal,
    Not,
    WordList,
)
from engine.nouns.policy.operators import Op
from engine.nouns.policy.rule import Rule
from engine.nouns.policy.verdict_fact import VERDICT_WORDS, verdict_fact
from engine.nouns.verdict import Truth, Verdict
from tests.engine.evaluating.naive import (
    CATALOGUE,
    SETTING,
    VALUES,
    Facts,
    a_rule,
    evidence,
    naive_comparison,
    naive_verdict,
    rules,
    verdicts,
)

RANK = {
    Verdict.NOT_MET: 0,
    Verdict.CONFLICTING: 1,
    Verdict.NO_EVIDENCE: 2,
    Verdict.PARTLY_MET: 3,
    Verdict.MET: 4,
}


@st.composite
def disputes(draw: st.DrawFn) -> Facts:
    """Facts of one organisation, some of them with several claims."""
    facts = dict(draw(evidence()))
    for name in draw(st.sets(st.sampled_from(sorted(CATALOGUE)))):
        values = draw(st.lists(st.none() | VALUES[name], min_size=1, max_size=2))
        claims = [Claim(value, returned=value is not None) for value in values]
        facts[name] = with_claims(facts.get(name) or Fact(name, None), claims, "in dispute")
    return facts


def worlds(facts: Facts) -> list[Facts]:
    """Every choice of one claim a fact, as evidence that nothing is in dispute about."""
    names = list(facts)
    choices = [facts[name].claims or (None,) for name in names]
    return [
        {
            name: facts[name] if claim is None else Fact(name, claim.value, returned=claim.returned)
            for name, claim in zip(names, choice, strict=True)
        }
        for choice in itertools.product(*choices)
    ]


def naive_truths(condition: Condition, facts: Facts) -> frozenset[Truth]:
    """How a condition may come out, where each comparison takes its claims by itself."""
    match condition:
        case Comparison():
            right = getattr(condition.right, "name", None)
            own = {name: facts[name] for name in (condition.fact, right) if name in facts}
            return frozenset(naive_comparison(condition, world) for world in worlds(own))
        case Not(part):
            swap = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}
            return frozenset(
                swap.get(naive_truth, naive_truth) for naive_truth in naive_truths(part, facts)
            )
        case All(parts):
            every = itertools.product(*(naive_truths(part, facts) for part in parts))
            return frozenset(
                Truth.FALSE
                if Truth.FALSE in each
                else Truth.UNKNOWN
                if Truth.UNKNOWN in each
                else Truth.TRUE
                for each in every
            )
        case Any(parts):
            return naive_truths(Not(All(tuple(Not(part) for part in parts))), facts)


def naive_by_claims(rule: Rule, facts: Facts) -> frozenset[Verdict]:
    """The verdicts that single claims would give."""
    scope, met, partly = _truths(rule, facts)
    return frozenset(
        Verdict.NOT_APPLICABLE
        if s is Truth.FALSE
        else Verdict.NO_EVIDENCE
        if s is Truth.UNKNOWN
        else Verdict.MET
        if m is Truth.TRUE
        else Verdict.PARTLY_MET
        if p is Truth.TRUE
        else Verdict.NOT_MET
        if m is p is Truth.FALSE
        else Verdict.NO_EVIDENCE
        for s, m, p in itertools.product(scope, met, partly)
    )


def _truths(rule: Rule, facts: Facts) -> tuple[frozenset[Truth], ...]:
    scope, partly = rule.applies_when, rule.partly_met_when
    return (
        naive_truths(scope, facts) if scope is not None else frozenset({Truth.TRUE}),
        naive_truths(rule.met_when, facts),
        naive_truths(partly, facts) if partly is not None else frozenset({Truth.FALSE}),
    )


def naive_in_dispute(rule: Rule, facts: Facts) -> Verdict:
    scope, met, partly = _truths(rule, facts)
    if scope == {Truth.FALSE}:
        return Verdict.NOT_APPLICABLE
    if scope == {Truth.TRUE}:
        if met == {Truth.TRUE}:
            return Verdict.MET
        if partly == {Truth.TRUE}:
            return Verdict.PARTLY_MET
        if met == partly == {Truth.FALSE}:
            return Verdict.NOT_MET
    several = len(naive_by_claims(rule, facts)) > 1
    return Verdict.CONFLICTING if several else Verdict.NO_EVIDENCE


@given(st.lists(rules, min_size=1, max_size=3), st.lists(disputes(), min_size=1, max_size=4))
def test_columnar_equals_naive_with_evidence_in_dispute(
    some_rules: list[Rule], facts: list[Facts]
) -> None:
    expected = [[naive_in_dispute(rule, one) for one in facts] for rule in some_rules]
    assert verdicts(some_rules, facts) == expected


WORD_IS_MET = Comparison("w", Op.IS, Literal("met"))
SOME_WORD = Comparison("w", Op.IS_ONE_OF, WordList(("met", "partly_met")))
PARTLY_OR_MET = with_claims(
    Fact("w", "partly_met", returned=True), [Claim("partly_met"), Claim("met")], "in dispute"
)


@example(a_rule(WORD_IS_MET, SOME_WORD, None), {"w": PARTLY_OR_MET})
@given(rules, disputes())
def test_what_is_decided_holds_under_every_claim(rule: Rule, facts: Facts) -> None:
    """So what is in dispute is never met, nor not met, on one claim alone."""
    [[verdict]] = verdicts([rule], [facts])
    every = {naive_verdict(rule, world) for world in worlds(facts)}
    if verdict in (Verdict.MET, Verdict.NOT_MET, Verdict.NOT_APPLICABLE):
        assert every == {verdict}
    elif verdict is Verdict.PARTLY_MET:
        assert every <= {Verdict.PARTLY_MET, Verdict.MET}
    elif verdict is Verdict.NO_EVIDENCE:
        assert every == {Verdict.NO_EVIDENCE}


@given(rules, evidence())
def test_without_a_dispute_nothing_is_conflicting(rule: Rule, facts: Facts) -> None:
    [[verdict]] = verdicts([rule], [facts])
    assert verdict is naive_verdict(rule, facts)
    assert verdict is not Verdict.CONFLICTING


@given(rules, disputes(), st.data())
def test_another_claim_never_turns_one_decided_verdict_into_its_opposite(
    rule: Rule, facts: Facts, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(CATALOGUE)))
    claim = Claim(data.draw(VALUES[name]))
    more = {**facts, name: with_claims(facts.get(name) or Fact(name, None), [claim], "in dispute")}
    [[old, new]] = verdicts([rule], [facts, more])
    allowed = {
        Verdict.MET: {Verdict.MET, Verdict.PARTLY_MET, Verdict.CONFLICTING},
        Verdict.PARTLY_MET: {Verdict.PARTLY_MET, Verdict.CONFLICTING},
        Verdict.NOT_MET: {Verdict.NOT_MET, Verdict.CONFLICTING},
        Verdict.NOT_APPLICABLE: {Verdict.NOT_APPLICABLE, Verdict.CONFLICTING},
        Verdict.CONFLICTING: {Verdict.CONFLICTING},
        Verdict.NO_EVIDENCE: {Verdict.NO_EVIDENCE, Verdict.CONFLICTING},
    }
    assert new in allowed[old]


def numbered(some: list[Rule]) -> list[Rule]:
    """The rules with ids of their own."""
    return [dataclasses.replace(rule, id=f"R{place}") for place, rule in enumerate(some)]


def whole_of(own: Rule, parts: list[Rule]) -> Rule:
    met, partly = as_whole(own.met_when, own.partly_met_when, [part.id for part in parts])
    return dataclasses.replace(
        own, id="whole", met_when=met, partly_met_when=partly, parts=tuple(p.id for p in parts)
    )


def settled_with(some: list[Rule], facts: list[Facts]) -> dict[str, list[Verdict]]:
    specs = {
        name: FactSpec(name, Kind.WORD, name, words=VERDICT_WORDS)
        for rule in some
        for name in (verdict_fact(rule.id),)
    }
    catalogue = {**CATALOGUE, **specs}
    settled = settle(some, columns_of(facts, catalogue, catalogue), SETTING)
    return {
        rule.id: [settled.verdict(row, place) for place in range(len(facts))]
        for row, rule in enumerate(some)
    }


@given(rules, st.lists(rules, min_size=1, max_size=3).map(numbered), disputes())
def test_a_whole_is_never_better_than_its_answer_and_the_worst_of_its_parts(
    own: Rule, parts: list[Rule], facts: Facts
) -> None:
    own = dataclasses.replace(own, applies_when=None)
    found = settled_with([whole_of(own, parts), *parts, own], [facts])
    whole, answer = found["whole"][0], found["r"][0]
    applying = [v for part in parts if (v := found[part.id][0]) is not Verdict.NOT_APPLICABLE]
    worst = min([answer, *applying], key=RANK.__getitem__)
    if Verdict.CONFLICTING in (answer, *applying):
        assert whole is not Verdict.MET
        assert RANK[whole] <= RANK[Verdict.PARTLY_MET]
        assert (whole is Verdict.NOT_MET) == (worst is Verdict.NOT_MET)
    else:
        assert whole is worst


@given(
    rules,
    st.lists(rules, min_size=1, max_size=3).map(numbered),
    st.lists(disputes(), min_size=1, max_size=3),
    st.randoms(),
)
def test_order_of_rules_changes_nothing_where_they_read_each_other(
    own: Rule, parts: list[Rule], facts: list[Facts], chance: random.Random
) -> None:
    some = [whole_of(own, parts), *parts]
    shuffled = list(some)
    chance.shuffle(shuffled)
    assert settled_with(shuffled, facts) == settled_with(some, facts)


def test_a_part_that_does_not_apply_does_not_count() -> None:
    never = Comparison("y", Op.IS, Literal(True))
    part = dataclasses.replace(a_rule(never, None, never), id="R0")
    own = a_rule(Not(never), None, None)
    found = settled_with([whole_of(own, [part]), part], [{"y": Fact("y", False, returned=True)}])
    assert found == {"whole": [Verdict.MET], "R0": [Verdict.NOT_APPLICABLE]}
