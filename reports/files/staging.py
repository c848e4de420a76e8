"""The hidden folder beside a target in which outputs are prepared, held by one run at a time."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from reports.files import disk
from reports.files.guard import CannotWrite, cannot_write_into

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PREFIX = ".clausewise-"
_LOCK = "lock"
_NAMES = "names.json"
_TRIES, _PAUSE = 1_200, 0.1
"""How often, and after how many seconds, a run asks whether another has done with the target."""


@dataclass(frozen=True, slots=True)
class Area:
    """A folder in which the outputs for one target are prepared.

    Whatever an ended run left in it is known by where it stands: what is in ``draft`` is not all
    there, what is in ``ready`` is whole and was about to come to its place, what is in ``old`` was
    replaced.
    """

    folder: Path

    @property
    def draft(self) -> Path:
        """The folder that outputs are written into."""
        return self.folder / "draft"

    @property
    def ready(self) -> Path:
        """The folder of outputs that are complete, and still to be put in place."""
        return self.folder / "ready"

    @property
    def old(self) -> Path:
        """The folder of the earlier run's outputs, while they are replaced."""
        return self.folder / "old"

    def note(self, names: Sequence[str], stale: Sequence[str]) -> None:
        """Write down which files the run writes, and which of earlier runs go, for the run after
        it if this one is killed."""
        self.forget()
        noted = self.folder / _NAMES
        disk.write(noted, json.dumps([*names, None, *stale]).encode())
        disk.flush(noted)

    def noted(self) -> tuple[list[str], list[str]]:
        """What an ended run wrote down, both; nothing where it did not come so far."""
        try:
            noted = json.loads((self.folder / _NAMES).read_bytes())
            middle = noted.index(None)
        except (OSError, ValueError, AttributeError):
            return [], []
        return noted[:middle], noted[middle + 1 :]

    def forget(self) -> None:
        """Remove what was written down."""
        noted = self.folder / _NAMES
        if os.path.lexists(noted):
            disk.remove(noted)


def area_in(folder: Path, target: Path) -> Area:
    """The area for a target in a folder. Its name is as long whatever the target's is."""
    name = hashlib.sha256(os.fsencode(os.path.normcase(target.name))).hexdigest()[:16]
    return Area(folder / f"{PREFIX}{name}")


@contextmanager
def area_held(area: Area, target: Path) -> Iterator[None]:
    """The area, made, and this run's alone until the end; then removed where nothing is left.

    A run that is killed lets it go. Raises CannotWrite where it cannot be made, or where another
    run holds it for two minutes.
    """
    lock = _locked(area, target)
    try:
        yield
    finally:
        _let_go(area, lock)


def _locked(area: Area, target: Path) -> IO[bytes]:
    for _ in range(_TRIES):
        lock = _opened(area)
        if lock is not None:
            if _lock(lock) and _is_still(lock, area.folder / _LOCK):
                return lock
            lock.close()
        time.sleep(_PAUSE)
    raise CannotWrite(
        f"Another run is writing {target} and does not come to an end. Wait until it is done, or "
        "end it, and run again."
    )


def _opened(area: Area) -> IO[bytes] | None:
    """The area's lock file, made where it is missing; None where another run just removed it."""
    try:
        if not area.folder.is_dir() or area.folder.is_symlink():
            disk.make_folder(area.folder)
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        return os.fdopen(os.open(area.folder / _LOCK, flags, 0o666), "r+b")
    except (FileExistsError, FileNotFoundError) as error:
        if not area.folder.parent.is_dir() or area.folder.is_symlink():
            raise cannot_write_into(area.folder.parent, error) from error
        return None
    except OSError as error:
        raise cannot_write_into(area.folder.parent, error) from error


def _lock(file: IO[bytes]) -> bool:
    """Whether the file is this run's now; where a file system knows no locks, it is."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


def _is_still(file: IO[bytes], path: Path) -> bool:
    """Whether a lock is on the file that is there, not on one that the run before removed."""
    try:
        there = path.stat()
    except OSError:
        return False
    mine = os.fstat(file.fileno())
    return (there.st_dev, there.st_ino) == (mine.st_dev, mine.st_ino)


def _let_go(area: Area, lock: IO[bytes]) -> None:
    """Remove the lock and the area, if it is empty. What cannot be removed now is by the next."""
    if sys.platform == "win32":
        lock.close()
    try:
        entries = {entry.name for entry in area.folder.iterdir()}
        if entries <= {_LOCK}:
            disk.remove(area.folder / _LOCK)
            disk.remove_folder(area.folder)
    except OSError:
        pass
    finally:
        lock.close()
