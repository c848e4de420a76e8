"""Mappings whose values are read when they are asked for: of what was kept of a run few are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class ReadLater(Mapping[K, V]):
    """A mapping of which each value is read from something plainer, once, when it is asked for.

    What reading raises is raised then.
    """

    __slots__ = ("_plain", "_read", "_reading")

    def __init__(self, plain: Mapping[K, Any], reading: Callable[[Any], V]) -> None:
        self._plain, self._reading = plain, reading
        self._read: dict[K, V] = {}

    def __getitem__(self, name: K) -> V:
        if name not in self._read:
            self._read[name] = self._reading(self._plain[name])
        return self._read[name]

    def get(self, name: K, default: Any = None) -> Any:
        """The value of a name, or something else where it has none."""
        if name in self._read:
            return self._read[name]
        return self[name] if name in self._plain else default

    def __contains__(self, name: object) -> bool:
        return name in self._plain

    def __iter__(self) -> Iterator[K]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)

    def __reduce__(self) -> tuple[Any, ...]:
        # How values are read stays in the process that was to read them.
        return dict, (dict(self),)

    def __repr__(self) -> str:
        return f"ReadLater({dict(self)!r})"
