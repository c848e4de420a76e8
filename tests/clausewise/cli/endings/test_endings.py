"""How a run ends: with status 0, 1 or 2, and what it says; never with a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.clausewise.cli.ending import A_RETURN, ending

Clausewise = Callable[..., Result]
THEM = (
    "NXC Gipping Valley Community Health; 06L Ipswich and East Suffolk CCG; RZ1 Orwell & Deben "
    "University Hospital NHS Trust"
)
"""The organisations of the shared returns."""


def test_an_empty_folder_cannot_be_assessed(clausewise: Clausewise, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = clausewise("assess", tmp_path / "empty", "--out", tmp_path / "out")
    assert ending(result) == (
        2,
        [
            "Nothing can be assessed: 1 fault in what was given.",
            f"  {tmp_path / 'empty'}: cannot use the file",
            f"    found a folder with no returns in it; expected {A_RETURN}. Put the returns into "
            "the folder, or name the folder that holds them.",
        ],
    )
    assert not (tmp_path / "out").exists()


def test_a_path_that_is_not_there(clausewise: Clausewise, tmp_path: Path) -> None:
    result = clausewise("assess", tmp_path / "nowhere.xlsx", "--out", tmp_path / "out")
    assert ending(result) == (
        2,
        [
            "Nothing can be assessed: 1 fault in what was given.",
            f"  {tmp_path / 'nowhere.xlsx'}: cannot use the file",
            f"    found no such file or folder; expected {A_RETURN}. Check the name and the folder "
            "it is in.",
        ],
    )
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_workbook(clausewise: Clausewise, tmp_path: Path) -> None:
    (tmp_path / "return.xlsx").write_text("not a workbook")
    result = clausewise("assess", tmp_path, "--out", tmp_path / "out")
    status, (first, place, fault) = ending(result)
    assert (status, first, place) == (
        2,
        "Nothing can be assessed: 1 fault in what was given.",
        "  return.xlsx: cannot use the file",
    )
    assert fault.startswith(
        f"    found a file that is not a workbook; expected {A_RETURN}. Open it in Excel and save "
        "it as “Excel Workbook (.xlsx)”."
    )


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
        "--fail-on: “bad” is not a verdict; the verdicts are met, partly_met, not_met, "
        "conflicting, no_evidence, not_applicable.\n",
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
    assert ending(result) == (2, [f"{option}: {words}.", "See: clausewise assess --help"])


def test_a_pack_with_faults(clausewise: Clausewise, tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text("id: x\n")
    result = clausewise("assess", tmp_path, "--out", tmp_path / "out", "--rules", tmp_path)
    no_file = "found no such file; expected the file."
    assert ending(result) == (
        2,
        [
            f"The rules in {tmp_path} cannot be used: 6 faults.",
            f"  evidence.yaml:1: {no_file} Add evidence.yaml to the pack.",
            f"  parameters.yaml:1: {no_file} Add parameters.yaml to the pack.",
            *(
                f"  policy.yaml:1: found no “{key}”; expected “{key}”. Add “{key}”."
                for key in ("clauses", "policy", "title", "version")
            ),
        ],
    )


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
    assert ending(again) == (
        2,
        [f"--out: {path} already exists; give another name, or move that file."],
    )
    assert path.read_bytes() == before


def test_a_template_of_no_kind_or_of_another_ending_is_not_written(
    clausewise: Clausewise, tmp_path: Path
) -> None:
    path, old = tmp_path / "a.xlsx", tmp_path / "a.xls"
    assert ending(clausewise("template", "--kind", "school", "--out", path)) == (
        2,
        [
            "--kind: “school” is not a kind; the kinds are provider, ccg, gp_practice, "
            "support_service."
        ],
    )
    assert ending(clausewise("template", "--kind", "ccg", "--out", old)) == (
        2,
        [f"--out: “{old}” does not end in .xlsx; the template is an Excel workbook."],
    )
    assert list(tmp_path.iterdir()) == []


def test_explain_goes_from_the_clause_to_the_cell(
    clausewise: Clausewise, shared_returns: Path
) -> None:
    result = clausewise("explain", "RZ1", "S6-named-nurse", shared_returns)
    assert result.exit_code == 0
    parts = {part.splitlines()[0]: part.splitlines()[1:] for part in result.output.split("\n\n")}
    assert list(parts) == [
        "Orwell & Deben University Hospital NHS Trust (RZ1), 2014-15 Q2: A Named Nurse is in post",
        "NOT MET",
        "WHAT WAS REQUIRED",
        "WHAT WAS FOUND",
        "WHY",
        "WHAT WOULD SATISFY IT",
        "CONCERNS ABOUT IT",
        "POLICY QUERIES ABOUT IT",
    ]
    assert parts["WHAT WAS REQUIRED"][:2] == [
        "  Section 6, paragraph 8(a) (S6.p08.a):",
        "    “Named Doctor and Nurse”",
    ]
    place = "Orwell Deben SG return Q2 FINAL v3.xlsx > Named Professionals"
    assert parts["WHAT WAS FOUND"] == [
        "  Named Nurse, time in post: 0 WTE",
        f"    {place} > D5 = “0”",
        f"    {place} > B5 = “VACANT”",
        "    the return says that the post is vacant",
    ]
    assert parts["WHAT WOULD SATISFY IT"][:2] == [
        "  Appoint a Named Nurse and return the post under item 1.",
        "  a Named Nurse must be in post",
    ]


@pytest.mark.parametrize(
    ("who", "what", "words"),
    [
        (
            *("RZ1", "S6.p99"),
            "“S6.p99” is neither a rule nor a clause of Safeguarding Children Policy. Did you mean "
            "S6.p19 or S6.p09 or S6.p09.b?",
        ),
        ("Nobody", "S6.p08.b", f"“Nobody” is not an organisation of these returns: {THEM}."),
        ("o", "S6.p08.b", f"“o” fits several organisations: {THEM}."),
        (
            *("06L", "S6-named-midwife"),
            "S6-named-midwife does not bind Ipswich and East Suffolk CCG, which is of the kind "
            "“Clinical Commissioning Group”.",
        ),
    ],
)
def test_explain_says_what_it_cannot_explain(
    clausewise: Clausewise, shared_returns: Path, who: str, what: str, words: str
) -> None:
    assert ending(clausewise("explain", who, what, shared_returns)) == (2, [words])


@pytest.mark.parametrize(
    "name", ["demo", "assess", "explain", "what-if", "template", "decisions", "rules"]
)
def test_every_command_has_help(clausewise: Clausewise, name: str) -> None:
    result = clausewise(name, "--help")
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: clausewise {name}")
