"""The verdicts by plain numpy, one array a comparison, all of them kept as the trace."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np

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

Run = Callable[[], Verdicts]
SIGNS = {">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt}


def by_numpy(problem: Problem) -> Run:
    """Truths as codes, 0 false, 1 unknown, 2 true: all is the least, any the greatest."""

    def run() -> Verdicts:
        verdicts = np.empty((len(problem.duties), problem.size), dtype=np.int8)
        planes: list[Any] = [None] * len(problem.tests)
        for level, places in enumerate([[], *problem.levels]):
            for at in places:
                verdicts[at] = _verdict(problem.duties[at], planes)
            for at in problem.tests_at(level - 1):
                planes[at] = _plane(problem.tests[at], problem, verdicts)
        return verdicts

    return run


def _plane(test: Test, problem: Problem, verdicts: Verdicts) -> Any:
    if test.sign == "verdict":
        row = verdicts[int(test.column)]
        plane = np.where(np.isin(row, test.numbers), np.int8(2), np.int8(0))
        plane[row == NO_EVIDENCE] = 1
        return plane
    column = problem.columns[test.column]
    right: Any = problem.columns[test.other] if test.other else None
    match test.sign:
        case "in":
            true = reduce(operator.or_, (column == number for number in test.numbers))
        case "between":
            true = (column >= test.numbers[0]) & (column <= test.numbers[1])
        case "flag" | "given":
            true = column == 1
        case sign:
            true = SIGNS[sign](column, right if right is not None else test.numbers[0])
    plane = true.astype(np.int8) * np.int8(2)
    plane[np.isnan(column) if right is None else np.isnan(column) | np.isnan(right)] = 1
    return plane


def _truth(node: Node, planes: list[Any]) -> Any:
    if isinstance(node, int):
        return planes[node]
    word, parts = node
    found = [_truth(part, planes) for part in parts]
    if word == "not":
        return np.int8(2) - found[0]
    return reduce(np.minimum if word == "all" else np.maximum, found)


def _verdict(duty: Duty, planes: list[Any]) -> Any:
    met = _truth(duty.met, planes)
    found = np.where(met == 0, np.int8(NOT_MET), np.int8(NO_EVIDENCE))
    if duty.partly is not None:
        partly = _truth(duty.partly, planes)
        found[partly == 1] = NO_EVIDENCE
        found[partly == 2] = PARTLY_MET
    found[met == 2] = MET
    if duty.scope is not None:
        scope = _truth(duty.scope, planes)
        found[scope == 1] = NO_EVIDENCE
        found[scope == 0] = NOT_APPLICABLE
    return found
