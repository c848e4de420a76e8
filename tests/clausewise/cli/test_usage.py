"""Slips on the command line: the nearest is named, in the style of every other message."""

from __future__ import annotations

from collections.abc import Callable

import click
import pytest
from click.testing import Result

from clausewise.cli import command

Clausewise = Callable[..., Result]
GROUPS = [(), ("rules",), ("policy",), ("history",)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("asess", "“asess” is not a command of clausewise. Did you mean assess?"),
        ("frobnicate", "“frobnicate” is not a command of clausewise."),
        ("rules shw", "“shw” is not a command of clausewise rules. Did you mean show?"),
        ("--vrsion", "“--vrsion” is not an option of clausewise. Did you mean --version?"),
        (
            "assess x --perriod y",
            "“--perriod” is not an option of clausewise assess. Did you mean --period?",
        ),
        ("assess x", "--out is missing: Where to write the matrix; created if it does not exist."),
        ("assess", "RETURNS... is missing."),
        (
            "assess x --out y --audience bad",
            "--audience: “bad” is not one of “internal”, “shared”, “public”.",
        ),
        (
            "assess x --out y --period summer",
            "--period: “summer” is not an NHS quarter; write it like 2014-15 Q2.",
        ),
        ("assess x --out", "--out needs a value after it."),
        ("explain a b", "Give an ORGANISATION, a RULE-OR-CLAUSE and then RETURNS."),
    ],
)
def test_a_slip_is_said_on_one_line_with_where_to_read_on(
    clausewise: Clausewise, line: str, said: str
) -> None:
    result = clausewise(*line.split())
    first, see = result.output.splitlines()
    assert (result.exit_code, first) == (2, said)
    assert see.startswith("See: clausewise")
    assert see.endswith(" --help")


def test_an_unknown_rule_is_answered_the_same_by_explain_and_by_show(
    clausewise: Clausewise,
) -> None:
    said = clausewise("rules", "show", "S6-named-midwive").output
    assert said == clausewise("explain", "RZ1", "S6-named-midwive", "returns").output
    assert "Did you mean S6-named-midwife" in said


def test_what_resembles_nothing_is_told_where_the_rules_are_listed(clausewise: Clausewise) -> None:
    result = clausewise("rules", "show", "zzz")
    assert result.exit_code == 2
    assert result.output.endswith(". See: clausewise rules show\n")


@pytest.mark.parametrize("words", GROUPS, ids=" ".join)
def test_each_command_is_on_one_line_of_the_help(
    clausewise: Clausewise, words: tuple[str, ...]
) -> None:
    text = clausewise(*words, "--help").output.partition("Commands:\n")[2]
    listed = text.partition("\n\n")[0].splitlines()
    group: click.Command | None = command
    for word in words:
        assert isinstance(group, click.Group)
        group = group.get_command(click.Context(group), word)
    assert isinstance(group, click.Group)
    assert [line.split()[0] for line in listed] == group.list_commands(click.Context(group))
    assert [line for line in listed if line.endswith("...") or not line.endswith(".")] == []


def test_a_group_by_itself_shows_its_help(clausewise: Clausewise) -> None:
    assert clausewise("rules").output.startswith("Usage: clausewise rules")
