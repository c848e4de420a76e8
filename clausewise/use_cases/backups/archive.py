"""The archive of a backup: the database, the files beside it, and what both should hold."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath

from clausewise.errors import BackupUnusable
from clausewise.packs import FilePath
from clausewise.use_cases.backups.database import DatabaseData, DatabaseHeld
from clausewise.use_cases.backups.packing import ABOUT, FILES, Packed, packed
from clausewise.use_cases.backups.sqlite import SqliteData
from engine.loading.regular_files import check_regular
from reports.file_parts import Content, MeasuredParts, Parts, WrittenFile
from reports.files import PREFIX, is_taken, write_made, write_new

_KEPT = (FILES, "assessments", "packs")
"""The folders beside the database. The secret is left out: after restoring all sign in anew."""
_SECRET = "secret.txt"
_READ = 1_000_000
_DAMAGED = (
    OSError,
    EOFError,
    KeyError,
    RuntimeError,  # of an archive with a password, and of nesting without end
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What reading an archive raises that is damaged or none."""


@dataclass(frozen=True, slots=True)
class BackupAbout:
    """What a backup holds, as it says itself."""

    events: int
    """How many events its record has."""
    last: str
    """The digest of the last of them."""
    database: str
    """The SHA-256 of its database."""
    files: int
    rows: dict[str, int] = field(default_factory=dict)
    """How many rows each table has."""
    damaged: list[str] = field(default_factory=list)
    """Files that were no longer what they had been when they were kept, before the backup."""


def back_up(data: FilePath, out: FilePath, database: DatabaseData | None = None) -> BackupAbout:
    """Back a web application up into one archive, while it runs or not: its folder of data with
    the database in it, or with another.

    The database is copied first, as it is at one moment; every file that it names is on disk
    already. The archive comes to its place whole or not at all. Raises BackupUnusable where there
    is no such folder or its record is broken, CannotWrite where something is in the archive's place
    or nothing can be written there.
    """
    folder, target = Path(data), Path(out)
    source = database or SqliteData(folder)
    if is_taken(target):
        raise BackupUnusable(f"{target} already exists. Give another name, or move that file.")
    try:
        return _backed_up(folder, target, source)
    except OSError as error:
        raise BackupUnusable(
            f"Nothing is backed up: {error.filename or 'the folder for temporary files'} cannot be "
            f"used ({error.strerror or error})."
        ) from None


def _backed_up(folder: Path, target: Path, source: DatabaseData) -> BackupAbout:
    abouts: list[BackupAbout] = []
    with tempfile.TemporaryDirectory() as draft:
        copy = Path(draft) / source.name
        held = source.copy(copy)
        digest = _digest(copy)

        def about(done: Packed) -> str:
            abouts.append(
                BackupAbout(held.events, held.last, digest, done.count, held.rows, done.damaged)
            )
            return json.dumps(asdict(abouts[-1]))

        files = [*_files(folder)]
        parts = Parts(lambda: packed((source.name, copy), folder, files, about))
        write_new(target, parts)
    return abouts[-1]


def restore(archive: FilePath, data: FilePath, database: DatabaseData | None = None) -> BackupAbout:
    """Restore a backup into a folder that is empty or not there, and into a database that is
    empty.

    All of it is held to what the archive says, and comes to its place at once, as outputs do.
    Raises BackupUnusable where the archive is damaged, holds anything else, or does not hold what
    it says, or where something is there already, and CannotWrite; the folder and the database are
    then as they were.
    """
    folder = Path(data)
    target = database or SqliteData(folder)
    if is_taken(folder):
        _check_empty(folder)
    target.check_empty()
    try:
        check_regular(Path(archive))
        with zipfile.ZipFile(archive) as given, tempfile.TemporaryDirectory() as draft:
            about = _about_in(given.read(ABOUT))
            _check_names(given.namelist(), target.name)
            copy = Path(given.extract(target.name, draft))
            return _restored(Backup(Path(archive), given, about), copy, folder, target)
    except _DAMAGED as error:
        raise _damaged(archive, error) from None


@dataclass(frozen=True, slots=True)
class Backup:
    """An archive that is restored."""

    path: Path
    archive: zipfile.ZipFile
    about: BackupAbout

    @property
    def misfit(self) -> BackupUnusable:
        """The error for one that does not hold what it says."""
        return BackupUnusable(f"{self.path} does not hold what it says. Take another backup.")

    def check(self, held: DatabaseHeld) -> None:
        """That a database is the one that it says. Raises BackupUnusable."""
        about = self.about
        if (held.events, held.last) != (about.events, about.last) or about.rows not in (
            {},
            held.rows,
        ):
            raise self.misfit


def _restored(given: Backup, copy: Path, folder: Path, target: DatabaseData) -> BackupAbout:
    if given.about.database != _digest(copy):
        raise given.misfit
    target.check(copy, given.check)

    def contents() -> Iterator[tuple[str, Content]]:
        # Only now nobody else writes into the folder.
        _check_empty(folder)
        yield from _kept_in(given, target.name)
        if target.is_file:
            yield target.name, WrittenFile(copy, given.about.database, copy.stat().st_size)

    is_new = not folder.exists()
    write_made(contents(), folder)
    try:
        target.restore(copy, given.check)
    except BackupUnusable:
        for name in _KEPT:
            shutil.rmtree(folder / name, ignore_errors=True)
        if is_new:
            folder.rmdir()
        raise
    return given.about


def _kept_in(given: Backup, database: str) -> Iterator[tuple[str, Content]]:
    """The files beside the database, each held to its name once it is written. Raises
    BackupUnusable."""
    names = [name for name in given.archive.namelist() if name not in (ABOUT, database)]
    for name in names:
        content = MeasuredParts(Parts(lambda name=name: _unpacked(given, name)))  # type: ignore[misc]
        yield name, content
        is_kept = name.startswith(f"{FILES}/") and name not in given.about.damaged
        if is_kept and content.sha256 != PurePosixPath(name).name:
            raise given.misfit
    if given.about.files != len(names):
        raise given.misfit


def _unpacked(given: Backup, name: str) -> Iterator[bytes]:
    try:
        with given.archive.open(name) as part:
            while piece := part.read(_READ):
                yield piece
    except _DAMAGED as error:
        raise _damaged(given.path, error) from None


def _damaged(archive: FilePath, error: Exception) -> BackupUnusable:
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return BackupUnusable(
            "The folder for temporary files has no room for what is restored. Make room on the "
            "disk, and run again."
        )
    why = getattr(error, "strerror", None) or error
    return BackupUnusable(f"{archive} is no backup that can be restored: {why}.")


def _check_empty(folder: Path) -> None:
    """Raises BackupUnusable where anything but a secret is in a folder."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise BackupUnusable(f"{folder} is no folder. Give a folder that is empty or not there.")
    names = (path.name for path in folder.iterdir())
    if any(name != _SECRET and not name.startswith(PREFIX) for name in names):
        raise BackupUnusable(f"{folder} is not empty. Give a folder that is.")


def _about_in(text: bytes) -> BackupAbout:
    """What an archive says of itself. Raises TypeError or ValueError where it does not."""
    said = BackupAbout(**json.loads(text))
    if not isinstance(said.damaged, list) or not all(isinstance(n, str) for n in said.damaged):
        raise ValueError(f"its {ABOUT} is not as Clausewise writes it")
    return said


def _files(folder: Path) -> Iterator[Path]:
    """The files that are kept beside the database, drafts left out. Raises OSError where a folder
    cannot be read: nothing is left out unsaid."""
    for name in _KEPT:
        if not (folder / name).is_dir():
            continue
        for root, folders, names in os.walk(folder / name, onerror=_raise):
            folders[:] = sorted(inside for inside in folders if not inside.startswith("."))
            for found in sorted(names):
                path = Path(root, found)
                if not found.startswith(".") and path.is_file():
                    yield path


def _raise(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):  # a folder that was removed meanwhile
        raise error


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_names(given: Sequence[str], database: str) -> None:
    """Raises ValueError where a name leads out of the folders that a backup has, or is there
    twice."""
    names = [name for name in given if name not in (ABOUT, database)]
    for name in names:
        parts = PurePosixPath(name).parts
        is_within = parts[:1] in [(kept,) for kept in _KEPT] and len(parts) > 1
        if not is_within or ".." in parts or "\\" in name or name.endswith("/"):
            raise ValueError(f"it holds {name!r}")
    if len({*given}) != len(given):
        raise ValueError("it holds a name twice")
