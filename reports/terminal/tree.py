"""The reasoning tree in words, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from engine.nouns.outcome.finding import Finding
from engine.nouns.outcome.reasoning import Gate, Reason
from reports.lookup import Lookup, reasoning_in
from reports.terminal.layout import wrapped
from reports.words import GATE_WORDS, ROLE_WORDS, TRUTH_WORDS

_DECIDED = " (this decided it)"


def tree_lines(lookup: Lookup, finding: Finding) -> Iterator[str]:
    """Each question of the rule, and under it its parts, the decisive ones marked."""
    for reasoning in reasoning_in(lookup, finding):
        role = ROLE_WORDS.get(reasoning.role, reasoning.role)
        if reasoning.root.gate is Gate.ASKED:
            yield from _lines(reasoning.root, 2, f"{role}: ")
            continue
        yield wrapped(
            f"{role}: {GATE_WORDS[reasoning.root.gate]}: {TRUTH_WORDS[reasoning.root.truth]}", 2
        )
        for part in reasoning.root.parts:
            yield from _lines(part, 4)


def _lines(reason: Reason, indent: int, lead: str = "") -> Iterator[str]:
    answer = TRUTH_WORDS[reason.truth]
    if reason.step is not None:
        decided = _DECIDED if reason.decisive else ""
        found = f" [{reason.step.found}]"
        yield wrapped(f"- {lead}{reason.step.asked}: {answer}{found}{decided}", indent, 2)
        for part in reason.parts:
            yield from _lines(part, indent + 2)
        return
    yield wrapped(f"- {lead}{GATE_WORDS[reason.gate]}: {answer}", indent, 2)
    for part in reason.parts:
        yield from _lines(part, indent + 2)
