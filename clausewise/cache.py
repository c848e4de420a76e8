"""What is kept from one run to the next, so that what was read need not be read again."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from clausewise.places import HOME
from clausewise.version import __version__
from engine.kept.store import LIMIT, Store, fingerprint

READING = (
    "lxml",
    "msoffcrypto",
    "numpy",
    "openpyxl",
    "pandas",
    "pyarrow",
    "pydantic",
    "yaml",
    "xlrd",
)
"""The packages on which it depends what is read."""
ROOMS = ("engine", "evidence")
"""The rooms of the software that read and work out what is kept."""


def cache_in(folder: str | os.PathLike[str], limit: int = LIMIT) -> Store:
    """A cache of at most ``limit`` bytes in a folder, which is made where it is missing.

    It is for ``load_pack(cache=...)``. What it holds is of the same files, read by the same
    software and judged by the same pack; it holds texts of the returns, so the folder should be as
    well guarded as they are. It may be deleted at any time.
    """
    return Store(Path(folder), _software(), limit)


def _software() -> str:
    """What is read with: the version, the state of its own files, and its libraries.

    A checkout that is worked on has one version for many states: the size and time of each of
    its files tell those apart, and those of its first file one version of a library from another.
    """
    libraries = [list(_state_of(name)) for name in READING]
    return fingerprint(__version__, platform.python_version(), libraries, list(_own_files()))


def _own_files() -> Iterator[tuple[str, int, int]]:
    for room in ROOMS:
        for folder, within, files in os.walk(HOME / room):
            within.sort()
            for name in sorted(files):
                if name.endswith(".py"):
                    yield _state(os.path.join(folder, name), name)


def _state_of(package: str) -> Iterator[tuple[str, int, int]]:
    """The state of a package's first file, none where it is not installed; nothing of it runs."""
    spec = find_spec(package)
    if spec is not None and spec.origin is not None and os.path.isfile(spec.origin):
        yield _state(spec.origin, package)


def _state(path: str, name: str) -> tuple[str, int, int]:
    found = os.stat(path)
    return name, found.st_size, found.st_mtime_ns
