"""The questions of the page for analysts, asked as they stand there, and counted here."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest

from clausewise.assessing import assess, publish
from clausewise.returns import read_returns
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.verdict import Basis, Verdict
from reports.dataset.write import dataset_files
from reports.files import write_made
from reports.lookup import Lookup

HOME = Path(__file__).resolve().parents[3]
PAGE = (HOME / "docs" / "use" / "analysts.md").read_text("utf-8")
UNMET_THRICE, BY_CLAUSE, TYPED = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
BY_ORGANISATION, OWN_WORD, IN_PANDAS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def assessment(examples: Path) -> Assessment:
    return publish(assess(read_returns(examples)), "shared").shown


@pytest.fixture(scope="module")
def home(assessment: Assessment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose ``out`` holds the data set."""
    home = tmp_path_factory.mktemp("analysts")
    write_made(dataset_files(Lookup.for_assessment(assessment)), home / "out")
    return home


def answered(home: Path, question: str) -> list[tuple[Any, ...]]:
    with contextlib.chdir(home):
        return duckdb.sql(question).fetchall()


def ran(home: Path, *programs: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    with contextlib.chdir(home):
        for program in programs:
            exec(program, names)
    return names


def test_unmet_three_quarters_running(assessment: Assessment, home: Path) -> None:
    unmet: Counter[tuple[str, str]] = Counter()
    for ruling in assessment.findings.rulings():
        if ruling.period in assessment.quarters[-3:]:
            is_unmet = ruling.verdict in (Verdict.NOT_MET, Verdict.PARTLY_MET)
            unmet[ruling.organisation.code, ruling.rule] += is_unmet
    expected = sorted(key for key, count in unmet.items() if count == 3)
    found = answered(home, UNMET_THRICE)
    assert [(code, rule) for code, _, rule, _ in found] == expected
    assert expected
    titles = {rule.id: rule.title for rule in assessment.pack.rules.values()}
    assert all(titles[rule] == title for _, _, rule, title in found)


def test_by_clause(assessment: Assessment, home: Path) -> None:
    counted: dict[str, Counter[Verdict]] = {}
    for ruling in assessment.findings.rulings(assessment.run.period):
        for clause in ruling.cites:
            counted.setdefault(clause, Counter())[ruling.verdict] += 1
    verdicts = [verdict for verdict in Verdict if verdict is not Verdict.NOT_APPLICABLE]
    assert answered(home, BY_CLAUSE) == [
        (clause, *(counted[clause][verdict] for verdict in verdicts)) for clause in sorted(counted)
    ]


def test_what_was_typed_where_a_duty_is_not_met(assessment: Assessment, home: Path) -> None:
    lookup = Lookup.for_assessment(assessment)
    expected = {
        (finding.organisation.code, finding.period.label, finding.rule, origin.cell, origin.text)
        for finding in assessment.findings
        if finding.verdict is Verdict.NOT_MET
        for step in finding.trace
        if step.decisive
        for fact in (step.fact, *([step.against] if step.against is not None else []))
        for origin in lookup.origins_of(finding, fact)
    }
    found = answered(home, TYPED)
    assert {(row[0], row[1], row[2], row[7] or "", row[8]) for row in found} == expected


def test_by_organisation(assessment: Assessment, home: Path) -> None:
    table = ran(home, BY_ORGANISATION)["by_organisation"]
    rows = {(row["organisation"], row["period"]): row for row in table.iter_rows(named=True)}
    expected = {
        (organisation.code, quarter.label): assessment.counts(organisation.code, quarter)
        for organisation in assessment.organisations
        for quarter in assessment.quarters
    }
    assert {
        key: {verdict: row.get(verdict.value, 0) for verdict in Verdict}
        for key, row in rows.items()
    } == {key: dict(counts) for key, counts in expected.items() if any(counts.values())}


def test_the_share_of_own_word_among_what_is_met(assessment: Assessment, home: Path) -> None:
    table = ran(home, BY_ORGANISATION, OWN_WORD)["own_word"]
    met: dict[tuple[str, str], list[bool]] = {}
    for ruling in assessment.findings.rulings():
        if ruling.verdict is Verdict.MET:
            key = (ruling.period.label, ruling.organisation.kind)
            met.setdefault(key, []).append(ruling.basis is Basis.DECLARED)
    assert [(row[0], row[1], row[2]) for row in table.rows()] == [
        (period, kind, len(met[period, kind])) for period, kind in sorted(met)
    ]
    assert [row[3] for row in table.rows()] == pytest.approx(
        [sum(met[key]) / len(met[key]) for key in sorted(met)], abs=0.001
    )


def test_in_pandas_the_bases_and_what_is_near(assessment: Assessment, home: Path) -> None:
    names = ran(home, IN_PANDAS)
    bases: Counter[tuple[str, str]] = Counter()
    for ruling in assessment.findings.rulings(assessment.run.period):
        if ruling.verdict is Verdict.MET:
            assert ruling.basis is not None
            bases[ruling.rule, ruling.basis.value] += 1
    table = names["bases"]
    assert {
        (rule, basis): table.loc[rule, basis]
        for rule in table.index
        for basis in table.columns
        if table.loc[rule, basis]
    } == bases
    near = Lookup.for_assessment(assessment).near
    nearest = names["nearest"]
    assert list(zip(nearest["organisation"], nearest["rule"], strict=True)) == sorted(
        (code, rule) for rule, code, _ in near
    )
