"""A lock read: which package, in which version, under which condition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import PackageMetadata
from pathlib import Path

_LINE = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)(?: ; (?P<where>.+?))?(?: \\)?")


@dataclass(frozen=True, slots=True)
class Pinned:
    """A package as a lock pins it."""

    name: str
    version: str
    where: str
    """The condition under which it is installed; empty for everywhere."""
    hashes: int


def read_lock(path: Path) -> tuple[Pinned, ...]:
    """The packages of a lock, in its order. Raises ValueError for a line that pins nothing."""
    pinned: list[Pinned] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("    --hash=sha256:"):
            last = pinned.pop()
            pinned.append(Pinned(last.name, last.version, last.where, last.hashes + 1))
        elif found := _LINE.fullmatch(line):
            pinned.append(Pinned(found["name"], found["version"], found["where"] or "", 0))
        else:
            raise ValueError(f"{path.name}: “{line}” pins no package")
    return tuple(pinned)


_OF_CLASSIFIERS = {
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
}
_WRITTEN = {"BSD": "BSD-3-Clause", "ZPL 2.1": "ZPL-2.1"}


def licence_of(package: PackageMetadata) -> str:
    """The licence that a package declares, as an SPDX expression; empty where it declares none."""
    declared = package["License-Expression"] or package["License"] or ""
    if not declared:
        classified = package.get_all("Classifier") or []
        declared = next(
            (_OF_CLASSIFIERS[line] for line in classified if line in _OF_CLASSIFIERS), ""
        )
    return _WRITTEN.get(declared, declared)
