"""Which program wrote a compound file (the Office format before 2007), by its streams."""

from __future__ import annotations

import io

_KNOWN = (
    "EncryptedPackage",
    "WordDocument",
    "PowerPoint Document",
    "__properties_version1.0",
    "Workbook",
    "Book",
)


def streams_of(data: bytes) -> frozenset[str]:
    """The streams and storages at the top of a compound file, their names in small letters.

    What is embedded in a document, such as a sheet in a text, lies in a storage of its own and
    does not count. Where the directory is broken the names that are looked for are sought in
    the bytes, wherever they stand.
    """
    import xlrd.compdoc

    try:
        directory = xlrd.compdoc.CompDoc(data, logfile=io.StringIO()).dirlist
        return frozenset(directory[child].name.casefold() for child in directory[0].children)
    except Exception:  # noqa: BLE001 - see below
        # xlrd trusts what it reads: a damaged directory raises whatever comes of that.
        return frozenset(name.casefold() for name in _KNOWN if _stands_in(name, data))


def _stands_in(name: str, data: bytes) -> bool:
    return any(
        (way + "\0").encode("utf-16-le") in data for way in (name, name.upper(), name.lower())
    )
