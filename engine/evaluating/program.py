"""Conditions as a program: truths are combined once, however many rules use the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from engine.nouns.policy.condition import All, Any, Comparison, Condition, Not

NOTHING = -1
"""The register of a condition that a rule does not have."""


class JoinKind(Enum):
    """How truths are joined."""

    ALL = auto()
    ANY = auto()
    NOT = auto()


@dataclass(frozen=True, slots=True)
class TruthJoin:
    """Truths joined into another, each by the number of its register."""

    to: int
    joining: JoinKind
    parts: tuple[int, ...]


class Program:
    """Registers of truths: first one a comparison, then one a distinct join of others."""

    def __init__(self, comparisons: Sequence[Comparison]) -> None:
        self.place_of: Mapping[Comparison, int] = {
            comparison: place for place, comparison in enumerate(comparisons)
        }
        self.joined: list[TruthJoin] = []
        """In an order in which the parts of each come before it."""
        self._known: dict[tuple[JoinKind, tuple[int, ...]], int] = {}

    def register(self, condition: Condition) -> int:
        """The register in which a condition's truth stands, joined again where it is new."""
        match condition:
            case Comparison():
                return self.place_of[condition]
            case Not(part):
                return self._join(JoinKind.NOT, (self.register(part),))
            case All(parts):
                return self._several(JoinKind.ALL, parts)
            case Any(parts):
                return self._several(JoinKind.ANY, parts)

    def _several(self, join: JoinKind, parts: Sequence[Condition]) -> int:
        registers = tuple(dict.fromkeys(self.register(part) for part in parts))
        return registers[0] if len(registers) == 1 else self._join(join, registers)

    def _join(self, join: JoinKind, parts: tuple[int, ...]) -> int:
        known = self._known.get((join, parts))
        if known is None:
            known = self._known[join, parts] = len(self.place_of) + len(self.joined)
            self.joined.append(TruthJoin(known, join, parts))
        return known
