"""Levels below what the work of a staff group calls for: refused."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.nouns.english import listed
from engine.nouns.policy.vocabulary import Framework
from evidence.facts.training.lines import UNKNOWN, Flags, Ints, RegisterIssue, in_lines
from evidence.text import match_key


def without_too_low(
    framework: Framework,
    required: Ints,
    groups: tuple[Ints, Sequence[str]],
    at: Ints,
    sure: Flags,
) -> tuple[Ints, list[RegisterIssue]]:
    """The levels needed, unknown where the staff group needs a higher one, and the issues.

    ``groups`` are the lines' places among labels, and these labels; ``at`` is the lines' positions
    in the register, and ``sure`` says which are certainly about the framework.
    """
    group, labels = groups
    least = least_levels(framework)
    lowest = np.array([*(least.get(match_key(label), 0) for label in labels), 0], dtype=np.int64)
    too_low = (required != UNKNOWN) & (required < lowest[group])
    issues = []
    for place, label in enumerate(labels):
        lines = at[too_low & sure & (group == place)]
        if lines.size:
            levels = sorted({int(level) for level in required[too_low & (group == place)]})
            issues.append(
                RegisterIssue(
                    "required_level",
                    f"“{label}” entered as needing Level {listed(map(str, levels))} on "
                    f"{in_lines(lines.size)}",
                    f"Level {int(lowest[place])} or above for this staff group",
                    "Correct the level; until then which level these staff need is not known.",
                    lines,
                )
            )
    return np.where(too_low, UNKNOWN, required), issues


def least_levels(framework: Framework) -> dict[str, int]:
    """The level that each staff group needs at least, by what its ways of writing share."""
    return {
        match_key(group): level
        for level, need in sorted(framework.needs.items())
        for group in need.groups
    }
