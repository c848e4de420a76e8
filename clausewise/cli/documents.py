"""Documents that commands write: the option for their file, and writing it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from clausewise.cli.options import PathType

if TYPE_CHECKING:
    from reports.document.blocks import Document

Command = TypeVar("Command", bound=Callable[..., Any])


def document_option(more: str = "") -> Callable[[Command], Command]:
    """``--out FILE``, which ends in .docx or .pdf; ``more`` is said of it after that."""
    return click.option(
        "--out",
        required=True,
        type=PathType(),
        metavar="FILE",
        help=f"The pack to write: a Word file (.docx) or a PDF (.pdf).{more}",
    )


def write_and_say(document: Document, out: Path) -> None:
    """Write a document as its file's name asks, and say where it is."""
    from clausewise.use_cases.meeting_packs import write_document

    write_document(document, out)
    click.echo(f"Written: {out}")
