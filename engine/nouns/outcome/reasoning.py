"""Reasonings: a rule's conditions as a tree, with how each part of it came out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from engine.nouns.outcome.finding import Step
from engine.nouns.verdict import Truth


class Gate(StrEnum):
    """How a part of a condition joins its own parts."""

    ALL = "all"
    ANY = "any"
    NOT = "not"
    ASKED = "asked"
    """It has none: it is one comparison."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a condition as it came out."""

    gate: Gate
    truth: Truth
    decisive: bool
    """Whether it is on the way from the verdict to the comparisons that decided it."""
    parts: tuple[Reason, ...] = ()
    step: Step | None = None
    """The comparison, where it is one; its parts are then what decided the verdict it reads."""

    def steps(self) -> Iterator[Step]:
        """Its comparisons, in the order written."""
        if self.step is not None:
            yield self.step
        for part in self.parts:
            yield from part.steps()


@dataclass(frozen=True, slots=True)
class Reasoning:
    """One of a rule's questions, and the tree that answers it."""

    role: str
    """"applies_when", "met_when" or "partly_met_when"."""
    root: Reason
