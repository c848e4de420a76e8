"""Files kept by their SHA-256: written whole, never changed, each once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is kept."""

    sha256: str
    size: int


def keep(chunks: Iterable[bytes]) -> KeptFile:
    """Keep what the chunks hold together; it is on disk when this returns."""
    folder: Path = settings.CLAUSEWISE.files
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    draft = folder / f".{os.urandom(12).hex()}.draft"
    try:
        with draft.open("xb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        path = path_of(digest.hexdigest())
        path.parent.mkdir(exist_ok=True)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return KeptFile(digest.hexdigest(), size)


def path_of(sha256: str) -> Path:
    """Where a kept file is."""
    files: Path = settings.CLAUSEWISE.files
    return files / sha256[:2] / sha256


def forget(sha256: str) -> None:
    """Remove a kept file."""
    path_of(sha256).unlink(missing_ok=True)
