"""Policies of a few clauses, and the small pack with another register."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from engine.amending.policy_text import PolicyText, TextClause
from engine.nouns.policy.clause import Clause, Force, fingerprint
from engine.nouns.policy.pack import Pack


@pytest.fixture
def policy() -> Callable[..., PolicyText]:
    """A policy of clauses given as id and words."""

    def build(*clauses: tuple[str, str]) -> PolicyText:
        numbered = enumerate(clauses, 1)
        return PolicyText("p.md", tuple(TextClause(one, words, n) for n, (one, words) in numbered))

    return build


@pytest.fixture(scope="session")
def registering(small_pack: Pack) -> Callable[..., Pack]:
    """The small pack without rules and queries, registering clauses of id, section and words."""

    def build(*clauses: tuple[str, str, str]) -> Pack:
        registered = {
            one: Clause(one, f"Paragraph {one}", section, words, (), Force.MUST, fingerprint(words))
            for one, section, words in clauses
        }
        return dataclasses.replace(small_pack, clauses=registered, rules={}, queries=())

    return build
