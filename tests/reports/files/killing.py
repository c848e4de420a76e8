"""A run that ends at one of the changes that it makes on the disk, and then makes no other."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from reports.files import disk

CHANGES = (
    "make_folder",
    "make_folders",
    "write",
    "flush",
    "rename",
    "exchange",
    "link",
    "remove",
    "remove_folder",
)


class Killed(BaseException):
    """The end of a run: whatever it would still tidy up, it does not."""


class Ending:
    """Counts the changes that are made, and lets none happen from a certain one on.

    Where ``torn``, half of what was to be written at the last one is.
    """

    def __init__(self, at: int | None = None, torn: bool = False, error: OSError | None = None):
        self.at, self.torn, self.error = at, torn, error
        self.made = 0

    def instead(self, name: str, change: Callable[..., Any]) -> Callable[..., Any]:
        def changed(*given: Any) -> Any:
            self.made += 1
            if self.error is not None and self.made == self.at:
                raise self.error
            if self.error is None and self.at is not None and self.made >= self.at:
                if self.torn and self.made == self.at and name == "write":
                    change(given[0], given[1][: len(given[1]) // 2])
                raise Killed
            return change(*given)

        return changed


@contextmanager
def ending(
    at: int | None = None, torn: bool = False, error: OSError | None = None
) -> Iterator[Ending]:
    """The run within ends before its change with that number; or that one raises an error."""
    end = Ending(at, torn, error)
    with pytest.MonkeyPatch.context() as patch:
        for name in CHANGES:
            patch.setattr(disk, name, end.instead(name, getattr(disk, name)))
        yield end


def public_changes() -> set[str]:
    """Every function of the module that changes the disk."""
    return {
        name
        for name, value in vars(disk).items()
        if inspect.isfunction(value)
        and value.__module__ == disk.__name__
        and not name.startswith("_")
    }


def tree(folder: Path) -> dict[str, str]:
    """What a folder holds: each file's content, each link's aim, and the empty folders."""
    held = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            held[name] = f"-> {path.readlink()}"
        elif path.is_file():
            held[name] = path.read_bytes().decode("utf-8", "replace")
        elif not any(path.iterdir()):
            held[name] = "(empty)"
    return held
