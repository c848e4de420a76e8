"""A document as Word and as PDF: the same blocks, nothing typed obeyed, the same bytes twice."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import re
import zlib

import docx as library
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.document import pdf as pdf_module
from reports.document.blocks import (
    Bullets,
    Chapter,
    Document,
    Heading,
    Paragraph,
    Picture,
    Style,
    TableBlock,
    Words,
    WriteIn,
    plain_paragraph,
)
from reports.document.docx import docx
from reports.document.pdf import CannotLayOut, pdf
from tests.draws import draws

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" width="20" height="10">'
    '<rect width="20" height="10" fill="#003087"/></svg>'
)
TAGS = (b"H1", b"L", b"LI", b"Table", b"TR", b"TH", b"TD")
HOSTILE = '#panic("x") [*b*] $x$ \\ @ref <l> \x00\x1b\u202e </w:t> ]]> \ud800 = + // /* `'


def document(text: str = "Level 3: 60 of 90") -> Document:
    return Document(
        f"Pack: {text}",
        "Subject",
        dt.date(2014, 9, 30),
        "Footer",
        (
            Chapter(
                (
                    Heading("First", 1),
                    Paragraph((Words("Strong. ", strong=True), Words(text)), Style.LEAD),
                    Bullets(((Words("one"),), (Words("two"),))),
                    Bullets(((Words("first"),), (Words("second"),)), numbered=True),
                    TableBlock("Caption", ("A", "B"), (("1", f"{text}\nnext line"),), (1, 3)),
                    Picture(SVG, "A blue box", 20, "A box"),
                    WriteIn(("Answer", "Decision"), 20),
                )
            ),
            Chapter(
                (Heading("Second", 1, new_page=True), plain_paragraph("small", Style.SMALL)), True
            ),
        ),
    )


def test_word_has_its_own_styles_and_every_text() -> None:
    word = library.Document(io.BytesIO(docx(document())))
    assert [
        (paragraph.style.name, paragraph.text) for paragraph in word.paragraphs if paragraph.text
    ] == [
        ("Heading 1", "First"),
        ("Normal", "Strong. Level 3: 60 of 90"),
        ("List Bullet", "one"),
        ("List Bullet", "two"),
        ("List Paragraph", "1. first"),
        ("List Paragraph", "2. second"),
        ("Caption", "Caption"),
        ("Caption", "A box"),
        ("Heading 1", "Second"),
        ("Normal", "small"),
    ]
    table, _ = word.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["A", "B"],
        ["1", "Level 3: 60 of 90\nnext line"],
    ]


def test_word_repeats_the_header_tells_the_picture_and_counts_pages() -> None:
    word = library.Document(io.BytesIO(docx(document())))
    table, _ = word.tables
    repeated = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert repeated == [True, False]
    [shape] = word.inline_shapes
    assert shape._inline.docPr.get("descr") == "A blue box"
    [first, second] = word.sections
    footer = first.footer.paragraphs[0]._p.xml
    assert "PAGE" in footer
    assert "NUMPAGES" in footer
    assert second.page_width > second.page_height
    assert first.page_width < first.page_height


def test_word_has_room_to_write_as_high_as_asked() -> None:
    [_, boxes] = library.Document(io.BytesIO(docx(document()))).tables
    assert [cell.text for cell in boxes.rows[0].cells] == ["Answer", "Decision"]
    assert round(boxes.rows[0].height.mm) == 20


def test_word_carries_no_date_but_the_documents() -> None:
    properties = library.Document(io.BytesIO(docx(document()))).core_properties
    day = dt.datetime(2014, 9, 30, tzinfo=properties.created.tzinfo)
    assert (properties.created, properties.modified) == (day, day)
    assert (properties.title, properties.language) == ("Pack: Level 3: 60 of 90", "en-GB")


@pytest.mark.parametrize("write", [docx, pdf])
def test_the_same_document_gives_the_same_bytes(write: object) -> None:
    assert callable(write)
    assert write(document()) == write(document())


def test_the_pdf_is_tagged_and_in_english() -> None:
    made = pdf(document())
    assert made.startswith(b"%PDF")
    for mark in (b"/StructTreeRoot", b"/Lang(en-GB)", b"pdfuaid"):
        assert mark in made


def structure(made: bytes) -> bytes:
    """The streams of a PDF unpacked, with the tags of its structure among them."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL)
    unpacked = []
    for stream in streams:
        with contextlib.suppress(zlib.error):
            unpacked.append(zlib.decompress(stream))
    return made + b"\n".join(unpacked)


def test_every_block_reaches_the_pdf() -> None:
    shown = structure(pdf(document()))
    tags = {tag: len(re.findall(rb"/S\s*/" + tag + rb"\b", shown)) for tag in TAGS}
    assert tags == {b"H1": 2, b"L": 2, b"LI": 4, b"Table": 1, b"TR": 2, b"TH": 2, b"TD": 2}


def test_a_block_that_the_layout_does_not_know_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(pdf_module._KINDS, Heading, "headline")  # type: ignore[arg-type]
    with pytest.raises(CannotLayOut, match="no layout for a block of the kind headline"):
        pdf(document())


@pytest.mark.parametrize("write", [docx, pdf])
def test_hostile_text_is_shown_not_obeyed(write: object) -> None:
    assert callable(write)
    assert write(document(HOSTILE))


def test_hostile_text_reaches_word_as_text() -> None:
    word = library.Document(io.BytesIO(docx(document(HOSTILE))))
    assert "[*b*] $x$ \\ @ref <l> ␀␛[U+202E] </w:t> ]]> \ufffd" in word.paragraphs[1].text


@settings(max_examples=draws(4), deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_written(text: str) -> None:
    assert docx(document(text))
    assert pdf(document(text))
