"""What was submitted is never an output's place: checked before anything of it is read."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from clausewise.errors import ArgumentError
from clausewise.packs import FilePath
from reports.files import DATASET, LINES, SITE
from reports.own_forms import ASSET, MARK, form_of

OUTPUTS = (
    *("index.html", "matrix.xlsx", "matrix.csv"),
    *("findings.json", LINES, "manifest.json"),
)
"""What a run writes at the top of its folder; all else of it is in folders of its own."""


def check_folder(out: FilePath, given: Iterable[FilePath]) -> None:
    """That a folder of outputs takes the place of nothing that is given to be read.

    Raises ArgumentError where it is a given folder itself, or where a given file stands, or
    could, at an output's place.
    """
    folder = _whole(out)
    for path in given:
        there = _whole(path)
        if _same(folder, there):
            raise _refused(out, f"it is what is to be read ({path})")
        if there.is_relative_to(folder) and _is_outputs(there.relative_to(folder)):
            raise _refused(out, f"{path}, which is to be read, stands where an output would come")
        taken = [name for name in OUTPUTS if _same(folder / name, there)]
        if taken:
            raise _refused(out, f"its {taken[0]} is {path}, which is to be read")
        if folder.is_relative_to(there) and there.is_dir():
            _check_within(out, folder, there)


def check_place(out: FilePath, given: Iterable[FilePath]) -> None:
    """As ``check_file`` for an archive, and as ``check_folder`` for what is none."""
    (check_file if Path(out).suffix.casefold() == ".zip" else check_folder)(out, given)


def check_file(out: FilePath, given: Iterable[FilePath]) -> None:
    """That an output takes the place of no file that is given. Raises ArgumentError."""
    file = _whole(out)
    for path in given:
        there = _whole(path)
        if _same(file, there):
            raise _refused(out, f"it is what is to be read ({path})")
        if file.is_relative_to(there) and file.is_file() and not _is_own(file):
            raise _refused(out, f"it is one of the files that are to be read ({path})")


def _check_within(out: FilePath, folder: Path, around: Path) -> None:
    """That a folder of outputs within what is read holds nothing but what an earlier run wrote."""
    there = [name for name in OUTPUTS if (folder / name).is_file()]
    if there and not _is_own(folder / "manifest.json"):
        raise _refused(out, f"its {there[0]} is one of the files that are to be read ({around})")


def _is_outputs(name: Path) -> bool:
    first = name.parts[0].casefold() if name.parts else ""
    return first in (SITE, DATASET) or (len(name.parts) == 1 and first in OUTPUTS)


def _is_own(file: Path) -> bool:
    try:
        return (form_of(file.read_bytes()) or "").startswith((MARK, ASSET, "JSON, "))
    except OSError:
        return False


def _whole(path: FilePath) -> Path:
    try:
        return Path(path).resolve()
    except (OSError, RuntimeError):
        return Path(path).absolute()


def _same(path: Path, other: Path) -> bool:
    try:
        return path == other or os.path.samefile(path, other)
    except OSError:
        return False


def _refused(out: FilePath, why: str) -> ArgumentError:
    return ArgumentError(
        "out",
        f"“{out}” cannot be written to: {why}. Nothing that was submitted is ever changed. "
        "Give another name.",
    )
