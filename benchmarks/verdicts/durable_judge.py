"""The verdicts by durable_rules as the only judge: a ruleset a duty, an event an organisation.

Where a fact is unknown its field is missing, and a comparison of it does not match. Of the rules
that match an event the first by priority takes it, the last of them always.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from benchmarks.verdicts.arrays import Run
from benchmarks.verdicts.expressions import OPPOSITE, contexts_of
from benchmarks.verdicts.problem import (
    MET,
    NO_EVIDENCE,
    NOT_APPLICABLE,
    NOT_MET,
    PARTLY_MET,
    Duty,
    Node,
    Problem,
    Test,
    Verdicts,
)

SIGNS = {">=": "$gte", ">": "$gt", "<=": "$lte", "<": "$lt"}
RANKS = {NOT_MET: 1, PARTLY_MET: 2, MET: 3, NOT_APPLICABLE: 4}
"""The verdicts as events carry them, so that those that are as good as another stand together."""
Pattern = dict[str, Any]


def by_durable(problem: Problem) -> Run:
    """Each event goes to each ruleset, level by level, with the verdicts known so far."""
    from durable import engine

    class Quiet(engine.Host):  # type: ignore[misc]
        def _run(self) -> None:
            """No timer threads, which run actions late."""

    def nothing(_: object) -> None:
        """What is done is read from the rule that fired."""

    host, library = Quiet(), engine.durable_rules_engine
    names = [_fields(problem, duty) for duty in problem.duties]
    host.set_rulesets(
        {f"d{at}": _ruleset(problem, duty, nothing) for at, duty in enumerate(problem.duties)}
    )
    rulesets = [host.get_ruleset(f"d{at}") for at in range(len(problem.duties))]
    contexts = contexts_of(problem)

    def verdict(at: int, known: dict[str, Any]) -> int:
        handle = rulesets[at]._handle
        own = {name: known[name] for name in names[at] if known.get(name) is not None}
        event = json.dumps({"sid": "1", "id": known["id"], "always": 1, **own})
        session = rulesets[at]._handle_result(library.assert_event(handle, event), event)
        state, fired = library.start_action_for_state(handle, session)
        (rule,) = json.loads(fired)
        library.update_state(handle, state)
        library.complete_and_start_action(handle, session)
        return int(rule.removeprefix("v"))

    def run() -> Verdicts:
        found = np.empty((len(problem.duties), problem.size), dtype=np.int8)
        for place, context in enumerate(contexts):
            known = {**context, "id": place}
            for places in problem.levels:
                for at in places:
                    found[at, place] = judged = verdict(at, known)
                    known[f"r{at}"] = RANKS.get(judged)
        return found

    return run


def _ruleset(problem: Problem, duty: Duty, run: Any) -> Pattern:
    cases = []
    inside: list[Pattern] = []
    if duty.scope is not None:
        cases.append((NOT_APPLICABLE, _is_so(problem, duty.scope, False)))
        inside = [_is_so(problem, duty.scope, True)]
    unmet = [_is_so(problem, duty.met, False)]
    cases.append((MET, _all([*inside, _is_so(problem, duty.met, True)])))
    if duty.partly is not None:
        cases.append((PARTLY_MET, _all([*inside, _is_so(problem, duty.partly, True)])))
        unmet.append(_is_so(problem, duty.partly, False))
    cases += [(NOT_MET, _all([*inside, *unmet])), (NO_EVIDENCE, {"always": 1})]
    return {
        f"v{verdict}": {"all": [{"m": pattern}], "pri": at, "run": run}
        for at, (verdict, pattern) in enumerate(cases)
    }


def _all(patterns: list[Pattern]) -> Pattern:
    return patterns[0] if len(patterns) == 1 else {"$and": patterns}


def _is_so(problem: Problem, node: Node, truth: bool) -> Pattern:
    if isinstance(node, int):
        return _held(problem.tests[node], truth)
    word, parts = node
    if word == "not":
        return _is_so(problem, parts[0], not truth)
    found = [_is_so(problem, part, truth) for part in parts]
    return {"$and" if (word == "all") is truth else "$or": found}


def _held(test: Test, truth: bool) -> Pattern:
    name = f"r{test.column}" if test.sign == "verdict" else test.column
    numbers = [int(number) if number % 1 == 0 else number for number in test.numbers]
    if test.sign == "verdict":
        ranks = sorted(RANKS[int(number)] for number in test.numbers)
        # One test for the best verdicts together: a ruleset holds only so many.
        if ranks[-1] == len(RANKS) and len(ranks) == ranks[-1] - ranks[0] + 1:
            return {"$gte" if truth else "$lt": {name: ranks[0]}}
        numbers = list(ranks)
    match test.sign:
        case "in" | "verdict":
            if truth:
                held = [{name: number} for number in numbers]
                return held[0] if len(held) == 1 else {"$or": held}
            return _all([{"$neq": {name: number}} for number in numbers])
        case "between":
            low, high = numbers
            if truth:
                return {"$and": [{"$gte": {name: low}}, {"$lte": {name: high}}]}
            return {"$or": [{"$lt": {name: low}}, {"$gt": {name: high}}]}
        case "flag" | "given":
            return {name: 1} if truth else {"$neq": {name: 1}}
    sign = SIGNS[test.sign if truth else OPPOSITE[test.sign]]
    if not test.other:
        return {sign: {name: numbers[0]}}
    # A comparison with a field that is missing on the right would match.
    return {"$and": [{"$ex": {test.other: 1}}, {sign: {name: {"$m": test.other}}}]}


def _fields(problem: Problem, duty: Duty) -> list[str]:
    tests = [problem.tests[at] for node in (duty.scope, duty.met, duty.partly) for at in _in(node)]
    own = [f"r{test.column}" if test.sign == "verdict" else test.column for test in tests]
    return list(dict.fromkeys([*own, *(test.other for test in tests if test.other)]))


def _in(node: Node | None) -> list[int]:
    if node is None or isinstance(node, int):
        return [] if node is None else [node]
    return [at for part in node[1] for at in _in(part)]
