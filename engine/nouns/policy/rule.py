"""Rules: one duty each, as a condition over facts, with the reader's words and its examples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from engine.nouns.evidence.fact import Fact
from engine.nouns.policy.condition import Condition, facts_named, parameters_named
from engine.nouns.verdict import Verdict

CONTRADICTS = "What was returned contradicts itself, and decides this duty in more than one way."
"""What is said of a conflicting finding where the rule has no words of its own for it."""


@dataclass(frozen=True, slots=True)
class RuleWords:
    """What the rule says to its reader, verdict by verdict, and what to do and to ask."""

    met: str
    not_met: str
    no_evidence: str
    to_comply: str
    question: str
    partly_met: str = ""
    not_applicable: str = ""
    conflicting: str = ""

    def for_verdict(self, verdict: Verdict) -> str:
        """The words for a verdict; where a conflicting one has none, those of every rule."""
        said = str(getattr(self, verdict.value))
        return said or (CONTRADICTS if verdict is Verdict.CONFLICTING else "")


@dataclass(frozen=True, slots=True)
class Example:
    """Evidence in miniature, and the verdict it must lead to."""

    name: str
    given: Mapping[str, Fact]
    expect: Verdict
    as_of: dt.date
    line: int = 0


@dataclass(frozen=True)
class Rule:
    """One duty: its conditions over facts, words for the reader, examples."""

    id: str
    title: str
    binds: tuple[str, ...]
    """The kinds of organisation that bear the duty."""
    cites: tuple[str, ...]
    """Clause ids, the tested clause first."""
    met_when: Condition
    words: RuleWords
    examples: tuple[Example, ...]
    applies_when: Condition | None = None
    partly_met_when: Condition | None = None
    note: str = ""
    """The reading the rule takes, where the clause leaves one open."""
    file: str = ""
    quotes: Mapping[str, str] = field(default_factory=dict)
    """By clause cited: the words of it that the rule relies on."""
    parts: tuple[str, ...] = ()
    """Of a whole, the rules of its parts; its conditions then ask for their verdicts too."""

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Its conditions in the order read: when it applies, is met and is partly met."""
        parts = (self.applies_when, self.met_when, self.partly_met_when)
        return tuple(part for part in parts if part is not None)

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The facts it needs, each once, in the order read."""
        return tuple(dict.fromkeys(name for part in self.conditions for name in facts_named(part)))

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """The parameters it rests on, each once, in the order read."""
        return tuple(
            dict.fromkeys(name for part in self.conditions for name in parameters_named(part))
        )
