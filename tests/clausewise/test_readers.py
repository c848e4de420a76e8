"""What readers are told on the terminal: duties not testable, reader's notes, policy queries."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from engine.nouns.policy.clause import fingerprint
from tests.engine.conftest import FILES
from tests.engine.loading.files.pack_folder import written_into

Clausewise = Callable[..., Result]

DRILL = "Each home and its owner should know the drill."
POLICY = f"""\
  - id: F4
    citation: Section 1, paragraph 4
    section: 1. Fire
    words: ""
    bearers: [home, owner]
    force: must
    parts: [F1, F4.b]
  - id: F4.b
    citation: Section 1, paragraph 4(b)
    section: 1. Fire
    words: {DRILL}
    bearers: [home, owner]
    force: should
    fingerprint: {fingerprint(DRILL)}
    reason: what people know no return shows
  - id: F5
    citation: Section 1, paragraph 5
    section: 1. Fire
    words: {DRILL}
    bearers: [owner]
    force: must
    fingerprint: {fingerprint(DRILL)}
    reason: Owners return nothing.
  - id: F6
    citation: Section 1, paragraph 6
    section: 1. Fire
    words: {DRILL}
    bearers: [home]
    force: statement
    fingerprint: {fingerprint(DRILL)}
    reason: Background.
"""
NOTES = """\
- {id: N-drill, terms: [drill], was: The drill, now: the exercise, since: 1 April 2020}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    files = {
        **FILES,
        "policy.yaml": FILES["policy.yaml"] + POLICY,
        "successions.yaml": NOTES,
    }
    return written_into(tmp_path / "pack", files)


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    folder = tmp_path / "returns" / "elms"
    folder.mkdir(parents=True)
    rows = ("field,value", "code,H1", "name,The Elms", "kind,home", "services,night_care")
    (folder / "organisation.csv").write_text(
        "\n".join((*rows, "period,2014-15 Q2", "submitted_on,2014-10-09")), "utf-8"
    )
    return tmp_path / "returns"


def test_explain_says_that_a_duty_is_not_testable(
    clausewise: Clausewise, pack: Path, returns: Path
) -> None:
    result = clausewise("explain", "H1", "F4.b", returns, "--rules", pack)
    assert (result.exit_code, result.output.splitlines()) == (
        0,
        [
            "The Elms (H1), 2014-15 Q2: Section 1, paragraph 4(b)",
            "",
            "NOT TESTABLE",
            "",
            "WHAT IS REQUIRED",
            "  Section 1, paragraph 4(b) (F4.b):",
            f"    “{DRILL}”",
            "    Reader’s note: The drill: now the exercise, since 1 April 2020.",
            "",
            "WHY NO RULE TESTS IT",
            "  What people know no return shows",
            "",
            "WHAT THAT MEANS",
            "  No return can show whether this duty is met. It counts neither for nor against the",
            "  organisation; ask about it at the meeting.",
        ],
    )


def test_explain_of_a_paragraph_tells_its_parts_with_and_without_a_rule(
    clausewise: Clausewise, pack: Path, returns: Path
) -> None:
    result = clausewise("explain", "elms", "F4", returns, "--rules", pack)
    assert result.exit_code == 0
    verdicts = [
        line for line in result.output.splitlines() if line in ("NOT TESTABLE", "NO EVIDENCE")
    ]
    assert verdicts == ["NO EVIDENCE", "NOT TESTABLE"]


def test_explain_of_another_kinds_duty_or_of_a_statement_ends_with_status_2(
    clausewise: Clausewise, pack: Path, returns: Path
) -> None:
    other = clausewise("explain", "H1", "F5", returns, "--rules", pack)
    assert (other.exit_code, other.output) == (
        2,
        "F5 does not bind The Elms, which is of the kind “Care home”.\n",
    )
    statement = clausewise("explain", "H1", "F6", returns, "--rules", pack)
    assert (statement.exit_code, statement.output) == (
        2,
        "No rule tests Section 1, paragraph 6. Background.\n",
    )


def test_rules_show_of_a_clause_without_a_rule(clausewise: Clausewise, pack: Path) -> None:
    result = clausewise("rules", "show", "F4.b", "--rules", pack)
    assert (result.exit_code, result.output.splitlines()) == (
        0,
        [
            "SECTION 1, PARAGRAPH 4(B)",
            "  No rule tests it. What people know no return shows",
            "",
            "The policy says",
            "  Section 1, paragraph 4(b) (F4.b):",
            f"    “{DRILL}”",
            "    Reader’s note: The drill: now the exercise, since 1 April 2020.",
        ],
    )


def test_rules_queries(clausewise: Clausewise, pack: Path) -> None:
    text = clausewise("rules", "queries", "--rules", pack)
    assert (text.exit_code, text.output.splitlines()) == (
        0,
        [
            "POLICY QUERIES: FIRE SAFETY POLICY, VERSION 2, 2014",
            "",
            "Q-day",
            "  The policy says:",
            "    Section 1, paragraph 3 (F3): “Doors may be propped open by day.”",
            "  What is unclear: “by day” is not defined.",
            "  The reading taken: From seven to seven.",
            "  What follows: None for the rules.",
            "  No rule rests on it.",
            "",
            "1 policy query.",
        ],
    )
    plain = clausewise("rules", "queries", "--json", "--rules", pack)
    assert (plain.exit_code, json.loads(plain.output)) == (
        0,
        {
            "queries": [
                {
                    "id": "Q-day",
                    "clauses": [
                        {
                            "id": "F3",
                            "citation": "Section 1, paragraph 3",
                            "words": "Doors may be propped open by day.",
                        }
                    ],
                    "words": "“by day” is not defined",
                    "reading": "From seven to seven",
                    "consequence": "None for the rules",
                    "rules": [],
                }
            ]
        },
    )


def test_every_query_of_the_pack_that_comes_with_the_program_is_told(
    clausewise: Clausewise,
) -> None:
    told = json.loads(clausewise("rules", "queries", "--json").output)["queries"]
    lines = clausewise("rules", "queries").output.splitlines()
    assert [one["id"] for one in told] == [line for line in lines if line.startswith("Q-")]
    assert lines[-1] == f"{len(told)} policy queries."
    assert {"Q-mindful", "Q-annually", "Q-members-or-linked", "Q-approved-when"} <= {
        one["id"] for one in told
    }
