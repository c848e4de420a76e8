"""The archive of a backup, written as a stream: it is never held whole."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clausewise.errors import BackupUnusable

ABOUT = "backup.json"
FILES = "files"
"""The folder whose files are each named by their SHA-256."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every part: an archive can name none before it, which a clock may show."""
_READ = 1_000_000


@dataclass(slots=True)
class Packed:
    """What became of the files of a folder, once they are packed."""

    count: int = 0
    damaged: list[str] = field(default_factory=list)
    """Those that are no longer what they were when they were kept, by name."""


def packed(
    database: tuple[str, Path], folder: Path, files: Sequence[Path], about: Callable[[Packed], str]
) -> Iterator[bytes]:
    """An archive of a database under a name, of files below a folder, and of a text that is made
    when they are packed, with its name.

    A file that was removed meanwhile is left out. Raises BackupUnusable where one cannot be read.
    """
    name, copy = database
    sink = _Sink()
    done = Packed()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for _ in _part(archive, name, copy):
            yield sink.take()
        for path in files:
            inside = path.relative_to(folder).as_posix()
            digest = hashlib.sha256()
            try:
                for piece in _part(archive, inside, path):
                    digest.update(piece)
                    yield sink.take()
            except FileNotFoundError:
                continue
            done.count += 1
            if inside.startswith(f"{FILES}/") and digest.hexdigest() != path.name:
                done.damaged.append(inside)
        archive.writestr(zipfile.ZipInfo(ABOUT, _EARLIEST), about(done))
    yield sink.take()


def _part(archive: zipfile.ZipFile, name: str, path: Path) -> Iterator[bytes]:
    """Pack one file; gives its content in pieces. Raises FileNotFoundError before it is begun, and
    BackupUnusable."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise
    except OSError as error:
        raise _unread(path, error) from None
    with file:
        part = zipfile.ZipInfo(name, _EARLIEST)
        part.compress_type = zipfile.ZIP_DEFLATED
        part.file_size = os.fstat(file.fileno()).st_size
        with archive.open(part, "w") as target:
            while piece := _read(path, file):
                target.write(piece)
                yield piece


def _read(path: Path, file: io.BufferedReader) -> bytes:
    try:
        return file.read(_READ)
    except OSError as error:
        raise _unread(path, error) from None


def _unread(path: Path, error: OSError) -> BackupUnusable:
    return BackupUnusable(
        f"{path} cannot be read ({error.strerror}), so nothing is backed up. See that you may read "
        "it and that the disk is sound, and run again."
    )


class _Sink(io.RawIOBase):
    """Takes what an archive writes, until it is handed on."""

    def __init__(self) -> None:
        self._taken = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: bytes | bytearray | memoryview, /) -> int:  # type: ignore[override]
        self._taken += piece
        return len(piece)

    def take(self) -> bytes:
        """What was written since the last time."""
        taken, self._taken = bytes(self._taken), bytearray()
        return taken
