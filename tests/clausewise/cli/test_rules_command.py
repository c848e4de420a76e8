"""``clausewise rules``: the pack that comes with the program, linted, tested, covered, shown."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Clausewise = Callable[..., Result]


def test_the_pack_has_no_faults(clausewise: Clausewise) -> None:
    result = clausewise("rules", "lint")
    assert (result.exit_code, result.output.endswith(": no faults.\n")) == (0, True)


def test_every_example_comes_out_as_expected(clausewise: Clausewise) -> None:
    result = clausewise("rules", "test")
    assert result.exit_code == 0
    assert re.search(r"as expected, 0 not\.$", result.output.strip())
    assert re.search(
        r"^\d\d ranking cases: \d\d as expected, 0 not\.$", result.output, re.MULTILINE
    )


def test_a_ranking_that_puts_another_first_is_told_with_its_line(
    clausewise: Clausewise, tmp_path: Path
) -> None:
    pack = tmp_path / "rules"
    shutil.copytree("examples/fire-safety-care-home/rules", pack)
    ranking = pack / "concerns" / "ranking.yaml"
    text, _, _ = ranking.read_text("utf-8").partition("cases:\n")
    cases = (
        "cases:\n"
        "  - {name: upside down, first: {F6-fire-audit: [met, not_met]},"
        " then: {F4-alarm-tests: [met, not_met]}}\n"
        "  - {name: nothing, first: {F6-fire-audit: [met]},"
        " then: {F4-alarm-tests: [met, not_met]}}\n"
    )
    ranking.write_text(text + cases, "utf-8")
    result = clausewise("rules", "test", "--rules", pack)
    line = text.count("\n") + 2
    assert result.exit_code == 2
    assert (
        f"concerns/ranking.yaml:{line}: “upside down”: “then” comes first; expected “first” to "
        f"come first.\nconcerns/ranking.yaml:{line + 1}: “nothing”: “first” raises no concern; "
        "expected “first” to come first.\n"
    ) in result.output
    assert result.output.endswith("2 ranking cases: 0 as expected, 2 not.\n")


def test_every_clause_of_section_6_and_appendix_1_has_a_rule(clausewise: Clausewise) -> None:
    clauses = json.loads(clausewise("rules", "coverage", "--json").output)["clauses"]
    assert {tuple(clause) for clause in clauses} == {
        ("id", "citation", "bearer", "force", "rules", "reason")
    }
    ruled = [clause for clause in clauses if clause["id"].startswith(("S6.", "A1."))]
    assert len([clause for clause in ruled if clause["id"].startswith("A1.")]) == 40
    assert [clause["id"] for clause in ruled if not clause["rules"]] == []
    others = [clause for clause in clauses if clause["id"].startswith(("S4", "S5", "S7", "S8"))]
    assert [c["id"] for c in others if not c["rules"] and not c["reason"]] == []


def test_rules_are_shown_by_id_by_clause_and_all(clausewise: Clausewise) -> None:
    one = clausewise("rules", "show", "S6-named-midwife")
    assert one.exit_code == 0
    assert "(Named Midwife for maternity services)" in one.output
    by_clause = clausewise("rules", "show", "S6.p08.a")
    assert "S6-named-doctor" in by_clause.output
    assert "S6-named-nurse" in by_clause.output
    everything = clausewise("rules", "show")
    assert len(everything.output.splitlines()) > 90
    parameters = clausewise("rules", "show", "parameters")
    assert "training_met" in parameters.output


def test_an_unknown_rule_is_answered_with_the_nearest(clausewise: Clausewise) -> None:
    result = clausewise("rules", "show", "S6-named-midwive")
    assert result.exit_code == 2
    assert "Did you mean S6-named-midwife" in result.output
    assert clausewise("rules", "test", "nonsense").exit_code == 2


def test_schemas_are_written_over_their_own_kind_alone(clausewise, tmp_path) -> None:
    for _ in range(2):
        assert clausewise("rules", "schemas", "--out", tmp_path).exit_code == 0
    (tmp_path / "policy.json").write_text('{"mine": true}')
    refused = clausewise("rules", "schemas", "--out", tmp_path)
    assert refused.exit_code == 2
    assert "policy.json already exists" in refused.output
    assert (tmp_path / "policy.json").read_text() == '{"mine": true}'
