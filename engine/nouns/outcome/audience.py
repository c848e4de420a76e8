"""Audiences: for whom an assessment is written, and what is then kept out of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """For whom the outputs of a run are."""

    INTERNAL = "internal"
    """Those who hold the returns: everything, as typed."""
    SHARED = "shared"
    """Those at the same table: no names of people."""
    PUBLIC = "public"
    """Anybody: no text as typed, and no figure small enough to tell who somebody is."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """One thing that an output does not show, and why; never what it was."""

    organisation: str
    """The organisation's code."""
    period: str
    """The quarter's label."""
    about: str
    """The fact's name, or the rule's id where a verdict is not shown."""
    label: str
    """In the reader's words: "Level 3 training: staff trained and in date"."""
    reason: str


@dataclass(frozen=True, slots=True)
class NamesGiven:
    """Texts of submitted cells that name people, and where one is asked for."""

    names: frozenset[str] = frozenset()
    """Names of people, as typed."""
    places: frozenset[tuple[str, str, str]] = frozenset()
    """File, sheet and cell of each cell that asks for a person's name."""
