"""Which documents may be attached: by the ending of their name and by what they hold."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import IO

from engine.nouns.english import listed

_PACKED = {".docx": "word/", ".xlsx": "xl/", ".pptx": "ppt/"}
_OPEN = {
    ".odt": b"application/vnd.oasis.opendocument.text",
    ".ods": b"application/vnd.oasis.opendocument.spreadsheet",
    ".odp": b"application/vnd.oasis.opendocument.presentation",
}
_SIGNS: Mapping[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
}
_TEXTS = (".txt", ".csv")
_MACROS = ("vbaproject.bin", "/macros/", "basic/")
ENDINGS = tuple(sorted((*_PACKED, *_OPEN, *_SIGNS, *_TEXTS)))
"""The endings that a document may have: none that a computer runs."""


def trouble_with(file: IO[bytes], name: str) -> str:
    """Why a file may not be attached under a name; empty where it may."""
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS:
        return f"“{name}” may not be attached. Send a file that ends in {listed(ENDINGS, 'or')}."
    try:
        right = _CHECKS[ending](file, ending)
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        right = False
    if right:
        return ""
    return (
        f"“{name}” does not hold what its ending says, is locked by a password, or has macros. "
        "Save it anew from the program that made it, or as a PDF."
    )


def _has_sign(file: IO[bytes], ending: str) -> bool:
    return _start(file, 16).startswith(_SIGNS[ending])


def _is_packed(file: IO[bytes], ending: str) -> bool:
    names = _names(file)
    is_office = "[Content_Types].xml" in names and any(n.startswith(_PACKED[ending]) for n in names)
    return is_office and not _has_macros(names)


def _is_open(file: IO[bytes], ending: str) -> bool:
    return _OPEN[ending] in _start(file, 200) and not _has_macros(_names(file))


def _start(file: IO[bytes], size: int) -> bytes:
    file.seek(0)
    return file.read(size)


def _names(file: IO[bytes]) -> list[str]:
    """What an archive holds; nothing of it is unpacked."""
    with zipfile.ZipFile(file) as archive:
        return archive.namelist()


def _has_macros(names: list[str]) -> bool:
    return any(part in f"/{name.lower()}" for name in names for part in _MACROS)


def _is_text(file: IO[bytes], ending: str) -> bool:
    text = _start(file, -1)
    return b"\0" not in text and bool(text.decode("utf-8-sig").strip())


_CHECKS: Mapping[str, Callable[[IO[bytes], str], bool]] = {
    **dict.fromkeys(_PACKED, _is_packed),
    **dict.fromkeys(_OPEN, _is_open),
    **dict.fromkeys(_SIGNS, _has_sign),
    **dict.fromkeys(_TEXTS, _is_text),
}
