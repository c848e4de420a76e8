"""How many examples a property draws: few at each change, twenty times as many for CI."""

from __future__ import annotations

from hypothesis import settings

EVERY_CHANGE = 15
"""What a property draws at each change that asks for no number of its own."""

_MEANT_FOR = 50


def draws(number: int) -> int:
    """As many in proportion as the profile chosen draws: the number itself where it draws 50."""
    return max(2, number * settings().max_examples // _MEANT_FOR)
