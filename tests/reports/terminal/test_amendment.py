"""What amending a policy touches, in plain text and as data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.amending import PolicyText, TextClause, TextComparison, Verification, compare
from engine.amending.compare import ClauseChange, Mark
from engine.amending.plain_text import Stands
from engine.amending.policy_text import TextWithoutId
from engine.amending.sources import of_pack
from engine.amending.verify import Discrepancy
from engine.loading import load_pack
from engine.nouns.policy.pack import Pack
from reports.terminal.amendment import amendment_json, amendment_page, marked
from reports.terminal.verification import verification_json, verification_page

PACK = Path(__file__).parents[3] / "rules" / "suffolk-safeguarding-children-2013"


@pytest.fixture(scope="module")
def suffolk() -> Pack:
    return load_pack(PACK)


@pytest.fixture(scope="module")
def comparison(suffolk: Pack) -> TextComparison:
    """One clause of each kind: reworded, given another id, removed, added."""
    old = of_pack(suffolk)
    new: list[TextClause] = []
    for clause in old.clauses:
        if clause.id == "S6.p08.b":
            new.append(TextClause(clause.id, "(Named Midwife)", 7))
        elif clause.id == "S6.p16":
            new.append(TextClause("S6.p16a", clause.words, 8))
        elif clause.id != "A1.7.2":
            new.append(clause)
    new.append(TextClause("A1.16", "Number of \x1b[31mfire drills", 9))
    return compare(old, PolicyText("new.md", tuple(new), (TextWithoutId("no id here", 3),)))


def test_the_page_of_an_amendment(suffolk: Pack, comparison: TextComparison) -> None:
    page = amendment_page(suffolk, comparison)
    total = len(suffolk.clauses)
    assert page.startswith(
        "From policy.yaml to new.md: 1 added, 1 removed, 1 reworded and 1 moved; "
        f"{total - 3} clauses\nunchanged.\nIn a line “changed”, "
    )
    for part in (
        "ADDED (1)\n\n  A1.16\n    words: “Number of ␛[31mfire drills”\n    place: after A1.15.2\n"
        "    touches nothing of the pack, which does not register it\n    to do: register it, ",
        "REMOVED (1)\n\n  A1.7.2 (Appendix 1, item 7.2)\n    words: “Number of CAF referrals ",
        "  S6.p08.b (Section 6, paragraph 8(b))\n"
        "    was: “(Named Midwife for maternity services)”\n"
        "    is: “(Named Midwife)”\n"
        "    changed: (Named [-Midwife for maternity services)-] {+Midwife)+}\n    touches\n",
        "      rule S6-named-midwife: A Named Midwife is in post\n",
        "MOVED (1)\n\n  S6.p16 (Section 6, paragraph 16), now S6.p16a\n    words: “Work with ",
        "In new.md these words have no id and were not compared:\n  line 3: “no id here”",
    ):
        assert part in page
    assert "\x1b" not in page
    assert max(len(line) for line in page.splitlines()) <= 100


def test_nothing_amended_is_said_in_words(suffolk: Pack) -> None:
    old = of_pack(suffolk)
    total = len(suffolk.clauses)
    assert amendment_page(suffolk, compare(old, old)) == (
        f"From policy.yaml to policy.yaml: nothing is amended; {total} clauses unchanged."
    )


def test_an_id_given_to_other_words_is_said(suffolk: Pack) -> None:
    old = PolicyText("o", (TextClause("X", "Alarms are tested.", 1),))
    new = PolicyText("n", (TextClause("X", "Ask.", 1), TextClause("Y", "Alarms are tested.", 2)))
    assert "the old version has other words under this id" in amendment_page(
        suffolk, compare(old, new)
    )


def test_marks() -> None:
    changes = (
        ClauseChange(Mark.SAME, "a {b}"),
        ClauseChange(Mark.OUT, "c"),
        ClauseChange(Mark.IN, "d e"),
    )
    assert marked(changes) == "a {b} [-c-] {+d e+}"


def test_the_data_of_an_amendment(suffolk: Pack, comparison: TextComparison) -> None:
    data = json.loads(json.dumps(amendment_json(suffolk, comparison)))
    assert {key: data[key] for key in ("old", "new", "pack", "without_id", "unchanged")} == {
        "old": "policy.yaml",
        "new": "new.md",
        "pack": suffolk.id,
        "without_id": {"old": [], "new": [{"line": 3, "words": "no id here"}]},
        "unchanged": len(suffolk.clauses) - 3,
    }
    kinds = [one["kind"] for one in data["amendments"]]
    assert kinds == ["reworded", "moved", "removed", "added"]
    reworded, _, removed, added = data["amendments"]
    assert reworded["new"] == {
        "id": "S6.p08.b",
        "line": 7,
        "words": "(Named Midwife)",
        "after": "S6.p08.a",
    }
    assert [change["mark"] for change in reworded["changes"]] == ["same", "out", "in"]
    assert "S6-named-midwife" in reworded["touches"]["rules"]
    assert (removed["new"], removed["touches"]["items"]) == (None, ["7.2"])
    assert (added["old"], added["likeness"], added["touches"]["clauses"]) == (None, 0.0, [])


VERIFICATION = Verification(
    "p.txt",
    False,
    {"A": Stands.WHOLE, "B": Stands.BY_CELL, "C": Stands.NOT},
    1,
    2,
    (Discrepancy("C", "“x”", "none of these words one after another", "Find them."),),
    (("Q-a", "gone"),),
    ("Header",),
    ((4, "loose"),),
)


def test_the_page_of_a_verification() -> None:
    assert (
        verification_page(VERIFICATION)
        == """\
p.txt, read by its words alone:
  1 clause found whole
  1 clause found only cell by cell (B)
  1 clause not found as the register has it (C)
  1 quote of rules looked up
  1 quote of policy queries looked up
  not checked: Q-a quotes “gone”, which no clause holds and this text does not print;
    hold it to the whole policy
  passed over as page headers: “Header”
  not checked: line 4 has no id: “loose”
  A text without the register's ids shows that the words are somewhere in it. It cannot
  show words that were added beside them, nor their order.

C
  the pack: “x”
  the text: none of these words one after another
  to do: Find them.

1 discrepancy."""
    )


def test_the_data_of_a_verification() -> None:
    assert json.loads(json.dumps(verification_json(VERIFICATION))) == {
        "text": "p.txt",
        "read": "words",
        "clauses": {"whole": ["A"], "past_headers": [], "by_cell": ["B"], "not": ["C"]},
        "rule_quotes": 1,
        "query_quotes": 2,
        "discrepancies": [
            {
                "about": "C",
                "line": 0,
                "register_says": "“x”",
                "text_says": "none of these words one after another",
                "to_do": "Find them.",
            }
        ],
        "unchecked": [{"query": "Q-a", "words": "gone"}],
        "without_id": [{"line": 4, "words": "loose"}],
        "page_headers": ["Header"],
    }
