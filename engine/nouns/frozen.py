"""``dataclass`` as the standard library has it, made in a fifth of the time.

The library writes eight methods of each frozen class and compiles them, which takes half a
millisecond a class, and a command loads some three hundred. Here the fields are the library's own,
and a method is compiled when it is first called: most never are. Whatever is no plain frozen class
with slots is the library's altogether. To a checker of types both are the same.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, **options: bool) -> Any:
        """The class as a dataclass, as ``dataclasses.dataclass`` makes it."""
        if options != {"frozen": True, "slots": True}:
            return dataclasses.dataclass(cls, **options)
        return _made if cls is None else _made(cls)


__all__ = ["dataclass"]

_BEYOND = ("ClassVar", "InitVar", "KW_ONLY")
"""What an annotation names that makes no plain field of it."""
_UNSET = object()
"""Stands for what a field's factory makes."""


def _made(cls: type) -> type:
    if _is_beyond(cls):
        return dataclasses.dataclass(frozen=True, slots=True)(cls)
    own = set(cls.__dict__)
    # Every Python class has a __hash__, and none of its own where it has but __eq__.
    if cls.__dict__.get("__hash__", _UNSET) is None and "__eq__" in own:
        own.discard("__hash__")
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    fields = dataclasses.fields(made)
    for name, write in _WRITERS.items():
        if name not in own:
            setattr(made, name, _later(made, name, write, fields))
    _freeze(made, {field.name for field in fields})
    for name, method in _SAME.items():
        if name not in own:
            setattr(made, name, method)
    return made


def _is_beyond(cls: type) -> bool:
    """Whether a class has anything that is not written here."""
    if not cls.__doc__ or {"__setattr__", "__delattr__"} & set(cls.__dict__):
        return True
    # What inspect has for it takes longer to load than is saved.
    declared = cls.__dict__.get("__annotations__", {}).values()  # noqa: RUF063
    values = [value for value in cls.__dict__.values() if isinstance(value, dataclasses.Field)]
    return any(
        not isinstance(text, str) or any(word in text for word in _BEYOND) for text in declared
    ) or any(not value.init or value.kw_only is True for value in values)


Fields = tuple[dataclasses.Field[Any], ...]
Writer = Callable[[Fields, bool], tuple[str, dict[str, Any]]]
"""Writes a method of a class with some fields, which does something after its init or not; with
the values by name that it reads."""


def _later(made: type, name: str, write: Writer, fields: Fields) -> Callable[..., Any]:
    """A method that is compiled when it is first called, and then stands in its own place."""

    def first(self: Any, *given: Any, **named: Any) -> Any:
        source, values = write(fields, hasattr(made, "__post_init__"))
        exec(source, values)
        method = values[name]
        method.__qualname__ = f"{made.__qualname__}.{name}"
        method.__module__ = made.__module__
        setattr(made, name, method)
        return method(self, *given, **named)

    return first


def _init(fields: Fields, is_more: bool) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {"_set": object.__setattr__, "_unset": _UNSET}
    head, lines = ["self"], list[str]()
    for field in fields:
        name, kept = field.name, f"_of_{field.name}"
        if field.default_factory is not dataclasses.MISSING:
            values[kept] = field.default_factory
            head.append(f"{name}=_unset")
            lines.append(f"_set(self, {name!r}, {kept}() if {name} is _unset else {name})")
            continue
        if field.default is not dataclasses.MISSING:
            values[kept] = field.default
            head.append(f"{name}={kept}")
        else:
            head.append(name)
        lines.append(f"_set(self, {name!r}, {name})")
    lines.append("self.__post_init__()" if is_more else "return None")
    return f"def __init__({', '.join(head)}):\n " + "\n ".join(lines), values


def _eq(fields: Fields, _: bool) -> tuple[str, dict[str, Any]]:
    names = [field.name for field in fields if field.compare]
    return (
        "def __eq__(self, other):\n"
        " if other.__class__ is self.__class__:\n"
        f"  return {_tuple('self', names)} == {_tuple('other', names)}\n"
        " return NotImplemented"
    ), {}


def _hash(fields: Fields, _: bool) -> tuple[str, dict[str, Any]]:
    counts = (field for field in fields if (field.compare if field.hash is None else field.hash))
    names = [field.name for field in counts]
    return f"def __hash__(self):\n return hash({_tuple('self', names)})", {}


def _tuple(of: str, names: Iterable[str]) -> str:
    return "(" + "".join(f"{of}.{name}, " for name in names) + ")"


_WRITERS: dict[str, Writer] = {"__init__": _init, "__eq__": _eq, "__hash__": _hash}


def _freeze(made: Any, names: set[str]) -> None:
    """Let nobody change the fields of an object, nor give it others."""

    def set_(self: Any, name: str, value: Any) -> None:
        if type(self) is made or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
        super(made, self).__setattr__(name, value)

    def delete(self: Any, name: str) -> None:
        if type(self) is made or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
        super(made, self).__delattr__(name)

    made.__setattr__, made.__delattr__ = set_, delete


def _repr(self: Any) -> str:
    shown = (field.name for field in dataclasses.fields(self) if field.repr)
    values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
    return f"{type(self).__qualname__}({values})"


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_SAME = {"__repr__": _repr, "__getstate__": _state, "__setstate__": _restore}
"""The methods that are the same for every class."""
