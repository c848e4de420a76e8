"""Each fault that the linter tells of a pack that loads, with its place and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.loading import PackError, load_pack
from engine.loading.linting.lint import lint
from engine.nouns.evidence.fault import PackFault

Write = Callable[[dict[str, str]], Path]

LINTED: list[tuple[str, str, str, str, list[PackFault]]] = [
    (
        "a number of the policy under a clause that does not say it",
        "parameters.yaml",
        "set_by: commissioner, note: To be confirmed.}",
        "set_by: policy, clause: F1, repeated_in: [F3]}",
        [
            PackFault(
                "home/F-training.yaml",
                1,
                "the policy’s number “trained_met”, said by F1, F3",
                "a number that the clauses of this rule give, F2",
                "Cite the clause that says it, name this one under “repeated_in” if its own words "
                "do, or take a number that the commissioner sets.",
            )
        ],
    ),
    (
        "a verdict without an example",
        "home/F-warden.yaml",
        "  - name: vacant\n    given: {organisation.services: [night_care], "
        "named_professionals.warden.wte: 0}\n    expect: not_met\n",
        "",
        [
            PackFault(
                "home/F-warden.yaml",
                15,
                "no example that expects “not_met”",
                "an example for every verdict that the rule can give",
                "Add one.",
            ),
            PackFault(
                "home/F-warden.yaml",
                15,
                "no example with “named_professionals.warden.wte” exactly at the threshold of "
                "“is_over”",
                "examples exactly at each threshold and one step beyond it",
                "Add one (a step is 0.1).",
            ),
        ],
    ),
    (
        "a threshold shown from one side only",
        "home/F-training.yaml",
        "level_1.percent: 89}, expect: partly_met",
        "level_1.percent: 88}, expect: partly_met",
        [
            PackFault(
                "home/F-training.yaml",
                15,
                "no example with “training.fire.level_1.percent” beyond the threshold, no more "
                "than one step of “is_at_least”",
                "examples exactly at each threshold and one step beyond it",
                "Add one (a step is 1).",
            )
        ],
    ),
    (
        "a clause with a rule and a reason",
        "policy.yaml",
        f"fingerprint: {'{F1}'}\n",
        f"fingerprint: {'{F1}'}\n    reason: Nothing tests it.\n",
        [
            PackFault(
                "policy.yaml",
                1,
                "a rule and a reason for F1",
                "for each clause a rule that cites it, or the reason why there is none",
                "Remove the reason.",
            )
        ],
    ),
    (
        "a clause with neither",
        "policy.yaml",
        "    reason: A permission, not a duty.\n",
        "",
        [
            PackFault(
                "policy.yaml",
                1,
                "no rule and no reason for F3",
                "for each clause a rule that cites it, or the reason why there is none",
                "Write a rule, or say why nothing can test it.",
            )
        ],
    ),
    (
        "a parameter's number in the words",
        "home/F-training.yaml",
        "met: Staff are trained.",
        "met: At least 90 % are trained.",
        [
            PackFault(
                "home/F-training.yaml",
                1,
                "the number 90 in words.met",
                "words without a parameter's number; the report puts the value beside them",
                "Take the number out.",
            )
        ],
    ),
]


@pytest.mark.parametrize(
    ("file", "words", "instead", "faults"),
    [case[1:] for case in LINTED],
    ids=[case[0] for case in LINTED],
)
def test_each_lint_fault(
    pack_files: dict[str, str],
    write_pack: Write,
    file: str,
    words: str,
    instead: str,
    faults: list[PackFault],
) -> None:
    pin = pack_files["policy.yaml"].split("fingerprint: ")[1].split("\n")[0]
    words, instead = words.replace("{F1}", pin), instead.replace("{F1}", pin)
    assert words in pack_files[file]
    pack_files[file] = pack_files[file].replace(words, instead, 1)
    assert list(lint(load_pack(write_pack(pack_files)))) == faults


def test_items_that_a_spreadsheet_cannot_tell_apart_are_a_fault(
    pack_files: dict[str, str], write_pack: Write
) -> None:
    pack_files["indicators.yaml"] = pack_files["indicators.yaml"].replace('"2"', '"1.0"')
    with pytest.raises(PackError) as told:
        load_pack(write_pack(pack_files))
    assert str(told.value.faults[0]) == (
        "indicators.yaml:6: found item “1.0”, the same number as item “1”; expected items that "
        "differ as numbers, since spreadsheets keep 4.10 as 4.1. Call one of them otherwise, such "
        "as 4.1b."
    )
