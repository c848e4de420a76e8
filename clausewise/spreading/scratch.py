"""The folder in which a run's partitions are prepared, beside its outputs.

All workers must see it by the same path, as on a shared disk. Whatever is in it is written under
another name first, so that a file of that name is whole, even where a worker was lost.
"""

from __future__ import annotations

import os
import pickle
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from engine.kept.packed import pickled
from reports.files import CannotWrite, make_folders

PREFIX = ".clausewise-parts-"


@contextmanager
def scratch_beside(out: Path) -> Iterator[Path]:
    """A new folder beside a folder of outputs, for its owner alone; removed at the end."""
    home = out.absolute().parent
    make_folders(home)
    try:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=home))
    except OSError as error:
        raise CannotWrite(
            f"Nothing can be written into the folder {home} ({error.strerror}), where the "
            "partitions of the run would be prepared. Give a folder that you may write to."
        ) from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write_scratch(path: Path, value: object) -> None:
    """Write a value whole or not at all; again changes nothing but the time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(number, "wb") as file:
        pickled(value, file)
    os.replace(draft, path)


def read_scratch(path: Path) -> Any:
    """The value of a file that this run wrote."""
    with path.open("rb") as file:
        return pickle.load(file)


@contextmanager
def folder_whole(path: Path) -> Iterator[Path]:
    """A folder to write files into, which has its name once all are there; where another worker
    wrote it meanwhile, that one stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f"{path.name}-", dir=path.parent))
    try:
        yield draft
        with suppress(OSError):
            os.rename(draft, path)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
