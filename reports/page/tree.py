"""The reasoning tree as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from engine.nouns.outcome.finding import Finding
from engine.nouns.outcome.reasoning import Reason
from reports.lookup import Lookup, reasoning_in
from reports.words import GATE_WORDS, ROLE_WORDS, TRUTH_WORDS


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One part of a rule's conditions, its answer, and the parts under it."""

    words: str
    answer: str
    decisive: bool
    """Whether it is a comparison that decided the verdict."""
    parts: tuple[ReasonView, ...]


def tree_view(lookup: Lookup, finding: Finding) -> tuple[ReasonView, ...]:
    """Each question of its rule, in the order settled, through to what decided its parts.

    Where the trace is not that of the rule, its comparisons one after another.
    """
    told = reasoning_in(lookup, finding)
    if not told:
        return tuple(
            ReasonView(_role(step.role) + step.asked, TRUTH_WORDS[step.truth], step.decisive, ())
            for step in finding.trace
        )
    return tuple(_view(reasoning.root, _role(reasoning.role)) for reasoning in told)


def _role(role: str) -> str:
    return f"{ROLE_WORDS.get(role, role)}: "


def _view(reason: Reason, lead: str = "") -> ReasonView:
    step = reason.step
    return ReasonView(
        lead + (step.asked if step is not None else GATE_WORDS[reason.gate]),
        TRUTH_WORDS[reason.truth],
        reason.decisive and step is not None,
        tuple(_view(part) for part in reason.parts),
    )
