"""The dashboard register against Appendix 1 as the policy prints it."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from typing import Any

import pytest

from tests.pack.policy_files import SHARED, of_pack

CHILDREN = [
    "maternity",
    "emergency_department",
    "paediatrics",
    "inpatient",
    "sexual_health",
    "sarc",
    "health_visiting",
    "school_nursing",
    "looked_after_children",
    "mental_health",
]

SERVICES = {
    "6.5": ["paediatrics"],
    "6.6": ["paediatrics"],
    "8.1": ["inpatient"],
    "8.2": ["emergency_department"],
    "8.3": ["inpatient"],
    "8.4": ["emergency_department"],
    "8.5": ["emergency_department"],
    "8.6": ["adult_inpatient"],
    "8.7": CHILDREN,
    "8.8": CHILDREN,
    "9.1": ["paediatrics"],
    "10.1": ["maternity"],
    "10.2": ["maternity"],
    "11.1": ["sexual_health"],
    "11.2": ["sarc"],
    "12.1": ["maternity", "sexual_health", "primary_care"],
    "12.2": ["maternity", "looked_after_children"],
    "15.1": ["looked_after_children"],
    "15.2": ["health_visiting", "looked_after_children"],
}


def _plain(text: str) -> str:
    """Text as it is matched: case, spacing and punctuation aside."""
    return re.sub(r"[\W_]", "", text.casefold())


@pytest.fixture(scope="module")
def items_printed(policy: str) -> list[tuple[str, str, str, str]]:
    """Appendix 1 as printed: clause, item, return asked for, parts."""
    rows = re.findall(r"^\| (A1\.\S+) \| (\S+) \| (.*?) \| (.*?) ?\|$", policy, re.MULTILINE)
    return [(clause, item, asked.strip(), parts.strip()) for clause, item, asked, parts in rows]


@pytest.fixture(scope="module")
def indicators() -> list[dict[str, Any]]:
    return list(of_pack("indicators.yaml"))


def test_every_item_is_registered_in_the_policys_order(
    items_printed: list[tuple[str, str, str, str]], indicators: list[dict[str, Any]]
) -> None:
    registered = [(indicator["clause"], indicator["item"]) for indicator in indicators]
    assert registered == [(clause, item) for clause, item, _, _ in items_printed]
    assert len(registered) == 40


def test_each_item_asks_for_the_kind_of_value_that_its_words_ask_for(
    items_printed: list[tuple[str, str, str, str]], indicators: list[dict[str, Any]]
) -> None:
    def asked_for(item: str, words: str) -> str:
        if item == "1":
            return "named_professionals"
        if words.startswith("Vacancy rate"):
            return "vacancies"
        if words.startswith("The organisation"):
            return "yes_no"
        return "percent" if "percentage" in words.lower() else "count"

    assert {indicator["item"]: indicator["value"] for indicator in indicators} == {
        item: asked_for(item, words) for _, item, words, _ in items_printed
    }


def test_the_parts_are_those_the_policy_prints(indicators: list[dict[str, Any]]) -> None:
    levels = [f"level_{level}" for level in range(1, 7)]
    assert {
        indicator["item"]: [part["key"] for part in indicator["parts"]]
        for indicator in indicators
        if "parts" in indicator
    } == {
        "4.1": levels,
        "4.2": levels[:5],
        "10.1": ["subject_to_plan", "total_births"],
        "15.2": ["under_5s", "over_5s", "care_leavers"],
    }


def _spellings(indicator: Mapping[str, Any]) -> dict[str, str]:
    return {
        _plain(text): part["key"]
        for part in indicator.get("parts", [])
        for text in (part["key"], part["label"], *part.get("also", []))
    }


def test_no_spelling_of_a_part_means_two_parts_or_is_given_twice(
    indicators: list[dict[str, Any]],
) -> None:
    for indicator in indicators:
        for part in indicator.get("parts", []):
            texts = [_plain(text) for text in (part["label"], *part.get("also", []))]
            assert sorted(texts) == sorted(set(texts)), indicator["item"]
        keys = [len(_spellings({"parts": [part]})) for part in indicator.get("parts", [])]
        assert len(_spellings(indicator)) == sum(keys), indicator["item"]


def test_the_parts_as_printed_are_recognised(
    items_printed: list[tuple[str, str, str, str]], indicators: list[dict[str, Any]]
) -> None:
    items = {indicator["item"]: indicator for indicator in indicators}
    parts = {item: re.split(r"; | - ", text) for _, item, _, text in items_printed if text}
    found = {
        item: [_spellings(items[item])[_plain(text)] for text in parts[item]]
        for item in ("4.1", "4.2")
    }
    assert found == {
        item: [part["key"] for part in items[item]["parts"]] for item in ("4.1", "4.2")
    }
    of_reviews = _spellings(items["15.2"])
    assert parts["15.2"] == [
        "HV Universal services",
        "Over 5's – specialist LAC services",
        "Care Leavers – specialist LAC services",
    ]
    assert [of_reviews[_plain(text)] for text in parts["15.2"]] == [
        "under_5s",
        "over_5s",
        "care_leavers",
    ]


def test_the_parts_as_returned_are_recognised(indicators: list[dict[str, Any]]) -> None:
    items = {indicator["item"]: indicator for indicator in indicators}
    table = SHARED / "returns" / "gipping-2014-15-Q2" / "dashboard.csv"
    with table.open(encoding="utf-8-sig", newline="") as lines:
        returned = [(row["item"], row["part"]) for row in csv.DictReader(lines) if row["part"]]
    assert [(item, _spellings(items[item])[_plain(part)]) for item, part in returned] == [
        *[("4.1", f"level_{level}") for level in range(1, 7)],
        *[("4.2", f"level_{level}") for level in range(1, 6)],
        ("15.2", "under_5s"),
        ("15.2", "over_5s"),
        ("15.2", "care_leavers"),
    ]


@pytest.mark.parametrize(
    ("item", "part", "key"),
    [
        ("4.1", "LEVEL  3", "level_3"),
        ("10.1", "Subject to CP Plan", "subject_to_plan"),
        ("10.1", "Births subject to a CP plan", "subject_to_plan"),
        ("10.1", "Total number of births", "total_births"),
        ("15.2", "Under 5's", "under_5s"),
        ("15.2", "Under 5’s – HV Universal services", "under_5s"),
        ("15.2", "Over fives", "over_5s"),
        ("15.2", "Care-leavers", "care_leavers"),
    ],
)
def test_other_spellings_of_parts_are_recognised(
    indicators: list[dict[str, Any]], item: str, part: str, key: str
) -> None:
    [indicator] = [indicator for indicator in indicators if indicator["item"] == item]
    assert _spellings(indicator)[_plain(part)] == key


def test_items_are_asked_of_the_services_that_have_them(indicators: list[dict[str, Any]]) -> None:
    assert {
        indicator["item"]: indicator["services"]
        for indicator in indicators
        if "services" in indicator
    } == SERVICES


def test_parts_never_exceed_their_totals(indicators: list[dict[str, Any]]) -> None:
    assert {
        indicator["item"]: indicator["never_more_than"]
        for indicator in indicators
        if "never_more_than" in indicator
    } == {
        "8.3": "dashboard.8.1",
        "8.4": "dashboard.8.2",
        "8.8": "dashboard.8.7",
        "10.1": "dashboard.10.1.total_births",
        "13.2": "dashboard.13.1",
        "13.3": "dashboard.13.2",
        "13.6": "dashboard.13.5",
    }


def test_shares_are_of_their_totals(indicators: list[dict[str, Any]]) -> None:
    assert {
        indicator["item"]: indicator["share"]["total"]
        for indicator in indicators
        if "share" in indicator
    } == {"8.8": "dashboard.8.7", "13.3": "dashboard.13.2", "13.6": "dashboard.13.5"}
