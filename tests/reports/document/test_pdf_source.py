"""Text as typed is nothing but text in the source of a PDF: it makes no action, link, script,
attached file or form, and closes no string that it stands in."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import zlib
from collections.abc import Callable

import pytest

from reports.document.blocks import (
    Bullets,
    Chapter,
    Document,
    Heading,
    Paragraph,
    Picture,
    TableBlock,
    Words,
    WriteIn,
)
from reports.document.pdf import pdf

ACTIVE = frozenset(
    """
    A AA AcroForm Annot Annots EF EmbeddedFile EmbeddedFiles F Filespec FileAttachment GoToE GoToR
    ImportData JS JavaScript Launch Movie Names OpenAction RichMedia Rendition Screen Sound
    SubmitForm URI Widget XFA XObject3D
    """.split()  # noqa: SIM905
)
"""Names by which a PDF does something, asks for something or holds a file."""
HOSTILE = (
    ") /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> (",
    "> /AA << /O << /S /URI /URI (https://example.org/x) >> >> <",
    "endstream endobj 9 0 obj << /Type /Annot /A << /S /Launch /F (cmd.exe) >> >> endobj",
    "trailer << /Root 9 0 R >> startxref 0 %%EOF",
    "https://example.org/leak javascript:alert(1) mailto:a@example.org",
    "</rdf:RDF></x:xmpmeta><?xpacket end='w'?><!ENTITY x SYSTEM 'file:///etc/hostname'>",
    '#link("https://example.org") #image("/etc/hostname") #read("/etc/hostname") @ref $x$',
    "\\) \\\\ \\051 ((( ]]> %PDF-1.7",
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" width="20" height="10"/>'
_STRING = re.compile(rb"\((?:[^()\\]|\\.|\([^()]*\))*\)|<[0-9A-Fa-f\s]*>", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def source(made: bytes) -> tuple[bytes, list[bytes]]:
    """A PDF's objects without their streams and strings, and its streams unpacked."""
    streams = []
    for stream in _STREAM.findall(made):
        streams.append(stream)
        with contextlib.suppress(zlib.error):
            streams[-1] = zlib.decompress(stream)
    # Objects may be packed together into a stream: no page's drawing holds a dictionary's "<<".
    packed = [text for text in streams if re.match(rb"\d+ \d+[\s\d]*<<", text)]
    return _STRING.sub(b"()", b"\n".join([_STREAM.sub(b"", made), *packed])), streams


def document(text: str) -> Document:
    blocks = (
        Heading(text, 1),
        Paragraph((Words(text, strong=True), Words(text))),
        Bullets(((Words(text),),)),
        TableBlock(text, (text, "B"), ((text, "1"),), (1, 1)),
        Picture(SVG, text, 20, text),
        WriteIn((text,), 20),
    )
    return Document(text, text, dt.date(2014, 9, 30), text, (Chapter(blocks),), text)


def names(made: bytes) -> frozenset[str]:
    outside, _ = source(made)
    return frozenset(name.decode() for name in re.findall(rb"/([A-Za-z0-9]+)", outside))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_makes_anything_but_text(text: str) -> None:
    plain, made = names(pdf(document("Plain words"))), names(pdf(document(text)))
    assert {"Catalog", "Page", "StructTreeRoot"} <= made
    assert (made - plain) & ACTIVE == frozenset()
    assert made & (ACTIVE - {"A", "F", "Names"}) == frozenset()


@pytest.mark.parametrize("text", HOSTILE)
def test_the_parts_of_the_file_are_as_many_as_with_plain_words(text: str) -> None:
    counted: Callable[[bytes], list[int]] = lambda made: [  # noqa: E731
        len(re.findall(mark, source(made)[0]))
        for mark in (rb"\btrailer\b", rb"\bstartxref\b", rb"%%EOF", rb"/Type\s*/Catalog")
    ]
    assert counted(pdf(document(text))) == counted(pdf(document("Plain words")))


def test_what_is_looked_for_is_found_where_it_stands() -> None:
    assert names(b"<< /OpenAction << /S /JavaScript /JS (x /URI) >> >>") == {
        "OpenAction",
        "S",
        "JavaScript",
        "JS",
    }
