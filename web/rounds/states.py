"""The states of rounds and of returns, and which may follow which."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class RoundState(StrEnum):
    """How far a round is."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    ASSESSED = "assessed"
    SIGNED = "signed"
    PUBLISHED = "published"


class ReturnState(StrEnum):
    """How far a return is."""

    RECEIVED = "received"
    TO_MAP = "to be mapped"
    """In its sender's own layout, of which nobody has confirmed yet what answers what."""
    CHECKED = "checked"
    UNUSABLE = "could not be used"
    CERTIFIED = "certified"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class ReminderState(StrEnum):
    """What became of a reminder."""

    BEGUN = "begun"
    """Noted, and about to be sent; it stays so where the worker ends meanwhile."""
    SENT = "sent"
    NOT_REACHED = "not reached"


FOLLOWS: Mapping[RoundState, frozenset[RoundState]] = {
    RoundState.DRAFT: frozenset({RoundState.OPEN}),
    RoundState.OPEN: frozenset({RoundState.CLOSED}),
    RoundState.CLOSED: frozenset({RoundState.ASSESSED, RoundState.OPEN}),
    RoundState.ASSESSED: frozenset({RoundState.SIGNED, RoundState.ASSESSED, RoundState.OPEN}),
    RoundState.SIGNED: frozenset({RoundState.PUBLISHED, RoundState.ASSESSED, RoundState.OPEN}),
    RoundState.PUBLISHED: frozenset({RoundState.ASSESSED, RoundState.OPEN}),
}
"""What may follow on each state of a round. Back to open it goes with a reason alone."""

PENDING = frozenset(
    {ReturnState.RECEIVED, ReturnState.TO_MAP, ReturnState.CHECKED, ReturnState.UNUSABLE}
)
"""The states of a return that a later one takes the place of when it comes."""


ADVICE = ": mend it and send it again, or certify it as it is."
"""How the words of a check end while there is still something to be done about it."""


def may_follow(state: RoundState, following: RoundState) -> bool:
    """Whether a round may go from one state to another."""
    return following in FOLLOWS[state]
