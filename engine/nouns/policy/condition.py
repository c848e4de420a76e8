"""Conditions: what a rule asks of the facts, as a tree of comparisons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.nouns.policy.operators import Op


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the rule: yes or no, a word, or the number 0."""

    value: bool | str | float


@dataclass(frozen=True, slots=True)
class WordList:
    """Several words, any of which will do."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParameterRef:
    """The value of a parameter, by name."""

    name: str


@dataclass(frozen=True, slots=True)
class FactRef:
    """The value of another fact, by name."""

    name: str


Right = Literal | WordList | ParameterRef | FactRef


@dataclass(frozen=True, slots=True)
class Comparison:
    """A fact held to what stands on the right-hand side."""

    fact: str
    op: Op
    right: Right
    _hash: int = field(init=False, repr=False, compare=False)
    """Worked out once: planes are looked up by their comparison thousands of times a run."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.fact, self.op, self.right)))

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[type[Comparison], tuple[str, Op, Right]]:
        """Made anew where it is unpickled: the hash of a text differs from process to process."""
        return Comparison, (self.fact, self.op, self.right)


@dataclass(frozen=True, slots=True)
class All:
    """True where every part is."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """True where a part is."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True where the part is false."""

    part: Condition


Condition = Comparison | All | Any | Not


def comparisons(condition: Condition | None) -> Iterator[Comparison]:
    """Every comparison in a condition, in the order written."""
    match condition:
        case None:
            return
        case Comparison():
            yield condition
        case Not(part):
            yield from comparisons(part)
        case All(parts) | Any(parts):
            for part in parts:
                yield from comparisons(part)


def facts_named(condition: Condition | None) -> Iterator[str]:
    """The names of the facts that a condition reads, both sides of each comparison."""
    for comparison in comparisons(condition):
        yield comparison.fact
        if isinstance(comparison.right, FactRef):
            yield comparison.right.name


def parameters_named(condition: Condition | None) -> Iterator[str]:
    """The names of the parameters that a condition rests on."""
    for comparison in comparisons(condition):
        if isinstance(comparison.right, ParameterRef):
            yield comparison.right.name
