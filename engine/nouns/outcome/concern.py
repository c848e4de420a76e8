"""Concerns: what follows from findings taken together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.nouns.evidence.fact import Origin
from engine.nouns.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a concern rests on: who said what, and in which cell."""

    label: str
    """"The organisation's own audit score on Section 6, paragraph 11(c)"."""
    words: str
    """"3 (met)"."""
    origins: tuple[Origin, ...] = ()
    period: str = ""
    """The label of the quarter it is about."""
    verdict: Verdict | None = None
    """That of the finding it decided; None where it is a statement beside one."""
    figure: str = ""
    """The words in short, with what was asked for: "61 %, required: at least 95 %"."""


@dataclass(frozen=True, slots=True, order=True)
class FindingKey:
    """Names a finding: its rule, the organisation's code and the quarter's label."""

    rule: str
    organisation: str
    period: str


@dataclass(frozen=True, slots=True)
class Concern:
    """What follows from findings taken together."""

    id: str
    """Unique in the assessment and the same on every run of the same inputs."""
    rule: str
    """The concern rule that derived it."""
    kind: str
    """One of ``engine.chaining.KINDS``: "escalation", "contradiction", "disagreement", ..."""
    title: str
    organisation: str
    """The organisation's code; empty for a concern about all organisations together."""
    periods: tuple[str, ...]
    """The quarters' labels, earliest first."""
    cites: tuple[str, ...]
    findings: tuple[FindingKey, ...]
    statements: Sequence[Statement]
    """The statements and figures that clash or repeat, each with its cells."""
    because: str
    question: str
    next_step: str
    follows_from: tuple[str, ...] = ()
    """Ids of the concerns it was chained from."""
    rank: int = 0
    """Its place among all concerns of the assessment, 1 the first to look at; 0 is unranked."""
    stake: str = ""
    """Why it ranks there, in words, by the pack's own rule of ranking."""
    parts: tuple[str, ...] = ()
    """Ids of the concerns that it takes in, the gravest first; each is part of one at most."""
    step: str = ""
    """The step of the pack's ladder that it triggers, in words; empty where it triggers none."""
