"""Sealing: the fingerprint and size of a file's bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from engine.nouns.outcome.manifest import FileRecord


def file_record(path: Path, name: str) -> FileRecord:
    """A file as it is now; without fingerprint and size where it cannot be opened."""
    if path.exists() and not path.is_file():
        return FileRecord(name, None, None)
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return FileRecord(name, digest, file.tell())
    except OSError:
        return FileRecord(name, None, None)


def size_of(path: Path) -> int | None:
    """A file's size in bytes; None where it cannot be looked at."""
    try:
        return path.stat().st_size
    except OSError:
        return None


def record_of_bytes(name: str, content: bytes) -> FileRecord:
    """A file that is about to be written."""
    return FileRecord(name, hashlib.sha256(content).hexdigest(), len(content))


def file_records(paths: Mapping[str, Path], names: Iterable[str]) -> tuple[FileRecord, ...]:
    """The files of some names, where each of them is; one that is nowhere is left out."""
    return tuple(file_record(paths[name], name) for name in sorted(names) if name in paths)
