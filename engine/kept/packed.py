"""Values packed away until somebody reads them, so that a run of many holds little of each.

What a return says takes some forty kilobytes as objects and three packed. To read it again takes
a quarter of a millisecond; so who reads of many goes organisation by organisation, and what was
read last is at hand.
"""

from __future__ import annotations

import copyreg
import io
import pickle
import zlib
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import partial
from itertools import accumulate, chain
from operator import attrgetter
from typing import Any, BinaryIO, Generic, TypeVar, overload

from engine.kept.later import Layered, Remembering

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")
_MOST = 100
"""So many of the values read last are at hand: all that there is of some ten organisations."""
_QUICK = 1
"""Of zlib's levels the quickest, which packs nearly as tightly as the others."""


class Shelf:
    """Where packed values are read, and what was read last of them."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        # What was read is held beside it, so that its identity stays its own.
        self._read: OrderedDict[int, tuple[object, Any]] = OrderedDict()

    def read(self, of: object, make: Callable[[], T]) -> T:
        """What something makes: as it was made last, or made now."""
        known = self._read.get(id(of))
        if known is not None:
            made: T = known[1]
            return made
        found = make()
        if len(self._read) >= self._most:
            # In one step, since threads of the web application may share a run.
            self._read.popitem(last=False)
        self._read[id(of)] = (of, found)
        return found

    def packed(self, values: Mapping[K, V], named: bool = False) -> PackedMapping[K, V]:
        """The same mapping, packed; with its names at hand where they are few."""
        names = tuple(values) if named else None
        return PackedMapping(self, partial(unpack, pack(dict(values))), names)

    def mapping_in(self, content: bytes) -> PackedMapping[Any, Any]:
        """The mapping that ``pack`` made of a plain one."""
        return PackedMapping(self, partial(unpack, content))

    def packed_several(self, values: Sequence[V]) -> PackedSequence[V]:
        """The same values in order, packed."""
        content = pack(tuple(values))
        return PackedSequence(self, partial(unpack, content), len(values))


class PackedMapping(Mapping[K, V]):
    """A mapping that is made when it is read."""

    __slots__ = ("_make", "_names", "_shelf")

    def __init__(
        self, shelf: Shelf, make: Callable[[], dict[K, V]], names: tuple[K, ...] | None = None
    ) -> None:
        self._shelf, self._make, self._names = shelf, make, names

    @property
    def whole(self) -> dict[K, V]:
        """All of it, as it was made last or is made now; not to be changed."""
        return self._shelf.read(self, self._make)

    def under(self, more: Mapping[K, V]) -> PackedMapping[K, V]:
        """The same with ``more``, which comes before it and counts in place of it."""
        return PackedMapping(self._shelf, lambda: {**self.whole, **more})

    def over(self, less: Mapping[K, V]) -> PackedMapping[K, V]:
        """The same with what ``less`` has beyond it."""
        return PackedMapping(self._shelf, lambda: {**less, **self.whole})

    def through(self, change: Callable[[V], V]) -> PackedMapping[K, V]:
        """The same with each value changed when it is read."""
        return PackedMapping(
            self._shelf, lambda: {name: change(value) for name, value in self.whole.items()}
        )

    def again(self, values: Mapping[K, V]) -> PackedMapping[K, V]:
        """Another mapping, packed alike."""
        return self._shelf.packed(values)

    def __getitem__(self, name: K) -> V:
        return self.whole[name]

    def get(self, name: K, default: Any = None) -> Any:
        """The value of a name, or something else where it has none."""
        return self.whole.get(name, default)

    def __contains__(self, name: object) -> bool:
        return name in (self.whole if self._names is None else self._names)

    def __iter__(self) -> Iterator[K]:
        return iter(self.whole if self._names is None else self._names)

    def __len__(self) -> int:
        return len(self.whole if self._names is None else self._names)

    def items(self) -> ItemsView[K, V]:
        """The names and the values."""
        return self.whole.items()

    def __reduce__(self) -> tuple[Any, ...]:
        # Another process has no shelf, and reads it at once.
        return dict, (self.whole,)

    def __repr__(self) -> str:
        return f"PackedMapping({self.whole!r})"


class PackedSequence(Sequence[V], Generic[V]):
    """Values in order that are made when they are read."""

    __slots__ = ("_length", "_make", "_shelf")

    def __init__(self, shelf: Shelf, make: Callable[[], tuple[V, ...]], length: int) -> None:
        self._shelf, self._make, self._length = shelf, make, length

    @property
    def whole(self) -> tuple[V, ...]:
        """All of it, as it was made last or is made now."""
        return self._shelf.read(self, self._make)

    def again(self, values: Sequence[V]) -> PackedSequence[V]:
        """Other values, packed alike."""
        return self._shelf.packed_several(values)

    def through(self, change: Callable[[V], V]) -> PackedSequence[V]:
        """The same with each value changed when it is read."""
        return PackedSequence(
            self._shelf, lambda: tuple(change(value) for value in self.whole), self._length
        )

    @overload
    def __getitem__(self, index: int) -> V: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[V, ...]: ...

    def __getitem__(self, index: int | slice) -> V | tuple[V, ...]:
        return self.whole[index]

    def __iter__(self) -> Iterator[V]:
        return iter(self.whole)

    def __len__(self) -> int:
        return self._length

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, tuple | PackedSequence):
            return NotImplemented
        return self.whole == tuple(other)

    def __hash__(self) -> int:
        return hash(self.whole)

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (self.whole,)

    def __repr__(self) -> str:
        return f"PackedSequence({self.whole!r})"


class PartsInOrder(Sequence[V]):
    """Sequences one after the other, each read when it is its turn."""

    def __init__(self, parts: Iterable[Sequence[V]]) -> None:
        self._parts = tuple(part for part in parts if part)
        self._ends = [*accumulate(map(len, self._parts))]

    @overload
    def __getitem__(self, index: int) -> V: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[V, ...]: ...

    def __getitem__(self, index: int | slice) -> V | tuple[V, ...]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(len(self))[index])
        at = range(len(self))[index]
        part = bisect_right(self._ends, at)
        return self._parts[part][at - self._ends[part]]

    def __iter__(self) -> Iterator[V]:
        return chain.from_iterable(self._parts)

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0


def opened(values: Mapping[K, V]) -> Mapping[K, V]:
    """A mapping to be read again and again for a while: whole, where it is packed."""
    return values.whole if isinstance(values, PackedMapping) else values


def under(values: Mapping[K, V], more: Mapping[K, V]) -> Mapping[K, V]:
    """A mapping with ``more``, which counts in place of it; packed where it is."""
    if isinstance(values, PackedMapping | Layered):
        return values.under(more)
    return {**values, **more}


def over(values: Mapping[K, V], less: Mapping[K, V]) -> Mapping[K, V]:
    """A mapping with what ``less`` has beyond it; packed where it is."""
    if isinstance(values, PackedMapping | Layered):
        return values.over(less)
    return {**less, **values}


def remembering(values: Mapping[K, V]) -> Mapping[K, V]:
    """A mapping of which what was read stays at hand; itself, where nothing of it is packed."""
    return Remembering(values) if isinstance(values, PackedMapping) else values


def through(values: Mapping[K, V], change: Callable[[V], V]) -> Mapping[K, V]:
    """A mapping with each value changed: when it is read, where it is packed."""
    if isinstance(values, PackedMapping):
        return values.through(change)
    return {name: change(value) for name, value in values.items()}


def several_through(values: Sequence[V], change: Callable[[V], V]) -> Sequence[V]:
    """Values in order with each changed: when it is read, where they are packed."""
    if isinstance(values, PackedSequence):
        return values.through(change)
    return tuple(change(value) for value in values)


def like(values: Mapping[K, V], packed: Mapping[K, V]) -> Mapping[K, V]:
    """A mapping that is packed where another is."""
    return packed.again(values) if isinstance(packed, PackedMapping) else values


def several_like(values: Sequence[V], packed: Sequence[V]) -> Sequence[V]:
    """Values that are packed where others are."""
    return packed.again(values) if isinstance(packed, PackedSequence) else values


class _Nouns(dict[type, Any]):
    """How dataclasses are packed: by their fields, which is twice as quick as by their state."""

    def __missing__(self, kind: type) -> Any:
        names = [field.name for field in fields(kind)] if is_dataclass(kind) else []
        if not names or not all(field.init for field in fields(kind)):
            raise KeyError(kind)
        read = attrgetter(*names)
        several = len(names) > 1

        def reduced(noun: object) -> tuple[type, tuple[Any, ...]]:
            return kind, read(noun) if several else (read(noun),)

        self[kind] = reduced
        return reduced


_NOUNS = _Nouns(copyreg.dispatch_table)


def pickled(value: object, into: BinaryIO) -> None:
    """Write a plain value, or nouns, for ``pickle.load``."""
    pickler = pickle.Pickler(into, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _NOUNS
    pickler.dump(value)


def pack(value: object) -> bytes:
    """A plain value, or nouns, as few bytes."""
    content = io.BytesIO()
    pickled(value, content)
    return zlib.compress(content.getvalue(), _QUICK)


def unpack(content: bytes) -> Any:
    """What this run packed, made anew; nothing that anybody else could have written."""
    return pickle.loads(zlib.decompress(content))
