"""Backing up the folder of a web application that keeps its data in SQLite, and restoring it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from clausewise.errors import BackupUnusable, RecordUnusable
from clausewise.packs import FilePath
from clausewise.use_cases.records import DATABASE, verify_record

ABOUT = "backup.json"
_KEPT = ("files", "assessments", "packs")
"""The folders beside the database. The secret is left out: after restoring all sign in anew."""


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


def back_up(data: FilePath, out: FilePath) -> BackupAbout:
    """Back the folder of a web application up into one archive, while it runs or not.

    The database is copied first, as it is at one moment; every file that it names is on disk
    already. Raises BackupUnusable where there is none, its record is broken, or the archive is
    there already.
    """
    folder, target = Path(data), Path(out)
    if target.exists():
        raise BackupUnusable(f"{target} is there already. Give another name.")
    with tempfile.TemporaryDirectory() as draft:
        copy = Path(draft) / DATABASE
        _copy_database(folder / DATABASE, copy)
        files = [*_files(folder)]
        about = _about(copy, len(files))
        part = target.with_name(f".{target.name}.draft")
        try:
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(ABOUT, json.dumps(asdict(about)))
                archive.write(copy, DATABASE)
                for path in files:
                    archive.write(path, path.relative_to(folder).as_posix())
            part.replace(target)
        except OSError as error:
            raise BackupUnusable(f"{target} cannot be written: {error.strerror}.") from None
        finally:
            part.unlink(missing_ok=True)
    return about


def restore(archive: FilePath, data: FilePath) -> BackupAbout:
    """Restore a backup into a folder that is empty or not there.

    Raises BackupUnusable where the archive is damaged, holds anything else, or does not hold what
    it says; the folder is then left without a database.
    """
    folder = Path(data)
    if folder.exists() and any(folder.iterdir()):
        raise BackupUnusable(f"{folder} is not empty. Give a folder that is.")
    try:
        with zipfile.ZipFile(archive) as packed:
            said = BackupAbout(**json.loads(packed.read(ABOUT)))
            names = [name for name in packed.namelist() if name not in (ABOUT, DATABASE)]
            _check_names(names)
            folder.mkdir(parents=True, exist_ok=True)
            packed.extractall(folder, names)
            draft = folder / f".{DATABASE}.draft"
            draft.write_bytes(packed.read(DATABASE))
    except (OSError, zipfile.BadZipFile, ValueError, TypeError, KeyError) as error:
        raise BackupUnusable(f"{archive} is no backup that can be restored: {error}.") from None
    found = _about(draft, len(names))
    wrong = [path for path in _stored(folder) if _digest(path) != path.name]
    if found != said or wrong:
        draft.unlink()
        raise BackupUnusable(f"{archive} does not hold what it says. Take another backup.")
    draft.replace(folder / DATABASE)
    return said


def _copy_database(path: Path, copy: Path) -> None:
    """The database as it is at one moment, whoever writes to it meanwhile."""
    if not path.is_file():
        raise BackupUnusable(f"There is no {path.name} in {path.parent}. Give the folder of data.")
    where = f"{path.resolve().as_uri()}?mode=ro"
    try:
        with (
            closing(sqlite3.connect(where, uri=True)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise BackupUnusable(f"{path} cannot be copied: {error}.") from None


def _files(folder: Path) -> Iterator[Path]:
    for name in _KEPT:
        for path in sorted((folder / name).rglob("*")):
            inside = path.relative_to(folder).parts
            if path.is_file() and not any(part.startswith(".") for part in inside):
                yield path


def _stored(folder: Path) -> Iterator[Path]:
    """The files that are kept by their SHA-256."""
    return (path for path in (folder / "files").rglob("*") if path.is_file())


def _about(database: Path, files: int) -> BackupAbout:
    try:
        verdict = verify_record(database)
    except RecordUnusable as error:
        raise BackupUnusable(str(error)) from None
    if not verdict.is_whole:
        raise BackupUnusable(f"The record is broken at event {verdict.broken_at}: {verdict.why}.")
    return BackupAbout(verdict.events, verdict.last, _digest(database), files)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_names(names: list[str]) -> None:
    """Raises ValueError where a name leads out of the folders that a backup has."""
    for name in names:
        parts = PurePosixPath(name).parts
        if parts[:1] not in [(kept,) for kept in _KEPT] or ".." in parts or "\\" in name:
            raise ValueError(f"it holds {name!r}")
