"""What stays as it is: whatever Clausewise did not write, and what is in use."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from engine.nouns.evidence.errors import ClausewiseError
from reports.file_parts import Content
from reports.files import disk
from reports.own_forms import ASSET, MARK, form_at, form_in, form_of

_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
_ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
"""What is told of a place where nothing is, or a link that leads nowhere."""


class CannotWrite(ClausewiseError):
    """A report could not be written; its text says which, why and what to do."""


def check_replaceable(path: Path, content: Content) -> None:
    """That a file may come into a place. Raises CannotWrite where what is there stays: a file of
    another form than the one to come, a file in use, or no file at all."""
    if not _is_there(path):
        return
    form, there = form_of(content), _form_there(path)
    if form is None or there != form:
        what = (form or "").removeprefix(MARK).strip() if MARK in (form or "") else "file"
        raise CannotWrite(
            f"{path} already exists and is not Clausewise’s own {what}. It stays as it is, and "
            "nothing was written. Give another name, or move that file."
        )


def check_removable(path: Path) -> bool:
    """Whether a page is of an earlier run, and goes. Raises CannotWrite where it is in use."""
    if path.is_symlink() or not path.is_file():
        return False
    try:
        if not (form_at(path) or "").startswith((MARK, ASSET)):
            return False
        with path.open("r+b"):
            return True
    except OSError as error:
        raise CannotWrite(
            f"{path} is of an earlier run and cannot be removed ({error.strerror}). "
            "Close it where it is open, and run again."
        ) from error


def _is_there(path: Path) -> bool:
    """Whether a file is in a place. Raises CannotWrite where something else is, a device or so."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if error.errno in _ABSENT:
            return False
        raise
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise CannotWrite(
            f"{path} already exists and is a device or a pipe, not a file. Give another name."
        )
    return True


def _form_there(path: Path) -> str | None:
    """The form of the file that is in a place, which no other program may hold: it is opened to
    be written, and left alone. Raises CannotWrite."""
    try:
        file = path.open("r+b")
    except OSError as error:
        raise CannotWrite(
            f"{path} cannot be replaced ({error.strerror}). "
            "If it is open in Excel or another program, close it there and run again."
        ) from error
    try:
        with file:
            return form_in(file)
    except OSError as error:
        raise CannotWrite(
            f"{path} already exists and cannot be read ({error.strerror}), so it stays as "
            "it is. Give another name."
        ) from error


def cannot_write_into(folder: Path, error: OSError) -> CannotWrite:
    """The error for a folder into which nothing can be written; what was there is as it was."""
    if error.errno in _FULL:
        return CannotWrite(
            f"The folder {folder} has no room for what is to be written ({error.strerror}). All is "
            "as it was. Make room on the disk, or give a folder on another, and run again."
        )
    return CannotWrite(
        f"Nothing can be written into the folder {folder} ({error.strerror}). "
        "Give a folder that you may write to."
    )


def make_folders(folder: Path) -> None:
    """Make a folder and those around it, where they are missing. Raises CannotWrite."""
    try:
        disk.make_folders(folder)
    except (FileExistsError, NotADirectoryError) as error:
        raise CannotWrite(
            f"{folder} is a file, and the reports need a folder. Give another name."
        ) from error
    except OSError as error:
        raise CannotWrite(
            f"The folder {folder} cannot be made ({error.strerror}). "
            "Give a folder that you may write to."
        ) from error
