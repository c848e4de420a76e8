"""The reasoning tree: it answers as the judge did, and marks what decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.evaluating.ingest import columns_of
from engine.evaluating.planes import Setting
from engine.evaluating.settle import settle
from engine.explaining.find import finding_of
from engine.explaining.steps import Case
from engine.explaining.tree import reasoning_of
from engine.nouns.evidence.fact import Fact, FactSpec, Kind
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.finding import Finding
from engine.nouns.outcome.reasoning import Gate, Reason
from engine.nouns.policy.condition import All, Any, Comparison, Condition, Literal, Not
from engine.nouns.policy.operators import Op
from engine.nouns.policy.rule import Rule, RuleWords
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Truth
from tests.draws import draws

NAMES = ("a", "b", "c", "d")
CATALOGUE = {name: FactSpec(name, Kind.YES_NO, f"Fact {name}") for name in NAMES}
ASKED = st.builds(
    lambda name, value: Comparison(name, Op.IS, Literal(value)),
    st.sampled_from(NAMES),
    st.booleans(),
)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    ASKED,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(lambda parts: All(tuple(parts)), st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: Any(tuple(parts)), st.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=6,
)
VALUES = st.dictionaries(st.sampled_from(NAMES), st.booleans())
WORDS = RuleWords("Met.", "Not met.", "None.", "Do it.", "When?", "Partly.", "Not bound.")
DAY = dt.date(2014, 9, 30)


def judged(rule: Rule, values: dict[str, bool]) -> tuple[Finding, Case]:
    facts = {name: Fact(name, value, returned=True) for name, value in values.items()}
    settled = settle([rule], columns_of([facts], NAMES, CATALOGUE), Setting({}, DAY))
    case = Case(settled, 0, facts, CATALOGUE, {})
    submission = Submission(Organisation("A", "Home", "home"), Quarter(2014, 2), facts)
    return finding_of(0, submission, case), case


def rule_of(
    met: Condition, partly: Condition | None = None, applies: Condition | None = None
) -> Rule:
    return Rule("R", "Duty", ("home",), ("F1",), met, WORDS, (), applies, partly)


def every(reason: Reason) -> list[Reason]:
    return [reason, *(each for part in reason.parts for each in every(part))]


@settings(max_examples=draws(40), deadline=None)
@given(CONDITIONS, st.none() | CONDITIONS, st.none() | CONDITIONS, VALUES)
def test_the_tree_answers_as_the_judge_did(
    met: Condition, partly: Condition | None, applies: Condition | None, values: dict[str, bool]
) -> None:
    rule = rule_of(met, partly, applies)
    found, case = judged(rule, values)
    tree = reasoning_of(found, rule)
    given_parts = [("applies_when", applies), ("met_when", met), ("partly_met_when", partly)]
    asked = [(role, condition) for role, condition in given_parts if condition is not None]
    assert [(one.role, one.root.truth) for one in tree] == [
        (role, case.truth(condition)) for role, condition in asked
    ]
    for one in tree:
        marked = {id(step) for each in every(one.root) if each.decisive for step in each.steps()}
        decided = [step for step in found.trace if step.decisive and step.role == one.role]
        assert {step.asked for step in decided} == {
            each.step.asked for each in every(one.root) if each.decisive and each.step is not None
        }
        assert all(id(step) in marked for step in decided)
        assert list(dict.fromkeys(one.root.steps())) == [
            step for step in found.trace if step.role == one.role
        ]


def test_the_decisive_parts_lead_down_to_what_decided() -> None:
    yes, no = (Comparison(name, Op.IS, Literal(True)) for name in "ab")
    rule = rule_of(All((yes, Any((no, Not(yes))))))
    found, _ = judged(rule, {"a": True, "b": False})
    (one,) = reasoning_of(found, rule)
    root = one.root
    assert (root.gate, root.truth, root.decisive) == (Gate.ALL, Truth.FALSE, True)
    first, second = root.parts
    assert (first.gate, first.truth, first.decisive) == (Gate.ASKED, Truth.TRUE, False)
    assert (second.gate, second.truth, second.decisive) == (Gate.ANY, Truth.FALSE, True)
    assert [(part.gate, part.truth, part.decisive) for part in second.parts] == [
        (Gate.ASKED, Truth.FALSE, True),
        (Gate.NOT, Truth.FALSE, True),
    ]


def test_a_finding_without_its_steps_has_no_tree() -> None:
    rule = rule_of(Comparison("a", Op.IS, Literal(True)))
    found, _ = judged(rule, {"a": True})
    assert reasoning_of(replace(found, trace=()), rule) == ()


def test_what_is_not_shown_of_a_step_is_not_told_by_the_tree() -> None:
    yes, no = (Comparison(name, Op.IS, Literal(True)) for name in "ab")
    rule = rule_of(All((yes, no)))
    found, _ = judged(rule, {"a": True, "b": False})
    hidden = tuple(replace(step, truth=Truth.UNKNOWN, decisive=False) for step in found.trace)
    (one,) = reasoning_of(replace(found, trace=hidden), rule)
    assert [(each.truth, each.decisive) for each in every(one.root)] == [(Truth.UNKNOWN, False)] * 3
