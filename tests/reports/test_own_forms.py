"""What is written over: what Clausewise wrote in the same form, and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx as library
import pytest
import xlsxwriter

from engine.nouns.outcome.assessment import Assessment
from reports.document.docx import docx
from reports.document.pdf import pdf
from reports.files import CannotWrite, write_file, write_made, write_several
from reports.lookup import Lookup
from reports.meeting.area import area_pack
from reports.meeting.pack import meeting_pack
from reports.own_forms import AREA_PACK, MATRIX, MEETING_PACK, SEVERAL, form_of
from reports.write import made_reports


@pytest.fixture(scope="module")
def packs(assessment: Assessment) -> dict[str, bytes]:
    lookup = Lookup.for_assessment(assessment)
    meeting = meeting_pack(lookup, assessment.organisations[0])
    return {
        "meeting.docx": docx(meeting),
        "area.docx": docx(area_pack(lookup)),
        "m.pdf": pdf(meeting),
    }


def word_of_somebody() -> bytes:
    made = io.BytesIO()
    library.Document().save(made)
    return made.getvalue()


def workbook_of_somebody() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet("Matrix")
    return made.getvalue()


def test_every_output_carries_the_mark_of_its_form(
    assessment: Assessment, packs: dict[str, bytes]
) -> None:
    forms = {name: form_of(content) for name, content in packs.items()}
    assert forms == {"meeting.docx": MEETING_PACK, "area.docx": AREA_PACK, "m.pdf": MEETING_PACK}
    reports = {name: form_of(content) for name, content in made_reports(assessment)}
    assert reports["matrix.xlsx"] == MATRIX
    assert None not in reports.values()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"notes",
        b"%PDF-1.7 somebody's",
        b"PK\x03\x04 not whole",
        b'{"run": "of somebody"}',
        b"<!DOCTYPE html><html><title>Clausewise</title></html>",
        word_of_somebody(),
        workbook_of_somebody(),
    ],
)
def test_what_somebody_else_wrote_has_no_form_of_ours(content: bytes) -> None:
    assert form_of(content) is None


def test_a_document_of_somebodys_own_is_left_as_it_is(
    packs: dict[str, bytes], tmp_path: Path
) -> None:
    path, own = tmp_path / "pack.docx", word_of_somebody()
    path.write_bytes(own)
    with pytest.raises(CannotWrite) as refused:
        write_file(path, packs["meeting.docx"])
    assert str(refused.value) == (
        f"{path} already exists and is not Clausewise’s own meeting pack. It stays as it is, and "
        "nothing was written. Give another name, or move that file."
    )
    assert path.read_bytes() == own


def test_a_pack_of_another_form_is_left_as_it_is(packs: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "pack.docx"
    write_file(path, packs["area.docx"])
    with pytest.raises(CannotWrite, match="is not Clausewise’s own meeting pack"):
        write_file(path, packs["meeting.docx"])
    assert path.read_bytes() == packs["area.docx"]


@pytest.mark.parametrize("name", ["meeting.docx", "area.docx", "m.pdf"])
def test_a_pack_is_written_over_one_of_its_form(
    packs: dict[str, bytes], tmp_path: Path, name: str
) -> None:
    for _ in range(2):
        write_file(tmp_path / name, packs[name])
    assert (tmp_path / name).read_bytes() == packs[name]


def test_one_file_of_somebodys_own_keeps_the_whole_folder_as_it_is(
    make_assessment: Callable[..., Assessment], tmp_path: Path
) -> None:
    reports = dict(made_reports(make_assessment()))
    write_made(reports.items(), tmp_path)
    write_made(reports.items(), tmp_path)
    for name in (*list(reports)[:6], "index.html", *list(reports)[-1:]):
        before = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(b"mine")
        with pytest.raises(CannotWrite, match="is not Clausewise’s own"):
            write_made(reports.items(), tmp_path)
        assert (tmp_path / name).read_bytes() == b"mine"
        (tmp_path / name).write_bytes(before)


def test_files_beside_a_site_leave_its_pages_where_they_are(
    make_assessment: Callable[..., Assessment], tmp_path: Path
) -> None:
    written = write_made(made_reports(make_assessment()), tmp_path)
    write_several({"pack.txt": b"a pack in the same folder"}, tmp_path)
    assert all(path.is_file() for path in written)


def test_several_files_stand_in_a_folder_or_in_an_archive(tmp_path: Path) -> None:
    contents = {"a.txt": b"first", "b.txt": b"second"}
    written = write_several(contents, tmp_path / "folder")
    assert [path.read_bytes() for path in written] == [b"first", b"second"]
    out = tmp_path / "several.ZIP"
    assert write_several(contents, out) == (out,)
    first = out.read_bytes()
    write_several(contents, out)
    assert out.read_bytes() == first
    assert form_of(first) == SEVERAL
    with zipfile.ZipFile(out) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == contents
