"""Files written whole or not at all, and a folder of outputs kept free of what was there before."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from engine.nouns.evidence.errors import ClausewiseError

SITE = "pages"
"""The folder of the outputs that holds the pages of the site; all of it is written by each run."""
_MARKS = {
    ".html": b'<meta name="generator" content="Clausewise">',
    ".css": b"/* Clausewise",
    ".js": b"/* Clausewise",
}
"""By what a page, a style and a script say that Clausewise wrote them."""
_HEAD = 400
"""So many bytes at the beginning of a file are looked at for its mark."""


class CannotWrite(ClausewiseError):
    """A report could not be written; its text says which, why and what to do."""


def write_made(contents: Iterable[tuple[str, bytes]], out: Path) -> tuple[Path, ...]:
    """Write files into a folder, all of them or none, by name; returns their paths in order.

    The folder is made where it is missing. Each file is written beside its place when it is
    made, so that not all are held at once, and renamed after the last. Pages that an earlier run
    left and this one did not write are removed; what Clausewise did not write is never replaced
    or removed. Raises CannotWrite, in words for the reader, where the folder or a file cannot be
    written, or a page would take the place of a stranger's.
    """
    make_folder(out)
    drafts: dict[Path, Path] = {}
    try:
        for name, content in contents:
            path = out / name
            _refuse_strangers(path)
            make_folder(path.parent)
            drafts[path] = path.with_name(f".{path.name}.draft")
            _write(drafts[path], content)
        for path, draft in drafts.items():
            _rename(draft, path)
        _remove_stale(out / SITE, set(drafts))
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
        _remove_empty(out / SITE)
    return tuple(drafts)


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
    except (FileExistsError, NotADirectoryError) as error:
        raise CannotWrite(
            f"{out} is a file, and the reports need a folder. Give another name after --out."
        ) from error
    except OSError as error:
        raise CannotWrite(
            f"The folder {out} cannot be made ({error.strerror}). "
            "Give a folder after --out that you may write to."
        ) from error


def is_ours(path: Path) -> bool:
    """Whether a page, a style or a script says that Clausewise wrote it; no other file does."""
    mark = _MARKS.get(path.suffix)
    if mark is None or path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return mark in file.read(_HEAD)


def _refuse_strangers(path: Path) -> None:
    if path.suffix in _MARKS and (path.exists() or path.is_symlink()) and not is_ours(path):
        raise CannotWrite(
            f"{path} is there already, and Clausewise did not write it. "
            "Give another folder after --out, or move that file away."
        )


def _remove_stale(site: Path, written: set[Path]) -> None:
    """Remove the pages of an earlier run; one that cannot be removed is left for the next."""
    for path in sorted(site.rglob("*")):
        if path not in written and is_ours(path):
            try:
                path.unlink()
            except OSError as error:
                raise CannotWrite(
                    f"{path} is of an earlier run and cannot be removed ({error.strerror}). "
                    "Close it where it is open, and run again."
                ) from error


def _remove_empty(site: Path) -> None:
    for folder in sorted(site.rglob("*"), reverse=True):
        if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
            folder.rmdir()
    if site.is_dir() and not any(site.iterdir()):
        site.rmdir()


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
