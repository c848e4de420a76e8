"""Mappings whose values are read when they are asked for, and those read remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")
_UNREAD, _ABSENT = object(), object()


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


class Layered(Mapping[K, V]):
    """A mapping that others are laid over and under without its being read."""

    __slots__ = ()

    def under(self, more: Mapping[K, V]) -> Layers[K, V]:
        """The same with ``more``, which counts in place of it."""
        return Layers(more, self)

    def over(self, less: Mapping[K, V]) -> Layers[K, V]:
        """The same with what ``less`` has beyond it, which comes before it."""
        return Layers(self, less)


class Layers(Layered[K, V]):
    """Two mappings as one: of a name that both have the first counts."""

    __slots__ = ("_first", "_then")

    def __init__(self, first: Mapping[K, V], then: Mapping[K, V]) -> None:
        self._first, self._then = first, then

    def get(self, name: K, default: Any = None) -> Any:
        """The value of a name, or something else where neither has one."""
        found = self._first.get(name, _ABSENT)
        return self._then.get(name, default) if found is _ABSENT else found

    def __getitem__(self, name: K) -> V:
        return self._first[name] if name in self._first else self._then[name]

    def __contains__(self, name: object) -> bool:
        return name in self._first or name in self._then

    def __iter__(self) -> Iterator[K]:
        return iter(dict.fromkeys((*self._then, *self._first)))

    def __len__(self) -> int:
        return len({*self._then, *self._first})


class Remembering(Layered[K, V]):
    """A mapping of which what was read is remembered, and no more is held: for one that takes long
    to read, and of which the same few values are asked for again and again."""

    __slots__ = ("_of", "_read")

    def __init__(self, of: Mapping[K, V]) -> None:
        self._of = of
        self._read: dict[K, Any] = {}

    def get(self, name: K, default: Any = None) -> Any:
        """The value of a name, or something else where it has none."""
        found = self._read.get(name, _UNREAD)
        if found is _UNREAD:
            found = self._read[name] = self._of.get(name, _ABSENT)
        return default if found is _ABSENT else found

    def __getitem__(self, name: K) -> V:
        found: V | object = self.get(name, _ABSENT)
        if found is _ABSENT:
            raise KeyError(name)
        return found  # type: ignore[return-value]

    def __contains__(self, name: object) -> bool:
        return self.get(name, _ABSENT) is not _ABSENT  # type: ignore[arg-type]

    def __iter__(self) -> Iterator[K]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)
