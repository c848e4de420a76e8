"""durable_rules' sessions: none leaves anything behind, and a failing one is never used again."""

from __future__ import annotations

import copy
import threading
from typing import Any

import pytest

from engine.chaining.chainers import durable_adapter
from engine.chaining.chainers.compile import durable_ruleset
from engine.chaining.chainers.durable_adapter import DurableChainer
from engine.chaining.chainers.limits import compile_rules
from engine.chaining.chainers.signal_forms import ChainingError, Match
from engine.nouns.policy.concern_rule import SignalPattern
from tests.engine.chaining.chainers.durable_itself import (
    AGAIN_RULES,
    COLLIDING,
    R1_AGAIN,
    R1_TWICE,
    Quiet,
    raw,
    rule,
    unmet,
)


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


def test_it_says_which_version_chained():
    assert DurableChainer().name == "durable_rules 2.0.28"
