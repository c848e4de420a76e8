"""``clausewise explain``: a finding with its tree, and a clause over all organisations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from tests.clausewise.cli.ending import ending

Clausewise = Callable[..., Result]
FIRE = Path(__file__).resolve().parents[3] / "examples" / "fire-safety-care-home"
RULES = ("--rules", FIRE / "rules")


def test_the_tree_comes_where_it_is_asked_for(clausewise: Clausewise) -> None:
    words = ("explain", "OC1", "F4-alarm-tests", FIRE / "returns", *RULES)
    assert "HOW THE VERDICT WAS REACHED" not in clausewise(*words).output
    result = clausewise(*words, "--tree")
    assert result.exit_code == 0
    assert "HOW THE VERDICT WAS REACHED\n  - Met when: Fire alarm tests" in result.output


def test_a_clause_takes_returns_alone(clausewise: Clausewise) -> None:
    quarters = [FIRE / "returns" / name for name in ("2014-15-Q1", "2014-15-Q2")]
    result = clausewise("explain", "--clause", "F4.p01", *quarters, *RULES)
    # Birchfield House says “about 12”, which costs this clause.
    assert (result.exit_code, "Evidence was lost" in result.output) == (1, True)
    assert result.output.startswith("Section 4, paragraph 1 (F4.p01), 2014-15 Q2: 4. Equipment")
    assert "Alder Court (OC1): MET." in result.output


def test_a_clause_that_is_none(clausewise: Clausewise) -> None:
    result = clausewise("explain", "--clause", "F4.p1", FIRE / "returns", *RULES)
    assert ending(result) == (
        2,
        [
            "“F4.p1” is not a clause of Fire Safety Policy. Did you mean F4.p01 or F6.p01 or "
            "F5.p01?",
        ],
    )


def test_too_few_words(clausewise: Clausewise) -> None:
    see = "See: clausewise explain --help"
    assert ending(clausewise("explain", "OC1", "F4-alarm-tests", *RULES)) == (
        2,
        ["Give an ORGANISATION, a RULE-OR-CLAUSE and then RETURNS.", see],
    )
    assert ending(clausewise("explain", "--clause", "F4.p01", *RULES)) == (
        2,
        ["[ORGANISATION RULE-OR-CLAUSE] RETURNS... is missing.", see],
    )


def test_the_public_is_told_no_more_of_a_clause_than_of_its_findings(
    clausewise: Clausewise,
) -> None:
    words = ("explain", "--clause", "F4.p01", FIRE / "returns", *RULES)
    marks = ("Fragile", "SHA-256")
    inside = clausewise(*words).output
    shown = clausewise(*words, "--audience", "public").output
    assert [mark in inside for mark in marks] == [True, True]
    assert [mark in shown for mark in marks] == [False, False]
    assert shown.splitlines()[0] == inside.splitlines()[0]
