"""Files written whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from engine.nouns.evidence.errors import ClausewiseError


class CannotWrite(ClausewiseError):
    """A report could not be written; its text says which, why and what to do."""


def write_made(contents: Mapping[str, bytes], out: Path) -> tuple[Path, ...]:
    """Write files into a folder, all of them or none, by name; returns their paths in order.

    The folder is made where it is missing. Each file is written beside its place and then
    renamed, after all were made. Raises CannotWrite, in words for the reader, where the folder
    or a file cannot be written.
    """
    made = {out / name: content for name, content in contents.items()}
    make_folder(out)
    drafts = {path: path.with_name(f".{path.name}.draft") for path in made}
    try:
        for path, content in made.items():
            _write(drafts[path], content)
        for path, draft in drafts.items():
            _rename(draft, path)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
    return tuple(made)


def write_file(path: Path, content: bytes) -> None:
    """Write one file, whole or not at all. Raises CannotWrite, in words for the reader."""
    draft = path.with_name(f".{path.name}.draft")
    try:
        _write(draft, content)
        _rename(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def make_folder(out: Path) -> None:
    """Make the folder that files are to be written into. Raises CannotWrite where it cannot."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise CannotWrite(
            f"{out} is a file, and the reports need a folder. Give another name after --out."
        ) from error
    except OSError as error:
        raise CannotWrite(
            f"The folder {out} cannot be made ({error.strerror}). "
            "Give a folder after --out that you may write to."
        ) from error


def _write(draft: Path, content: bytes) -> None:
    try:
        draft.write_bytes(content)
    except OSError as error:
        raise CannotWrite(
            f"Nothing can be written into the folder {draft.parent} ({error.strerror}). "
            "Give a folder after --out that you may write to."
        ) from error


def _rename(draft: Path, path: Path) -> None:
    try:
        draft.replace(path)
    except OSError as error:
        raise CannotWrite(
            f"{path} cannot be replaced ({error.strerror}). "
            "If it is open in Excel or another program, close it there and run again."
        ) from error
