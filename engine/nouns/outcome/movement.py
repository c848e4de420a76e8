"""Movements: what became of a duty from one quarter to the next, and since when it stands so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict


class Turn(StrEnum):
    """What became of a duty since the quarter assessed before."""

    NEWLY_UNMET = "newly unmet"
    WORSE = "unmet and worse"
    STILL_UNMET = "still unmet"
    NEWLY_CONFLICTING = "newly conflicting"
    STILL_CONFLICTING = "still conflicting"
    NEWLY_SILENT = "newly without evidence"
    STILL_SILENT = "still without evidence"
    NEWLY_MET = "newly met"


class Direction(StrEnum):
    """How one verdict differs from an earlier one of the same duty."""

    BETTER = "better"
    WORSE = "worse"
    STOPPED = "evidence stopped"
    GIVEN = "evidence now given"
    CONTRADICTED = "now contradicted"
    CLEARED = "cleared up"
    OTHER = "changed"


@dataclass(frozen=True, slots=True)
class Movement:
    """One duty of one organisation that moved, or stands unmet or silent as it stood before."""

    rule: str
    organisation: str
    """The organisation's code."""
    period: Quarter
    turn: Turn
    before: Verdict
    """That of the quarter assessed before."""
    now: Verdict
    since: Quarter
    """Since when it is unmet, silent or met: the first of the quarters assessed, up to this one,
    in which it was nothing else. Silence between does not end being unmet."""
    silent_between: tuple[Quarter, ...] = ()
    """Of an unmet duty, the quarters since then for which nobody knows."""
    remembered: tuple[Quarter, ...] = ()
    """Of the quarters that this rests on, those that the history of runs alone tells of."""
