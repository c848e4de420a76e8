"""The register of clauses, the audit's questions and the policy queries, held to the policy."""

from __future__ import annotations

import csv
import hashlib
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

ROOT = Path(__file__).parents[2]
PACK = ROOT / "rules" / "suffolk-safeguarding-children-2013"
SHARED = ROOT / "tests" / "shared"

_PARAGRAPH = re.compile(r"^(?:- )?\[(S[^\]]+)\] (.*)$", re.MULTILINE)
_ROW = re.compile(r"^\| (S5\.2\.r\d|A1\.[\d.]+) \| (.*) \|$", re.MULTILINE)
_ITS_PARTS = "(this paragraph is its lettered parts)"
_PAGE_HEADER = re.compile(
    r"\*+Ipswich & East Clinical Commissioning Group\s+West Suffolk Clinical Commissioning Group\*+"
)


def read(text: str) -> Any:
    """A file of the pack as plain data, by the parser that is written in C where that is there."""
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@pytest.fixture(scope="module")
def policy() -> str:
    return (SHARED / "policy" / "policy.md").read_text("utf-8")


@pytest.fixture(scope="module")
def source() -> str:
    return (SHARED / "policy" / "source.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def printed(policy: str) -> dict[str, str]:
    """Each id of the policy and the words beside it, cells of a table's row included."""
    found = {**dict(_PARAGRAPH.findall(policy)), **dict(_ROW.findall(policy))}
    return {clause: words.strip() for clause, words in found.items()}


@pytest.fixture(scope="module")
def clauses() -> list[dict[str, Any]]:
    document = read((PACK / "policy.yaml").read_text("utf-8"))
    return list(document["clauses"])


@pytest.fixture(scope="module")
def audit() -> dict[str, Any]:
    return dict(read((PACK / "section11.yaml").read_text("utf-8")))


@pytest.fixture(scope="module")
def queries() -> list[dict[str, Any]]:
    return list(read((PACK / "queries.yaml").read_text("utf-8")))


@pytest.fixture(scope="module")
def rules() -> list[dict[str, Any]]:
    """The rules of Section 6."""
    files = sorted((PACK / "provider").glob("S6-*.yaml"))
    return [read(file.read_text("utf-8")) for file in files]


def folded(text: str) -> str:
    return " ".join(text.split())


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


def test_what_queries_quote_is_in_the_policy(
    policy: str, source: str, queries: list[dict[str, Any]]
) -> None:
    text = folded(policy) + folded(source)
    quoted = {
        (query["id"], passage)
        for query in queries
        for passage in re.findall("“([^”]+)”", query["words"])
    }
    assert {(name, passage) for name, passage in quoted if passage not in text} == set()
    assert len(quoted) > 20


def test_items_without_a_window_have_none(
    printed: dict[str, str], queries: list[dict[str, Any]]
) -> None:
    windows = {clause for clause, words in printed.items() if "last 3 months" in words}
    items = {clause for clause in printed if clause.startswith("A1.")}
    [query] = [query for query in queries if query["id"] == "Q-no-window"]
    assert (len(items), len(windows)) == (40, 9)
    assert windows.isdisjoint(query["clauses"])
    assert set(query["clauses"]) < items
    assert query["words"].startswith("Nine items")


def test_the_contents_and_the_body_are_out_of_step(policy: str, source: str) -> None:
    assert re.search(r"^3\. Context$", source, re.MULTILINE)
    assert "## 2. Context" in policy
    numbers = re.findall(r"^#+ (4[\d.]*)", policy, re.MULTILINE)
    assert numbers[:3] == ["4.", "4.2", "4.2.1"]
