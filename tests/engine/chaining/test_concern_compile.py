"""Concern rules made ready for the chainers."""

from __future__ import annotations

import copy

import pytest

from engine.chaining.compile import (
    CompiledRule,
    Join,
    OneOf,
    Pattern,
    alternatives,
    durable_ruleset,
    loose,
)
from engine.chaining.limits import compile_rules, limits_broken
from engine.chaining.signal import ChainingError
from engine.nouns.concern import ConcernRule, SameAs, SignalPattern

CODES = {"not_met": 1, "partly_met": 2, "data": 3, "met": 4}


def rule(*patterns: SignalPattern, subject: str = "organisation", id: str = "c") -> ConcernRule:
    return ConcernRule(id, "T", "repetition", subject, patterns, "b", "q", "n")


SHORTFALL = SignalPattern(
    "shortfall", "citation", (("verdict", ("not_met", "partly_met")), ("basis", ("data",)))
)
CLAIM = SignalPattern(
    "claim",
    "answer",
    (
        ("says", ("met",)),
        ("clause", SameAs("shortfall", "clause")),
        ("quarter", SameAs("shortfall", "quarter", 1)),
    ),
)


def test_fields_become_places():
    compiled = compile_rules([rule(SHORTFALL, CLAIM, subject="shortfall.clause")])
    assert compiled.rules == (
        CompiledRule(
            "c",
            (
                Pattern(
                    "citation",
                    (OneOf(4, frozenset({"not_met", "partly_met"})), OneOf(5, frozenset({"data"}))),
                    (),
                ),
                Pattern(
                    "answer",
                    (OneOf(3, frozenset({"met"})),),
                    (Join(1, 0, 1), Join(2, 0, 3, 1)),
                ),
            ),
            (0, 1),
        ),
    )


def test_one_durable_rule_for_each_alternative_and_the_catch_all_last():
    compiled = compile_rules([rule(SHORTFALL, CLAIM)])
    definitions, owners = durable_ruleset(compiled, CODES.__getitem__)  # type: ignore[arg-type]

    def of(verdict: int) -> dict[str, object]:
        shortfall = [{"kind": 2}, {"verdict": verdict}, {"basis": 3}]
        later = {"$add": {"$l": {"p0": "quarter"}, "$r": 1}}
        claim = [{"kind": 3}, {"says": 4}, {"clause": {"p0": "clause"}}, {"quarter": later}]
        return {"all": [{"p0": {"$and": shortfall}}, {"p1": {"$and": claim}}]}

    assert definitions == {
        "r0": of(1),
        "r1": of(2),
        "opening": {"all": [{"p0": {"$and": [{"kind": 0}]}}]},
    }
    assert owners == {"r0": compiled.rules[0], "r1": compiled.rules[0]}


def test_no_durable_rule_has_an_any(suffolk_concern_rules):
    definitions, _ = durable_ruleset(compile_rules(suffolk_concern_rules), lambda word: 1)
    assert "any" not in repr(definitions)
    assert "$or" not in repr(definitions)
    ways = sum(len(list(alternatives(one))) for one in compile_rules(suffolk_concern_rules))
    assert len(definitions) == ways + 1


def test_the_concern_that_follows_is_of_the_latest_quarter():
    compiled = compile_rules([rule(SHORTFALL, CLAIM, subject="claim.clause")]).rules[0]
    signals = (("citation", "S1", "R", 7, "not_met", "data"), ("answer", "S1", 8, "met"))
    assert compiled.derived(signals) == ("concern", "c", "S1", 8)
    whole = compile_rules([rule(SHORTFALL, CLAIM)]).rules[0]
    assert whole.derived(signals) == ("concern", "c", "organisation", 8)


@pytest.mark.parametrize(
    "where",
    [
        ("clause", SameAs("shortfall", "quarter")),
        ("quarter", SameAs("shortfall", "clause")),
        ("clause", SameAs("shortfall", "clause", 1)),
    ],
)
def test_a_quarter_is_compared_with_a_quarter_only(where):
    with pytest.raises(ChainingError, match="a quarter can only be compared with a quarter"):
        loose([rule(SHORTFALL, SignalPattern("claim", "answer", (where,)))])


def words(number: int, id: str = "c") -> ConcernRule:
    many = tuple(f"w{place}" for place in range(number))
    return rule(SignalPattern("one", "finding", (("rule", many),)), id=id)


def test_as_many_tests_as_durable_can_hold_and_no_more():
    assert limits_broken(loose([words(499)])) == []
    assert limits_broken(loose([words(500)])) == [
        "more than 499 different words are named for one field"
    ]
    with pytest.raises(ChainingError, match="more than 499 different words"):
        compile_rules([words(500)])


def test_the_limits_hold_over_all_rules_together():
    first = words(300, "a")
    many = tuple(f"x{place}" for place in range(200))
    second = rule(SignalPattern("one", "finding", (("rule", many),)), id="b")
    assert limits_broken(loose([first])) == []
    assert limits_broken(loose([second])) == []
    assert limits_broken(loose([first, second])) == [
        "more than 499 different words are named for one field"
    ]


def lines(number: int) -> ConcernRule:
    patterns = [
        SignalPattern(f"n{place}", "finding", (("verdict", ("met",)),)) for place in range(number)
    ]
    return rule(*patterns)


def test_at_most_fifteen_lines():
    assert limits_broken(loose([lines(15)])) == []
    assert limits_broken(loose([lines(16)])) == [
        "concern rule c has 16 lines under when; at most 15 can be held"
    ]


def test_at_most_four_thousand_alternatives_counted_without_making_them():
    verdicts = (("verdict", ("met", "partly_met", "not_met", "no_evidence")),)
    many = rule(*[SignalPattern(f"n{place}", "finding", verdicts) for place in range(15)])
    assert limits_broken(loose([many])) == [
        "the concern rules name words in 1073741824 ways; at most 4000 can be held"
    ]


def test_rules_that_look_for_the_same_signal_are_counted():
    def alike(id: str) -> ConcernRule:
        after = SignalPattern("after", "pair", (("part", SameAs("before", "part")),))
        return rule(SignalPattern("before", "pair", ()), after, id=id)

    rules = [alike(f"c{number}") for number in range(51)]
    assert limits_broken(loose(rules[:50])) == []
    assert limits_broken(loose(rules)) == [
        "more than 50 lines look for the same signal with a same_as"
    ]
    same = [rule(SignalPattern("one", "pair", ()), id=f"c{number}") for number in range(251)]
    assert limits_broken(loose(same[:250])) == []
    assert limits_broken(loose(same)) == ["more than 250 lines look for the same signal"]


def test_compiling_leaves_the_rules_as_they_were(suffolk_concern_rules):
    before = copy.deepcopy(suffolk_concern_rules)
    compile_rules(suffolk_concern_rules)
    assert suffolk_concern_rules == before
