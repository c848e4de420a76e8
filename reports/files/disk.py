"""Every change that writing outputs makes on the disk: one function each, and nothing else.

Each either happens whole or not at all, so that a run that is killed has made some of them and
none by half. Tests put themselves in their place to end a run at each. A draft is made where
nothing is, so it follows no link that somebody has laid.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from reports.file_parts import Content, WrittenFile

_EXCHANGE = 2
"""Linux's flag by which ``renameat2`` gives each of two names what the other had."""
_HERE = -100
"""Linux's number for paths that are told from the working folder."""


def make_folder(folder: Path) -> None:
    """Make a folder where nothing is; its parent is there."""
    folder.mkdir()


def make_folders(folder: Path) -> None:
    """Make a folder and those around it, where they are missing."""
    folder.mkdir(parents=True, exist_ok=True)


def write(path: Path, content: Content) -> None:
    """Write a new file. Where something is in its place, a link too, it raises FileExistsError."""
    if isinstance(content, WrittenFile) and not os.path.lexists(path):
        # Beside the outputs, where it was written for them, it is moved; from another disk copied.
        with suppress(OSError):
            content.path.rename(path)
            return
    with path.open("xb") as file:
        for part in (content,) if isinstance(content, bytes) else content:
            file.write(part)


def flush(path: Path) -> None:
    """Wait until a file's content, or a folder's list of names, has reached the disk.

    Windows keeps no folder open, and writes its list by itself.
    """
    if sys.platform == "win32" and path.is_dir():
        return
    # Windows flushes nothing that was not opened to be written; no other system asks that.
    held = os.open(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def rename(path: Path, to: Path) -> None:
    """Give a file or folder another name, in place of a file that has it."""
    path.replace(to)


def exchange(path: Path, other: Path) -> bool:
    """Let two folders change names in one step; false, with nothing done, where none can.

    Linux alone has it, and not on every file system.
    """
    call = _exchanging()
    if call is None:
        return False
    done: int = call(_HERE, os.fsencode(path), _HERE, os.fsencode(other), _EXCHANGE)
    return done == 0


def link(path: Path, to: Path) -> None:
    """Give a file, or a link itself, a second name."""
    if path.is_symlink():
        to.symlink_to(os.readlink(path))
    else:
        os.link(path, to, follow_symlinks=False)


def remove(path: Path) -> None:
    """Remove a file or a link."""
    path.unlink()


def remove_folder(folder: Path) -> None:
    """Remove a folder in which nothing is left."""
    folder.rmdir()


@cache
def _exchanging() -> Any:
    """Linux's call; None on other systems."""
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), "renameat2", None)
