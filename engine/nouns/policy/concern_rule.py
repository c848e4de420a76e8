"""Concern rules: what to look for in findings taken together, and what to say of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConcernRule:
    """A rule over signals (see ``engine.chaining``): what seen together raises a concern."""

    id: str
    title: str
    kind: str
    subject: str
    """The pattern's field that says what the concern is about: "shortfall.clause"; or
    "organisation", for the organisation as a whole."""
    patterns: tuple[SignalPattern, ...]
    because: str
    question: str
    next_step: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class SameAs:
    """The value of a field of an earlier pattern, plus a number where it is a count."""

    pattern: str
    field: str
    plus: int = 0


@dataclass(frozen=True, slots=True)
class SignalPattern:
    """One signal that must be seen: its name in the rule, its kind, and what its fields hold.

    Each field must be one of several words or whole numbers, or the same as a field of a
    pattern before it.
    """

    name: str
    seen: str
    """The kind of signal: "finding", "citation", "answer", "figures", "pair", "elsewhere",
    "common", "concern"."""
    where: tuple[tuple[str, SameAs | tuple[str | int, ...]], ...]
