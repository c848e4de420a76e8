"""The verdicts by engines that judge one organisation at a time: CEL, ZEN and Rego.

None of them has three values: each condition is written twice, as when it is true and as when it is
false. CEL and ZEN give the verdicts alone; Rego keeps the truth of every comparison as well.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from benchmarks.verdicts.arrays import Run
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

OPPOSITE = {">=": "<", ">": "<=", "<=": ">", "<": ">="}


class Language:
    """How conditions are written in a language with ``and``, ``or`` and ``? :``."""

    def __init__(self, problem: Problem, both: str, either: str) -> None:
        self._problem, self._both, self._either = problem, f" {both} ", f" {either} "

    def verdict(self, duty: Duty) -> str:
        """The number of a duty's verdict."""
        met, unmet = self.is_so(duty.met, True), self.is_so(duty.met, False)
        if duty.partly is None:
            rest = f"({unmet} ? {NOT_MET} : {NO_EVIDENCE})"
        else:
            partly, none = self.is_so(duty.partly, True), self.is_so(duty.partly, False)
            short = f"({unmet}{self._both}{none} ? {NOT_MET} : {NO_EVIDENCE})"
            rest = f"({partly} ? {PARTLY_MET} : {short})"
        judged = f"({met} ? {MET} : {rest})"
        if duty.scope is None:
            return judged
        outside, inside = self.is_so(duty.scope, False), self.is_so(duty.scope, True)
        return f"({outside} ? {NOT_APPLICABLE} : ({inside} ? {judged} : {NO_EVIDENCE}))"

    def is_so(self, node: Node, truth: bool) -> str:
        """Whether a condition is known to be true, or known to be false."""
        if isinstance(node, int):
            return self._test(self._problem.tests[node], truth)
        word, parts = node
        if word == "not":
            return self.is_so(parts[0], not truth)
        sign = self._both if (word == "all") is truth else self._either
        return f"({sign.join(self.is_so(part, truth) for part in parts)})"

    def _test(self, test: Test, truth: bool) -> str:
        name = f"r{test.column}" if test.sign == "verdict" else test.column
        known = (
            f"{name} != {NO_EVIDENCE}"
            if test.sign == "verdict"
            else self._both.join(f"{held} != null" for held in (test.column, test.other) if held)
        )
        return f"({known}{self._both}{self._held(test, name, truth)})"

    def _held(self, test: Test, name: str, truth: bool) -> str:
        numbers = [f"{number:.1f}" for number in test.numbers]
        if test.sign == "verdict":
            numbers = [f"{number:.0f}" for number in test.numbers]
        match test.sign:
            case "in" | "verdict":
                sign, join = ("==", self._either) if truth else ("!=", self._both)
                return f"({join.join(f'{name} {sign} {number}' for number in numbers)})"
            case "between":
                low, high = numbers
                within = f"{name} >= {low}{self._both}{name} <= {high}"
                beyond = f"{name} < {low}{self._either}{name} > {high}"
                return f"({within if truth else beyond})"
            case "flag" | "given":
                return f"{name} {'==' if truth else '!='} 1.0"
        right = test.other or numbers[0]
        return f"{name} {test.sign if truth else OPPOSITE[test.sign]} {right}"


Context = dict[str, Any]


def contexts_of(problem: Problem) -> list[Context]:
    """The columns of each organisation by name, None for unknown."""
    columns = {
        name: [None if math.isnan(value) else value for value in values.tolist()]
        for name, values in problem.columns.items()
    }
    return [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]


def _level_by_level(
    problem: Problem, language: Language, compiled: Callable[[str], Callable[[Context], Any]]
) -> Run:
    """One list of verdicts a level; the next one is given them beside the facts."""
    levels = problem.levels
    programs = [
        compiled(f"[{', '.join(language.verdict(problem.duties[at]) for at in places)}]")
        for places in levels
    ]
    names = [[f"r{at}" for at in places] for places in levels]
    contexts = contexts_of(problem)

    def run() -> Verdicts:
        found = np.empty((len(problem.duties), problem.size), dtype=np.int8)
        for place, context in enumerate(contexts):
            known: Mapping[str, Any] = context
            for places, program, own in zip(levels, programs, names, strict=True):
                verdicts = program(dict(known))
                found[places, place] = verdicts
                known = {**known, **dict(zip(own, map(int, verdicts), strict=True))}
        return found

    return run


def by_cel(problem: Problem) -> Run:
    """The Common Expression Language, by its implementation in Rust."""
    import cel

    return _level_by_level(
        problem, Language(problem, "&&", "||"), lambda text: cel.compile(text).execute
    )


def by_zen(problem: Problem) -> Run:
    """The expressions of GoRules' ZEN engine, compiled."""
    import zen

    return _level_by_level(
        problem, Language(problem, "and", "or"), lambda text: zen.compile_expression(text).evaluate
    )


def by_rego(problem: Problem) -> Run:
    """Rego, by regorus; the truth of every comparison is a rule of its own."""
    import hobofan_regorus

    engine = hobofan_regorus.Engine()
    engine.add_policy("judge.rego", _policy(problem))
    inputs = [json.dumps(context) for context in contexts_of(problem)]

    def run() -> Verdicts:
        found = np.empty((len(problem.duties), problem.size), dtype=np.int8)
        for place, given in enumerate(inputs):
            engine.set_input_json(given)
            judged = engine.eval_rule("data.judge.verdicts")
            found[:, place] = [judged[f"r{at}"] for at in range(len(problem.duties))]
        return found

    return run


def _policy(problem: Problem) -> str:
    lines = ["package judge", "import rego.v1"]
    for at, test in enumerate(problem.tests):
        lines += _rego_test(at, test)
    for at, duty in enumerate(problem.duties):
        lines += _RegoDuty(at).lines(duty)
    names = [f'"r{at}": r{at}' for at in range(len(problem.duties))]
    return "\n".join([*lines, f"verdicts := {{{', '.join(names)}}}"])


def _rego_test(at: int, test: Test) -> list[str]:
    name = f"r{test.column}" if test.sign == "verdict" else f"input.{test.column}"
    unknown = NO_EVIDENCE if test.sign == "verdict" else "null"
    known = [f"{name} != {unknown}", *([f"input.{test.other} != null"] if test.other else [])]
    numbers = [f"{number:g}" if number < 1e5 else f"{number:.0f}" for number in test.numbers]
    match test.sign:
        case "in" | "verdict":
            held = f"{name} in {{{', '.join(numbers) or -1}}}"
        case "between":
            held = f"{name} >= {numbers[0]}; {name} <= {numbers[1]}"
        case "flag" | "given":
            held = f"{name} == 1"
        case sign:
            held = f"{name} {sign} {f'input.{test.other}' if test.other else numbers[0]}"
    conditions = "; ".join(known)
    return [
        f"default c{at}_t := false",
        f"c{at}_t if {{ {conditions}; {held} }}",
        f"default c{at}_f := false",
        f"c{at}_f if {{ {conditions}; not c{at}_t }}",
    ]


class _RegoDuty:
    """The rules of one duty; each part of its conditions is a rule of its own."""

    def __init__(self, at: int) -> None:
        self._at, self._lines, self._number = at, list[str](), 0

    def lines(self, duty: Duty) -> list[str]:
        """The rules, the last of them the verdict."""
        scope = None if duty.scope is None else self._named(duty.scope)
        met = self._named(duty.met)
        partly = None if duty.partly is None else self._named(duty.partly)
        cases = []
        if scope is not None:
            cases += [(NOT_APPLICABLE, f"{scope}_f"), (NO_EVIDENCE, f"not {scope}_t")]
        cases.append((MET, f"{met}_t"))
        if partly is not None:
            cases.append((PARTLY_MET, f"{partly}_t"))
        cases.append((NOT_MET, f"{met}_f" + (f"; {partly}_f" if partly is not None else "")))
        chain = " else ".join(
            f"{':= ' if at else f'r{self._at} := '}{verdict} if {{ {condition} }}"
            for at, (verdict, condition) in enumerate(cases)
        )
        return [*self._lines, f"{chain} else := {NO_EVIDENCE}"]

    def _named(self, node: Node) -> str:
        if isinstance(node, int):
            return f"c{node}"
        word, parts = node
        names = [self._named(part) for part in parts]
        self._number += 1
        own = f"n{self._at}_{self._number}"
        for truth, other in (("t", "f"), ("f", "t")):
            self._lines.append(f"default {own}_{truth} := false")
            if word == "not":
                self._lines.append(f"{own}_{truth} if {{ {names[0]}_{other} }}")
            elif (word == "all") is (truth == "t"):
                every = "; ".join(f"{name}_{truth}" for name in names)
                self._lines.append(f"{own}_{truth} if {{ {every} }}")
            else:
                self._lines += [f"{own}_{truth} if {{ {name}_{truth} }}" for name in names]
        return own
