"""The pack's verdicts for many organisations, by ours and by other engines, in ratio to ours.

Run from the repository's root: ``make bench ONLY=verdicts``. Each engine has a process of its own
each round. Before any is timed, every cell that it found is compared: those of the first 2,000
organisations with an oracle that shares nothing with any engine, the others with ours.
"""

from __future__ import annotations

import importlib
import time
from functools import partial
from importlib.util import find_spec
from typing import Any

from benchmarks.harness.process import Measured, function
from benchmarks.harness.rounds import Beside, in_turn
from benchmarks.harness.tables import Section, megabytes

OURS = "Clausewise, planes kept"
HOME = "benchmarks.verdicts"
ENGINES = {
    OURS: ("numpy", f"{HOME}.ours", "by_ours"),
    "polars, planes kept": ("polars", f"{HOME}.frames", "by_polars"),
    "numpy, planes kept": ("numpy", f"{HOME}.arrays", "by_numpy"),
    "DuckDB, planes kept": ("duckdb", f"{HOME}.frames", "by_duckdb"),
    "pandas, planes kept": ("pandas", f"{HOME}.frames", "by_pandas"),
    "ZEN, verdicts alone": ("zen", f"{HOME}.expressions", "by_zen"),
    "CEL, verdicts alone": ("cel", f"{HOME}.expressions", "by_cel"),
    "durable_rules, verdicts alone": ("durable", f"{HOME}.durable_judge", "by_durable"),
    "Rego, comparisons kept": ("hobofan_regorus", f"{HOME}.expressions", "by_rego"),
}
"""By name: the package that it needs, and the function that prepares it."""
SINGLY = ("ZEN", "CEL", "durable_rules", "Rego")
"""Engines that judge one organisation at a time, and so not the largest sizes."""
SIZES = {
    "small": (100, 1_000),
    "medium": (100, 1_000, 10_000),
    "large": (100, 1_000, 10_000, 100_000),
}
MOST_SINGLY = {"small": 100, "medium": 1_000, "large": 1_000}
ROUNDS = {"small": 3, "medium": 5, "large": 5}
TO_ORACLE = 2_000
SECONDS = 0.5
"""Each process runs its engine again and again for so long, and counts the shortest run."""


def measure(size: str) -> Section:
    """The table of the engines, by number of organisations."""
    found, checked = {}, set[tuple[str, int]]()
    for number in SIZES[size]:
        works = {
            name: partial(_judged, name, number, checked)
            for name, (needs, _, _) in ENGINES.items()
            if find_spec(needs) and (number <= MOST_SINGLY[size] or not name.startswith(SINGLY))
        }
        found[number] = in_turn(works, OURS, ROUNDS[size])
    rows = [_row(name, {number: found[number].get(name) for number in found}) for name in ENGINES]
    heading = ("engine", *(f"{number:,}" for number in found), "memory")
    libraries = ("numpy", "polars", "duckdb", "pandas", "zen-engine", "common-expression-language")
    return Section("verdicts", heading, rows, (*libraries, "durable-rules", "hobofan-regorus"))


def _row(name: str, found: dict[int, Beside | None]) -> tuple[str, ...]:
    cells = [
        f"{1000 * beside.least.cpu:.1f} ms, {beside.ratio:.2f}" if beside is not None else ""
        for beside in found.values()
    ]
    peaks = [beside.least.peak for beside in found.values() if beside is not None]
    return name, *cells, megabytes(max(peaks)) if peaks else "not installed"


def _judged(name: str, number: int, checked: set[tuple[str, int]]) -> Measured:
    """One round of an engine; in its first all its cells are compared, before any is timed."""
    measured = function(__name__, "judge", name, number, (name, number) not in checked)
    checked.add((name, number))
    spent = measured.value
    return Measured(spent["wall"], spent["cpu"], measured.peak)


def judge(name: str, number: int, check: bool) -> dict[str, float]:
    """What one run of an engine takes at the least; with ``check`` once all its cells are found to
    be right."""
    from benchmarks.verdicts.evidence import evidence
    from benchmarks.verdicts.problem import problem_of

    given = evidence(number)
    _, module, prepare = ENGINES[name]
    prepared = getattr(importlib.import_module(module), prepare)
    run = prepared(given if name == OURS else problem_of(given))
    if check:
        _check(name, given, run())
    best, until = {"cpu": float("inf"), "wall": float("inf")}, time.perf_counter() + SECONDS
    while time.perf_counter() < until or best["cpu"] == float("inf"):
        wall, cpu = time.perf_counter(), time.process_time()
        run()
        spent = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
        best = min(best, spent, key=lambda one_run: one_run["cpu"])
    return best


def _check(name: str, given: Any, found: Any) -> None:
    """Ends where a cell is not as the oracle, or for the many as our own engine, has it."""
    from benchmarks.verdicts.evidence import first
    from benchmarks.verdicts.oracle import judged
    from benchmarks.verdicts.ours import as_numbered, by_ours

    few, ours = first(given, TO_ORACLE), as_numbered(given, by_ours(given)())
    if name == OURS:
        found = as_numbered(given, found)
    wrong = int((judged(few) != found[:, : few.size]).sum()) + int((ours != found).sum())
    if wrong:
        raise SystemExit(f"{name}: {wrong} cells of {found.size} are not as the oracle has them.")
