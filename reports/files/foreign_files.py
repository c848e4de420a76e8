"""What stands in a folder of outputs and is not the run's: it stays, whatever becomes of the rest.

A folder that is changed for another keeps it by a second name for each such file. Nothing of it
is copied or opened for writing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Set
from pathlib import Path

from reports.files import disk
from reports.files.guard import check_removable

SITE = "pages"
"""The folder of the outputs that holds the pages of the site; all of it is written by each run."""
DATASET = "findings.parquet"
"""The folder of the outputs that holds the findings as a data set."""
LINES = "findings.jsonl"
"""The findings, a line each, where they are too many for findings.json."""
FOLDERS = (SITE, DATASET)
"""The folders whose files are a run's own."""
_MOST = 5_000
"""So many files are given a second name; a folder with more of them stays."""
_DATABASE = b"SQLite format 3\0"


class CannotExchange(Exception):
    """The folder as a whole cannot be changed for another."""


def stale_pages(target: Path, names: Set[str]) -> list[str]:
    """What earlier runs wrote into folders of their own, and this one does not, and their lines of
    findings: it would show other returns. None where it writes no pages.

    Raises CannotWrite where one is in use.
    """
    own = {folder for folder in FOLDERS if not (target / folder).is_symlink()}
    if SITE not in own or not any(name.startswith(f"{SITE}/") for name in names):
        return []
    found = (name for name in files_in(target) if name == LINES or name.partition("/")[0] in own)
    return [name for name in found if name not in names and check_removable(target / name)]


def files_in(folder: Path) -> Iterator[str]:
    """Every file of a folder, and every link, by its name in it; no link is followed."""
    base = os.fspath(folder)
    for root, folders, files in os.walk(base):
        within = root[len(base) :].replace(os.sep, "/").strip("/")
        links = [name for name in folders if os.path.islink(os.path.join(root, name))]
        for name in sorted((*files, *links)):
            yield f"{within}/{name}" if within else name


def link_others(target: Path, ready: Path, own: Set[str]) -> None:
    """Give all that is not the run's a second name in the folder to come.

    Raises CannotExchange where that cannot be, or where a database is among it: what is being
    written into it is known to its program by its place.
    """
    others = [name for name in files_in(target) if name not in own]
    if len(others) > _MOST or any(_is_database(target / name) for name in others):
        raise CannotExchange
    try:
        for folder in _folders_kept(target, others):
            disk.make_folders(ready / folder)
            shutil.copymode(target / folder, ready / folder)
        for name in others:
            disk.link(target / name, ready / name)
    except OSError as error:
        raise CannotExchange from error


def clear(folder: Path, target: Path, own: Set[str]) -> None:
    """Remove a folder that was replaced, or is not wanted; ``own`` are the run's files in it.

    Of the others only a second name goes. What is nowhere else comes to the target, and of two
    the later. Raises OSError where something cannot be removed.
    """
    for name in list(files_in(folder)):
        path, there = folder / name, target / name
        if name in own or _is_second(path, there):
            disk.remove(path)
        else:
            disk.make_folders(there.parent)
            disk.rename(path, there)
    for root, _, _ in os.walk(folder, topdown=False):
        disk.remove_folder(Path(root))


def remove_empty(target: Path) -> None:
    """Remove a run's own folders in which nothing is left."""
    for folder in (target / name for name in FOLDERS):
        if folder.is_symlink():
            continue
        for root, _, _ in os.walk(folder, topdown=False):
            if not any(Path(root).iterdir()):
                disk.remove_folder(Path(root))


def _folders_kept(target: Path, others: list[str]) -> list[Path]:
    """The folders around others' files, and the empty ones that are no run's; outermost first."""
    around = {folder for name in others for folder in Path(name).parents}
    for root, folders, files in os.walk(target):
        here = Path(root).relative_to(target)
        if os.path.ismount(root):
            raise CannotExchange
        if not folders and not files and not {*FOLDERS} & {*here.parts[:1]}:
            around |= {here, *here.parents}
    return sorted(around - {Path()})


def _is_second(path: Path, there: Path) -> bool:
    """Whether what is at a path is not lost without it: it has another name, or a later form."""
    if not os.path.lexists(there):
        return False
    if path.is_symlink() or there.is_symlink():
        return True
    mine, other = path.stat(), there.stat()
    same = (mine.st_dev, mine.st_ino) == (other.st_dev, other.st_ino)
    return same or mine.st_mtime_ns <= other.st_mtime_ns


def _is_database(path: Path) -> bool:
    """Whether a file is of SQLite, or that is not known. Pipes and devices are not opened."""
    if path.is_symlink() or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return True
