"""The invented amendment: what the command tells of it is what its page says was done to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.amending import Amendment, TextComparison, affected_by, compare, read_source
from engine.amending.sources import of_pack
from engine.loading import load_pack
from engine.nouns.policy.pack import Pack

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "amendment"

DONE = {
    ("S4.2.2.f5.d", "S4.2.2.f5.d"): "reworded",
    ("S4.2.6.p01.b", "S4.2.6.p01.b"): "reworded",
    ("S6.p04", "S6.p18.h"): "moved and reworded",
    ("S6.p08.b", "S6.p08.b"): "reworded",
    ("S6.p16", "S6.p21"): "moved",
    ("", "S6.p18.i"): "added",
    ("S6.p20.a", "S6.p20.a"): "reworded",
    ("A1.6.4", "A1.6.4"): "reworded",
    ("A1.7.2", ""): "removed",
    ("A1.8.6", "A1.8.6"): "moved",
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(ROOT / "rules" / "suffolk-safeguarding-children-2013")


@pytest.fixture(scope="module")
def comparison(pack: Pack) -> TextComparison:
    return compare(of_pack(pack), read_source(FOLDER / "policy-amended.md"))


def sides(amendment: Amendment) -> tuple[str, str]:
    return (amendment.old.id if amendment.old else "", amendment.new.id if amendment.new else "")


def test_exactly_the_amendments_made_are_told(pack: Pack, comparison: TextComparison) -> None:
    assert {sides(amendment): amendment.kind.value for amendment in comparison.amendments} == DONE
    assert comparison.unchanged == len(pack.clauses) - 9
    assert (comparison.loose_old, comparison.loose_new) == ((), ())


def test_the_rules_and_numbers_that_each_touches(pack: Pack, comparison: TextComparison) -> None:
    for amendment in comparison.amendments:
        what = affected_by(pack, amendment)
        ids = {amendment.old.id} if amendment.old else set()
        citing = {rule.id for rule in pack.rules.values() if ids & set(rule.cites)}
        assert set(what.rules) == citing, sides(amendment)
        assert set(what.parameters_from) == {
            name
            for name, parameter in pack.parameters.items()
            if ids & {value.clause for value in parameter.values}
        }
        assert set(what.parameters_used) >= {
            name for rule in citing for name in pack.rules[rule].parameters
        }
        assert set(what.queries) == {q.id for q in pack.queries if ids & set(q.clauses)}


def test_those_of_section_6_and_appendix_1_by_name(pack: Pack, comparison: TextComparison) -> None:
    found = {sides(amendment): affected_by(pack, amendment) for amendment in comparison.amendments}
    report = found[("S6.p20.a", "S6.p20.a")]
    assert "S6-annual-report" in report.rules
    assert report.parameters_from == ("annual_months",)
    supervision = found[("A1.6.4", "A1.6.4")]
    assert {"S6-supervision-level", "A1-6.4-supervision-in-time"} <= set(supervision.rules)
    assert {"supervision_met", "supervision_partly_met"} <= set(supervision.parameters_used)
    assert supervision.items == ("6.4",)
    assert "Q-timescales" in supervision.queries
    assert "S6-named-midwife" in found[("S6.p08.b", "S6.p08.b")].rules
    assert "capacity-strained" in found[("S6.p08.b", "S6.p08.b")].concerns
    assert "S6-domestic-abuse-enquiry" in found[("S6.p04", "S6.p18.h")].rules
    assert found[("S6.p16", "S6.p21")].questions == ("S6.p16",)
    assert found[("A1.7.2", "")].items == ("7.2",)
    assert found[("", "S6.p18.i")].clauses == ()
    assert "Q-truncated-membership" in found[("S4.2.2.f5.d", "S4.2.2.f5.d")].queries


def test_its_page_names_each_amendment_and_says_that_it_is_invented() -> None:
    page = (FOLDER / "README.md").read_text("utf-8")
    named = re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)
    assert set(named) == {old or new for old, new in DONE}
    assert "**invented**" in page
    text = (FOLDER / "policy-amended.md").read_text("utf-8")
    assert text.startswith("# INVENTED, for demonstration")
