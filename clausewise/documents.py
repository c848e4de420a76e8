"""Documents that commands write: the option for their file, and writing it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from clausewise.options import stop
from clausewise.recording import Asked, run
from clausewise.remembering import Memory
from engine.nouns.outcome.assessment import Assessment
from reports.document.blocks import Document

Command = TypeVar("Command", bound=Callable[..., Any])
_ENDINGS = (".docx", ".pdf")


def document_option(command: Command) -> Command:
    """``--out FILE``, which ends in .docx or .pdf."""
    return click.option(
        "--out",
        required=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="The pack to write: a Word file (.docx) or a PDF (.pdf).",
    )(command)


def check_ending(out: Path) -> None:
    """Ends the run where the file's name tells neither Word nor PDF."""
    if out.suffix.lower() not in _ENDINGS:
        stop(f"--out: {out.name} ends neither in .docx nor in .pdf; give a file that does.")


def shown_in(asked: Asked, history: str | None, out: Path) -> Assessment:
    """The assessment that a document is written from; ends the run, saying why, where there is
    none, or where the document's name tells neither Word nor PDF."""
    check_ending(out)
    _, shown = run(asked, Memory(history, make=False).recall)
    return shown


def write_document(document: Document, out: Path) -> None:
    """Write a document as its file's name asks; ends the run where it cannot be written."""
    from reports.document.docx import docx
    from reports.document.pdf import pdf
    from reports.files import CannotWrite, write_file

    content = pdf(document) if out.suffix.lower() == ".pdf" else docx(document)
    try:
        write_file(out, content)
    except CannotWrite as error:
        stop(str(error))
    click.echo(f"Written: {out}")
