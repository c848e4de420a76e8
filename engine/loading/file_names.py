"""The files of a pack and of a run by the names they are shown by, and a pack's fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path


def pack_files(path: Path) -> dict[str, Path]:
    """Every file of a pack by its name in the folder, in order of name."""
    return {file.relative_to(path).as_posix(): file for file in sorted(path.rglob("*.yaml"))}


def digest_of(contents: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 over the files of a pack, names and bytes, in the order given."""
    digest = hashlib.sha256()
    for name, content in contents:
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def distinct_names(paths: Sequence[Path]) -> list[str]:
    """Each file's name, led by its folder's where another file has the same name."""
    names = [path.name for path in paths]
    return [
        f"{path.resolve().parent.name}/{path.name}" if names.count(path.name) > 1 else path.name
        for path in paths
    ]
