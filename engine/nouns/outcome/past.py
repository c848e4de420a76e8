"""What the history of runs remembers of quarters whose returns are not among the files."""

from __future__ import annotations

from dataclasses import dataclass

from engine.nouns.evidence.fact import Range
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Verdict


@dataclass(frozen=True, slots=True)
class PastFinding:
    """A verdict of a quarter that an earlier run judged."""

    rule: str
    organisation: str
    """The organisation's code."""
    period: Quarter
    verdict: Verdict
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class PastFigure:
    """A figure of a quarter that an earlier run read."""

    fact: str
    organisation: str
    """The organisation's code."""
    period: Quarter
    value: Range


@dataclass(frozen=True, slots=True)
class PastReturn:
    """From which run the findings on one organisation in one quarter are."""

    organisation: str
    """The organisation's code."""
    period: Quarter
    received: bool
    """Whether a return had come; else the run found silence."""
    run: str
    """The run's identity, as ``history`` lists it."""
    pack_version: str
    same_pack: bool
    """Whether it was judged by the very pack of this run; else a rule or value may differ."""


@dataclass(frozen=True, slots=True)
class Past:
    """The latest completed run's findings and figures of each earlier quarter and organisation.

    Only of those earlier than the period assessed whose return is not among the files: what a
    file says is never remembered, and what is remembered stands over the mere silence of files.
    """

    findings: tuple[PastFinding, ...] = ()
    """In order of organisation, quarter and rule."""
    figures: tuple[PastFigure, ...] = ()
    """Known numbers only, in order of organisation, quarter and fact."""
    quarters: tuple[Quarter, ...] = ()
    """Earliest first."""
    returns: tuple[PastReturn, ...] = ()
    """In order of organisation and quarter."""
    absent: tuple[PastReturn, ...] = ()
    """The last return of each organisation that this run knows nothing of, and of which no run
    has had a return for its period either, in order of organisation."""


NO_PAST = Past()
