"""The bases of a bench in columns are those that each verdict is told to rest on."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from engine.evaluating.ingest import columns_of
from engine.evaluating.settle import settle
from engine.explaining.bases import bases_and_marks
from engine.explaining.steps import Case, basis_of
from engine.nouns.evidence.fact import FactSpec, Kind
from engine.nouns.outcome.rulings import BASES, MAY_YET_BE_MET
from engine.nouns.policy.rule import Rule
from engine.nouns.policy.verdict_fact import VERDICT_WORDS, verdict_fact
from engine.nouns.verdict import Basis, Truth, Verdict
from tests.engine.evaluating.naive import CATALOGUE, SETTING, Facts, rules
from tests.engine.evaluating.test_disputes_and_wholes import disputes, numbered, whole_of


@st.composite
def resting(draw: st.DrawFn) -> Facts:
    """Evidence, some of it in dispute, each fact of a basis of its own or of none."""
    facts = draw(disputes())
    return {
        name: dataclasses.replace(fact, basis=draw(st.none() | st.sampled_from(list(Basis))))
        for name, fact in facts.items()
    }


@given(
    rules,
    st.lists(rules, min_size=1, max_size=2).map(numbered),
    st.lists(resting(), min_size=1, max_size=3),
)
def test_each_basis_is_the_weakest_evidence_that_its_verdict_needs(
    own: Rule, parts: list[Rule], facts: list[Facts]
) -> None:
    every = [whole_of(own, parts), *parts]
    names = [verdict_fact(rule.id) for rule in every]
    catalogue = {
        **CATALOGUE,
        **{name: FactSpec(name, Kind.WORD, name, words=VERDICT_WORDS) for name in names},
    }
    settled = settle(every, columns_of(facts, catalogue, catalogue), SETTING)
    bases, marks = bases_and_marks(settled, facts, catalogue)
    for place, given_facts in enumerate(facts):
        case = Case(settled, place, given_facts, catalogue, {})
        for row, rule in enumerate(every):
            verdict = settled.verdict(row, place)
            assert BASES[bases[row, place]] is basis_of(rule, verdict, case)
            may_yet = verdict is Verdict.PARTLY_MET and case.truth(rule.met_when) is Truth.UNKNOWN
            assert bool(marks[row, place] & MAY_YET_BE_MET) is may_yet
