"""The sharp edges of durable_rules 2.0.28, each shown where that is safe, and each blunted.

What could crash or hang the interpreter is not shown: there the guard itself is tested.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from durable import engine as durable

from engine.chaining.chainers import durable_adapter
from engine.chaining.chainers.compile import durable_ruleset
from engine.chaining.chainers.durable_adapter import DurableChainer
from engine.chaining.chainers.fixpoint import Fixpoint
from engine.chaining.chainers.limits import MOST_ASKED, MOST_LINES, compile_rules
from engine.chaining.chainers.signal_forms import ChainingError, Match
from engine.nouns.policy.concern_rule import ConcernRule, SameAs, SignalPattern

UNMET = SignalPattern("before", "finding", (("verdict", ("not_met",)),))
AGAIN = SignalPattern(
    "again",
    "finding",
    (
        ("verdict", ("not_met",)),
        ("rule", SameAs("before", "rule")),
        ("quarter", SameAs("before", "quarter", 1)),
    ),
)


def rule(*patterns: SignalPattern, id: str = "c", subject: str = "before.rule") -> ConcernRule:
    return ConcernRule(id, "T", "repetition", subject, patterns, "b", "q", "n")


def unmet(name: str, quarter: int) -> tuple[str | int, ...]:
    return ("finding", name, quarter, "not_met", "figure")


AGAIN_RULES = compile_rules([rule(UNMET, AGAIN)])
UNMET_RULES = compile_rules([rule(UNMET)])
R1_TWICE = [unmet("R1", 1), unmet("R1", 2)]
R1_AGAIN = frozenset({Match("c", (unmet("R1", 1), unmet("R1", 2)))})


class Quiet(durable.Host):
    """durable itself, without the timers that would disturb other tests."""

    def _run(self) -> None:
        return


def raw(rules: dict[str, Any]) -> tuple[Quiet, list[str]]:
    """durable itself with some rules, and the names of those that fired, in order."""
    fired: list[str] = []

    def note(name: str) -> Callable[[Any], None]:
        return lambda closure: fired.append(name)

    host = Quiet()
    host.set_rulesets(
        {"raw": {name: {"all": all_, "run": note(name)} for name, all_ in rules.items()}}
    )
    return host, fired


def test_timer_threads_none_is_started():
    before = threading.active_count()
    chainer = DurableChainer()
    assert chainer.chain(AGAIN_RULES, R1_TWICE) == R1_AGAIN
    assert threading.active_count() == before
    assert not any(isinstance(one, threading.Timer) for one in threading.enumerate())


def test_sessions_nothing_fires_in_are_safe_to_delete_because_the_catch_all_fires():
    definitions, _ = durable_ruleset(AGAIN_RULES, lambda pattern: 1)
    assert list(definitions)[-1] == "opening"
    chainer = DurableChainer()
    for signals in ([], [unmet("R1", 1)], [("pair", "a", "b", 1)]):
        assert chainer.chain(AGAIN_RULES, signals) == frozenset()


def test_sessions_beyond_1024_each_is_deleted_before_the_next():
    chainer = DurableChainer()
    rules = compile_rules([rule(SignalPattern("before", "pair", ()), subject="before.part")])
    for number in range(1100):
        pair = ("pair", f"p{number}", "t", 1)
        assert chainer.chain(rules, [pair]) == {Match("c", (pair,))}


def test_a_session_leaves_nothing_behind_for_the_next():
    chainer = DurableChainer()
    assert chainer.chain(AGAIN_RULES, [unmet("R1", 1)]) == frozenset()
    assert chainer.chain(AGAIN_RULES, [unmet("R1", 2)]) == frozenset()
    assert chainer.chain(AGAIN_RULES, R1_TWICE) == R1_AGAIN


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


def test_exceptions_in_an_action_are_raised_and_the_session_is_not_used_again(monkeypatch):
    host, _ = raw({})
    host.set_rulesets({"bad": {"r": {"all": [{"p0": {"$and": [{"k": 1}]}}], "run": _fail}}})
    state = host.assert_facts("bad", [{"sid": "1", "id": 1, "k": 1}])
    assert "exception caught no" in state["exception"], "durable itself says nothing more"

    chainer = DurableChainer()
    assert chainer.chain(AGAIN_RULES, R1_TWICE) == R1_AGAIN
    monkeypatch.setattr(durable_adapter, "Match", _fails)
    with pytest.raises(ChainingError, match="durable_rules failed on the signals: RuntimeError"):
        chainer.chain(AGAIN_RULES, R1_TWICE)
    monkeypatch.undo()
    assert chainer.chain(AGAIN_RULES, [unmet("R1", 1)]) == frozenset()
    assert chainer.chain(AGAIN_RULES, R1_TWICE) == R1_AGAIN


def _fail(closure: Any) -> None:
    raise RuntimeError("no")


def _fails(*_: object) -> None:
    raise RuntimeError("no")


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


COLLIDING = ("40189", "797186")


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


def test_sessions_whose_hashes_collide_cannot_since_one_id_serves_them_all():
    first, second = COLLIDING
    host, fired = raw({"both": [{"p0": {"$and": [{"k": 1}]}}, {"p1": {"$and": [{"k": 2}]}}]})
    host.assert_facts("raw", [{"sid": first, "id": 1, "k": 1}])
    host.assert_facts("raw", [{"sid": second, "id": 2, "k": 2}])
    assert fired == ["both"], "two sessions are taken for one"

    chainer = DurableChainer()
    assert chainer.chain(AGAIN_RULES, [unmet(first, 1)]) == frozenset()
    assert chainer.chain(AGAIN_RULES, [unmet(second, 2)]) == frozenset()


def test_definitions_are_left_as_they_were_and_can_be_registered_again():
    given = {"raw": {"r": {"all": [{"p0": {"$and": [{"k": 1}]}}], "run": lambda closure: None}}}
    Quiet().set_rulesets(given)
    assert "run" not in given["raw"]["r"], "durable takes the action out of what it is given"

    before = copy.deepcopy(AGAIN_RULES.rules)
    for _ in range(2):
        assert DurableChainer().chain(AGAIN_RULES, R1_TWICE) == R1_AGAIN
    assert AGAIN_RULES.rules == before


def test_rules_are_registered_once_and_anew_for_other_rules():
    chainer = DurableChainer()
    chainer.chain(AGAIN_RULES, R1_TWICE)
    network = chainer._network
    chainer.chain(AGAIN_RULES, R1_TWICE)
    assert chainer._network is network
    pairs = compile_rules([rule(SignalPattern("before", "pair", ()), subject="before.part")])
    assert chainer.chain(pairs, R1_TWICE) == frozenset()
    assert chainer.chain(AGAIN_RULES, R1_TWICE) == R1_AGAIN


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


def test_it_says_which_version_chained():
    assert DurableChainer().name == "durable_rules 2.0.28"
