"""Levels that cannot be: a staff group entered as needing less than its work calls for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.nouns.policy.vocabulary import Framework
from evidence.facts.training.lines import UNKNOWN, Flags, Ints, Trouble, in_lines
from evidence.text import key, listed


def without_too_low(
    framework: Framework, required: Ints, group: Ints, labels: Sequence[str], at: Ints, sure: Flags
) -> tuple[Ints, list[Trouble]]:
    """The levels needed, unknown on the lines whose staff group needs a higher one, and those told.

    ``group`` are indices into ``labels``, ``at`` the lines' positions in the register, and
    ``sure`` those that are certainly about the framework.
    """
    least = least_levels(framework)
    lowest = np.array([*(least.get(key(label), 0) for label in labels), 0], dtype=np.int64)
    too_low = (required != UNKNOWN) & (required < lowest[group])
    troubles = []
    for place, label in enumerate(labels):
        lines = at[too_low & sure & (group == place)]
        if lines.size:
            levels = sorted({int(level) for level in required[too_low & (group == place)]})
            troubles.append(
                Trouble(
                    "required_level",
                    f"“{label}” entered as needing Level {listed(map(str, levels), 'and')} on "
                    f"{in_lines(lines.size)}",
                    f"Level {int(lowest[place])} or above for this staff group",
                    "Correct the level; until then which level these staff need is not known.",
                    lines,
                )
            )
    return np.where(too_low, UNKNOWN, required), troubles


def least_levels(framework: Framework) -> dict[str, int]:
    """The level that each staff group needs at least, by what its ways of writing share."""
    return {
        key(group): level
        for level, need in sorted(framework.needs.items())
        for group in need.groups
    }
