"""What durable_rules gets wrong of facts and matches is kept from it, or refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from durable import engine as durable

from engine.chaining.chainers import durable_adapter
from engine.chaining.chainers.durable_adapter import DurableChainer
from engine.chaining.chainers.fixpoint import Fixpoint
from engine.chaining.chainers.limits import MOST_ASKED, MOST_LINES, compile_rules
from engine.chaining.chainers.signal_forms import ChainingError, Match
from engine.nouns.policy.concern_rule import SameAs, SignalPattern
from tests.engine.chaining.chainers.durable_itself import (
    AGAIN_RULES,
    COLLIDING,
    R1_AGAIN,
    R1_TWICE,
    UNMET,
    raw,
    rule,
    unmet,
)

UNMET_RULES = compile_rules([rule(UNMET)])


def test_any_over_true_alternatives_fires_once_for_each_match(monkeypatch):
    host, fired = raw(
        {
            "any": [
                {
                    "m$any": [
                        {"a": {"$and": [{"verdict": "not_met"}]}},
                        {"b": {"$and": [{"basis": "figure"}]}},
                    ]
                }
            ]
        }
    )
    host.assert_facts(
        "raw",
        [
            {"sid": "1", "id": 1, "verdict": "not_met"},
            {"sid": "1", "id": 2, "basis": "figure"},
        ],
    )
    assert len(fired) == 3, "two alternatives that are true fire 2^2 - 1 times"

    wide = SignalPattern(
        "before",
        "finding",
        (("verdict", ("not_met", "partly_met")), ("basis", ("figure", "document"))),
    )
    signals = [unmet("R1", 1), ("finding", "R2", 1, "partly_met", "document")]
    recorded: list[Match] = []

    class Recorded(Match):
        def __new__(cls, rule: str, signals: Any) -> Recorded:
            made = super().__new__(cls, rule, signals)
            recorded.append(made)
            return made

    monkeypatch.setattr(durable_adapter, "Match", Recorded)
    DurableChainer().chain(compile_rules([rule(wide)]), signals)
    assert sorted(recorded) == sorted(Match("c", (signal,)) for signal in signals)


def test_numbers_that_make_a_fact_vanish_are_refused():
    host, fired = raw({"r": [{"p0": {"$and": [{"k": 1}]}}], "o": [{"p0": {"$and": [{"o": 1}]}}]})
    host.assert_facts(
        "raw", [{"sid": "1", "id": 1, "o": 1}, {"sid": "1", "id": 2, "x": 1e300, "k": 1}]
    )
    assert fired == ["o"], "the fact with 1e300 is gone without a word"

    chainer = DurableChainer()
    for odd in (1e300, 1e-7, float("inf"), float("nan"), 1.0, True, None, 2**63, -1):
        with pytest.raises(ChainingError, match="found the signal"):
            chainer.chain(UNMET_RULES, [("finding", "R1", odd, "not_met", "figure")])  # type: ignore[list-item]
    assert chainer.chain(AGAIN_RULES, R1_TWICE) == R1_AGAIN


def test_wide_facts_that_vanish_are_refused():
    host, fired = raw({"r": [{"p0": {"$and": [{"k": 1}]}}], "o": [{"p0": {"$and": [{"o": 1}]}}]})
    wide = {"sid": "1", "id": 2, "k": 1, **{f"x{number}": 1 for number in range(260)}}
    host.assert_facts("raw", [{"sid": "1", "id": 1, "o": 1}, wide])
    assert fired == ["o"], "the wide fact is gone without a word"

    wide_signal = (*unmet("R1", 1), *["x"] * 260)
    with pytest.raises(ChainingError, match="found the signal"):
        DurableChainer().chain(UNMET_RULES, [wide_signal])


def test_text_and_numbers_are_never_compared():
    host, fired = raw({"r": [{"p0": {"$and": [{"$gte": {"x": 85}}]}}]})
    host.assert_facts("raw", [{"sid": "1", "id": 1, "x": "90"}])
    assert fired == ["r"], "the text 90 passes as the number 90"

    chainer = DurableChainer()
    with pytest.raises(ChainingError, match="the quarter as a count of quarters"):
        chainer.chain(UNMET_RULES, [("finding", "R1", "1", "not_met", "figure")])
    number_like = [unmet("1", 1), unmet("2", 2), unmet("8057", 1), unmet("8057", 2)]
    assert chainer.chain(AGAIN_RULES, number_like) == {
        Match("c", (unmet("8057", 1), unmet("8057", 2)))
    }


@pytest.mark.parametrize(
    "name", ['"', "\\", "a\\", "\n", "\x00", "é", "\ud800", "{}", "$m", "", "not_met", "not_me"]
)
def test_no_text_can_upset_the_json(name):
    signals = [unmet(name, 1), unmet(name, 2), unmet(name + "x", 1), unmet("y" + name, 2)]
    found = DurableChainer().chain(AGAIN_RULES, signals)
    assert found == {Match("c", (unmet(name, 1), unmet(name, 2)))}


def test_facts_no_rule_mentions_are_not_asserted():
    host, fired = raw({"r": [{"p0": {"$and": [{"k": 1}]}}]})
    with pytest.raises(durable.MessageNotHandledException):
        host.assert_facts("raw", [{"sid": "1", "id": 1, "k": 1}, {"sid": "1", "id": 2, "z": 1}])
    assert fired == [], "and the rule that should have fired has not"

    strangers = [("pair", "a", "b", 1), ("answer", "S1", 1, "met")]
    met = ("finding", "R1", 1, "met", "figure")
    found = DurableChainer().chain(AGAIN_RULES, [strangers[0], *R1_TWICE, met, strangers[1]])
    assert found == R1_AGAIN


def test_facts_whose_hashes_collide_are_lost_so_no_two_numbers_used_do(monkeypatch):
    host, _ = raw({"r": [{"p0": {"$and": [{"k": 1}]}}]})
    host.assert_facts("raw", [{"sid": "1", "id": COLLIDING[0], "k": 1}])
    with pytest.raises(durable.MessageObservedException):
        host.assert_facts("raw", [{"sid": "1", "id": COLLIDING[1], "k": 1}])

    # Every number that a fact can have, the opening fact's 0, and durable's own "sid-1".
    hashes = np.concatenate(
        [hashes_of_numbers(durable_adapter._MOST_FACTS), [hash_of("0"), hash_of("sid-1")]]
    )
    assert len(np.unique(hashes)) == durable_adapter._MOST_FACTS + 2
    assert hash_of(COLLIDING[0]) == hash_of(COLLIDING[1])
    assert int(COLLIDING[1]) == durable_adapter._MOST_FACTS + 1

    monkeypatch.setattr(durable_adapter, "_MOST_FACTS", 1)
    with pytest.raises(ChainingError, match="more than 1 signals of one organisation"):
        DurableChainer().chain(AGAIN_RULES, R1_TWICE)


def hash_of(name: str) -> int:
    """durable's hash of an id: FNV-1a, 32 bits."""
    value = 0x811C9DC5
    for byte in name.encode():
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


def hashes_of_numbers(most: int) -> np.ndarray:
    """The hashes of the numbers from 1 as text, all at once."""
    found = []
    for digits in range(1, len(str(most)) + 1):
        numbers = np.arange(10 ** (digits - 1), min(10**digits - 1, most) + 1, dtype=np.uint64)
        value = np.full(len(numbers), 0x811C9DC5, dtype=np.uint64)
        for place in reversed(range(digits)):
            byte = numbers // np.uint64(10**place) % np.uint64(10) + np.uint64(ord("0"))
            value = ((value ^ byte) * np.uint64(16777619)) & np.uint64(0xFFFFFFFF)
        found.append(value)
    assert int(found[0][6]) == hash_of("7")
    return np.concatenate(found)


def test_more_matches_than_one_action_takes_come_with_the_next():
    every = SignalPattern("after", "pair", ())
    rules = compile_rules([rule(SignalPattern("before", "pair", ()), every, subject="after.part")])
    signals = [("pair", f"p{number}", "t", 1) for number in range(70)]
    found = DurableChainer().chain(rules, signals)
    assert len(found) == 70 * 69 > durable_adapter._CAP
    assert found == Fixpoint().chain(rules, signals)


def test_facts_that_satisfy_more_than_64_tests_are_refused_so_fewer_are_allowed():
    every = {f"w{number}": 1 for number in range(65)}
    host, _ = raw({f"r{n}": [{"p0": {"$and": [{f"w{n}": 1}]}}] for n in range(65)})
    with pytest.raises(durable.durable_rules_engine.error, match="303"):
        host.assert_facts("raw", [{"sid": "1", "id": 1, **every}])
    assert MOST_ASKED < 64


def test_as_many_lines_and_words_as_are_allowed_still_work():
    rules = []
    for n in range(MOST_ASKED):
        before = SignalPattern("before", "finding", (("rule", (f"w{n}", "every")),))
        after = SignalPattern(
            "after",
            "finding",
            (("rule", (f"w{n}", "every")), ("quarter", SameAs("before", "quarter", 1))),
        )
        rules.append(rule(before, id=f"one-{n}"))
        rules += [rule(before, after, id=f"two-{n}-{number}") for number in range(7)]
    compiled = compile_rules(rules)
    assert sum(len(one.patterns) for one in compiled) == MOST_LINES
    signals = [unmet("w0", 1), unmet("w31", 1), unmet("w32", 1), unmet("every", 1)]
    signals.append(unmet("every", 2))
    found = DurableChainer().chain(compiled, signals)
    assert found == Fixpoint().chain(compiled, signals)
    assert len(found) > 280


def test_fifteen_lines_still_work():
    patterns = [SignalPattern("n0", "pair", (("part", ("p0",)),))]
    patterns += [
        SignalPattern(f"n{n}", "pair", (("part", (f"p{n}",)), ("quarter", SameAs("n0", "quarter"))))
        for n in range(1, 15)
    ]
    rules = compile_rules([rule(*patterns, subject="organisation")])
    signals = [("pair", f"p{number}", "t", 1) for number in range(15)]
    assert DurableChainer().chain(rules, signals) == {Match("c", tuple(signals))}
    assert DurableChainer().chain(rules, signals[1:]) == frozenset()


def test_a_rule_that_ends_like_another_keeps_its_own_comparisons():
    claims = [
        rule(
            SignalPattern("before", "citation", (("verdict", (verdict,)),)),
            SignalPattern(
                "claim",
                "answer",
                (
                    ("says", ("met",)),
                    ("clause", SameAs("before", "clause")),
                    ("quarter", SameAs("before", "quarter")),
                ),
            ),
            id=verdict,
        )
        for verdict in ("not_met", "partly_met")
    ]
    rules = compile_rules(claims)
    signals = [
        ("citation", "S1", "R1", 1, "not_met", "figure"),
        ("citation", "S2", "R2", 1, "partly_met", "figure"),
        ("answer", "S1", 2, "met"),
        ("answer", "S2", 2, "met"),
        ("answer", "S2", 1, "met"),
    ]
    assert DurableChainer().chain(rules, signals) == {Match("partly_met", (signals[1], signals[4]))}
