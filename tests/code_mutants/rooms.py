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
            "engine/disputing",
        ),
        (
            *("tests/engine/disputing", "tests/engine/explaining", "tests/engine/trending"),
            *("tests/engine/test_judge.py", "tests/engine/test_assess.py"),
            *("tests/engine/test_roll_ups.py", "tests/engine/test_nearness.py"),
            *("tests/engine/test_waivers.py", "tests/engine/test_movements.py"),
            *("tests/engine/test_own_parameters.py", "tests/engine/test_clauses_that_start.py"),
            *("tests/engine/loading/test_wholes.py", "tests/pack/test_roll_ups_of_practices.py"),
        ),
        70.0,
    ),
    "explaining": Room(
        ("engine/explaining",),
        (
            *("tests/engine/explaining", "tests/engine/test_judge.py"),
            *("tests/engine/disputing", "tests/engine/test_nearness.py"),
            "tests/engine/loading/test_wholes.py",
        ),
        70.0,
    ),
    "trending": Room(("engine/trending",), ("tests/engine/trending",), 70.0),
    "planning": Room(
        (
            *("engine/agenda.py", "engine/fault_costs.py", "engine/on_demand.py"),
            *("engine/ranking_cases.py", "engine/rule_examples.py", "engine/unknown_codes.py"),
            "engine/what_if.py",
        ),
        (
            *("tests/engine/test_agenda.py", "tests/engine/test_fault_costs.py"),
            *("tests/engine/test_ranking_cases.py", "tests/engine/test_what_if.py"),
            *("tests/engine/test_not_testable.py", "tests/engine/test_assess.py"),
        ),
        70.0,
    ),
    "nouns": Room(
        ("engine/nouns",),
        ("tests/engine/nouns", "tests/engine/test_judge.py", "tests/engine/explaining"),
        70.0,
    ),
    "kept": Room(("engine/kept",), ("tests/engine/kept",), 70.0),
    "mutating": Room(("engine/mutating",), ("tests/engine/mutating",), 70.0),
    "amending": Room(("engine/amending",), ("tests/engine/amending",), 70.0),
    "verifying": Room(("engine/verifying",), ("tests/engine/verifying",), 70.0),
    "chaining": Room(("engine/chaining",), ("tests/engine/chaining",), 70.0),
    "loading": Room(
        ("engine/loading",),
        ("tests/engine/loading", "tests/engine/test_roll_ups.py", "tests/pack/test_principles.py"),
        70.0,
    ),
    "cells": Room(
        ("evidence/cells",),
        ("tests/evidence/cells", "tests/evidence/tables/test_month_first.py"),
        80.0,
    ),
    "facts": Room(
        ("evidence/facts",),
        (
            "tests/evidence/facts",
            "tests/evidence/decisions",
            "tests/pack/wording",
            "tests/pack/figures",
        ),
        70.0,
    ),
}
