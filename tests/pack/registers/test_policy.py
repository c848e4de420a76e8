"""The register of clauses, held to the policy."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import pytest

from tests.pack.policy_files import PACK, folded, read

_ITS_PARTS = "(this paragraph is its lettered parts)"
_PAGE_HEADER = re.compile(
    r"\*+Ipswich & East Clinical Commissioning Group\s+West Suffolk Clinical Commissioning Group\*+"
)


@pytest.fixture(scope="module")
def rules() -> list[dict[str, Any]]:
    """The rules of Section 6."""
    files = sorted((PACK / "provider").glob("S6-*.yaml"))
    return [read(file.read_text("utf-8")) for file in files]


def test_every_id_of_the_policy_is_registered_once_in_its_order(
    policy: str, clauses: list[dict[str, Any]]
) -> None:
    ids = re.findall(r"^(?:- )?\[(S[^\]]+)\] |^\| ((?:S5\.2\.r|A1\.)\S+) \|", policy, re.MULTILINE)
    assert [clause["id"] for clause in clauses] == [left or right for left, right in ids]


def test_words_are_the_policys_own(printed: dict[str, str], clauses: list[dict[str, Any]]) -> None:
    for clause in clauses:
        beside, words = printed[clause["id"]], clause["words"]
        if beside == _ITS_PARTS:
            assert words == "", clause["id"]
        elif clause["id"].startswith("A1."):
            assert words == beside.split("|")[1].strip(), clause["id"]
        else:
            assert words == beside, clause["id"]


def test_words_stand_in_the_source_too(source: str, clauses: list[dict[str, Any]]) -> None:
    text = folded(_PAGE_HEADER.sub(" ", source))
    missing = {
        cell
        for clause in clauses
        for cell in clause["words"].split(" | ")
        if folded(cell) not in text
    }
    # The one cell that a page break cuts in two, the rest of its row between the halves.
    assert missing == {
        "Public declaration of safeguarding children arrangements posted on all CCG websites"
    }


def test_fingerprints_pin_the_words(clauses: list[dict[str, Any]]) -> None:
    assert {clause["id"]: clause.get("fingerprint") for clause in clauses} == {
        clause["id"]: hashlib.sha256(clause["words"].encode()).hexdigest()[:16]
        if clause["words"]
        else None
        for clause in clauses
    }


def test_a_paragraph_that_is_its_parts_names_them_all(
    printed: dict[str, str], clauses: list[dict[str, Any]]
) -> None:
    ids = [clause["id"] for clause in clauses]
    assert {clause["id"]: clause["parts"] for clause in clauses if "parts" in clause} == {
        clause: [part for part in ids if re.fullmatch(rf"{re.escape(clause)}\.[a-z]", part)]
        for clause, words in printed.items()
        if words == _ITS_PARTS
    }


def test_sections_1_to_3_are_context_and_nothing_else_is(clauses: list[dict[str, Any]]) -> None:
    for clause in clauses:
        early = clause["id"].partition(".")[0] in ("S1", "S2", "S2b", "S3")
        assert clause.get("context", False) is early, clause["id"]


def test_every_clause_after_the_context_has_a_rule_or_a_reason(
    clauses: list[dict[str, Any]],
) -> None:
    files = PACK.glob("*/*.yaml")
    cited = {
        clause
        for file in files
        if file.parent.name not in ("concerns", "wording")
        for clause in read(file.read_text("utf-8"))["cites"]
    }
    for clause in clauses:
        if clause.get("context") or "parts" in clause:
            assert "reason" not in clause, clause["id"]
            continue
        assert (clause["id"] in cited) is not bool(clause.get("reason")), clause["id"]


def test_the_duties_that_nothing_returned_can_test(clauses: list[dict[str, Any]]) -> None:
    untested = {
        clause["id"]: clause["words"]
        for clause in clauses
        if clause.get("reason") and clause["force"] != "statement"
    }
    assert untested == {
        "S4.2.2.f5.d": "Membership of the",
        "S4.2.5.p02.b": "Attendance at meetings can be shared between Trusts.",
        "S4.2.7.p01.a": "All employees of the CCGs, partner practices and contracted support "
        "services must be mindful of their responsibility to safeguard children.",
    }


@pytest.mark.parametrize(
    ("clause_id", "citation"),
    [
        ("S1.p05.e", "Section 1, paragraph 5(e)"),
        ("S2.p05", "Section 2 (Legal framework), paragraph 5"),
        ("S2b.p03", "Section 2 (Context), paragraph 3"),
        ("S4.2.2.f3", "Section 4.2.2, designated function 3"),
        ("S4.2.2.f3.a", "Section 4.2.2, designated function 3(a)"),
        ("S5.2.r4", "Section 5.2, table row 4"),
        ("S6.p08.b", "Section 6, paragraph 8(b)"),
        ("A1.6.4", "Appendix 1, item 6.4"),
        ("A1.14", "Appendix 1, item 14"),
    ],
)
def test_citations_are_in_words(
    clauses: list[dict[str, Any]], clause_id: str, citation: str
) -> None:
    cited = {clause["id"]: clause["citation"] for clause in clauses}
    assert cited[clause_id] == citation
    assert len(set(cited.values())) == len(cited)


def test_the_section_is_the_heading_printed_above(
    policy: str, clauses: list[dict[str, Any]]
) -> None:
    headings = set(re.findall(r"^###? (.*)$", policy, re.MULTILINE))
    assert {clause["section"] for clause in clauses} == headings - {"4.2"} | {
        "4.2 (printed without a heading)"
    }


def test_every_duty_of_section_6_is_tested_by_a_rule_of_its_own(
    clauses: list[dict[str, Any]], rules: list[dict[str, Any]]
) -> None:
    duties = [
        clause["id"]
        for clause in clauses
        if clause["id"].startswith("S6.") and "parts" not in clause
    ]
    tested = sorted([rule["cites"][0] for rule in rules], key=duties.index)
    # A Named Doctor and a Named Nurse are two posts in one clause.
    assert tested == sorted([*duties, "S6.p08.a"], key=duties.index)


def test_no_rule_of_section_6_is_met_by_the_audit_where_figures_stand_beside_it(
    rules: list[dict[str, Any]],
) -> None:
    met_by_the_audit_alone = {
        rule["cites"][0]
        for rule in rules
        if list(rule["met_when"]) == [_answer(rule)] and "parts" not in rule
    }
    assert met_by_the_audit_alone.isdisjoint(
        rule["cites"][0]
        for rule in rules
        if any(cited.startswith("A1.") for cited in rule["cites"])
    )
    assert met_by_the_audit_alone == {
        *("S6.p02", "S6.p03", "S6.p04", "S6.p05", "S6.p07"),
        *("S6.p09.b", "S6.p10.a", "S6.p11.b", "S6.p14.a", "S6.p14.b", "S6.p15", "S6.p16"),
        *(f"S6.p17.{part}" for part in "abcde"),
        *(f"S6.p18.{part}" for part in "abcdefg"),
    }


def _answer(rule: dict[str, Any]) -> str:
    return f"section11.{rule['cites'][0]}"
