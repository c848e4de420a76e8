"""A run's outputs, written beside their folder, flushed, and taken over all at once."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from reports.file_parts import Content
from reports.files import disk
from reports.files.foreign_files import DATASET, LINES, SITE, CannotExchange, files_in, stale_pages
from reports.files.guard import CannotWrite, cannot_write_into, check_replaceable, make_folders
from reports.files.replacing import (
    drop,
    exchange,
    may_exchange,
    move_in,
    recover_beside,
    recover_inside,
)
from reports.files.staging import Area, area_held, area_in

__all__ = ["DATASET", "LINES", "SITE", "is_taken", "write_made"]


def write_made(contents: Iterable[tuple[str, Content]], out: Path) -> tuple[Path, ...]:
    """Write files into a folder, all of them or none, by name; returns their paths in order.

    The folder is made where it is missing. Each file is written into a hidden folder beside it
    when it is made, so that not all are held at once; when all have reached the disk, that folder
    takes the place of the one that is there. Where pages are among them, those that an earlier
    run left are removed, and its data set of findings; whatever else is in the folder stays.
    Raises CannotWrite, in words for the reader, where the folder or a file cannot be written, or a
    file of another form is in a file's place; the folder is then as it was.
    """
    try:
        target = _target(out)
        with _areas(target) as (beside, inside):
            area = beside if beside is not None and may_exchange(target) else inside
            try:
                names = _drafted(contents, area, target)
                _take_over(names, area, inside, target)
            finally:
                _leave_nothing(area, beside, target)
    except OSError as error:
        raise cannot_write_into(out, error) from error
    return tuple(out / name for name in names)


def is_taken(path: Path) -> bool:
    """Whether something is in a place. What a run that was killed left there or beside it is
    brought to its end first, as far as that can be."""
    if not os.path.lexists(path):
        return False
    with suppress(OSError, CannotWrite):
        target = path.parent.resolve() / path.name
        for area, recover in (
            (area_in(target.parent, target), recover_beside),
            (area_in(target, target), recover_inside),
        ):
            if area.folder.is_dir():
                with area_held(area, target):
                    recover(area, target)
    return os.path.lexists(path)


def _target(out: Path) -> Path:
    """The folder itself, where a name is a link to it; those around it are made."""
    try:
        target = out.resolve()
    except RuntimeError as error:
        raise CannotWrite(f"{out} is a link that leads in a circle. Give another name.") from error
    if target.exists() and not target.is_dir():
        raise CannotWrite(f"{out} is a file, and the reports need a folder. Give another name.")
    make_folders(target.parent)
    return target


@contextmanager
def _areas(target: Path) -> Iterator[tuple[Area | None, Area]]:
    """The areas beside a target and inside it, held where wanted, with nothing of an ended run.

    None beside it where the folder around it may not be written to.
    """
    inside = area_in(target, target)
    with ExitStack() as stack:
        beside = None
        if os.access(target.parent, os.W_OK) or not target.exists():
            beside = area_in(target.parent, target)
            stack.enter_context(area_held(beside, target))
            _recovered(recover_beside, beside, target)
        if target.exists() and not os.access(target, os.W_OK):
            raise cannot_write_into(target, PermissionError(errno.EACCES, "Permission denied"))
        if inside.folder.is_dir():
            with area_held(inside, target):
                _recovered(recover_inside, inside, target)
        if beside is None or not may_exchange(target):
            stack.enter_context(area_held(inside, target))
        yield beside, inside


def _recovered(recover: Callable[[Area, Path], None], area: Area, target: Path) -> None:
    """Tidy up after an ended run. Raises CannotWrite where that cannot be."""
    try:
        recover(area, target)
    except OSError as error:
        raise CannotWrite(
            f"{error.filename or area.folder} is left of a run that was ended, and cannot be "
            f"removed ({error.strerror}). Close or remove it, and run again."
        ) from error


def _drafted(contents: Iterable[tuple[str, Content]], area: Area, target: Path) -> list[str]:
    """Write each file into an area's draft; their names, in order. Raises CannotWrite, OSError."""
    names: dict[str, None] = {}
    draft, made = area.draft, {""}
    disk.make_folder(draft)
    for name, content in contents:
        check_replaceable(target / name, content)
        within = name.rpartition("/")[0]
        if within not in made:
            _check_folders(target, within)
            disk.make_folders(draft / within)
            made.add(within)
        disk.write(draft / name, content)
        names[name] = None
    return list(names)


def _check_folders(target: Path, name: str) -> None:
    """That a folder and those around it are folders, and no links to others, where they are there.
    Raises CannotWrite."""
    for folder in (target / name, *(target / parent for parent in Path(name).parents)):
        if folder == target:
            continue
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            what = "a link" if folder.is_symlink() else "a file"
            raise CannotWrite(
                f"{folder} is {what}, and the reports need a folder there. Give another name, or "
                "move it away."
            )


def _take_over(names: list[str], area: Area, inside: Area, target: Path) -> None:
    """Bring a whole draft to its place. Raises CannotWrite or OSError, with all as it was."""
    stale = stale_pages(target, set(names))
    area.note(names, stale)
    draft = area.draft
    for name in names:
        disk.flush(draft / name)
    for root, _, _ in os.walk(draft):
        disk.flush(Path(root))
    disk.rename(draft, area.ready)
    if area == inside:
        return move_in(area, target, stale)
    try:
        exchange(area, target, {*names, *stale})
    except CannotExchange:
        with area_held(inside, target):
            _move_inside(names, area, inside, stale)
    return None


def _move_inside(names: list[str], area: Area, inside: Area, stale: list[str]) -> None:
    """Take what is ready beside a target into it, and from there to its place."""
    for name in list(files_in(area.ready)):
        if name not in names:
            disk.remove(area.ready / name)
    disk.rename(area.ready, inside.ready)
    move_in(inside, inside.folder.parent, stale)


def _leave_nothing(area: Area, beside: Area | None, target: Path) -> None:
    """Remove what is left of the run in its area; what cannot be removed is by the next run."""
    with suppress(OSError):
        drop(area.draft)
        if area == beside:
            recover_beside(area, target)
        area.forget()
