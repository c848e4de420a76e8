"""Trends: one measured item of one organisation over its quarters, and what its changes tell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.nouns.evidence.fact import Origin, Range
from engine.nouns.quarter import Quarter


class Better(StrEnum):
    """Which way is better, as the rules that judge a measure ask for it."""

    HIGHER = "higher is better"
    LOWER = "lower is better"
    NEITHER = "no rule says which way is better"


class Chance(StrEnum):
    """Whether a change between two quarters is more than chance alone would bring."""

    MORE = "more than chance"
    PERHAPS = "may be chance"
    UNTOLD = "cannot be told"


class Sign(StrEnum):
    """A pattern that common cause variation seldom shows."""

    OUTSIDE = "a point outside the process limits"
    SHIFT = "a run on one side of the mean"
    DRIFT = "a run rising or falling"
    NEAR_LIMIT = "two of three points near a process limit"


@dataclass(frozen=True, slots=True)
class Point:
    """What was returned for one quarter."""

    quarter: Quarter
    value: Range | None
    """In the trend's unit; None where nothing usable was returned."""
    done: Range | None = None
    """Of a percentage: how many of ``of``; None where only the percentage is known."""
    of: Range | None = None
    """Of a percentage: how many it is of, its denominator."""
    origins: tuple[Origin, ...] = ()
    remembered: bool = False
    """Whether it comes from the history of runs, not from a file of this one."""
    why_unknown: str = ""
    """Of a gap, why there is nothing, where a return says or its audience may not see it."""


@dataclass(frozen=True, slots=True)
class TrendChange:
    """The last known point beside the known one before it."""

    before: Quarter
    now: Quarter
    by: float | None
    """In the trend's unit; above 0 where the figure rose. None where one is known only within
    bounds."""
    chance: Chance
    words: str
    """What was compared and by which method, or why it cannot be told."""


@dataclass(frozen=True, slots=True)
class Limits:
    """An individuals chart (XmR) of the known points."""

    mean: float
    lower: float
    upper: float
    signs: tuple[tuple[Sign, tuple[Quarter, ...]], ...]
    """Each pattern seen, with the quarters that make it."""
    note: str = ""
    """Where a limit comes out below 0 or above 100 %, which is then shown instead: what it was."""


@dataclass(frozen=True, slots=True)
class Trend:
    """A figure of one organisation over the quarters."""

    organisation: str
    """The organisation's code."""
    fact: str
    label: str
    """In the reader's words."""
    unit: str
    clauses: tuple[str, ...]
    """The clauses that the rules on it cite, in the policy's order."""
    better: Better
    threshold: float | None
    """The value that a rule asks for, as in force for the organisation; None where none does."""
    threshold_name: str
    """The parameter's name; empty where there is none."""
    points: tuple[Point, ...]
    """One for each quarter from the first known to the period assessed, earliest first; silent
    ones too."""
    change: TrendChange | None
    """None where fewer than two points are known."""
    limits: Limits | None
    """None where too few points are known for an individuals chart."""
    without_limits: str = ""
    """Why there are no limits, in words."""
