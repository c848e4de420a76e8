"""The archive of a backup: the database, the files beside it, and what both should hold."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath

from clausewise.errors import BackupUnusable
from clausewise.packs import FilePath
from clausewise.use_cases.backups.database import DatabaseData
from clausewise.use_cases.backups.sqlite import SqliteData

ABOUT = "backup.json"
_KEPT = ("files", "assessments", "packs")
"""The folders beside the database. The secret is left out: after restoring all sign in anew."""
_SECRET = "secret.txt"
_DRAFT = ".clausewise-restoring-"
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


def back_up(data: FilePath, out: FilePath, database: DatabaseData | None = None) -> BackupAbout:
    """Back a web application up into one archive, while it runs or not: its folder of data with
    the database in it, or with another.

    The database is copied first, as it is at one moment; every file that it names is on disk
    already. Raises BackupUnusable where there is none, its record is broken, or the archive is
    there already.
    """
    folder, target = Path(data), Path(out)
    source = database or SqliteData(folder)
    if target.exists():
        raise BackupUnusable(f"{target} is there already. Give another name.")
    with tempfile.TemporaryDirectory() as draft:
        copy = Path(draft) / source.name
        held = source.copy(copy)
        files = [*_files(folder)]
        about = BackupAbout(held.events, held.last, _digest(copy), len(files), held.rows)
        part = target.with_name(f".{target.name}.draft")
        try:
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(ABOUT, json.dumps(asdict(about)))
                archive.write(copy, source.name)
                for path in files:
                    archive.write(path, path.relative_to(folder).as_posix())
            part.replace(target)
        except OSError as error:
            raise BackupUnusable(f"{target} cannot be written: {error.strerror}.") from None
        finally:
            part.unlink(missing_ok=True)
    return about


def restore(archive: FilePath, data: FilePath, database: DatabaseData | None = None) -> BackupAbout:
    """Restore a backup into a folder that is empty or not there, and into a database that is
    empty.

    All of it is laid out in a hidden folder and held to what the archive says before anything takes
    its place. Raises BackupUnusable where the archive is damaged, holds anything else, or does not
    hold what it says; the folder and the database are then as they were.
    """
    folder = Path(data)
    target = database or SqliteData(folder)
    is_new = not folder.exists()
    _clear_drafts(folder)
    if not is_new and any(path.name != _SECRET for path in folder.iterdir()):
        raise BackupUnusable(f"{folder} is not empty. Give a folder that is.")
    target.check_empty()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=_DRAFT, dir=folder) as draft:
            return _restored(Path(archive), folder, Path(draft), target)
    except OSError as error:
        raise BackupUnusable(f"{folder} cannot be written: {error.strerror}.") from None
    finally:
        if is_new and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _restored(archive: Path, folder: Path, draft: Path, target: DatabaseData) -> BackupAbout:
    said, files = _unpacked(archive, draft, target.name)
    copy = draft / target.name
    other = BackupUnusable(f"{archive} does not hold what it says. Take another backup.")
    wrong = any(_digest(path) != path.name for path in _stored(draft))
    if wrong or said.files != files or said.database != _digest(copy):
        raise other
    held = target.restore(copy)
    try:
        if (held.events, held.last) != (said.events, said.last) or said.rows not in ({}, held.rows):
            raise other
        for name in _KEPT:
            if (draft / name).exists():
                (draft / name).rename(folder / name)
    except (BackupUnusable, OSError):
        target.undo()
        for name in _KEPT:
            shutil.rmtree(folder / name, ignore_errors=True)
        raise
    return said


def _clear_drafts(folder: Path) -> None:
    """Remove what a restore that was killed had unpacked."""
    for path in folder.glob(f"{_DRAFT}*"):
        shutil.rmtree(path, ignore_errors=True)


def _unpacked(archive: Path, draft: Path, database: str) -> tuple[BackupAbout, int]:
    """What an archive says of itself, and how many files of it are laid out beside its database."""
    try:
        with zipfile.ZipFile(archive) as packed:
            said = BackupAbout(**json.loads(packed.read(ABOUT)))
            names = [name for name in packed.namelist() if name not in (ABOUT, database)]
            _check_names(names)
            packed.extractall(draft, [*names, database])
    except _DAMAGED as error:
        raise BackupUnusable(f"{archive} is no backup that can be restored: {error}.") from None
    return said, len(names)


def _files(folder: Path) -> Iterator[Path]:
    for name in _KEPT:
        for path in sorted((folder / name).rglob("*")):
            inside = path.relative_to(folder).parts
            if path.is_file() and not any(part.startswith(".") for part in inside):
                yield path


def _stored(folder: Path) -> Iterator[Path]:
    """The files that are kept by their SHA-256."""
    return (path for path in (folder / "files").rglob("*") if path.is_file())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_names(names: list[str]) -> None:
    """Raises ValueError where a name leads out of the folders that a backup has."""
    for name in names:
        parts = PurePosixPath(name).parts
        if parts[:1] not in [(kept,) for kept in _KEPT] or ".." in parts or "\\" in name:
            raise ValueError(f"it holds {name!r}")
