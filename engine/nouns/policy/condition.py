"""Conditions: what a rule asks of the facts, as a tree of comparisons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Op(StrEnum):
    """The comparisons a rule can make; each reads aloud after the fact's name."""

    IS = "is"
    IS_ONE_OF = "is_one_of"
    INCLUDES = "includes"
    IS_OVER = "is_over"
    IS_AT_LEAST = "is_at_least"
    IS_UNDER = "is_under"
    IS_AT_MOST = "is_at_most"
    IS_RETURNED = "is_returned"
    IS_WITHIN = "is_within"
    """A date no more than so many months before the as-of date, and not after it."""
    IS_NOT_PAST = "is_not_past"
    """A date on or after the as-of date."""
    IS_BEFORE = "is_before"
    IS_AFTER = "is_after"
    """Dates before or after another date."""


ORDER_OPS = frozenset({Op.IS_OVER, Op.IS_AT_LEAST, Op.IS_UNDER, Op.IS_AT_MOST})


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the rule: yes or no, a word, or the number 0."""

    value: bool | str | float


@dataclass(frozen=True, slots=True)
class Words:
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


Right = Literal | Words | ParameterRef | FactRef


@dataclass(frozen=True, slots=True)
class Comparison:
    fact: str
    op: Op
    right: Right


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
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
