"""Kleene's three values: not, all and any over truths that may be unknown."""

from __future__ import annotations

from collections.abc import Iterable

from engine.nouns.verdict import Truth


def negated(truth: Truth) -> Truth:
    """Not: unknown stays unknown."""
    return {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}.get(truth, truth)


def all_of(truths: Iterable[Truth]) -> Truth:
    """False where one is false, else unknown where one is unknown, else true."""
    seen = set(truths)
    if Truth.FALSE in seen:
        return Truth.FALSE
    return Truth.UNKNOWN if Truth.UNKNOWN in seen else Truth.TRUE


def any_of(truths: Iterable[Truth]) -> Truth:
    """True where one is true, else unknown where one is unknown, else false."""
    return negated(all_of(negated(truth) for truth in truths))
