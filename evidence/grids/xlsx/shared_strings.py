"""The texts that a workbook's cells share, and texts in its XML."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from openpyxl.utils.escape import unescape
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring, iterparse

from evidence.files.archive import TooLargeError
from evidence.files.limits import MAX_TEXTS
from evidence.grids.xlsx.plain_rows import NO_TEXT, TEXT

_LIST, _ITEM, _TEXT, _RUN = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("sst", "si", "t", "r"))
_NO_SIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_OPEN = b'<t(?: xml:space="preserve")?+>'
_PLAIN = re.compile(rb"(?:<si>" + _OPEN + TEXT + rb"</t></si>)++")
_HELD = re.compile(_OPEN.decode() + r"([^<]*+)</t>")
_DECLARED = re.compile(
    rb'<\?xml version="1\.0"(?: encoding="(?i:utf-8)")?(?: standalone="(?:yes|no)")?\s*\?>\s*'
    rb"<sst[^<]*"
)
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


def shared_texts(data: bytes) -> list[str]:
    """The texts of the part that lists them; one in several fonts is joined, readings (furigana)
    are left out. Raises TooLargeError, and what openpyxl raises where it is garbled."""
    texts = _plain_texts(data)
    if texts is None:
        return list(_texts(data))
    if len(texts) > MAX_TEXTS:
        raise TooLargeError(f"over {MAX_TEXTS:,} texts")
    return texts


def _plain_texts(data: bytes) -> list[str] | None:
    """The texts of a list as nearly all programs write it, in which a parser would find them too
    and take ten times as long; None for any other."""
    first = data.find(b"<si>")
    found = _PLAIN.match(data, max(first, 0))
    head, tail = data[: max(first, 0)], data[found.end() :] if found else b""
    if (
        tail.strip() != b"</sst>"
        # A parser makes one sign of a line's end, and knows what no text may have.
        or b"\r" in data
        or b"]]>" in data
        or len(data.translate(None, NO_TEXT)) < len(data)
        or not _DECLARED.fullmatch(head)
        or fromstring(head + b"</sst>").tag != _LIST
    ):
        return None
    try:
        text = data[first : len(data) - len(tail)].decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not text.isascii() and _NO_SIGN.search(text):
        return None
    texts: list[str] = _HELD.findall(text)
    if "&" in text:
        texts = list(map(_without_entities, texts))
    return list(map(plain, texts)) if "_x" in text else texts


def _without_entities(text: str) -> str:
    if "&" in text:
        for entity, sign in _ENTITIES:
            text = text.replace(entity, sign)
    return text


def _texts(data: bytes) -> Iterator[str]:
    events = iterparse(io.BytesIO(data), events=("start", "end"))
    _, root = next(events)
    count = 0
    for event, node in events:
        if event == "end" and node.tag == _ITEM:
            if (count := count + 1) > MAX_TEXTS:
                raise TooLargeError(f"over {MAX_TEXTS:,} texts")
            yield joined(node)
            root.clear()


def joined(node: Element) -> str:
    """A text that may be in several fonts; its readings (furigana) are left out.

    openpyxl's Text takes thirty times as long and fails on fonts that Excel shows.
    """
    text = ""
    for child in node:
        part = child if child.tag == _TEXT else child.find(_TEXT) if child.tag == _RUN else None
        text += (part.text or "") if part is not None else ""
    return plain(text)


def plain(text: str) -> str:
    """A text with the signs that workbooks write as ``_x000D_`` put back, and U+FFFD where one
    is no sign of a text."""
    return signs_of_text(unescape(text)) if "_x" in text else text


def signs_of_text(text: str) -> str:
    """A text with U+FFFD where a sign is none of a text."""
    return text if text.isprintable() else _NO_SIGN.sub("\ufffd", text)
