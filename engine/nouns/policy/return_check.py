"""Checks of a return against itself: what is odd, and which facts it puts in dispute."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from engine.nouns.evidence.fact import Catalogue, Fact, FactSpec, Kind, Value
from engine.nouns.policy.condition import Condition, facts_named, parameters_named
from engine.nouns.policy.verdict_fact import rule_read

BEFORE = "before."
"""Before a fact's name: what the return of the quarter before said of it."""
FIGURES = "figures."
"""Before the name of a figure that a check works out."""
FIRST_DAY, LAST_DAY = "quarter.first_day", "quarter.last_day"
"""The days of the quarter that a return is for."""


class Working(StrEnum):
    """How a figure is worked out of others."""

    PERCENT = "percent"
    DIFFERENCE = "difference"
    SUM = "sum"
    LOWEST = "lowest"
    HIGHEST = "highest"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that one check works out: of two others, or of several."""

    name: str
    """With what stands before it: "figures.listed"."""
    working: Working
    of: tuple[str, ...]
    """The facts it is worked out of, in the order written."""


@dataclass(frozen=True, slots=True)
class AnyValue:
    """The claim that nothing is known: it could be anything."""


@dataclass(frozen=True, slots=True)
class ThisValue:
    """The claim that a fact is a certain value."""

    value: Value


@dataclass(frozen=True, slots=True)
class AsFact:
    """The claim that a fact is what another says."""

    name: str


@dataclass(frozen=True, slots=True)
class WordAdded:
    """The claim that a set of words is as returned but for one more, or one fewer."""

    word: str
    present: bool


Claimed = AnyValue | ThisValue | AsFact | WordAdded


@dataclass(frozen=True, slots=True)
class Dispute:
    """Some facts that a check puts in dispute, and what is claimed of each beside the return."""

    facts: tuple[str, ...]
    claim: Claimed


@dataclass(frozen=True, slots=True)
class CheckExample:
    """Evidence in miniature, and whether the check must fire on it."""

    name: str
    given: Mapping[str, Fact]
    fires: bool
    as_of: dt.date
    line: int = 0
    leaves: Mapping[str, Fact] = field(default_factory=dict)
    """Facts that are in dispute afterwards, each with all that is then claimed of it."""


@dataclass(frozen=True, slots=True)
class ReturnCheck:
    """A relation between what a return says in several places that ought not to be."""

    id: str
    title: str
    odd_when: Condition
    says: str
    """What is odd, in words; ``{fact}`` stands for what was returned."""
    question: str
    disputes: tuple[Dispute, ...]
    examples: tuple[CheckExample, ...]
    binds: tuple[str, ...] = ()
    """The kinds of organisation it is for; empty for all."""
    applies_when: Condition | None = None
    figures: tuple[Figure, ...] = ()
    note: str = ""
    said: tuple[str, ...] = field(default=())
    """The facts that its words show, in the order said."""

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """When it applies, where that is said, and what is odd."""
        return tuple(
            condition for condition in (self.applies_when, self.odd_when) if condition is not None
        )

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts it reads, each once: those of its conditions and of its figures."""
        read = [name for condition in self.conditions for name in facts_named(condition)]
        read += [name for figure in self.figures for name in figure.of]
        return tuple(dict.fromkeys(name for name in read if not name.startswith(FIGURES)))

    @property
    def names(self) -> frozenset[str]:
        """All facts that it names: those it reads, shows, disputes and holds others against."""
        claimed = (
            dispute.claim.name for dispute in self.disputes if isinstance(dispute.claim, AsFact)
        )
        disputed = (name for dispute in self.disputes for name in dispute.facts)
        return frozenset((*self.facts, *self.said, *disputed, *claimed))

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters it rests on, each once."""
        return tuple(
            dict.fromkeys(
                name for condition in self.conditions for name in parameters_named(condition)
            )
        )

    @property
    def reads_others(self) -> bool:
        """Whether it reads what is rolled up of the organisations that one answers for."""
        return any(name.startswith("commissioned.") for name in self.facts)


class _SameCatalogue:
    """A catalogue compared by identity: a pack has one, which nobody changes."""

    __slots__ = ("of",)

    def __init__(self, of: Catalogue) -> None:
        self.of = of

    def __hash__(self) -> int:
        return id(self.of)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameCatalogue) and self.of is other.of


def checkable(catalogue: Catalogue) -> Catalogue:
    """The facts that a check may read: those of the return, of the one before, of the quarter."""
    return _checkable(_SameCatalogue(catalogue))


@lru_cache(maxsize=4)
def _checkable(same: _SameCatalogue) -> Catalogue:
    catalogue = same.of
    own = {name: spec for name, spec in catalogue.items() if rule_read(name) is None}
    earlier = {
        BEFORE + name: replace(spec, name=BEFORE + name, label=f"{spec.label}, the quarter before")
        for name, spec in own.items()
    }
    days = {
        name: FactSpec(name, Kind.DATE, f"the {words} day of the quarter", where="the quarter")
        for name, words in ((FIRST_DAY, "first"), (LAST_DAY, "last"))
    }
    return {**own, **earlier, **days}
