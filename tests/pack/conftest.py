"""The Suffolk pack and the policy it renders, read once for all tests."""

from __future__ import annotations

from typing import Any

import pytest

from engine.loading import load_pack
from engine.nouns.policy.pack import Pack
from tests.pack.policy_files import PACK, PARAGRAPH, SHARED, TABLE_ROW, of_pack


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack(PACK)


@pytest.fixture(scope="session")
def policy() -> str:
    return (SHARED / "policy" / "policy.md").read_text("utf-8")


@pytest.fixture(scope="session")
def source() -> str:
    """The policy's text as it was taken from its pages, headers and contents included."""
    return (SHARED / "policy" / "source.txt").read_text("utf-8")


@pytest.fixture(scope="session")
def printed(policy: str) -> dict[str, str]:
    """Each id of the policy and the words beside it, cells of a table's row included."""
    found = {**dict(PARAGRAPH.findall(policy)), **dict(TABLE_ROW.findall(policy))}
    return {clause: words.strip() for clause, words in found.items()}


@pytest.fixture(scope="session")
def clauses() -> list[dict[str, Any]]:
    return list(of_pack("policy.yaml")["clauses"])
