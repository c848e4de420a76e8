"""The kinds of decision, and the states that each goes through."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class DecisionKind(StrEnum):
    """What is decided beside a finding."""

    WAIVER = "waiver"
    ACTION = "action"
    MODERATION = "moderation"
    COMMENT = "comment"


class DecisionState(StrEnum):
    """How a decision stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DECLINED = "declined"
    OPEN = "open"
    DONE = "done"
    GIVEN = "given"
    """Of a score or a comment: it stands."""
    WITHDRAWN = "withdrawn"


BEGINS: Mapping[DecisionKind, DecisionState] = {
    DecisionKind.WAIVER: DecisionState.PROPOSED,
    DecisionKind.ACTION: DecisionState.OPEN,
    DecisionKind.MODERATION: DecisionState.GIVEN,
    DecisionKind.COMMENT: DecisionState.GIVEN,
}
"""The state in which each kind begins."""

JUDGED = frozenset({DecisionKind.WAIVER, DecisionKind.ACTION, DecisionKind.MODERATION})
"""The kinds that an assessment shows or rests on; a comment is neither."""

COUNTS: Mapping[DecisionKind, frozenset[DecisionState]] = {
    DecisionKind.WAIVER: frozenset({DecisionState.APPROVED}),
    DecisionKind.ACTION: frozenset({DecisionState.OPEN, DecisionState.DONE}),
    DecisionKind.MODERATION: frozenset({DecisionState.GIVEN}),
    DecisionKind.COMMENT: frozenset(),
}
"""The states in which a decision of a kind is given to the assessment."""
