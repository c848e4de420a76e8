"""A file's content in parts, each made as it is written: none is ever held whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

_READ = 1_000_000


class Parts:
    """The content of a file, made again each time that it is gone through."""

    def __init__(self, make: Callable[[], Iterator[bytes]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[bytes]:
        return self._make()

    @property
    def head(self) -> bytes:
        """The first part, by which the file's form is recognised."""
        return next(iter(self), b"")


class MeasuredParts(Parts):
    """The same with its fingerprint and size, once it has been gone through."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(lambda: iter(parts))
        self.sha256 = ""
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        digest, size = hashlib.sha256(), 0
        for part in super().__iter__():
            digest.update(part)
            size += len(part)
            yield part
        self.sha256, self.size = digest.hexdigest(), size


class WrittenFile(Parts):
    """A file that is written already and has but to be moved to its place."""

    def __init__(self, path: Path, sha256: str, size: int) -> None:
        super().__init__(lambda: _read(path))
        self.path, self.sha256, self.size = path, sha256, size


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while part := file.read(_READ):
            yield part


Content = bytes | Parts
"""What is to be written into a file."""


def joined_content(content: Content) -> bytes:
    """The content in one piece."""
    return content if isinstance(content, bytes) else b"".join(content)
