"""Which code is mutated, room by room, and which tests are to notice."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Room:
    """Some modules, the tests that hold them, and how many mutants these must kill."""

    modules: tuple[str, ...]
    """Folders or modules below the project's folder."""
    tests: tuple[str, ...]
    """Tests that are run; mutmut takes those of them that call what is mutated."""
    least: float
    """Percent of the mutants of a sample or of all that must be killed."""


ROOMS = {
    "evaluating": Room(
        ("engine/evaluating",),
        ("tests/engine/evaluating", "tests/engine/test_judge.py", "tests/engine/explaining"),
        90.0,
    ),
    "publishing": Room(("engine/publishing",), ("tests/engine/publishing",), 90.0),
    "counts": Room(
        (
            *("engine/publishing/small_numbers.py", "engine/publishing/figure_relations.py"),
            *("engine/publishing/possible_counts.py", "engine/publishing/disclosure.py"),
        ),
        ("tests/engine/publishing/counts", "tests/engine/publishing/test_disclosure.py"),
        90.0,
    ),
    "privacy": Room(("evidence/privacy",), ("tests/evidence/privacy",), 90.0),
    "judging": Room(
        (
            *("engine/judge.py", "engine/assess.py", "engine/roll_ups.py", "engine/nearness.py"),
            *("engine/waivers.py", "engine/movements.py", "engine/parameters.py"),
            *("engine/disputing", "engine/explaining", "engine/trending"),
        ),
        (
            *("tests/engine/disputing", "tests/engine/explaining", "tests/engine/trending"),
            *("tests/engine/test_judge.py", "tests/engine/test_assess.py"),
            *("tests/engine/test_roll_ups.py", "tests/engine/test_nearness.py"),
            *("tests/engine/test_waivers.py", "tests/engine/test_movements.py"),
            *("tests/engine/test_own_parameters.py", "tests/engine/test_clauses_that_start.py"),
        ),
        70.0,
    ),
    "chaining": Room(("engine/chaining",), ("tests/engine/chaining",), 70.0),
    "loading": Room(("engine/loading",), ("tests/engine/loading",), 70.0),
    "cells": Room(
        ("evidence/cells",),
        ("tests/evidence/cells", "tests/evidence/tables/test_month_first.py"),
        80.0,
    ),
    "facts": Room(("evidence/facts",), ("tests/evidence/facts",), 70.0),
}
