"""What form a file has that Clausewise wrote: recognised by the mark that it carries.

A file is written over only where the one that is there carries the same mark as the new one.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import IO

from reports.file_parts import Content, Parts, WrittenFile

MARK = "Clausewise"
"""What every mark begins with; what follows says what the file is."""
ASSET = f"/* {MARK}: "
"""How the first line of a style or a script of the site begins."""
MATRIX = f"{MARK} matrix"
SINGLE_PAGE = f"{MARK} page of one organisation"
MEETING_PACK = f"{MARK} meeting pack"
AREA_PACK = f"{MARK} area pack"
MARKED_RETURN = f"{MARK} return with its faults marked"
SEVERAL = f"{MARK} files of several organisations"
FINDINGS_SET = f"{MARK} data set of findings"
FINDINGS_LINES = f"{MARK} file of findings, a line each"

_PROPERTIES = "docProps/core.xml"
_CATEGORY = re.compile(rb"<cp:category>(Clausewise[^<]*)</cp:category>")
_KEYWORDS = re.compile(rb"/Keywords\s*\((Clausewise[^()]*)\)")
_GENERATOR = re.compile(rb'<meta name="generator" content="(Clausewise[^"]*)"')
_SCHEMA = re.compile(rb'\{\s*"\$schema": "[^"]*",\s*"title": "([^"]*)"')
_FINDING = re.compile(rb'\{"rule":"[^"]*","title":"')
_FIRST_KEY = re.compile(rb'\{\s*"([^"]*)"')
_NAMED = re.compile(rb"[Cc]lausewise")
_HEAD = 4_096
"""So far into a text its mark is looked for."""
_FOOT = 65_536
"""So far from the end of a Parquet file its mark is looked for."""
_WHOLE = (b"PK", b"PAR1", b"%PDF")
"""How files begin whose mark may stand anywhere in them."""
_TELLING = 20
"""A first line of so many characters tells one sort of plain text from another."""


def form_of(content: Content) -> str | None:
    """The form of a file by the mark that Clausewise gave it; None where it carries none.

    A table of CSV, and other plain text, has its first line for a mark.
    """
    if isinstance(content, WrittenFile):
        return form_at(content.path)
    if isinstance(content, Parts):
        content = content.head
    if content.startswith(b"PK"):
        return _of_archive(content)
    if content.startswith(b"PAR1"):
        return FINDINGS_SET if FINDINGS_SET.encode() in content[-_FOOT:] else None
    if content.startswith(b"%PDF"):
        return _found(_KEYWORDS.search(content))
    head = content[:_HEAD]
    if _FINDING.match(head):
        return FINDINGS_LINES
    if head.lstrip().startswith(b"{"):
        return _of_json(content, head)
    if b"<html" in head:
        return _found(_GENERATOR.search(head))
    first = head.split(b"\n")[0].decode("utf-8", "replace").strip()
    return first if len(first) >= _TELLING else None


def form_at(path: Path) -> str | None:
    """The form of a file that is there, which is read whole only where its beginning is not
    enough. Raises OSError."""
    with path.open("rb") as file:
        return form_in(file)


def form_in(file: IO[bytes]) -> str | None:
    """The same of a file that is open at its beginning."""
    head = file.read(_HEAD)
    if not head.startswith(_WHOLE):
        form = form_of(head)
        if form is not None or not head.lstrip().startswith(b"{"):
            return form
    return form_of(head + file.read())


def _of_archive(content: bytes) -> str | None:
    """A Word file or a workbook by its category, another archive by its comment."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.comment.startswith(MARK.encode()):
                return archive.comment.decode("utf-8", "replace")
            if _PROPERTIES not in archive.namelist():
                return None
            return _found(_CATEGORY.search(archive.read(_PROPERTIES)))
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError):
        return None


def _of_json(content: bytes, head: bytes) -> str | None:
    schema = _SCHEMA.match(head.lstrip())
    if schema is not None:
        return _found(schema)
    first = _found(_FIRST_KEY.match(head.lstrip()))
    return f"JSON, {first}" if first and _NAMED.search(content) else None


def _found(match: re.Match[bytes] | None) -> str | None:
    if match is None:
        return None
    text = match[1].decode("utf-8", "replace")
    # As xml.sax does it, which would load the whole of urllib for these three.
    return text.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
