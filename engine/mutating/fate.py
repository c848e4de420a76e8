"""Mutants, and what became of each: noticed, equivalent or surviving."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from engine.nouns.evidence.fact import Fact
from engine.nouns.verdict import Verdict


class Fate(StrEnum):
    """What became of a mutant."""

    REFUSED = "refused by the loader"
    LINTED = "told by the linter"
    FAILED = "failed by an example"
    EQUIVALENT = "the same verdict on all evidence tried"
    SURVIVED = "survived"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of a rule's file or of a number that it names, and what became of it."""

    rule: str
    """The rule, or what else of the pack was changed, by its id."""
    file: str
    line: int
    what: str
    fate: Fate
    tells: Mapping[str, Fact] | None = None
    """Of a survivor: evidence that would notice it, for an example."""
    verdict: Verdict | None = None
    """Of a survivor: the verdict that the rule as it is gives on that evidence."""
