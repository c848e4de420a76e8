"""What the history of runs remembers of quarters whose returns are not among the files."""

from __future__ import annotations

from dataclasses import dataclass

from engine.nouns.fact import Range
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Verdict


@dataclass(frozen=True, slots=True)
class PastFinding:
    rule: str
    organisation: str
    """The organisation's code."""
    period: Quarter
    verdict: Verdict
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class PastFigure:
    fact: str
    organisation: str
    """The organisation's code."""
    period: Quarter
    value: Range


@dataclass(frozen=True, slots=True)
class Past:
    """The latest completed run's findings and figures of each earlier quarter and organisation."""

    findings: tuple[PastFinding, ...] = ()
    figures: tuple[PastFigure, ...] = ()
    """Known numbers only, in order of organisation, quarter and fact."""
    quarters: tuple[Quarter, ...] = ()
    """Earliest first."""


NO_PAST = Past()
