"""The reasoning tree as the page shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.explaining.tree import reasoning_of
from engine.nouns.outcome.finding import Finding, Step
from engine.nouns.outcome.reasoning import Reason
from engine.nouns.policy.verdict_fact import rule_read
from reports.lookup import Lookup
from reports.page.links import Address, Addresses
from reports.words import GATE_WORDS, ROLE_WORDS, TRUTH_WORDS


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One part of a rule's conditions, its answer, and the parts under it."""

    words: str
    answer: str
    decisive: bool
    """Whether it is a comparison that decided the verdict."""
    parts: tuple[ReasonView, ...]
    to: Address | None = None
    """Where the verdict that it reads is reasoned; None where it reads none, or none is shown."""


def tree_view(lookup: Lookup, addresses: Addresses, finding: Finding) -> tuple[ReasonView, ...]:
    """Each question of its rule, in the order settled, with a link to each verdict that it reads.

    Where the trace is not that of the rule, its comparisons one after another.
    """
    rule, code = lookup.assessment.pack.rules.get(finding.rule), finding.organisation.code
    reasonings = reasoning_of(finding, rule) if rule is not None else ()
    if not reasonings:
        return tuple(
            ReasonView(_role(step.role) + step.asked, TRUTH_WORDS[step.truth], step.decisive, ())
            for step in finding.trace
        )

    def reasoned(step: Step | None) -> Address | None:
        part = rule_read(step.fact.name) if step is not None else None
        return addresses.finding(part, code) if part is not None else None

    return tuple(_view(reasoning.root, reasoned, _role(reasoning.role)) for reasoning in reasonings)


def _role(role: str) -> str:
    return f"{ROLE_WORDS.get(role, role)}: "


def _view(
    reason: Reason, reasoned: Callable[[Step | None], Address | None], lead: str = ""
) -> ReasonView:
    step = reason.step
    return ReasonView(
        lead + (step.asked if step is not None else GATE_WORDS[reason.gate]),
        TRUTH_WORDS[reason.truth],
        reason.decisive and step is not None,
        tuple(_view(part, reasoned) for part in reason.parts),
        reasoned(step),
    )
