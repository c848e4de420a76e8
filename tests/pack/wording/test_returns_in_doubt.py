"""Figures and posts that their own line, or their size, leaves in doubt: met in no finding."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from clausewise.assessing import assess
from clausewise.returns import read_returns

IN_ORDER = Path(__file__).parents[2] / "shared" / "truth" / "returns" / "OK01-2014-15-Q2"
DOUBTED = {
    "A1-2-allegations-against-staff": [
        ("dashboard", "2", "value", "0"),
        ("dashboard", "2", "note", "two waiting for a decision"),
    ],
    "A1-3-outstanding-dbs-checks": [("dashboard", "3", "note", "14 staff waiting")],
    "A1-7.1-child-protection-referrals": [("dashboard", "7.1", "value", "41,000")],
    "A1-6.1-supervision-plan": [("dashboard", "6.1", "note", "Exists, nobody follows it")],
    "A1-6.4-supervision-in-time": [("dashboard", "6.4", "note", "HR has 61%")],
    "A1-7.3-audit-of-referrals": [("dashboard", "7.3", "note", "Audit of 2011")],
    "A1-12.1-pregnant-young-women": [("dashboard", "12.1", "note", "5 or 6")],
    "A1-5-vacancy-rate": [("vacancies", "Midwives", "note", "12 posts vacant from 1 September")],
    "A1-13.2-safeguarding-serious-incidents": [
        ("dashboard", "13.2", "note", "Four in all, two with the police")
    ],
    "A1-13.6-child-deaths-sudic": [("dashboard", "13.6", "note", "One of these was from Q1")],
    "A1-14-felt-safe": [("dashboard", "14", "note", "Survey, n=3")],
    "S6-allegations-reported": [
        ("section11", "S6.p10.b", "evidence", "Three cases this year, two reported")
    ],
    "S6-referral-follow-up": [
        ("section11", "S6.p18.a", "evidence", "Referral log, six chased after a fortnight")
    ],
    "S6-named-doctor": [
        ("named_professionals", "Named Doctor", "title", "Paediatrician (covers three trusts)")
    ],
    "S6-named-nurse": [("named_professionals", "Named Nurse", "title", "Receptionist")],
    "S6-named-midwife": [
        ("named_professionals", "Named Midwife", "note", "Deputy doing it for now")
    ],
}
BORNE_OUT = {
    "A1-2-allegations-against-staff": [
        ("dashboard", "2", "value", "0"),
        ("dashboard", "2", "note", "none this quarter, one in Q1"),
    ],
    "A1-3-outstanding-dbs-checks": [("dashboard", "3", "note", "no late checks")],
    "A1-7.1-child-protection-referrals": [("dashboard", "7.1", "note", "12 more than in Q1")],
    "A1-6.1-supervision-plan": [
        ("dashboard", "6.1", "note", "Plan 2014-16, approved by the Board")
    ],
    "A1-6.4-supervision-in-time": [("dashboard", "6.4", "note", "was 91% in Q1")],
    "A1-7.3-audit-of-referrals": [("dashboard", "7.3", "note", "Audit of 42 referrals in August")],
    "A1-12.1-pregnant-young-women": [("dashboard", "12.1", "note", "two of them twins")],
    "A1-5-vacancy-rate": [
        ("vacancies", "Midwives", "note", "3 of the 4 vacant posts from 1 October")
    ],
    "A1-13.2-safeguarding-serious-incidents": [("dashboard", "13.2", "note", "Two in all")],
    "A1-13.6-child-deaths-sudic": [("dashboard", "13.6", "note", "All three from Q2, none in Q1")],
    "A1-14-felt-safe": [
        ("dashboard", "14", "note", "Survey of 147 children, July to September 2014")
    ],
    "S6-allegations-reported": [
        ("section11", "S6.p10.b", "evidence", "Three cases this year, all three reported")
    ],
    "S6-referral-follow-up": [
        ("section11", "S6.p18.a", "evidence", "Referral log, each chased within three days")
    ],
    "S6-named-doctor": [
        ("named_professionals", "Named Doctor", "title", "Paediatrician, covers both sites")
    ],
    "S6-named-nurse": [("named_professionals", "Named Nurse", "title", "Matron")],
    "S6-named-midwife": [("named_professionals", "Named Midwife", "note", "In post since May")],
}
Cells = Mapping[str, list[tuple[str, str, str, str]]]
"""By rule, the cells typed otherwise: table, line, column and text."""


def _return_with(folder: Path, code: str, cells: Cells) -> None:
    """Write the return that is in order, under another code and with other cells."""
    folder = folder / f"{code}-2014-15-Q2"
    folder.mkdir(parents=True)
    typed = [cell for group in cells.values() for cell in group]
    for source in IN_ORDER.glob("[!t]*.csv"):
        with source.open(encoding="utf-8", newline="") as stream:
            lines = list(csv.DictReader(stream))
        for table, line, column, text in [*typed, ("organisation", "code", "value", code)]:
            for row in lines if table == source.stem else ():
                row.setdefault(column, "")
                if next(iter(row.values())) == line:
                    row[column] = text
        with (folder / source.name).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(lines[0]))
            writer.writeheader()
            writer.writerows(lines)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str], str]:
    """By organisation and rule, the verdict."""
    folder = tmp_path_factory.mktemp("returns")
    _return_with(folder, "DB2", DOUBTED)
    _return_with(folder, "BO2", BORNE_OUT)
    found = assess(read_returns(folder), "2014-15 Q2").whole.findings
    return {(finding.organisation.code, finding.rule): finding.verdict.value for finding in found}


def test_a_figure_or_post_that_its_line_leaves_in_doubt(
    verdicts: Mapping[tuple[str, str], str],
) -> None:
    assert [rule for rule in DOUBTED if verdicts["DB2", rule] == "met"] == []


def test_a_figure_or_post_that_its_line_bears_out(verdicts: Mapping[tuple[str, str], str]) -> None:
    assert [rule for rule in BORNE_OUT if verdicts["BO2", rule] != "met"] == []
