"""The second pack, of another field: what its README says is what the program gives."""

from __future__ import annotations

import json
import re
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from clausewise.assessing import assess
from clausewise.cli import command
from clausewise.packs import LoadedPack
from clausewise.returns import read_returns
from engine.loading import load_pack
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.policy.pack import Pack
from engine.nouns.verdict import Verdict
from examples.make_fire_returns import RETURNS
from examples.writing import written
from tests.reports.site import html_in

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "examples" / "fire-safety-care-home"
README = (HOME / "README.md").read_text("utf-8")
COMMITTED = "fire-safety-care-home-2014"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(HOME / "rules")


@pytest.fixture(scope="module")
def assessment(pack: Pack) -> Assessment:
    return assess(read_returns(HOME / "returns", LoadedPack(pack, HOME / "rules"))).whole


def run(*arguments: str | Path) -> Result:
    """A command of the program on this pack, which must end well or for lost evidence alone."""
    words = [str(word) for word in (*arguments, "--rules", HOME / "rules")]
    result = CliRunner().invoke(command, words, catch_exceptions=False)
    assert result.exit_code == int("Evidence was lost" in result.output), result.output
    return result


def verdicts_in_readme(text: str) -> dict[tuple[str, str, str], str]:
    """The verdicts that the README's tables give, by rule, organisation and quarter."""
    verdicts: dict[tuple[str, str, str], str] = {}
    for table in text.split("| rule | ")[1:]:
        headings, *lines = table.split("\n\n")[0].splitlines()
        columns = [heading.split() for heading in headings.rstrip(" |").split(" | ")]
        for rule, rest in re.findall(r"^\| `(\S+)` \| (.+) \|$", "\n".join(lines), re.MULTILINE):
            for (code, quarter), verdict in zip(columns, rest.split(" | "), strict=True):
                verdicts[rule, code, f"2014-15 {quarter}"] = verdict
    return verdicts


def test_every_verdict_is_the_one_the_readme_tells(assessment: Assessment) -> None:
    given = {finding.key: finding.verdict.words for finding in assessment.findings}
    assert len(given) == 16 * 3 * 2 + 3 * 2
    assert verdicts_in_readme(README) == given
    # Its one check of a return against itself does not fire.
    assert set(given.values()) == {verdict.words for verdict in Verdict} - {"Conflicting"}


def test_every_concern_is_one_the_readme_tells(assessment: Assessment) -> None:
    named = re.findall(r"^- `(\S+)`$", README, re.MULTILINE)
    assert named == sorted(concern.id for concern in assessment.concerns)


def test_every_fault_is_one_the_readme_tells(assessment: Assessment) -> None:
    lines = README.split("## What the files are meant to trip over")[1].splitlines()
    named = [tuple(line.strip("| ").split(" | ")) for line in lines if line.startswith("| `")]
    assert named == [
        (f"`{fault.file}`", f"{fault.sheet} {fault.cell}", fault.found)
        for fault in assessment.faults
    ]


def test_the_evidence_is_of_every_sort_but_moderated(assessment: Assessment) -> None:
    bases = {finding.basis.value for finding in assessment.findings if finding.basis}
    assert bases == {"register", "figure", "document", "declared"}


def test_who_is_silent_is_named(assessment: Assessment) -> None:
    silent = [
        finding.verdict
        for finding in assessment.findings
        if finding.key[1:] == ("OC3", "2014-15 Q2")
    ]
    assert silent == [Verdict.NO_EVIDENCE] * 16


def test_the_register_has_the_policy_word_for_word(pack: Pack) -> None:
    text = (HOME / "policy.md").read_text("utf-8")
    printed = dict(re.findall(r"^(?:- )?\[(F\d\.p\d\d(?:\.[a-z])?)\] (.+)$", text, re.MULTILINE))
    assert {clause.id: clause.words for clause in pack.clauses.values() if clause.words} == {
        name: words
        for name, words in printed.items()
        if not any(other.startswith(f"{name}.") for other in printed)
    }
    assert [clause.id for clause in pack.clauses.values()] == list(printed)


def test_every_rule_quotes_words_that_its_clause_alone_has(pack: Pack) -> None:
    quoted = {
        (rule.id, clause): [clause.id for clause in pack.clauses.values() if words in clause.words]
        for rule in pack.rules.values()
        for clause, words in rule.quotes.items()
    }
    assert quoted == {
        (rule.id, clause): [clause] for rule in pack.rules.values() for clause in rule.cites
    }


def test_numbers_are_the_policys_or_the_groups_own(pack: Pack) -> None:
    sources = {
        name: (value.value, value.set_by.value, value.clause)
        for name, parameter in pack.parameters.items()
        for value in parameter.values
    }
    assert sources == {
        "assessment_months": (12, "policy", "F3.p01.b"),
        "assessment_late_months": (15, "commissioner", None),
        "alarm_tests_met": (13, "policy", "F4.p01"),
        "alarm_tests_partly_met": (11, "commissioner", None),
        "extinguishers_met": (100, "policy", "F4.p02"),
        "extinguishers_partly_met": (95, "commissioner", None),
        "training_met": (100, "policy", "F5.p01"),
        "training_partly_met": (90, "commissioner", None),
        "warden_training_met": (100, "policy", "F5.p02"),
        "training_months": (12, "policy", "F5.p03"),
        "drills_met": (1, "policy", "F5.p04"),
        "night_drills_met": (1, "policy", "F5.p05"),
        "answers_met": (100, "policy", "F6.p01"),
        "figures_met": (100, "policy", "F6.p03"),
        "report_months": (12, "policy", "F6.p02"),
        "figures_tolerance": (2, "commissioner", None),
        "small_number": (5.0, "commissioner", None),
        "change_by_chance": (5, "commissioner", None),
        "near_margin": (1, "commissioner", None),
        "near_margin_days": (31, "commissioner", None),
    }


def test_the_workbooks_are_those_the_script_makes() -> None:
    made = {
        f"{one.quarter.label.replace(' ', '-')}/{path}": content
        for one in RETURNS
        for path, content in written(one).items()
    }
    lying = {
        path.relative_to(HOME / "returns").as_posix(): path.read_bytes()
        for path in (HOME / "returns").rglob("*.xlsx")
    }
    assert lying == made


def test_rules_lint_finds_no_fault() -> None:
    assert run("rules", "lint").output == (
        "Fire Safety Policy: 19 rules, 31 clauses, 20 parameters, 3 concern rules: no faults.\n"
    )


def test_rules_test_finds_every_example_as_expected() -> None:
    assert run("rules", "test").output == (
        "19 rules, 91 examples: 91 as expected, 0 not.\n"
        "1 check, 5 examples: 5 as expected, 0 not.\n"
        "3 ranking cases: 3 as expected, 0 not.\n"
    )


def test_rules_coverage_tells_of_every_clause() -> None:
    rows = json.loads(run("rules", "coverage", "--json").output)["clauses"]
    assert {row["id"]: row["reason"] for row in rows if not row["rules"]} == {
        **dict.fromkeys(["F1.p01", "F1.p02", "F1.p03"], "Context, not a duty"),
        "F2.p04": "No return tells of single fires; they are reported on the day and not by the "
        "quarter.",
        "F2.p05": "A permission for staff, not a duty of the home.",
        "F5.p06": "The return counts drills and does not tell who was invited to them.",
        "F6.p04": "A permission; the plan is agreed outside the return.",
    }
    assert len(rows) == 31


def test_rules_show_says_who_set_a_number() -> None:
    shown = " ".join(run("rules", "show", "F4-extinguishers").output.split())
    assert "100 %, set by the policy since 1 January 2014, clause F4.p02" in shown
    assert "95 %, default, not agreed (since 1 January 2014)" in shown


def test_assess_writes_every_report_in_the_words_of_the_field(tmp_path: Path) -> None:
    result = run("assess", HOME / "returns", "--out", tmp_path / "matrix")
    assert result.output.splitlines()[:9] == [
        "Fire Safety Policy, 2014-15 Q2, judged as of 30 September 2014",
        "",
        "Organisation                Met  Partly met  Not met  Conflicting  No evidence"
        "  Not applicable",
        "Alder Court                  13           2        1            0            0"
        "               0",
        "Birchfield House              7           1        5            0            2"
        "               1",
        "Ostermere Care Homes Group    2           0        1            0            0"
        "               0",
        "Withy Day Centre              0           0        0            0           16"
        "               0",
        "",
        "NO RETURN CAME from Withy Day Centre: every duty is without evidence.",
    ]
    written_files = {path.name: path for path in (tmp_path / "matrix").iterdir()}
    assert sorted(written_files) == [
        *("findings.json", "index.html", "manifest.json", "matrix.csv", "matrix.xlsx", "pages")
    ]
    page = html_in(tmp_path / "matrix")
    assert 'placeholder="drill, F5.p04, warden …"' in page
    assert "within what the rule or the group’s fire safety lead allows" in page
    record = json.loads(written_files["findings.json"].read_text("utf-8"))
    assert record["run"]["pack"]["id"] == COMMITTED
    foreign = r"safeguarding|\bchild(?:ren)?\b|\bCCG|LSCB|[Ss]ection ?11|midwi|commissioner"
    assert re.findall(foreign, page) == []


def test_explain_goes_from_the_clause_to_the_cell() -> None:
    output = run("explain", "OC2", "F2.p02", HOME / "returns").output
    assert output.startswith("Birchfield House (OC2), 2014-15 Q2: A Fire Warden is in post\n")
    assert "“Each home must have a Fire Warden in post.”" in output
    assert "2014-15-Q2/birchfield-house/named_professionals.csv > D2 = “0”" in output


@pytest.mark.parametrize("kind", ["care_home", "operator"])
def test_a_blank_return_is_laid_out_by_the_pack(pack: Pack, kind: str, tmp_path: Path) -> None:
    run("template", "--kind", kind, "--out", tmp_path / "blank.xlsx")
    book = openpyxl.load_workbook(tmp_path / "blank.xlsx")
    assert book.sheetnames == ["Read me", *pack.vocabulary.kinds[kind].tables]
    told_first = {row[0].value: row[1].value for row in book["Read me"]["A1:B14"]}
    assert f"Fire safety return: {pack.vocabulary.kinds[kind].label}" in told_first
    assert told_first["No data about residents"] == (
        "Never a resident’s name, date of birth or NHS number, anywhere."
    )
    assert book["organisation"]["C2"].value == "The organisation’s home code, such as OC1."
    if kind == "care_home":
        questions = [row[0].value for row in book["fire_audit"].iter_rows(min_row=2)]
        assert questions == list(pack.vocabulary.questions)


def test_its_register_holds_to_the_policys_text() -> None:
    result = run("policy", "verify", HOME / "policy.md")
    assert result.output.splitlines()[-1] == "All that was looked up holds."


@pytest.mark.parametrize(
    "words",
    [
        ("rules", "queries"),
        ("policy", "diff", HOME / "rules", HOME / "policy.md"),
        ("what-if", HOME / "returns", "--set", "training_met=90"),
        ("rules", "mutate", "F5-drills"),
    ],
)
def test_the_newer_commands_run_on_it_too(words: tuple[str | Path, ...]) -> None:
    assert run(*words).output.strip()
