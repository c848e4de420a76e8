"""The ladder: which step each concern that escalates is on, and how the step is worded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.chaining.chainers.signal_forms import THE_ORGANISATION, Signal, quarter_of
from engine.nouns.english import capitalised
from engine.nouns.policy.handling import Ladder


def rungs(
    ladder: Ladder | None, kind_of: Mapping[str, str], organisation: str, keys: Iterable[Signal]
) -> dict[Signal, int]:
    """The step, from 1, of each concern of one organisation that is on the ladder.

    ``keys`` are its concerns over all quarters, ``kind_of`` the kind of concern by concern rule,
    ``organisation`` its kind. A concern whose subject was on the ladder in the quarter before
    goes one step on, and stays on the last. Those about the organisation as a whole are the same
    subject only where the same rule derived them.
    """
    if ladder is None or organisation not in ladder.binds:
        return {}
    on = [key for key in keys if kind_of.get(str(key[1])) in ladder.enters]
    by_subject: dict[tuple[str, int], int] = {}
    for key in sorted(on, key=quarter_of):
        subject, quarter = _subject(key), quarter_of(key)
        step = by_subject.get((subject, quarter - 1), 0) + 1
        by_subject[subject, quarter] = min(step, len(ladder.steps))
    return {key: by_subject[_subject(key), quarter_of(key)] for key in on}


def step_words(ladder: Ladder, rung: int) -> tuple[str, str]:
    """A step in few words, "step 2 of 6: performance notice", and what to do on it."""
    step = ladder.steps[rung - 1]
    name = f"step {rung} of {len(ladder.steps)}: {step.label}"
    return name, f"{capitalised(name)}. {step.words} {ladder.note}"


def _subject(key: Signal) -> str:
    subject = str(key[2])
    return f"{subject} {key[1]}" if subject == THE_ORGANISATION else subject
