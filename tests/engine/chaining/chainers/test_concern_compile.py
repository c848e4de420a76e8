"""Concern rules made ready for the chainers."""

from __future__ import annotations

import copy

import pytest

from engine.chaining.chainers.compile import (
    CompiledRule,
    Join,
    OneOf,
    Pattern,
    compile_unchecked,
    durable_ruleset,
)
from engine.chaining.chainers.limits import compile_rules, limits_broken
from engine.chaining.chainers.sieve import SignalClasses
from engine.chaining.chainers.signal_forms import ChainingError
from engine.nouns.policy.concern_rule import ConcernRule, SameAs, SignalPattern


def rule(*patterns: SignalPattern, subject: str = "organisation", id: str = "c") -> ConcernRule:
    return ConcernRule(id, "T", "repetition", subject, patterns, "b", "q", "n")


SHORTFALL = SignalPattern(
    "shortfall", "citation", (("verdict", ("not_met", "partly_met")), ("basis", ("figure",)))
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
                    (
                        OneOf(4, frozenset({"not_met", "partly_met"})),
                        OneOf(5, frozenset({"figure"})),
                    ),
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


def test_one_durable_rule_for_each_concern_rule_and_the_catch_all_last():
    compiled = compile_rules([rule(SHORTFALL, CLAIM)])
    definitions, owners = durable_ruleset(compiled, SignalClasses(compiled).number_of)
    shortfall = [{"kind": 2}, {"w0": 1}]
    later = {"$add": {"$l": {"p0": "quarter"}, "$r": 1}}
    claim = [{"kind": 4}, {"w1": 1}, {"clause": {"p0": "clause"}}, {"quarter": later}]
    assert definitions == {
        "r0": {"all": [{"p0": {"$and": shortfall}}, {"p1": {"$and": claim}}]},
        "opening": {"all": [{"p0": {"$and": [{"kind": 0}]}}]},
    }
    assert owners == {"r0": compiled.rules[0]}


def test_lines_that_ask_the_same_of_a_signal_are_one_class():
    other = SignalPattern("same", "citation", tuple(reversed(SHORTFALL.where)))
    compiled = compile_rules([rule(SHORTFALL, CLAIM), rule(other, id="d")])
    classes = SignalClasses(compiled)
    assert len(classes) == 2
    shortfall = ("citation", "S1", "R", 7, "partly_met", "figure")
    assert classes.numbers_of(shortfall) == (0,)
    assert classes.numbers_of(("citation", "S1", "R", 7, "met", "figure")) == ()
    assert classes.numbers_of(("answer", "S1", 7, "met")) == (1,)
    assert classes.numbers_of(("pair", "a", "b", 7)) == ()
    assert classes.sort([shortfall, ("pair", "a", "b", 7)]) == [[shortfall], []]


def test_no_durable_rule_has_an_any(suffolk_concern_rules):
    compiled = compile_rules(suffolk_concern_rules)
    definitions, _ = durable_ruleset(compiled, SignalClasses(compiled).number_of)
    assert "any" not in repr(definitions)
    assert "$or" not in repr(definitions)
    assert len(definitions) == len(suffolk_concern_rules) + 1


def test_the_concern_that_follows_is_of_the_latest_quarter():
    compiled = compile_rules([rule(SHORTFALL, CLAIM, subject="claim.clause")]).rules[0]
    signals = (("citation", "S1", "R", 7, "not_met", "figure"), ("answer", "S1", 8, "met"))
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
        compile_unchecked([rule(SHORTFALL, SignalPattern("claim", "answer", (where,)))])


def asking(number: int, start: int = 0) -> list[ConcernRule]:
    """Rules that ask for so many different words of a finding, one each."""
    return [
        rule(SignalPattern("one", "finding", (("rule", (f"w{place}",)),)), id=f"c{place}")
        for place in range(start, start + number)
    ]


def test_as_many_classes_as_durable_can_hold_and_no_more():
    told = (
        "the concern rules ask for 33 different sets of words of the signal finding; "
        "at most 32 can be held"
    )
    assert limits_broken(compile_unchecked(asking(32))) == []
    assert limits_broken(compile_unchecked(asking(33))) == [told]
    with pytest.raises(ChainingError, match="at most 32 can be held"):
        compile_rules(asking(33))


def test_one_line_may_name_any_number_of_words():
    many = tuple(f"w{place}" for place in range(5000))
    assert (
        limits_broken(compile_unchecked([rule(SignalPattern("one", "finding", (("rule", many),)))]))
        == []
    )


def lines(number: int) -> ConcernRule:
    patterns = [
        SignalPattern(f"n{place}", "finding", (("verdict", ("met",)),)) for place in range(number)
    ]
    return rule(*patterns)


def test_at_most_fifteen_lines():
    assert limits_broken(compile_unchecked([lines(15)])) == []
    assert limits_broken(compile_unchecked([lines(16)])) == [
        "concern rule c has 16 lines under when; at most 15 can be held"
    ]


def test_rules_that_look_for_the_same_signal_are_counted():
    def alike(id: str) -> ConcernRule:
        after = SignalPattern("after", "pair", (("part", SameAs("before", "part")),))
        return rule(SignalPattern("before", "pair", ()), after, id=id)

    rules = [alike(f"c{number}") for number in range(51)]
    assert limits_broken(compile_unchecked(rules[:50])) == []
    assert limits_broken(compile_unchecked(rules)) == [
        "more than 50 lines look for the same signal with a same_as"
    ]
    same = [rule(SignalPattern("one", "pair", ()), id=f"c{number}") for number in range(251)]
    assert limits_broken(compile_unchecked(same[:250])) == []
    assert limits_broken(compile_unchecked(same)) == [
        "more than 250 lines look for the same signal"
    ]
    other = SignalPattern("one", "pair", (("part", ("a",)),))
    most = [*same[:240], *(rule(other, id=f"d{number}") for number in range(241))]
    assert limits_broken(compile_unchecked(most[:480])) == []
    assert limits_broken(compile_unchecked(most)) == [
        "481 lines look for the signal pair; at most 480 can be held"
    ]


def test_compiling_leaves_the_rules_as_they_were(suffolk_concern_rules):
    before = copy.deepcopy(suffolk_concern_rules)
    compile_rules(suffolk_concern_rules)
    assert suffolk_concern_rules == before
