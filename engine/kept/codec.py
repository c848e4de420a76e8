"""Frozen nouns as JSON and back, by the types that they declare.

Nothing but data comes back: text, numbers, days, enumerations, and the dataclasses that the type
asked for names. What does not fit the type exactly raises Misfit, so that a spoilt or a foreign
file is never taken for what was kept; a value of a mapping when it is read.
"""

from __future__ import annotations

import datetime as dt
import threading
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from typing import Any, NamedTuple

from engine.kept.later import ReadLater

Plain = Any
"""What JSON has: None, texts, numbers, yes or no, lists, and objects with texts as names."""


class Misfit(ValueError):
    """Something that is not of the type asked for, or that no type is written for."""


class Codec(NamedTuple):
    """How values of one type are written and read."""

    write: Callable[[Any], Plain]
    read: Callable[[Plain], Any]
    as_is: frozenset[type] = frozenset()
    """Whatever is of one of these types is read as it stands."""


_SCALARS = (str, int, float, bool)
"""The types that JSON has too. Whole numbers may stand where a number may."""
_CODECS: dict[object, Codec] = {}
_MAKING: dict[object, Codec] = {}
"""What stands for a codec while it is made, to the thread that makes it."""
_LOCK = threading.RLock()


def codec_of(asked: Any) -> Codec:
    """The codec of a type: a scalar, a day, an enumeration, a dataclass, or a union, tuple,
    sequence (read as a tuple), mapping or frozenset of such. Raises Misfit for any other."""
    known = _CODECS.get(asked)
    if known is None:
        # Another thread that asks meanwhile waits for what is whole.
        with _LOCK:
            known = _CODECS.get(asked) or _MAKING.get(asked) or _made_once(asked)
    return known


def _made_once(asked: Any) -> Codec:
    # A noun may hold others of its own type, which find this one while it is made.
    _MAKING[asked] = Codec(
        lambda value: codec_of(asked).write(value), lambda plain: codec_of(asked).read(plain)
    )
    try:
        made = _CODECS[asked] = _made(asked)
    finally:
        del _MAKING[asked]
    return made


def register(kind: type, codec: Codec) -> None:
    """Say how values of a type are written that says nothing of it itself."""
    _CODECS[kind] = codec


def _made(asked: Any) -> Codec:
    origin, inner = typing.get_origin(asked), typing.get_args(asked)
    if asked in _SCALARS:
        return _scalar(asked)
    if asked is dt.date:
        return Codec(_day_written, _day_read)
    if origin in (typing.Union, types.UnionType):
        return _union(inner)
    if origin is tuple:
        return _several(tuple, inner[0]) if inner[1:] == (...,) else _fixed(inner)
    if origin is frozenset:
        return _several(frozenset, inner[0])
    if origin is Sequence:
        several = _several(tuple, inner[0])
        return Codec(lambda values: several.write(tuple(values)), several.read)
    if origin in (Mapping, dict):
        return _mapping(*inner)
    if isinstance(asked, type) and issubclass(asked, Enum):
        return _enumeration(asked)
    if isinstance(asked, type) and is_dataclass(asked):
        return _noun(asked)
    raise Misfit(f"nothing is written for {asked}")


def _scalar(asked: type) -> Codec:
    # Where a number may have a fraction a whole one may stand, and stays whole.
    fitting = (float, int) if asked is float else (asked,)

    def same(value: Any) -> Any:
        if type(value) not in fitting:
            raise Misfit(f"{type(value)} where {asked} is asked for")
        return value

    return Codec(same, same, frozenset(fitting))


def _day_written(day: Any) -> int:
    if type(day) is not dt.date:
        raise Misfit(f"{type(day)} where a day is asked for")
    return day.toordinal()


def _day_read(plain: Plain) -> dt.date:
    if type(plain) is not int:
        raise Misfit("no day")
    return dt.date.fromordinal(plain)


def _enumeration(asked: type[Enum]) -> Codec:
    by_value = {member.value: member for member in asked}

    def write(member: Any) -> Plain:
        if type(member) is not asked:
            raise Misfit(f"{type(member)} where {asked} is asked for")
        return member.value

    def read(plain: Plain) -> Enum:
        if type(plain) not in (str, int) or plain not in by_value:
            raise Misfit(f"no member of {asked}")
        return by_value[plain]

    return Codec(write, read)


def _union(members: tuple[Any, ...]) -> Codec:
    """None and scalars as they are, others as their place among the members and themselves."""
    scalars = [member for member in members if member in _SCALARS]
    as_is = frozenset(
        {*scalars, *({int} if float in scalars else ()), *({types.NoneType} & {*members})}
    )
    others = [member for member in members if member not in (*_SCALARS, types.NoneType)]
    codecs = [codec_of(member) for member in others]
    if len(others) == 1 and not scalars:
        return _none_or(codecs[0])
    places = {typing.get_origin(member) or member: place for place, member in enumerate(others)}

    def write(value: Any) -> Plain:
        if type(value) in as_is:
            return value
        place = places.get(type(value))
        if place is None:
            raise Misfit(f"{type(value)} where {members} are asked for")
        return [place, codecs[place].write(value)]

    def read(plain: Plain) -> Any:
        if type(plain) in as_is:
            return plain
        place, inner = _listed(plain, 2)
        if type(place) is not int or not 0 <= place < len(codecs):
            raise Misfit("no member of a union")
        return codecs[place].read(inner)

    return Codec(write, read, as_is)


def _none_or(codec: Codec) -> Codec:
    """None, or what the codec writes, which is never null."""
    return Codec(
        lambda value: None if value is None else codec.write(value),
        lambda plain: None if plain is None else codec.read(plain),
        frozenset({types.NoneType}),
    )


def _listed(plain: Plain, length: int | None = None) -> list[Plain]:
    if type(plain) is not list or (length is not None and len(plain) != length):
        raise Misfit("no list of the length asked for")
    return plain


def _several(kind: Callable[[list[Any]], Any], member: Any) -> Codec:
    codec = codec_of(member)

    def write(values: Any) -> Plain:
        if type(values) is not kind:
            raise Misfit(f"{type(values)} where a {kind} is asked for")
        written = codec.write
        ordered: Iterable[Any] = values if kind is tuple else sorted(values)
        return [written(value) for value in ordered]

    def read(plain: Plain) -> Any:
        if type(plain) is not list:
            raise Misfit("no list")
        if codec.as_is.issuperset(map(type, plain)):
            return kind(plain)
        reading = codec.read
        return kind([reading(value) for value in plain])

    return Codec(write, read)


def _fixed(members: tuple[Any, ...]) -> Codec:
    codecs = [codec_of(member) for member in members]

    def write(values: Any) -> Plain:
        if type(values) is not tuple:
            raise Misfit(f"{type(values)} where a tuple is asked for")
        return [codec.write(value) for codec, value in zip(codecs, values, strict=True)]

    def read(plain: Plain) -> Any:
        listed = _listed(plain, len(codecs))
        return tuple([codec.read(value) for codec, value in zip(codecs, listed, strict=True)])

    return Codec(write, read)


def _mapping(name: Any, member: Any) -> Codec:
    """A list of pairs, since the order of a mapping counts and its names may be no texts."""
    names, codec = codec_of(name), codec_of(member)

    def write(values: Any) -> Plain:
        if not isinstance(values, Mapping):
            raise Misfit(f"{type(values)} where a mapping is asked for")
        return [[names.write(key), codec.write(value)] for key, value in values.items()]

    def read(plain: Plain) -> Any:
        entries = {}
        for pair in _listed(plain):
            key, value = _listed(pair, 2)
            entries[names.read(key)] = value
        if len(entries) != len(plain):
            raise Misfit("a name twice")
        if codec.as_is.issuperset(map(type, entries.values())):
            return entries
        return ReadLater(entries, codec.read)

    return Codec(write, read)


def _noun(asked: type) -> Codec:
    """A dataclass as the list of its fields; those at the end that are as by default are left."""
    declared = [field for field in fields(asked) if field.init]
    hints = typing.get_type_hints(asked)
    names = [field.name for field in declared]
    codecs = [codec_of(hints[name]) for name in names]
    defaults = [_default(field) for field in declared]
    writes = [codec.write for codec in codecs]
    least = sum(default is MISSING for default in defaults)

    def write(value: Any) -> Plain:
        if type(value) is not asked:
            raise Misfit(f"{type(value)} where {asked} is asked for")
        own = [getattr(value, name) for name in names]
        kept = len(own)
        while kept > least and _is_default(own[kept - 1], defaults[kept - 1]):
            kept -= 1
        return [writing(entry) for writing, entry in zip(writes[:kept], own, strict=False)]

    to_read: dict[tuple[type, ...], list[tuple[int, Callable[[Plain], Any]]]] = {}
    """By the types of the entries, which of them are not read as they stand, and how: nouns of one
    type are many, and their entries of few types."""

    def read(plain: Plain) -> Any:
        if type(plain) is not list or not least <= len(plain) <= len(codecs):
            raise Misfit(f"no {asked}")
        kinds = tuple(map(type, plain))
        if kinds not in to_read:
            to_read[kinds] = [
                (place, codec.read)
                for place, (codec, kind) in enumerate(zip(codecs, kinds, strict=False))
                if kind not in codec.as_is
            ]
        found = plain.copy()
        for place, reading in to_read[kinds]:
            found[place] = reading(found[place])
        return asked(*found)

    return Codec(write, read)


def _default(field: Field[Any]) -> Any:
    made = field.default_factory
    return field.default if made is MISSING else made()


def _is_default(value: Any, default: Any) -> bool:
    return type(value) is type(default) and value == default
