"""The concerns of a run kept for the next one over the same returns."""

from __future__ import annotations

from collections.abc import Callable

from engine.kept.store import NOTHING_KEPT, Store
from engine.nouns.frozen import dataclass
from engine.nouns.outcome.concern import Concern

_MOST = 5_000
"""More concerns are derived again: writing them down would take longer than a run may wait."""


@dataclass(frozen=True, slots=True)
class ConcernKeeper:
    """Where concerns are kept, and what all of them follow from."""

    store: Store = NOTHING_KEPT
    follows_from: str = ""
    """The fingerprint of the returns, the decisions, the pack with its parameters, and the days
    as on which they are judged; empty where one of them has none, so that nothing is kept."""

    def concerns(
        self, chained_by: str, derive: Callable[[], tuple[Concern, ...]]
    ) -> tuple[Concern, ...]:
        """The concerns as they were kept, chained by the same; else derived now, and then kept."""
        if self.store.folder is None or not self.follows_from:
            return derive()
        key = ("concerns", self.follows_from, chained_by)
        found: tuple[Concern, ...] | None = self.store.get(key, tuple[Concern, ...])
        if found is None:
            found = derive()
            if len(found) <= _MOST:
                self.store.put(key, tuple[Concern, ...], found)
        return found


NO_KEEPER = ConcernKeeper()
"""Concerns are derived anew."""
