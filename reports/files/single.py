"""Single files, and several for one reader: each whole or not at all."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

from reports.file_parts import Content
from reports.files import disk
from reports.files.guard import CannotWrite, cannot_write_into, check_replaceable
from reports.files.outputs import is_taken, write_made
from reports.files.replacing import drop
from reports.files.staging import area_held, area_in
from reports.own_forms import SEVERAL

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive: the same contents give the same bytes."""


def write_file(path: Path, content: bytes) -> None:
    """Write one file, whole or not at all. Raises CannotWrite as ``write_made``."""
    check_replaceable(path, content)
    _write(path, content)


def write_new(path: Path, content: Content) -> None:
    """Write one file where nothing is. Raises CannotWrite where something is."""
    if is_taken(path):
        raise _there_already(path)
    _write(path, content, is_new=True)


def _there_already(path: Path) -> CannotWrite:
    return CannotWrite(f"{path} already exists. Give another name, or move that file.")


def write_several(contents: Mapping[str, bytes], out: Path) -> tuple[Path, ...]:
    """Write files into a folder as ``write_made``, or, where ``out`` ends in .zip, into one
    archive; returns what was written. The same contents give the same archive."""
    if out.suffix.lower() != ".zip":
        return write_made(contents.items(), out)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = SEVERAL.encode()
        for name, content in contents.items():
            part = zipfile.ZipInfo(name, _EARLIEST)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, content)
    write_file(out, made.getvalue())
    return (out,)


def _write(path: Path, content: Content, is_new: bool = False) -> None:
    """Write a file beside its place, wait until it has reached the disk, and take it over."""
    folder = path.parent.resolve()
    target = folder / path.name
    area = area_in(folder, target)
    with area_held(area, target):
        try:
            drop(area.draft)
            disk.write(area.draft, content)
            disk.flush(area.draft)
            # Another run may have written it meanwhile.
            if is_new and os.path.lexists(path):
                raise _there_already(path)
            _take_over(area.draft, target)
            disk.flush(folder)
        except OSError as error:
            raise cannot_write_into(path.parent, error) from error
        finally:
            if os.path.lexists(area.draft):
                disk.remove(area.draft)


def _take_over(draft: Path, target: Path) -> None:
    try:
        disk.rename(draft, target)
    except OSError as error:
        raise CannotWrite(
            f"{target} cannot be replaced ({error.strerror}). "
            "If it is open in Excel or another program, close it there and run again."
        ) from error
