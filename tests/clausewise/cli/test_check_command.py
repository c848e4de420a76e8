"""``clausewise check``: every fault of every file, and a copy with them marked."""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
from click.testing import Result

from clausewise.places import EXAMPLES
from reports.text import neutral

Clausewise = Callable[..., Result]


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_shared_returns(clausewise: Clausewise, shared_returns: Path, tmp_path: Path) -> None:
    before = digests(shared_returns)
    result = clausewise("check", shared_returns, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert (
        "30 faults (evidence lost: 4; cannot use the cell: 12; please check: 14)." in result.output
    )
    assert "Evidence was lost through 16 faults in what was sent; 22 clauses are without" in (
        " ".join(result.output.split())
    )
    stages = [line.strip() for line in result.output.splitlines() if line.endswith("?")]
    assert stages[:3] == [
        "Which rows?",
        "Which cells?",
        "Do the cells agree with each other?",
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "Orwell Deben SG return Q2 FINAL v3-faults.xlsx",
        "gipping-2014-15-Q2-faults.xlsx",
        "ies-ccg-2014-15-Q2-faults.xlsx",
        "orwell-2014-15-Q1-faults.xlsx",
    ]
    assert digests(shared_returns) == before


def test_the_marked_copies_in_one_archive(
    clausewise: Clausewise, shared_returns: Path, tmp_path: Path
) -> None:
    out = tmp_path / "marked.zip"
    result = clausewise("check", shared_returns, "--out", out)
    assert result.output.endswith(f"Written: {out}\n")
    with zipfile.ZipFile(out) as archive:
        assert sorted(archive.namelist()) == [
            "Orwell Deben SG return Q2 FINAL v3-faults.xlsx",
            "gipping-2014-15-Q2-faults.xlsx",
            "ies-ccg-2014-15-Q2-faults.xlsx",
            "orwell-2014-15-Q1-faults.xlsx",
        ]


def test_a_marked_copy(clausewise: Clausewise, shared_returns: Path, tmp_path: Path) -> None:
    orwell = shared_returns / "Orwell Deben SG return Q2 FINAL v3.xlsx"
    assert clausewise("check", orwell, "--out", tmp_path).exit_code == 1
    book = openpyxl.load_workbook(tmp_path / "faults.xlsx")
    assert book.sheetnames[:2] == ["Faults", "organisation"]
    cell = book["dashboard"]["C31"]
    assert cell.value == "TBC"
    assert cell.fill.fgColor.rgb == "FFF2A69B"
    assert cell.comment is not None
    assert cell.comment.text.splitlines() == [
        "CANNOT USE THE CELL",
        "Found TBC; expected a whole number, 0 for none.",
        "Write what is asked for; if it is not known, leave the cell blank.",
        "Without evidence: A1.8.6",
    ]
    assert book["dashboard"]["C6"].comment is None
    rows = list(book["Faults"].iter_rows(values_only=True))
    assert len(rows) == 18
    [row] = [row for row in rows if row[2] == "C31"]
    assert row == (
        "Cannot use the cell",
        "dashboard",
        "C31",
        "TBC",
        "text",
        "a whole number, 0 for none",
        "Write what is asked for; if it is not known, leave the cell blank.",
        "A1.8.6",
        "which cells",
    )
    links = [row[2].hyperlink for row in book["Faults"].iter_rows(min_row=2)]
    assert "'dashboard'!C31" in [link.location for link in links if link is not None]
    source = openpyxl.load_workbook(orwell, data_only=True)
    for sheet in source:
        copied = [
            [cell.value for cell in line]
            for line in book[sheet.title.strip()].iter_rows(
                max_row=sheet.max_row, max_col=sheet.max_column
            )
        ]
        came = [[cell.value for cell in line] for line in sheet.iter_rows()]
        assert copied == [[neutral(v) if isinstance(v, str) else v for v in line] for line in came]


def test_nothing_wrong(clausewise: Clausewise, tmp_path: Path) -> None:
    clean = EXAMPLES / "2014-15-Q2" / "brackenmere-2014-15-Q2"
    result = clausewise("check", clean, "--out", tmp_path)
    assert result.exit_code == 0
    assert result.output.startswith("brackenmere-2014-15-Q2/")
    assert "Every file can be used in full." in result.output
    book = openpyxl.load_workbook(tmp_path / "faults.xlsx")
    assert book["Faults"]["A2"].value == "Nothing wrong was found"


def test_a_missing_table_costs_evidence(clausewise: Clausewise, shared_returns: Path) -> None:
    result = clausewise("check", shared_returns / "ies-ccg-2014-15-Q2.xlsx")
    assert result.exit_code == 1
    assert "No evidence is lost through them." not in result.output
    assert "Found no table “named_professionals”" in result.output


def test_no_file_can_be_used(clausewise: Clausewise, tmp_path: Path) -> None:
    (tmp_path / "letter.xlsx").write_bytes(b"%PDF-1.4")
    result = clausewise("check", tmp_path / "letter.xlsx", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "Found a PDF; expected" in result.output
    assert "None of the files can be used." in result.output
    book = openpyxl.load_workbook(tmp_path / "out" / "faults.xlsx")
    assert book.sheetnames == ["Faults"]
    assert book["Faults"]["D2"].value == "a PDF"


def test_a_submitted_file_is_never_written_over(clausewise: Clausewise, tmp_path: Path) -> None:
    source = EXAMPLES / "2014-15-Q2" / "tollwick-2014-15-Q2.xlsx"
    shutil.copy(source, tmp_path / "faults.xlsx")
    before = digests(tmp_path)
    result = clausewise("check", tmp_path / "faults.xlsx", "--out", tmp_path)
    assert result.exit_code == 2
    assert "is a submitted file, which is never changed" in result.output
    assert digests(tmp_path) == before


def test_no_trick_in_a_name_writes_outside_the_folder(
    clausewise: Clausewise, tmp_path: Path
) -> None:
    source = EXAMPLES / "2014-15-Q2" / "limewick-2014-15-Q2"
    returns = tmp_path / "returns"
    for name in (r"x\..\..\up", "C:|con?", "-rf $(x)\n`y`", "a../%2e%2e%2fz"):
        shutil.copytree(source, returns / name)
    before = digests(returns)
    clausewise("check", returns, "--out", tmp_path / "out")
    assert digests(returns) == before
    assert {path.name for path in tmp_path.iterdir()} == {"returns", "out"}
    copies = list((tmp_path / "out").iterdir())
    assert len(copies) == 4
    assert all(re.fullmatch(r"[\w .()-]+-faults\.xlsx", path.name) for path in copies)


def test_what_tells_of_one_person_is_in_no_copy(clausewise: Clausewise, tmp_path: Path) -> None:
    source = EXAMPLES / "2014-15-Q2" / "tollwick-2014-15-Q2.xlsx"
    book = openpyxl.load_workbook(source)
    book["dashboard"]["D2"] = "943 476 5919"
    book["dashboard"]["K70"] = "DOB 12/03/2009"
    book["dashboard"]["A1"].comment = openpyxl.comments.Comment("born 3 May 2007", "x")
    book.create_sheet("Cases")["B2"] = "7 year old girl, Quillan"
    book["Cases"].sheet_state = "hidden"
    book.save(tmp_path / "in.xlsx")
    assert clausewise("check", tmp_path / "in.xlsx", "--out", tmp_path / "out").exit_code == 1
    copy = openpyxl.load_workbook(tmp_path / "out" / "faults.xlsx")
    texts = [
        str(cell.value) + (cell.comment.text if cell.comment else "")
        for sheet in copy
        for line in sheet.iter_rows()
        for cell in line
    ]
    assert not [
        text for text in texts for secret in ("5919", "2009", "Quillan", "2007") if secret in text
    ]
    assert copy["dashboard"]["D2"].value == "[not repeated here]"
    assert copy["Cases"]["B2"].value == "[not repeated here]"
