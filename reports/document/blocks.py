"""The blocks that a document is made of, before anything is known of Word or PDF."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text in a paragraph."""

    text: str
    strong: bool = False


class Style(StrEnum):
    """How a paragraph is set."""

    BODY = "body"
    LEAD = "lead"
    """Somewhat larger: the sentence a reader in a hurry reads."""
    SMALL = "small"
    """For sources and places."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the document's outline."""

    text: str
    level: int
    """1 to 3."""
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that run on, in one style."""

    words: tuple[Words, ...]
    style: Style = Style.BODY
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, with bullets or numbers."""

    items: tuple[tuple[Words, ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table whose first row heads its columns and is repeated on every page."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Texts by column; a line break in a text is a line break in its cell."""
    widths: tuple[int, ...]
    """In proportion to one another."""
    small: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, with its alternative in words."""

    svg: str
    alternative: str
    """What it shows, for those who cannot see it."""
    width: int
    """In millimetres."""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Pictures:
    """Small pictures side by side, as many as go on a line."""

    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class WriteIn:
    """Room to write by hand: a box for each label, side by side."""

    labels: tuple[str, ...]
    height: int
    """Of the boxes, in millimetres."""


Block = Heading | Paragraph | Bullets | TableBlock | Picture | Pictures | WriteIn


@dataclass(frozen=True, slots=True)
class Chapter:
    """Blocks on pages that lie one way."""

    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document: its blocks in order, and what its properties say."""

    title: str
    subject: str
    dated: dt.date
    """The day it speaks of: the as-of date. It is the only date that the file carries."""
    footer: str
    """Beside the page number, on every page."""
    chapters: tuple[Chapter, ...]
    form: str = ""
    """The mark by which the file is known again (``reports.own_forms``)."""


def plain_paragraph(
    text: str, style: Style = Style.BODY, keep_with_next: bool = False
) -> Paragraph:
    """A paragraph of one stretch of text."""
    return Paragraph((Words(text),), style, keep_with_next)
