"""Files written whole or not at all, and a folder of pages kept free of those of earlier runs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from engine.nouns.evidence.errors import ClausewiseError
from reports.own_forms import ASSET, MARK, SEVERAL, form_of

SITE = "pages"
"""The folder of the outputs that holds the pages of the site; all of it is written by each run."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive: the same contents give the same bytes."""


class CannotWrite(ClausewiseError):
    """A report could not be written; its text says which, why and what to do."""


def write_made(contents: Iterable[tuple[str, bytes]], out: Path) -> tuple[Path, ...]:
    """Write files into a folder, all of them or none, by name; returns their paths in order.

    The folder is made where it is missing. Each file is written beside its place when it is made,
    so that not all are held at once, and renamed after the last. Where pages are among them, those
    that an earlier run left are removed. Raises CannotWrite, in words for the reader, where the
    folder or a file cannot be written, or a file of another form is in a file's place.
    """
    make_folder(out)
    drafts: dict[Path, Path] = {}
    try:
        for name, content in contents:
            path = out / name
            _keep_what_is_not_ours({path: content})
            make_folder(path.parent)
            drafts[path] = path.with_name(f".{path.name}.draft")
            _write(drafts[path], content)
        for path, draft in drafts.items():
            _rename(draft, path)
        if any(path.is_relative_to(out / SITE) for path in drafts):
            _remove_stale(out / SITE, set(drafts))
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
        _remove_empty(out / SITE)
    return tuple(drafts)


def write_file(path: Path, content: bytes) -> None:
    """Write one file, whole or not at all. Raises CannotWrite as ``write_made``."""
    _keep_what_is_not_ours({path: content})
    draft = path.with_name(f".{path.name}.draft")
    try:
        _write(draft, content)
        _rename(draft, path)
    finally:
        draft.unlink(missing_ok=True)


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


def _keep_what_is_not_ours(made: Mapping[Path, bytes]) -> None:
    """Raises CannotWrite where a file that is there is not of the form of the one to come."""
    for path, content in made.items():
        if not path.is_file():
            continue
        form = form_of(content)
        try:
            is_ours = form is not None and form_of(path.read_bytes()) == form
        except OSError as error:
            raise CannotWrite(
                f"{path} is there already and cannot be read ({error.strerror}), so it stays as "
                "it is. Give another name."
            ) from error
        if not is_ours:
            what = (form or "").removeprefix(MARK).strip() if MARK in (form or "") else "file"
            raise CannotWrite(
                f"{path} is there already, and it is no {what} that Clausewise wrote. It stays as "
                "it is, and nothing is written. Give another name, or move that file "
                "away."
            )


def make_folder(out: Path) -> None:
    """Make the folder that files are to be written into. Raises CannotWrite where it cannot."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise CannotWrite(
            f"{out} is a file, and the reports need a folder. Give another name."
        ) from error
    except OSError as error:
        raise CannotWrite(
            f"The folder {out} cannot be made ({error.strerror}). "
            "Give a folder that you may write to."
        ) from error


def _remove_stale(site: Path, written: set[Path]) -> None:
    """Remove the pages of an earlier run. Raises CannotWrite where one cannot be removed."""
    for path in sorted(site.rglob("*")):
        if path in written or not path.is_file() or path.is_symlink():
            continue
        try:
            if (form_of(path.read_bytes()) or "").startswith((MARK, ASSET)):
                path.unlink()
        except OSError as error:
            raise CannotWrite(
                f"{path} is of an earlier run and cannot be removed ({error.strerror}). "
                "Close it where it is open, and run again."
            ) from error


def _remove_empty(site: Path) -> None:
    """Remove the folders of pages in which nothing is left."""
    folders = [path for path in sorted(site.rglob("*"), reverse=True) if path.is_dir()]
    for folder in (*folders, site):
        if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
            folder.rmdir()


def _write(draft: Path, content: bytes) -> None:
    try:
        draft.write_bytes(content)
    except OSError as error:
        raise CannotWrite(
            f"Nothing can be written into the folder {draft.parent} ({error.strerror}). "
            "Give a folder that you may write to."
        ) from error


def _rename(draft: Path, path: Path) -> None:
    try:
        draft.replace(path)
    except OSError as error:
        raise CannotWrite(
            f"{path} cannot be replaced ({error.strerror}). "
            "If it is open in Excel or another program, close it there and run again."
        ) from error
