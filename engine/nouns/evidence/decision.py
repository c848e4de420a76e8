"""Decisions: what people decided about findings: waivers, actions and moderated scores.

A waiver is laid over a verdict and an action follows from one; neither changes any. A moderated
score is evidence of its own beside the organisation's, which verdicts are then found from.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from engine.nouns.evidence.fact import Origin
from engine.nouns.quarter import Quarter


class WaiverStatus(StrEnum):
    """Whether a waiver is laid over a verdict, or why not."""

    APPLIED = "applied"
    LAPSED = "lapsed"
    NOT_YET = "not yet in force"
    NO_END = "it does not say until when"
    NO_REASON = "it gives no reason"
    NO_APPROVER = "it names no approver"
    NO_DAY = "it does not say when it was approved"
    REPLACED = "a later waiver of the same duty counts in its place"
    UNCLEAR = "another waiver of the same duty, approved on the same day, says otherwise"
    NOTHING_TO_WAIVE = "there is nothing that it could be laid over"
    """The duty is met, does not apply, or binds no organisation of that kind."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """Somebody's decision to live with a duty's not being met for a time."""

    organisation: str
    """The organisation's code."""
    rule: str
    reason: str
    approved_by: str
    approved_on: dt.date | None
    until: dt.date | None
    """The last day on which it holds."""
    standing: WaiverStatus
    origin: Origin


class Status(StrEnum):
    """How far an action is."""

    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Action:
    """Something agreed after a finding."""

    organisation: str
    """The organisation's code."""
    clause: str
    rule: str
    """The rule whose finding it follows from; empty where only the clause is known."""
    action: str
    owner: str
    agreed_on: dt.date | None
    due: dt.date | None
    status: Status
    closed_on: dt.date | None
    evidence: str
    """Evidence of closure; an action without it is not done, whatever its status says."""
    origin: Origin

    @property
    def is_done(self) -> bool:
        """Whether it is called done, and the day and the evidence of its closure are named."""
        closed = self.closed_on is not None and bool(self.evidence.strip())
        return self.status is Status.DONE and closed

    def is_done_on(self, day: dt.date) -> bool:
        """Whether it was done by the end of a day."""
        return self.is_done and self.closed_on is not None and self.closed_on <= day

    def is_overdue(self, day: dt.date) -> bool:
        """Whether it is neither done nor withdrawn on a day after it was due."""
        pending = not self.is_done_on(day) and self.status is not Status.WITHDRAWN
        return pending and self.due is not None and self.due < day


@dataclass(frozen=True, slots=True)
class Moderation:
    """An assessor's own score of an audit answer; the organisation's stays beside it."""

    organisation: str
    """The organisation's code."""
    quarter: Quarter
    question: str
    score: str
    """As typed, on the audit's scale."""
    by: str
    on: dt.date | None
    reason: str
    origin: Origin
    own_score: str = ""
    """The organisation's own as typed, as the assessor saw it."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a workbook of decisions holds; empty where none was given."""

    waivers: tuple[Waiver, ...] = ()
    actions: tuple[Action, ...] = ()
    moderations: tuple[Moderation, ...] = ()


NO_DECISIONS = Decisions()
