"""Writing the reports of an assessment into a folder, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from engine.nouns.assessment import Assessment


class CannotWrite(OSError):
    """A report could not be written; its text says which, why and what to do."""


def write_reports(assessment: Assessment, out: Path) -> tuple[Path, ...]:
    """Write matrix.html, matrix.xlsx, matrix.csv and findings.json into a folder.

    As ``made_reports`` makes them and ``write_made`` writes them. Returns the files' paths in
    that order. Raises CannotWrite, in words for the reader.
    """
    return write_made(made_reports(assessment), out)


def made_reports(assessment: Assessment) -> dict[str, bytes]:
    """The reports by the name of their file; the same assessment gives the same bytes."""
    from reports.findings_json import findings_json
    from reports.lookup import Lookup
    from reports.matrix_csv import matrix_csv
    from reports.matrix_html import matrix_html
    from reports.matrix_xlsx import matrix_xlsx
    from reports.not_testable import not_testable_rows
    from reports.rows import finding_rows

    lookup = Lookup.of(assessment)
    rows = finding_rows(lookup)
    return {
        "matrix.html": matrix_html(lookup),
        "matrix.xlsx": matrix_xlsx(lookup, rows),
        "matrix.csv": matrix_csv([*rows, *not_testable_rows(lookup)]),
        "findings.json": findings_json(lookup),
    }


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
