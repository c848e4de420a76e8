"""The texts that a workbook's cells share, and texts in its XML."""

from __future__ import annotations

import re
from typing import IO

from openpyxl.utils.escape import unescape

from evidence.files.archive import TooLargeError
from evidence.files.limits import MAX_TEXTS
from evidence.grids.xml_stream import Element, stream_elements

_NO_SIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def shared_texts(stream: IO[bytes], namespaces: tuple[str, ...]) -> list[str]:
    """The texts of the part that lists them. Raises DamagedError where it is garbled and
    TooLargeError where it lists too many."""
    items = [f"{namespace}si" for namespace in namespaces]
    texts: list[str] = []
    for _, item in stream_elements(stream, items, items):
        texts.append(rich_text(item))
        if len(texts) > MAX_TEXTS:
            raise TooLargeError(f"over {MAX_TEXTS:,} texts")
    return texts


class StruckText(str):
    """A text of which a part is struck through."""

    __slots__ = ()


def rich_text(node: Element) -> str:
    """A text that may be in several fonts, as StruckText where one of them strikes it through; its
    readings (furigana) are left out."""
    # Most are in one font, and to index is quicker than to go through the children.
    if len(node) == 1 and node[0].tag.endswith("}t"):
        return unescaped(node[0].text or "")
    texts, is_struck = [], False
    for child in node:
        tag = child.tag
        if tag.endswith("}t"):
            texts.append(child.text or "")
        elif tag.endswith("}r"):
            run = next((part.text or "" for part in child if part.tag.endswith("}t")), "")
            texts.append(run)
            is_struck |= bool(run.strip()) and any(map(strikes_through, child))
    text = unescaped("".join(texts))
    return StruckText(text) if is_struck else text


def strikes_through(font: Element) -> bool:
    """Whether a font, or the properties of a run of text, strikes through what is in it."""
    return any(
        part.tag.endswith("}strike") and part.get("val", "1") not in ("0", "false") for part in font
    )


def unescaped(text: str) -> str:
    """A text with the signs that workbooks write as ``_x000D_`` put back, and U+FFFD where one
    is no sign of a text."""
    return signs_of_text(unescape(text)) if "_x" in text else text


def signs_of_text(text: str) -> str:
    """A text with U+FFFD where a sign is none of a text."""
    return text if text.isprintable() else _NO_SIGN.sub("\ufffd", text)
