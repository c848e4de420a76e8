"""The mutation check: each kind of slip made, and what becomes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from clausewise.cli import command
from engine.loading import load_pack
from engine.loading.files.folder import read_folder
from engine.mutating.check import check
from engine.mutating.fate import Fate, Mutant

Write = Callable[[Mapping[str, str]], Path]
ROOT = Path(__file__).parents[3]


def mutants(folder: Path, *rule_ids: str) -> list[Mutant]:
    pack = load_pack(folder)
    read, _ = read_folder(folder)
    assert read is not None
    rules = tuple(pack.rules[rule] for rule in rule_ids or pack.rules)
    return list(check(pack, read.rules, rules))


def survivors(folder: Path, rule: str) -> list[str]:
    return [mutant.what for mutant in mutants(folder, rule) if mutant.fate is Fate.SURVIVED]


def without(text: str, name: str) -> str:
    """A rule's file without one of its examples."""
    lines = text.splitlines(keepends=True)
    place = next(n for n, line in enumerate(lines) if f"name: {name}" in line)
    one_line = "{name" in lines[place]
    del lines[place : place + (1 if one_line else 3)]
    return "".join(lines)


def test_every_kind_of_slip_is_made(pack_files: dict[str, str], write_pack: Write) -> None:
    made = {mutant.what for mutant in mutants(write_pack(pack_files))}
    warden, trained = "named_professionals.warden.wte", "training.fire.level_1.percent"
    bar = "the parameter trained_met"
    assert {
        f"{warden}: is_over 0 to is_at_least 0",
        f"{warden}: is_over 0 to is_returned true",
        "organisation.services: includes night_care to includes day_care",
        f"not before {warden}",
        f"{trained}: is_at_least {bar} to is_over {bar}",
        f"{trained}: is_at_least {bar} to is_at_least the parameter trained_partly_met",
        f"{trained}: is_at_least {bar} to is_at_least 0",
        f"{trained} to training.fire.level_2.percent",
        "applies_when left out",
        "left out",
        "met_when and partly_met_when swapped",
        "met_when as partly_met_when",
        "cites F2 for F1",
        "no quote of F1",
        "the quote of F1 as F2",
        "the parameter trained_met from 90 to 91",
        "the parameter trained_met from 90 to 89",
    } <= made


def test_examples_on_both_sides_leave_only_what_goes_on_beyond(
    pack_files: dict[str, str], write_pack: Write
) -> None:
    """At the bar and under it, but never over it: "at least" might as well be "is"."""
    folder = write_pack(pack_files)
    bar = "training.fire.level_1.percent: is_at_least the parameter trained_met"
    assert survivors(folder, "F-warden") == []
    assert survivors(folder, "F-training") == [f"{bar} to is the parameter trained_met"]


def test_a_survivor_comes_with_evidence_for_an_example(
    pack_files: dict[str, str], write_pack: Write
) -> None:
    [one] = [
        mutant
        for mutant in mutants(write_pack(pack_files), "F-training")
        if mutant.fate is Fate.SURVIVED
    ]
    assert one.tells is not None
    assert one.verdict is not None
    [fact] = one.tells.values()
    assert (fact.name, str(fact.value), one.verdict.value, one.file) == (
        "training.fire.level_1.percent",
        "Range(low=91.0, high=91.0)",
        "met",
        "home/F-training.yaml",
    )


@pytest.mark.parametrize(
    ("rule", "name", "slip"),
    [
        (
            "F-training",
            "at the tolerance",
            "is_at_least the parameter trained_partly_met to is_over",
        ),
        ("F-warden", "vacant", "is_over 0 to is_at_least 0"),
        ("F-warden", "no night care", "includes night_care to"),
    ],
)
def test_a_missing_example_lets_a_mutant_live_or_is_told_by_the_linter(
    pack_files: dict[str, str], write_pack: Write, rule: str, name: str, slip: str
) -> None:
    file = f"home/{rule}.yaml"
    found = {
        mutant.what: mutant.fate
        for mutant in mutants(
            write_pack({**pack_files, file: without(pack_files[file], name)}), rule
        )
        if slip in mutant.what
    }
    assert found
    assert set(found.values()) <= {Fate.LINTED, Fate.SURVIVED}


def test_what_no_evidence_tells_apart_is_equivalent(
    pack_files: dict[str, str], write_pack: Write
) -> None:
    """A rule met by any answer of "met" is not changed by asking for partly met too, later."""
    rule = pack_files["home/F-training.yaml"].replace(
        "partly_met_when: {training.fire.level_1.percent: "
        "{is_at_least: {parameter: trained_partly_met}}}",
        "partly_met_when: {section11.F1: {is: partly_met}}",
    )
    rule = rule.replace("met_when: {training.fire.level_1.percent", "met_when: {section11.F1", 1)
    rule = rule.replace("{is_at_least: {parameter: trained_met}}", "{is: met}", 1)
    head, _, _ = rule.partition("examples:")
    rule = head + (
        "examples:\n"
        "  - {name: yes, given: {section11.F1: met}, expect: met}\n"
        "  - {name: half, given: {section11.F1: partly_met}, expect: partly_met}\n"
        "  - {name: no, given: {section11.F1: not_met}, expect: not_met}\n"
        "  - {name: silent, given: {}, expect: no_evidence}\n"
        "quotes: {F2: All staff must be trained}\n"
    )
    found = mutants(write_pack({**pack_files, "home/F-training.yaml": rule}), "F-training")
    equivalent = [one.what for one in found if one.fate is Fate.EQUIVALENT]
    assert equivalent == ["section11.F1: is partly_met to is_one_of partly_met, met"]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"quotes: {F1: must have a fire warden}": ""}, "no quote of F1"),
        ({"must have a fire warden}": "must}"}, "“must”, which F2 says too"),
        ({"binds: [home]": "binds: [office]"}, "“office” bound by F1"),
    ],
)
def test_what_the_linter_asks_of_clauses(
    pack_files: dict[str, str],
    write_pack: Write,
    changed: Mapping[str, str],
    found: str,
) -> None:
    files = dict(pack_files)
    files["evidence.yaml"] = files["evidence.yaml"].replace(
        "services:\n", "  office: {label: Office, tables: [organisation]}\nservices:\n", 1
    )
    for old, new in changed.items():
        assert old in files["home/F-warden.yaml"]
        files["home/F-warden.yaml"] = files["home/F-warden.yaml"].replace(old, new)
    result = CliRunner().invoke(command, ["rules", "lint", "--rules", str(write_pack(files))])
    assert result.exit_code == 2
    assert f"found {found}" in result.output


def test_two_numbers_that_could_stand_for_each_other_must_say_what_they_judge(
    pack_files: dict[str, str], write_pack: Write
) -> None:
    files = dict(pack_files)
    files["parameters.yaml"] = files["parameters.yaml"].replace("value: 70", "value: 90")
    result = CliRunner().invoke(command, ["rules", "lint", "--rules", str(write_pack(files))])
    assert "found “trained_met” with the unit and value of trained_partly_met" in result.output


def test_the_command_tells_each_survivor_and_the_score(
    pack_files: dict[str, str], write_pack: Write
) -> None:
    folder = str(write_pack(pack_files))
    result = CliRunner().invoke(command, ["rules", "mutate", "--rules", folder])
    assert result.exit_code == 2
    assert "home/F-training.yaml:" in result.output
    assert "an example that would: {training.fire.level_1.percent: 91} gives met" in result.output
    good = CliRunner().invoke(command, ["rules", "mutate", "--rules", folder, "F-warden"])
    assert good.exit_code == 0
    assert good.output.rstrip().endswith("100.0 %.")


@pytest.mark.slow
@pytest.mark.parametrize(
    "folder",
    ["rules/suffolk-safeguarding-children-2013", "examples/fire-safety-care-home/rules"],
)
def test_no_mutant_of_a_whole_pack_survives(folder: str) -> None:
    found = mutants(ROOT / folder)
    assert [(one.file, one.what) for one in found if one.fate is Fate.SURVIVED] == []
    fates = Counter(one.fate for one in found)
    assert fates[Fate.EQUIVALENT] < len(found) / 20
