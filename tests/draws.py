"""How many examples a property draws: few at each change, six times as many for CI."""

from __future__ import annotations

from hypothesis import settings

EVERY_CHANGE = 50
"""What a property draws at each change that asks for no number of its own."""


def draws(number: int) -> int:
    """A number for each change, and as many more as the profile chosen draws more than that."""
    return max(1, number * settings().max_examples // EVERY_CHANGE)
