from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from engine.amending import Verification, text_of, verify
from engine.amending.plain_text import Stands, find_clause, plain_text
from engine.amending.policy_text import parse
from engine.amending.verify import Discrepancy
from engine.loading import load_pack
from engine.nouns.policy.clause import fingerprint
from engine.nouns.policy.pack import Pack, PolicyQuery

ROOT = Path(__file__).parents[3]
SHARED = ROOT / "tests" / "shared" / "policy"


def held(pack: Pack, text: str) -> Verification:
    return verify(pack, parse(text, "p.md")[0], text)


@pytest.fixture
def pack(small_pack: Pack) -> Pack:
    """The small pack, with a rule that quotes and a query that quotes beyond the clauses."""
    rule = dataclasses.replace(small_pack.rules["F-training"], quotes={"F2": "All staff"})
    other = dataclasses.replace(small_pack.rules["F-warden"], quotes={})
    query = PolicyQuery("Q-contents", ("F1",), "The contents say “Arson”", "r", "c")
    return dataclasses.replace(
        small_pack,
        rules={**small_pack.rules, rule.id: rule, other.id: other},
        queries=(*small_pack.queries, query),
    )


@pytest.fixture(scope="module")
def suffolk() -> Pack:
    return load_pack(ROOT / "rules" / "suffolk-safeguarding-children-2013")


def test_its_own_text_holds(pack: Pack) -> None:
    assert held(pack, text_of(pack)) == Verification(
        "p.md",
        True,
        dict.fromkeys(("F1", "F2", "F3"), Stands.WHOLE),
        1,
        2,
        (),
        (("Q-contents", "Arson"),),
    )


def test_a_reworded_clause_its_rules_quote_and_the_querys(pack: Pack) -> None:
    text = text_of(pack).replace("All staff", "Most staff").replace("by day", "by night")
    verification = held(pack, text)
    most, night = (
        "Most staff must be trained in fire safety.",
        "Doors may be propped open by night.",
    )
    said = [
        (discrepancy.about, discrepancy.register_says, discrepancy.text_says, discrepancy.line)
        for discrepancy in verification.discrepancies
    ]
    f2, f3 = pack.clauses["F2"], pack.clauses["F3"]
    assert said == [
        (
            "F2",
            f"“{f2.words}” (fingerprint {f2.fingerprint})",
            f"“{most}” (fingerprint {fingerprint(most)})",
            9,
        ),
        (
            "F3",
            f"“{f3.words}” (fingerprint {f3.fingerprint})",
            f"“{night}” (fingerprint {fingerprint(night)})",
            10,
        ),
        ("rule F-training", "of F2 it relies on “All staff”", f"“{most}”", 9),
        ("query Q-day", "quotes “by day”", "these words nowhere", 0),
    ]
    assert all(discrepancy.to_do for discrepancy in verification.discrepancies)
    assert verification.clauses_standing(Stands.NOT) == ("F2", "F3")


def test_ids_that_only_one_of_the_two_has_and_the_order(pack: Pack) -> None:
    f1, f2, f3 = (pack.clauses[one].words for one in ("F1", "F2", "F3"))
    verification = held(pack, f"[F3] {f3}\n[F2] {f2}\n[F9] New.\n\nand loose words\n")
    assert [
        (discrepancy.about, discrepancy.register_says, discrepancy.text_says)
        for discrepancy in verification.discrepancies
    ] == [
        ("F1", f"“{f1}” (fingerprint {pack.clauses['F1'].fingerprint})", "no clause of this id"),
        ("F2", "stands first", "stands after F3"),
        ("F9", "nothing: it registers no such id", "“New.”"),
    ]
    assert verification.without_id == ((5, "and loose words"),)


def test_a_quote_of_a_clause_that_is_gone(pack: Pack) -> None:
    verification = held(pack, f"[F1] {pack.clauses['F1'].words}\n[F3] {pack.clauses['F3'].words}\n")
    assert [discrepancy.about for discrepancy in verification.discrepancies] == [
        "F2",
        "rule F-training",
    ]


def test_a_plain_text_is_searched_past_its_page_headers(pack: Pack) -> None:
    header = "\n\n*Fire Safety*\nPolicy\n\n"
    text = (
        f"{header}Each home must have a fire warden. All staff must{header}be trained in fire\n"
        f"safety. Contents: Arson{header}Doors may be propped open by daylight."
    )
    verification = held(pack, text)
    assert verification == Verification(
        "p.md",
        False,
        {"F1": Stands.WHOLE, "F2": Stands.PAST_HEADERS, "F3": Stands.NOT},
        1,
        2,
        (
            Discrepancy(
                "F3",
                "“Doors may be propped open by day.”",
                "“Doors may be propped open by”, which goes on otherwise",
                "Find the words in the policy; where they differ, read the clause and its rules "
                "again and register what the policy prints.",
            ),
            Discrepancy(
                "query Q-day",
                "quotes “by day”",
                "these words nowhere",
                "Judge whether the policy is still unclear there, and correct or remove the query.",
            ),
        ),
        headers=("Fire Safety", "Policy"),
    )


@pytest.mark.parametrize(
    ("words", "how", "missing"),
    [
        ("All staff | Yearly", Stands.WHOLE, ()),
        ("Yearly | All staff", Stands.BY_CELL, ()),
        ("Yearly | Some staff", Stands.NOT, ("Some staff",)),
        ("All staff Yearly", Stands.WHOLE, ()),
        ("staff Year", Stands.NOT, ("staff Year",)),
    ],
)
def test_how_a_row_stands(words: str, how: Stands, missing: tuple[str, ...]) -> None:
    assert find_clause(words, plain_text("All staff\tYearly\n")) == (how, missing)


def test_a_line_repeated_within_the_text_is_no_page_header() -> None:
    repeated = "Level\nYearly\nQuarterly\nYearly\nMonthly\nYearly\nend"
    assert plain_text(repeated).headers == ()
    assert plain_text("a\n\nPage 1 of 3\n\nb\n\nPage 2 of 3\n\nc\fPage 3 of 3").headers == ("#",)


def test_the_policy_with_ids_holds(suffolk: Pack) -> None:
    verification = held(suffolk, (SHARED / "policy.md").read_text("utf-8"))
    assert verification.with_ids
    assert verification.discrepancies == ()
    assert set(verification.stands.values()) == {Stands.WHOLE}
    assert {query for query, _ in verification.unchecked} == {
        "Q-contents",
        "Q-borrowed-words",
        "Q-evidence-of-compliance",
    }


def test_the_policys_source_holds_but_for_a_cell_that_a_page_break_cuts(suffolk: Pack) -> None:
    verification = held(suffolk, (SHARED / "source.txt").read_text("utf-8"))
    assert not verification.with_ids
    assert verification.headers == (
        "Ipswich & East Clinical Commissioning Group",
        "West Suffolk Clinical Commissioning Group",
    )
    assert verification.clauses_standing(Stands.PAST_HEADERS) == ("S3.p03",)
    assert verification.clauses_standing(Stands.NOT) == ("S5.2.r2",)
    assert [
        (discrepancy.about, discrepancy.text_says) for discrepancy in verification.discrepancies
    ] == [
        (
            "S5.2.r2",
            "“Public declaration of safeguarding children” and, apart from it, “arrangements "
            "posted on all CCG websites”: it cuts the words in two",
        )
    ]
