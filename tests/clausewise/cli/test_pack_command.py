"""``clausewise pack`` and ``area-pack``: what they write and how they refuse."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from clausewise.cli import command


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(command, [str(word) for word in words])
    return result.exit_code, result.output


@pytest.mark.slow
@pytest.mark.parametrize("name", ["pack.docx", pytest.param("pack.pdf", marks=pytest.mark.slow)])
def test_a_pack_is_written_as_its_name_asks(examples: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    assert run("pack", "Tollwick", examples, "--out", out) == (0, f"Written: {out}\n")
    start = {".docx": b"PK", ".pdf": b"%PDF"}[out.suffix]
    assert out.read_bytes().startswith(start)


@pytest.mark.slow
def test_the_area_pack_is_of_all(examples: Path, tmp_path: Path) -> None:
    out = tmp_path / "area.docx"
    # Evidence of the examples is lost, of all or of some of their quarters.
    assert run("area-pack", examples, "--out", out)[0] in (0, 1)
    word = docx.Document(io.BytesIO(out.read_bytes()))
    [first] = [table for table in word.tables if table.cell(0, 1).text == "Met"]
    organisations = {path.name.split("-")[0] for path in examples.glob("*/*")}
    assert len(first.rows) == 1 + len(organisations)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("pack", "Tollwick", "--out", "p.txt"), "ends neither in .docx nor in .pdf"),
        (("area-pack", "--out", "p"), "ends neither in .docx nor in .pdf"),
        (("pack", "Nobody", "--out", "p.pdf"), "is not an organisation of these returns"),
        (("pack", "--all", "--out", "p.pdf"), "--all writes a folder or a .zip"),
    ],
)
def test_what_cannot_be_done_is_said(
    words: tuple[object, ...],
    told: str,
    examples: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, output = run(*words, examples)
    assert code == 2
    assert told in output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_packs_of_all_stand_in_one_archive(examples: Path, tmp_path: Path) -> None:
    out = tmp_path / "packs.zip"
    code, output = run("pack", "--all", examples, "--out", out)
    # Evidence of the examples is lost, of all or of some of their quarters.
    assert (code, output.startswith(f"Written: {out}\n")) == (int("Evidence" in output), True)
    with zipfile.ZipFile(out) as archive:
        names = archive.namelist()
        word = docx.Document(io.BytesIO(archive.read(names[0])))
    organisations = {path.name.split("-")[0] for path in examples.glob("*/*")}
    assert {name.split("-")[1] for name in names} == organisations
    assert word.core_properties.category == "Clausewise meeting pack"


def test_one_organisation_is_named_or_all_are_asked_for(examples: Path, tmp_path: Path) -> None:
    code, output = run("pack", examples, "--out", tmp_path / "p.docx")
    assert code == 2
    assert "Give an ORGANISATION and then RETURNS, or --all and RETURNS." in output


@pytest.mark.slow
def test_a_document_of_somebodys_own_is_not_written_over(examples: Path, tmp_path: Path) -> None:
    out = tmp_path / "minutes.docx"
    docx.Document().save(str(out))
    before = out.read_bytes()
    code, output = run("pack", "Tollwick", examples, "--out", out)
    assert code == 2
    assert "is not Clausewise’s own meeting pack" in output
    assert out.read_bytes() == before


@pytest.mark.slow
def test_the_public_pack_shows_no_text_as_typed(examples: Path, tmp_path: Path) -> None:
    shown = {}
    for audience in ("public", "shared"):
        out = tmp_path / f"{audience}.docx"
        assert run("pack", "Tollwick", examples, "--out", out, "--audience", audience)[0] == 0
        word = docx.Document(io.BytesIO(out.read_bytes()))
        cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
        shown[audience] = any("= “" in text for text in cells)
    assert shown == {"public": False, "shared": True}
