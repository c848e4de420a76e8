"""The audit's questions and their scale, held to the clauses and to the returns."""

from __future__ import annotations

import csv
import re
from typing import Any

import openpyxl
import pytest

from tests.pack.policy_files import SHARED, of_pack


@pytest.fixture(scope="module")
def audit() -> dict[str, Any]:
    return dict(of_pack("section11.yaml"))


def test_the_audit_asks_every_question_that_returns_answer(audit: dict[str, Any]) -> None:
    returns = SHARED / "returns"
    answered: set[str] = set()
    for workbook in returns.glob("*.xlsx"):
        book = openpyxl.load_workbook(workbook, read_only=True)
        for sheet in book.worksheets:
            if sheet.title.strip().lower().replace(" ", "") == "section11":
                cells = [str(row[0]) for row in sheet.iter_rows(max_col=1, values_only=True)]
                answered |= {cell for cell in cells if re.match(r"S\d", cell)}
        book.close()
    with (returns / "gipping-2014-15-Q2" / "section11.csv").open(encoding="utf-8-sig") as file:
        answered |= {row["question"] for row in csv.DictReader(file)}
    assert len(answered) == 119
    asked_since = {"S4.2.5.p02.a/2"}
    assert {question["id"] for question in audit["questions"]} == answered | asked_since


def test_each_question_asks_about_a_clause_of_those_who_bear_it(
    audit: dict[str, Any], clauses: list[dict[str, Any]]
) -> None:
    registered = {clause["id"] for clause in clauses}
    ids = [question["id"] for question in audit["questions"]]
    assert len(set(ids)) == len(ids)
    for question in audit["questions"]:
        assert question["clause"] == question["id"].partition("/")[0]
        assert question["clause"] in registered
        of_trusts = question["id"] == "S4.2.5.p02.a/2"
        of_providers = question["id"].startswith("S6.") or of_trusts
        assert ("provider" in question["kinds"]) is of_providers
        assert ("ccg" in question["kinds"]) is not of_providers
    assert [q["id"] for q in audit["questions"] if "services" in q] == ["S6.p08.b"]
    assert [q["id"] for q in audit["questions"] if "legal_forms" in q] == ["S4.2.5.p02.a/2"]


def test_the_scale(audit: dict[str, Any]) -> None:
    assert audit["scale"] == {
        "direction": "higher_is_better",
        "answers": {
            "0": "not_met",
            "1": "partly_met",
            "2": "partly_met",
            "3": "met",
            "not met": "not_met",
            "partly met": "partly_met",
            "met": "met",
        },
    }
