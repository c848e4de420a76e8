"""What the policy queries quote and count is in the policy."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.pack.policy_files import folded, of_pack


@pytest.fixture(scope="module")
def queries() -> list[dict[str, Any]]:
    return list(of_pack("queries.yaml"))


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
