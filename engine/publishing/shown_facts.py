"""What is shown in place of each fact of a return: for the same fact the same one each time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from engine.nouns.evidence.fact import Fact

_MOST = 15_000
"""So many facts asked for last are known: those that a packed run has at hand."""


class ShownFacts:
    """The facts that were made in place of others."""

    def __init__(self, made: Callable[[Fact], Fact]) -> None:
        self._made = made
        # A fact is held here, so that its identity stays its own while this lives.
        self._facts: OrderedDict[int, tuple[Fact, Fact]] = OrderedDict()

    def shown(self, true: Fact) -> Fact:
        """What stands in place of a return's fact."""
        known = self._facts.get(id(true))
        if known is None:
            if len(self._facts) >= _MOST:
                self._facts.popitem(last=False)
            known = self._facts[id(true)] = (true, self._made(true))
        return known[1]

    def shown_as_read(self, true: Fact) -> Fact:
        """What stands in place of a fact that a comparison read; one that its return does not hold
        is not kept."""
        known = self._facts.get(id(true))
        return known[1] if known is not None else self._made(true)
