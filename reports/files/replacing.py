"""What was prepared comes to its place: by one change of folders, or else file by file.

By one change, wherever it can be: anyone who looks finds the old outputs or the new ones. File by
file where the folder itself has to stay: the old ones are kept until the last of the new has come,
and come back where one cannot be replaced.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence, Set
from contextlib import suppress
from pathlib import Path

from reports.files import disk
from reports.files.foreign_files import CannotExchange, clear, files_in, link_others, remove_empty
from reports.files.guard import CannotWrite
from reports.files.staging import Area


def may_exchange(target: Path) -> bool:
    """Whether a folder may be changed for another as a whole: nobody stands in it, as far as can
    be known, it is no disk of its own, and the folder around it may be written to."""
    if not target.exists():
        return True
    here = Path.cwd()
    if here == target or target in here.parents or os.path.ismount(target):
        return False
    return os.access(target.parent, os.W_OK)


def exchange(area: Area, target: Path, own: Set[str]) -> None:
    """What is ready in an area beside a target comes to its place in one change.

    Raises CannotExchange, with what is ready still there, where the folder has to stay; OSError
    where the disk fails, with the target as it was.
    """
    if not target.exists():
        disk.rename(area.ready, target)
        with suppress(OSError):
            disk.flush(target.parent)
        return
    link_others(target, area.ready, own)
    shutil.copymode(target, area.ready)
    for root, _, _ in os.walk(area.ready):
        disk.flush(Path(root))
    changed = disk.exchange(area.ready, target)
    if not changed:
        _change_by_two(area, target)
    # The new outputs are in their place. What of the old cannot be removed is by the next run.
    with suppress(OSError):
        disk.flush(target.parent)
    with suppress(OSError):
        if changed:
            disk.rename(area.ready, area.old)
        clear(area.old, target, own)


def _change_by_two(area: Area, target: Path) -> None:
    """The old folder goes and the new one comes; between the two nothing is there."""
    try:
        disk.rename(target, area.old)
    except OSError as error:
        raise CannotExchange from error
    try:
        disk.rename(area.ready, target)
    except OSError:
        disk.rename(area.old, target)
        raise


def move_in(area: Area, target: Path, stale: Sequence[str] = ()) -> None:
    """What is ready in an area inside a target comes to its place, file by file.

    Raises CannotWrite where a file cannot be replaced; all is then as it was.
    """
    moved: list[tuple[Path, Path]] = []

    def move(path: Path, to: Path) -> None:
        disk.make_folders(to.parent)
        disk.rename(path, to)
        moved.append((path, to))

    names = list(files_in(area.ready))
    try:
        for name in (*names, *stale):
            place = target / name
            if os.path.lexists(place):
                move(place, area.old / name)
            if name not in stale:
                move(area.ready / name, place)
    except OSError as error:
        for path, to in reversed(moved):
            disk.rename(to, path)
        _empty(area, target)
        raise CannotWrite(
            f"{target / name} cannot be replaced ({error.strerror}). All is as it was. "
            "If it is open in Excel or another program, close it there and run again."
        ) from error
    with suppress(OSError):
        disk.flush(target)
    with suppress(OSError):
        _empty(area, target)


def _empty(area: Area, target: Path) -> None:
    """Remove what is left in an area inside a target, which holds nothing but a run's own."""
    for folder in (area.ready, area.old, area.draft):
        drop(folder)
    remove_empty(target)


def recover_beside(area: Area, target: Path) -> None:
    """Tidy up after a run that was ended while it wrote: the old outputs, or the new ones, whole.

    Raises OSError where something cannot be removed.
    """
    names, stale = area.noted()
    if area.old.is_dir() and not os.path.lexists(target):
        disk.rename(area.old, target)
    for folder in (area.ready, area.old):
        if folder.is_dir():
            clear(folder, target, {*names, *stale})
    drop(area.draft)
    area.forget()


def recover_inside(area: Area, target: Path) -> None:
    """Bring to an end what a run began that had to change its outputs file by file.

    Raises OSError where something cannot be removed, CannotWrite as ``move_in``.
    """
    if area.ready.is_dir():
        _, stale = area.noted()
        move_in(area, target, [name for name in files_in(target) if name in stale])
    _empty(area, target)
    area.forget()


def drop(draft: Path) -> None:
    """Remove what holds nothing but a run's own, if it is there. Raises OSError."""
    if draft.is_dir() and not draft.is_symlink():
        clear(draft, draft, set(files_in(draft)))
    elif os.path.lexists(draft):
        disk.remove(draft)
