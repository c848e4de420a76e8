"""The verdicts by pandas, polars and DuckDB, by their own three values; every plane is kept."""

from __future__ import annotations

import operator
from functools import reduce
from typing import Any

import numpy as np

from benchmarks.verdicts.arrays import SIGNS, Run
from benchmarks.verdicts.problem import (
    MET,
    NO_EVIDENCE,
    NOT_APPLICABLE,
    NOT_MET,
    PARTLY_MET,
    Duty,
    Node,
    Numbers,
    Problem,
    Test,
    Verdicts,
)


def by_pandas(problem: Problem) -> Run:
    """Nullable columns, whose & and | are Kleene's."""
    import pandas as pd

    frame = pd.DataFrame(
        {name: pd.array(values, dtype="Float64") for name, values in problem.columns.items()}
    )

    def run() -> Verdicts:
        verdicts = np.empty((len(problem.duties), problem.size), dtype=np.int8)
        planes: list[Any] = [None] * len(problem.tests)
        for level, places in enumerate([[], *problem.levels]):
            for at in places:
                verdicts[at] = _selected(problem.duties[at], planes)
            for at in problem.tests_at(level - 1):
                test = problem.tests[at]
                if test.sign == "verdict":
                    row = verdicts[int(test.column)]
                    held = np.isin(row, test.numbers)
                    planes[at] = pd.arrays.BooleanArray(held, row == NO_EVIDENCE)
                else:
                    planes[at] = _held(test, frame).array
        return verdicts

    return run


def _held(test: Test, frame: Any) -> Any:
    """A test of columns that have operators and three values of their own."""
    column = frame[test.column]
    match test.sign:
        case "in":
            return reduce(operator.or_, (column == number for number in test.numbers))
        case "between":
            return (column >= test.numbers[0]) & (column <= test.numbers[1])
        case "flag" | "given":
            return column == 1
    return SIGNS[test.sign](column, frame[test.other] if test.other else test.numbers[0])


def _truth(node: Node, planes: Any) -> Any:
    if isinstance(node, int):
        return planes[node]
    found = [_truth(part, planes) for part in node[1]]
    if node[0] == "not":
        return ~found[0]
    return reduce(operator.and_ if node[0] == "all" else operator.or_, found)


def _selected(duty: Duty, planes: list[Any]) -> Any:
    met = _codes(duty.met, planes)
    scope = _codes(duty.scope, planes) if duty.scope is not None else np.ones_like(met)
    partly = _codes(duty.partly, planes) if duty.partly is not None else np.zeros_like(met)
    return np.select(
        [scope == 0, scope < 0, met == 1, partly == 1, (met == 0) & (partly == 0)],
        [NOT_APPLICABLE, NO_EVIDENCE, MET, PARTLY_MET, NOT_MET],
        NO_EVIDENCE,
    )


def _codes(node: Node, planes: list[Any]) -> Any:
    truth = _truth(node, planes)
    return np.where(truth._mask, np.int8(-1), truth._data.astype(np.int8))


def _small(values: Numbers) -> bool:
    """Whether a column holds words, or yes and no, and nothing else."""
    return bool(np.nanmax(values, initial=0) < 64 and (values[~np.isnan(values)] % 1 == 0).all())


def by_polars(problem: Problem) -> Run:
    """Expressions over a frame, a step a level; the frame that comes of it has every plane."""
    import polars as pl

    frame = pl.DataFrame(
        {
            name: pl.Series(values, nan_to_null=True).cast(
                pl.Int8 if _small(values) else pl.Float64
            )
            for name, values in problem.columns.items()
        }
    )

    class Columns(dict[str, Any]):
        def __missing__(self, name: str) -> Any:
            return pl.col(name)

    planes = [pl.col(f"c{at}") for at in range(len(problem.tests))]

    def test(at: int) -> Any:
        found = problem.tests[at]
        if found.sign == "verdict":
            row = pl.col(f"r{found.column}")
            held = row.is_in([int(number) for number in found.numbers])
            made = pl.when(row == NO_EVIDENCE).then(None).otherwise(held)
        elif found.sign == "in" and len(found.numbers) > 1:
            made = pl.col(found.column).is_in([int(number) for number in found.numbers])
        else:
            made = _held(found, Columns())
        return made.alias(f"c{at}")

    def verdict(at: int) -> Any:
        duty = problem.duties[at]
        met = _truth(duty.met, planes)
        partly = pl.lit(False) if duty.partly is None else _truth(duty.partly, planes)
        made = (
            pl.when(met).then(MET).when(partly).then(PARTLY_MET)
            .when(~met & ~partly).then(NOT_MET).otherwise(NO_EVIDENCE)
        )  # fmt: skip
        if duty.scope is not None:
            scope = _truth(duty.scope, planes)
            made = (
                pl.when(~scope).then(NOT_APPLICABLE)
                .when(scope.is_null()).then(NO_EVIDENCE).otherwise(made)
            )  # fmt: skip
        return made.cast(pl.Int8).alias(f"r{at}")

    steps = [[test(at) for at in problem.tests_at(-1)]]
    for level, places in enumerate(problem.levels):
        steps += [[verdict(at) for at in places], [test(at) for at in problem.tests_at(level)]]

    def run() -> Verdicts:
        found = reduce(lambda made, step: made.with_columns(step), filter(None, steps), frame)
        names = [f"r{at}" for at in range(len(problem.duties))]
        return np.vstack([found[name].to_numpy() for name in names])

    return run


def by_duckdb(problem: Problem) -> Run:
    """One statement, a subquery a level, into a table that has every plane."""
    import duckdb
    import pandas as pd

    own = duckdb.connect()
    frame = pd.DataFrame(
        {
            name: pd.array(values, dtype="Int8" if _small(values) else "Float64")
            for name, values in problem.columns.items()
        }
    )
    own.register("frame", frame)
    own.execute("create table evidence as select * from frame")
    statement = _sql(problem)

    def run() -> Verdicts:
        own.execute(f"create or replace table found as {statement}")
        names = ", ".join(f"r{at}" for at in range(len(problem.duties)))
        columns = own.execute(f"select {names} from found").fetchnumpy()
        return np.vstack([columns[f"r{at}"] for at in range(len(problem.duties))])

    return run


def _sql(problem: Problem) -> str:
    steps = [[f"{_sql_test(problem.tests[at])} as c{at}" for at in problem.tests_at(-1)]]
    for level, places in enumerate(problem.levels):
        steps.append([f"{_sql_verdict(problem.duties[at])}::tinyint as r{at}" for at in places])
        steps.append([f"{_sql_test(problem.tests[at])} as c{at}" for at in problem.tests_at(level)])
    source = "evidence"
    for step in filter(None, steps):
        source = f"(select *, {', '.join(step)} from {source})"
    return f"select * exclude ({', '.join(problem.columns)}) from {source}"


def _sql_test(test: Test) -> str:
    numbers = ", ".join(
        f"{number:g}" if number < 1e5 else f"{number:.0f}" for number in test.numbers
    )
    match test.sign:
        case "verdict":
            row = f"r{test.column}"
            return f"(case when {row} = {NO_EVIDENCE} then null else {row} in ({numbers}) end)"
        case "in":
            return f'("{test.column}" in ({numbers}))'
        case "between":
            return f'("{test.column}" between {numbers.replace(",", " and")})'
        case "flag" | "given":
            return f'("{test.column}" = 1)'
    right = f'"{test.other}"' if test.other else numbers
    return f'("{test.column}" {test.sign} {right})'


def _sql_truth(node: Node) -> str:
    if isinstance(node, int):
        return f"c{node}"
    found = [_sql_truth(part) for part in node[1]]
    if node[0] == "not":
        return f"(not {found[0]})"
    return f"({(' and ' if node[0] == 'all' else ' or ').join(found)})"


def _sql_verdict(duty: Duty) -> str:
    met = _sql_truth(duty.met)
    partly = "false" if duty.partly is None else _sql_truth(duty.partly)
    scope = "true" if duty.scope is None else _sql_truth(duty.scope)
    return (
        f"(case when not {scope} then {NOT_APPLICABLE} when {scope} is null then {NO_EVIDENCE} "
        f"when {met} then {MET} when {partly} then {PARTLY_MET} "
        f"when not {met} and not {partly} then {NOT_MET} else {NO_EVIDENCE} end)"
    )
