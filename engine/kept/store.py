"""A folder of what was kept: bounded, safe to delete, and believed only with its fingerprint.

Each entry is a file named by the SHA-256 of its key, which is all that it was worked out from. It
begins with the SHA-256 of what follows, and holds its key: what was cut short, altered or put
under another's name is not there. It is JSON, so that it can be no more than data. Whoever can
write into the folder could still write a lie with its fingerprint; where others than its owner
can, it is not used at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.kept.codec import Misfit, codec_of

LIMIT = 500_000_000
"""At most so many bytes are kept."""
LARGEST = 20_000_000
"""No entry is larger."""
_ENDING = ".kept"
_LEFT = 0.8
"""How much of the limit is left where the folder is cut down to it."""
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


@dataclass(slots=True, eq=False)
class Store:
    """What is kept in a folder, by keys; without a folder nothing is.

    Whatever goes wrong with the folder is as if nothing had been kept: no error is raised.
    """

    folder: Path | None = None
    software: str = ""
    """What everything depends on: the version of the software and of what it reads with."""
    limit: int = LIMIT
    written: int = field(default=0, init=False)
    """The bytes that this run has kept."""
    found: int = field(default=0, init=False)
    """How often something was found."""
    _usable: bool | None = field(default=None, init=False)

    def get(self, key: Sequence[str], kind: Any) -> Any:
        """What is kept under a key, of a type that ``codec_of`` knows; None where nothing is."""
        path = self._path(key)
        if path is None or not self._is_usable():
            return None
        try:
            content = path.read_bytes()
            value = codec_of(kind).read(_opened(content, [self.software, *key]))
        except (OSError, ValueError, TypeError, OverflowError, RecursionError):
            return None
        with suppress(OSError):
            os.utime(path)
        self.found += 1
        return value

    def put(self, key: Sequence[str], kind: Any, value: Any) -> None:
        """Keep something under a key; nothing where it cannot be written."""
        path = self._path(key)
        if path is None or not self._is_usable():
            return
        try:
            content = _sealed([self.software, *key], codec_of(kind).write(value))
        except (Misfit, TypeError, ValueError):
            return
        if len(content) <= min(LARGEST, self.limit):
            self._write(path, content)

    def take_in(self, other: Store) -> None:
        """Take over whatever another store of the same software has kept."""
        if other.folder is None or self.folder is None or not self._is_usable():
            return
        for _, _, path in _entries(other.folder):
            if path.endswith(_ENDING):
                with suppress(OSError):
                    within = self.folder / Path(path).parent.name
                    self._write(within / Path(path).name, Path(path).read_bytes())

    def tidy(self) -> None:
        """Cut the folder down to its limit, where this run has kept anything: what was longest
        not used goes first."""
        if self.folder is None or not self.written:
            return
        files = sorted(_entries(self.folder))
        excess = sum(size for _, size, _ in files) - self.limit
        if excess <= 0:
            return
        excess += int(self.limit * (1 - _LEFT))
        for _, size, path in files:
            if excess <= 0:
                return
            with suppress(OSError):
                os.unlink(path)
                excess -= size

    def _path(self, key: Sequence[str]) -> Path | None:
        if self.folder is None:
            return None
        name = hashlib.sha256(json.dumps([self.software, *key]).encode()).hexdigest()
        return self.folder / name[:2] / f"{name[2:]}{_ENDING}"

    def _is_usable(self) -> bool:
        """Whether the folder is there, or can be made, and is nobody else's to write in."""
        if self._usable is None and self.folder is not None:
            try:
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._usable = _is_own(self.folder.stat())
            except OSError:
                self._usable = False
        return bool(self._usable)

    def _write(self, path: Path, content: bytes) -> None:
        draft = None
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            # A name of its own, so that two runs at once never write into one another's.
            number, draft = tempfile.mkstemp(dir=path.parent)
            with os.fdopen(number, "wb") as stream:
                stream.write(content)
            os.replace(draft, path)
            self.written += len(content)
        except OSError:
            # No room, or nobody may write here: nothing more is tried in this run.
            self._usable = False
            if draft is not None:
                with suppress(OSError):
                    os.unlink(draft)


NOTHING_KEPT = Store()
"""The store in which nothing is kept and nothing found."""


def fingerprint(*parts: object) -> str:
    """The SHA-256 of some plain values, as JSON has them."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _sealed(key: Sequence[str], plain: Any) -> bytes:
    body = json.dumps([list(key), plain], separators=(",", ":")).encode("ascii")
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def _opened(content: bytes, key: Sequence[str]) -> Any:
    """What an entry holds. Raises Misfit where it is not as it was written, under this key."""
    seal, _, body = content.partition(b"\n")
    if seal != hashlib.sha256(body).hexdigest().encode():
        raise Misfit("not as it was written")
    own, plain = json.loads(body)
    if own != list(key):
        raise Misfit("of another key")
    return plain


def _is_own(folder: os.stat_result) -> bool:
    """Whether nobody but this user may write in a folder; on Windows its place says so."""
    if not hasattr(os, "getuid"):
        return True
    return folder.st_uid == os.getuid() and not folder.st_mode & _OTHERS_WRITE


def _entries(folder: Path) -> Iterator[tuple[float, int, str]]:
    """When each entry was last used, its size and its path; of those being written too."""
    for within in _scanned(folder):
        if within.is_dir(follow_symlinks=False):
            for entry in _scanned(within.path):
                with suppress(OSError):
                    found = entry.stat(follow_symlinks=False)
                    yield found.st_mtime, found.st_size, entry.path


def _scanned(folder: Path | str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []
