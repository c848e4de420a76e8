"""A document as PDF: typst lays out the blocks, tagged for screen readers (PDF/UA-1)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from reports.document.blocks import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Picture,
    Pictures,
    TableBlock,
    WriteIn,
)
from reports.text import visible

_KINDS: Mapping[type, str] = {
    Heading: "heading",
    Paragraph: "paragraph",
    Bullets: "bullets",
    TableBlock: "table",
    Picture: "picture",
    Pictures: "pictures",
    WriteIn: "write_in",
}
"""What the layout calls each kind of block; it refuses a kind that it does not know."""
_NO_LETTER = "could not be displayed with font"


class CannotLayOut(ValueError):
    """typst refused the document; its text says why."""


def pdf(document: Document) -> bytes:
    """The document as PDF/UA-1, A4; the same document gives the same bytes on one machine.

    Letters are of the first installed font of Arial, Liberation Sans and DejaVu Sans. Where a
    text has a sign that no font can show, the PDF is tagged just so, and not called PDF/UA-1,
    which asks that every sign be shown. Raises CannotLayOut where typst refuses it.
    """
    import typst

    layout = files("reports.document").joinpath("document.typ").read_bytes()
    data = {"document": json.dumps(_plain(document), ensure_ascii=False)}
    try:
        try:
            made = typst.compile(layout, format="pdf", pdf_standards=["ua-1"], sys_inputs=data)
        except typst.TypstError as error:
            if _NO_LETTER not in str(error):
                raise
            made = typst.compile(layout, format="pdf", sys_inputs=data)
    except typst.TypstError as error:
        raise CannotLayOut(str(error)) from error
    if not isinstance(made, bytes):
        raise CannotLayOut("typst made no single file")
    return made


def _plain(document: Document) -> dict[str, Any]:
    day = document.dated
    return {
        "title": visible(document.title),
        "subject": visible(document.subject),
        "dated": [day.year, day.month, day.day],
        "footer": visible(document.footer),
        "form": document.form,
        "chapters": [
            {"landscape": chapter.landscape, "blocks": [_block(block) for block in chapter.blocks]}
            for chapter in document.chapters
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    held: dict[str, Any] = _shown(asdict(block))
    return {"kind": _KINDS[type(block)], **held}


def _shown(value: Any) -> Any:
    """The same with every text in it made visible, so that nothing typed can disturb the page."""
    match value:
        case str():
            return visible(value)
        case dict():
            return {key: _shown(part) for key, part in value.items()}
        case list() | tuple():
            return [_shown(part) for part in value]
        case _:
            return value
