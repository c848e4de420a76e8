"""Which documents may be attached: by their ending and by what they hold."""

from __future__ import annotations

import io
import zipfile

import pytest

from web.attachments.kinds import trouble_with

OPEN_TEXT = "application/vnd.oasis.opendocument.text"


def packed(**parts: str) -> bytes:
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return inside.getvalue()


def office(part: str, *more: str) -> bytes:
    return packed(**{"[Content_Types].xml": "", part: "", **dict.fromkeys(more, "")})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("policy.pdf", b"%PDF-1.7 ..."),
        ("POLICY.PDF", b"%PDF-1.4"),
        ("minutes.docx", office("word/document.xml")),
        ("plan.xlsx", office("xl/workbook.xml")),
        ("slides.pptx", office("ppt/presentation.xml")),
        ("minutes.odt", packed(mimetype=OPEN_TEXT)),
        ("poster.png", b"\x89PNG\r\n\x1a\n..."),
        ("photo.jpg", b"\xff\xd8\xff\xe0"),
        ("notes.txt", "Ratified in May – see minutes".encode()),
        ("log.csv", b"day,who\n"),
    ],
)
def test_a_document_that_is_what_its_ending_says_may_be_attached(name: str, content: bytes) -> None:
    assert trouble_with(io.BytesIO(content), name) == ""


@pytest.mark.parametrize(
    "name", ["run.exe", "page.html", "picture.svg", "old.doc", "macros.xlsm", "pack.zip", "none"]
)
def test_an_ending_that_is_not_listed_is_refused(name: str) -> None:
    words = trouble_with(io.BytesIO(b"%PDF-"), name)
    assert words.startswith(f"“{name}” may not be attached. Send a file that ends in .csv, .docx")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("policy.pdf", b"MZ\x90\x00"),
        ("policy.pdf", b""),
        ("policy.pdf", b"<html>%PDF-"),
        ("minutes.docx", b"%PDF-1.7"),
        ("minutes.docx", office("xl/workbook.xml")),
        ("minutes.docx", packed(**{"word/document.xml": ""})),
        ("minutes.docx", office("word/document.xml", "word/vbaProject.bin")),
        ("minutes.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("minutes.odt", packed(mimetype="application/zip")),
        ("minutes.odt", packed(mimetype=OPEN_TEXT, **{"Basic/Standard/script-lb.xml": ""})),
        ("poster.png", b"<svg onload=alert(1)>"),
        ("notes.txt", b"MZ\x00\x01"),
        ("notes.txt", b"\xff\xfe\xff"),
    ],
)
def test_a_document_that_is_something_else_or_has_macros_is_refused(
    name: str, content: bytes
) -> None:
    assert "does not hold what its ending says" in trouble_with(io.BytesIO(content), name)
