"""Edits of a rule's data: a copy changed in one place, all else shared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.loading.files.yaml_lines import Path


@dataclass(frozen=True, slots=True)
class Edit:
    """A rule's data with one thing changed, and what that was."""

    path: Path
    """Where the change stands."""
    what: str
    """In words: "is_at_least to is_over"."""
    data: Mapping[str, Any]


def with_value(data: Any, path: Path, value: Any) -> Any:
    """The data with the value at a path replaced, the key order kept."""
    if not path:
        return value
    first, rest = path[0], path[1:]
    if isinstance(data, Mapping):
        return {
            key: with_value(old, rest, value) if key == first else old for key, old in data.items()
        }
    return [
        with_value(old, rest, value) if place == first else old for place, old in enumerate(data)
    ]


def without(data: Any, path: Path) -> Any:
    """The data without what stands at a path."""
    *around, last = path
    whole = value_at(data, tuple(around))
    if isinstance(whole, Mapping):
        left: Any = {key: value for key, value in whole.items() if key != last}
    else:
        left = [value for place, value in enumerate(whole) if place != last]
    return with_value(data, tuple(around), left)


def with_key(data: Any, path: Path, name: str) -> Any:
    """The data with the key at the end of a path called otherwise, in its place."""
    *around, last = path
    whole = value_at(data, tuple(around))
    renamed = {name if key == last else key: value for key, value in whole.items()}
    return with_value(data, tuple(around), renamed)


def value_at(data: Any, path: Path) -> Any:
    """What stands at a path."""
    for part in path:
        data = data[part]
    return data


def condition_paths(data: Any, path: Path) -> Iterator[Path]:
    """The paths of a condition and of every condition within it, outermost first."""
    yield path
    here = value_at(data, path)
    if not isinstance(here, Mapping) or len(here) != 1:
        return
    [(key, inner)] = here.items()
    if key in ("all", "any") and isinstance(inner, Sequence) and not isinstance(inner, str):
        for place in range(len(inner)):
            yield from condition_paths(data, (*path, key, place))
    elif key == "not":
        yield from condition_paths(data, (*path, key))
