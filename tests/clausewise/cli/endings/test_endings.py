"""How a run ends: with status 0, 1 or 2, and what it says; never with a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Clausewise = Callable[..., Result]


def test_an_empty_folder_cannot_be_assessed(clausewise: Clausewise, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = clausewise("assess", tmp_path / "empty", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert result.output.startswith("Nothing can be assessed: 1 fault in what was given.")
    assert not (tmp_path / "out").exists()


def test_a_path_that_is_not_there(clausewise: Clausewise, tmp_path: Path) -> None:
    result = clausewise("assess", tmp_path / "nowhere.xlsx", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "nowhere.xlsx" in result.output


def test_what_is_no_workbook(clausewise: Clausewise, tmp_path: Path) -> None:
    (tmp_path / "return.xlsx").write_text("not a workbook")
    result = clausewise("assess", tmp_path, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "return.xlsx: cannot use the file" in result.output


@pytest.mark.usefixtures("few_pages")
def test_a_folder_that_cannot_be_written(
    clausewise: Clausewise, shared_returns: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("a file")
    result = clausewise("assess", shared_returns, "--out", tmp_path / "out")
    assert (result.exit_code, result.output) == (
        2,
        f"{tmp_path / 'out'} is a file, and the reports need a folder. Give another name.\n",
    )


@pytest.mark.slow
@pytest.mark.usefixtures("few_pages")
def test_fail_on_ends_with_status_1_where_the_verdict_occurs(
    clausewise: Clausewise, shared_returns: Path, tmp_path: Path
) -> None:
    words = ("assess", shared_returns, "--out", tmp_path, "--fail-on")
    assert clausewise(*words, "not_met").exit_code == 1
    unknown = clausewise(*words, "bad")
    assert (unknown.exit_code, unknown.output) == (
        2,
        "--fail-on: “bad” is no verdict; the verdicts are met, partly_met, not_met, conflicting, "
        "no_evidence, not_applicable.\n",
    )


def test_a_period_nobody_returned(
    clausewise: Clausewise, shared_returns: Path, tmp_path: Path
) -> None:
    result = clausewise("assess", shared_returns, "--out", tmp_path, "--period", "2015-16 Q1")
    assert (result.exit_code, result.output) == (
        2,
        "No return for 2015-16 Q1 was given. The returns are for 2014-15 Q1, 2014-15 Q2.\n",
    )


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--period", "summer", "“summer” is not an NHS quarter; write it like 2014-15 Q2"),
        ("--as-of", "yesterday", "“yesterday” is not a date; write it like 2014-09-30"),
    ],
)
def test_an_option_that_cannot_be_read(
    clausewise: Clausewise, tmp_path: Path, option: str, value: str, words: str
) -> None:
    result = clausewise("assess", tmp_path, "--out", tmp_path, option, value)
    assert result.exit_code == 2
    assert words in result.output


def test_a_pack_with_faults(clausewise: Clausewise, tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text("id: x\n")
    result = clausewise("assess", tmp_path, "--out", tmp_path / "out", "--rules", tmp_path)
    assert result.exit_code == 2
    assert "policy.yaml:1: found no “clauses”" in result.output
    assert "Add parameters.yaml to the pack." in result.output


def test_before_the_policy_was_in_force(
    clausewise: Clausewise, shared_returns: Path, tmp_path: Path
) -> None:
    words = ("assess", shared_returns, "--out", tmp_path, "--as-of", "2012-01-01")
    result = clausewise(*words)
    assert result.exit_code == 2
    assert result.output.startswith("On 2012-01-01 the policy's parameters were not yet in force")


def test_a_template_is_never_written_over_a_file(clausewise: Clausewise, tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    assert clausewise("template", "--kind", "provider", "--out", path).exit_code == 0
    before = path.read_bytes()
    again = clausewise("template", "--kind", "provider", "--out", path)
    assert again.exit_code == 2
    assert "is there already" in again.output
    assert path.read_bytes() == before
    assert clausewise("template", "--kind", "school", "--out", path).exit_code == 2
    assert clausewise("template", "--kind", "ccg", "--out", tmp_path / "a.xls").exit_code == 2


def test_explain_goes_from_the_clause_to_the_cell(
    clausewise: Clausewise, shared_returns: Path
) -> None:
    result = clausewise("explain", "RZ1", "S6-named-nurse", shared_returns)
    assert (result.exit_code, "Evidence was lost" in result.output) == (0, False)
    for words in (
        "Named Doctor and Nurse",
        "Section 6, paragraph 8(a)",
        "Orwell Deben SG return Q2 FINAL v3.xlsx > Named Professionals > D5",
        "a Named Nurse must be in post",
    ):
        assert words in result.output


@pytest.mark.parametrize(
    ("who", "what", "words"),
    [
        ("RZ1", "S6.p99", "“S6.p99” is neither a rule nor a clause"),
        ("Nobody", "S6.p08.b", "“Nobody” is no organisation of these returns: "),
        ("o", "S6.p08.b", "“o” fits several organisations: "),
        ("06L", "S6-named-midwife", "does not bind Ipswich and East Suffolk CCG"),
    ],
)
def test_explain_says_what_it_cannot_explain(
    clausewise: Clausewise, shared_returns: Path, who: str, what: str, words: str
) -> None:
    result = clausewise("explain", who, what, shared_returns)
    assert result.exit_code == 2
    assert words in result.output


@pytest.mark.parametrize(
    "name", ["demo", "assess", "explain", "what-if", "template", "decisions", "rules"]
)
def test_every_command_has_help(clausewise: Clausewise, name: str) -> None:
    result = clausewise(name, "--help")
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: clausewise {name}")
