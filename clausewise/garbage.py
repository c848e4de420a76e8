"""How often Python looks for garbage among objects that refer to each other in circles."""

from __future__ import annotations

import gc

_NEW_OBJECTS = 1_000_000
"""So many objects are made between two searches. Facts and findings refer to each other in no
circle, and a search after every 700 objects takes a sixth of a command's time."""


def collect_garbage_seldom() -> None:
    """Have this process search for garbage seldom, for as long as it lives."""
    gc.set_threshold(_NEW_OBJECTS)
