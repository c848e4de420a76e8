"""Reading regular files only: a device or pipe that never ends is not opened."""

from __future__ import annotations

import errno
from pathlib import Path

MOST_BYTES = 100_000_000
"""Of a file beside the returns: the largest manifests have 5 MB."""


def check_regular(path: Path) -> None:
    """Raises OSError, with words, where something is in a path that is no file: a folder, a device
    or a pipe."""
    if path.exists() and not path.is_file():
        found = "it is a folder" if path.is_dir() else "it is a device or a pipe, not a file"
        raise OSError(errno.EINVAL, found, str(path))


def regular_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """A file's bytes. Raises OSError, with words, where it is none, a device or a pipe, or where
    it is longer than any that is meant."""
    check_regular(path)
    if path.stat().st_size > most:
        raise OSError(errno.EFBIG, f"it is longer than {most // 10**6} MB", str(path))
    return path.read_bytes()
