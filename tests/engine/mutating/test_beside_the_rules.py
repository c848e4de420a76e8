"""Mutants of roll-ups, checks, clauses and questions, and of what a rule says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from engine.loading import load_pack
from engine.loading.files.folder import read_folder
from engine.mutating.check import check
from engine.mutating.fate import Fate, Mutant
from engine.mutating.pack_mutants import beside_the_rules
from engine.rule_examples import run_rollup_examples

Write = Callable[[Mapping[str, str]], Path]
CHECK = """\
- id: trained-without-drills
  title: Staff are trained, and no drill was held
  odd_when:
    all:
      - dashboard.2: {is: 0}
      - dashboard.4: {is: true}
  says: There were {dashboard.2} drills, and the home has a plan ({dashboard.4}).
  question: What is trained?
  disputes:
    - {fact: dashboard.4, claim: any}
    - {fact: dashboard.2, claim: any}
  examples:
    - name: none held
      given: {dashboard.2: 0, dashboard.4: yes}
      expect: fires
      leaves: {dashboard.4: {claims: [yes, any]}, dashboard.2: {claims: [0, any]}}
    - {name: one held, given: {dashboard.2: 1, dashboard.4: yes}, expect: silent}
    - {name: no plan, given: {dashboard.2: 0, dashboard.4: no}, expect: silent}
    - {name: drills not known, given: {dashboard.4: yes}, expect: silent}
"""
ROLLUP = """\
warned:
  label: homes with a warden
  state: have a warden
  kept_when: {section11.F1: {is: met}}
  examples:
    - {name: met, given: {section11.F1: met}, expect: kept}
    - {name: in part, given: {section11.F1: partly_met}, expect: not_kept}
    - {name: not met, given: {section11.F1: not_met}, expect: not_kept}
    - {name: not answered, given: {}, expect: unknown}
"""


def mutants_of(folder: Path) -> list[Mutant]:
    read, _ = read_folder(folder)
    assert read is not None
    return list(beside_the_rules(load_pack(folder), read))


@pytest.fixture
def files(pack_files: dict[str, str]) -> dict[str, str]:
    return {**pack_files, "checks.yaml": CHECK, "rollups.yaml": ROLLUP}


def test_every_kind_of_slip_is_made_and_told(files: dict[str, str], write_pack: Write) -> None:
    mutants = mutants_of(write_pack(files))
    assert {
        "section11.F1: is met to is_one_of met, partly_met",
        "section11.F1 to section11.F1.declared",
        "all to any",
        "dashboard.4 left out",
        "dashboard.4 not in dispute",
        "dashboard.4: is true to is false",
        "the force of F1 from must to should",
        "the force of F3 from may to must",
    } <= {mutant.what for mutant in mutants}
    assert {mutant.fate for mutant in mutants if "force" in mutant.what} == {Fate.LINTED}
    assert [mutant.what for mutant in mutants if mutant.fate is Fate.SURVIVED] == []


def test_a_roll_up_widened_is_failed_by_its_example(
    files: dict[str, str], write_pack: Write
) -> None:
    folder = write_pack(files)
    widened = "section11.F1: is met to is_one_of met, partly_met"
    assert [each.fate for each in mutants_of(folder) if each.what == widened] == [Fate.FAILED]
    results = list(run_rollup_examples(load_pack(folder)))
    assert [(result.example.name, result.passed) for result in results] == [
        ("met", True),
        ("in part", True),
        ("not met", True),
        ("not answered", True),
    ]


def test_without_its_example_a_widened_roll_up_survives(
    files: dict[str, str], write_pack: Write
) -> None:
    line = "    - {name: in part, given: {section11.F1: partly_met}, expect: not_kept}\n"
    files["rollups.yaml"] = ROLLUP.replace(line, "")
    survivors = [each.what for each in mutants_of(write_pack(files)) if each.fate is Fate.SURVIVED]
    assert survivors == ["section11.F1: is met to is_one_of met, partly_met"]


def test_words_that_say_the_opposite_are_told_by_the_linter(
    pack_files: dict[str, str], write_pack: Write
) -> None:
    folder = write_pack(pack_files)
    pack = load_pack(folder)
    read, _ = read_folder(folder)
    assert read is not None
    mutants = list(check(pack, read.rules, tuple(pack.rules.values())))
    said = [(each.rule, each.fate) for each in mutants if "words.met" in each.what]
    assert sorted(said) == [
        ("F-training", Fate.LINTED),
        ("F-training", Fate.LINTED),
        ("F-warden", Fate.LINTED),
        ("F-warden", Fate.LINTED),
    ]
