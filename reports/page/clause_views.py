"""What the page shows under each clause, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from engine.nouns.verdict import Verdict
from reports.page.links import Link


@dataclass(frozen=True, slots=True)
class CellLink:
    """One organisation's verdict under a duty."""

    anchor: str
    """Of its cell's finding; empty where the matrix has none."""
    code: str
    verdict: Verdict
    near: str


@dataclass(frozen=True, slots=True)
class DutyUnder:
    """A rule that tests the clause, and its findings of the quarter."""

    duty: Link
    rule: str
    cells: tuple[CellLink, ...]


@dataclass(frozen=True, slots=True)
class FigureUnder:
    figure: Link
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class ClauseUnder:
    """One clause and what stands under it."""

    anchor: str
    id: str
    citation: str
    words: str
    bearers: str
    force: str
    parts: tuple[Link, ...]
    """Of a paragraph that is only its parts: those."""
    duties: tuple[DutyUnder, ...]
    figures: tuple[FigureUnder, ...]
    queries: tuple[Link, ...]
    files: tuple[Link, ...]
    """By their numbers in the list of files read."""


@dataclass(frozen=True, slots=True)
class ClausesOfSection:
    title: str
    clauses: tuple[ClauseUnder, ...]
