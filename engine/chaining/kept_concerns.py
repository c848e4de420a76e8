"""The concerns of a run, stored for the next run over the same returns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from engine.kept.store import NOTHING_KEPT, Store
from engine.nouns.evidence.fact import Origin
from engine.nouns.outcome.concern import Concern, FindingKey, Statement

T = TypeVar("T")
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
        kept: KeptConcerns | None = self.store.get(key, KeptConcerns)
        found = kept.read() if kept is not None else None
        if found is None:
            found = derive()
            if len(found) <= _MOST:
                self.store.put(key, KeptConcerns, KeptConcerns.from_concerns(found))
        return found


@dataclass(frozen=True, slots=True)
class KeptConcerns:
    """Concerns with each cell, statement and finding under them written once, and then by its
    place: of a cell under twenty concerns twenty times as much would be read as is said."""

    origins: tuple[Origin, ...]
    statements: tuple[tuple[Statement, tuple[int, ...]], ...]
    """Each without its cells, and the places of these."""
    keys: tuple[FindingKey, ...]
    concerns: tuple[tuple[Concern, tuple[int, ...], tuple[int, ...]], ...]
    """Each without its findings and statements, and the places of these."""

    @classmethod
    def from_concerns(cls, concerns: Sequence[Concern]) -> KeptConcerns:
        """Concerns, to be written down."""
        origins, statements, keys = (
            dict[Origin, int](),
            dict[Statement, int](),
            dict[FindingKey, int](),
        )
        written = tuple(
            (
                replace(concern, findings=(), statements=()),
                tuple(keys.setdefault(key, len(keys)) for key in concern.findings),
                tuple(
                    statements.setdefault(statement, len(statements))
                    for statement in concern.statements
                ),
            )
            for concern in concerns
        )
        bare = tuple(
            (
                replace(statement, origins=()),
                tuple(origins.setdefault(origin, len(origins)) for origin in statement.origins),
            )
            for statement in statements
        )
        return cls(tuple(origins), bare, tuple(keys), written)

    def read(self) -> tuple[Concern, ...] | None:
        """The concerns; None where a place is none."""
        try:
            statements = [
                replace(said, origins=_at(self.origins, places)) for said, places in self.statements
            ]
            return tuple(
                replace(concern, findings=_at(self.keys, keys), statements=_at(statements, said))
                for concern, keys, said in self.concerns
            )
        except IndexError:
            return None


def _at(values: Sequence[T], places: Sequence[int]) -> tuple[T, ...]:
    """The values at some places. Raises IndexError where one is none."""
    if places and min(places) < 0:
        raise IndexError
    return tuple([values[place] for place in places])


NO_KEEPER = ConcernKeeper()
"""Concerns are derived again."""
