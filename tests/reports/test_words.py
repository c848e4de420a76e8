"""No word of the house, no option, no id and no mark of bold type in anything a reader is given."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from clausewise.cli import command
from clausewise.places import EXAMPLE_DECISIONS, EXAMPLES

HOUSE = re.compile(
    r"\*\*|\bshared causes?\b|\broll(?:s|ed)?[ -]?ups?\b|\bmet when asking\b|\bcosts?\b",
    re.IGNORECASE,
)
"""Words that a chair, a commissioner or an auditor does not know in this sense."""
OPTION = re.compile(r"(?<![\w-])--[a-z]+")
ID = re.compile(
    r"\b(?:section11\.S|dashboard\.\d|training\.[a-z_]+\.l|rules\.[SA]\d)\S*|\bchange_by_chance\b"
)
"""The name of a fact, and of a figure, in the pack's files."""
NAMES_OF_FIGURES = ("figures.html", "matrix.xlsx")
"""Here the name of each figure stands beside what it means, for a file of one's own values."""


def page_words(content: bytes) -> str:
    """The words of a page, without its style."""
    text = re.sub(r"<style.*?</style>", " ", content.decode("utf-8"), flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "\n", text))


def paper_words(content: bytes) -> str:
    """The words of a Word file, a line a paragraph."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [name for name in archive.namelist() if re.match(r"word/(doc|foot|head)", name)]
        text = "\n".join(archive.read(name).decode("utf-8") for name in parts)
    return html.unescape(re.sub(r"<[^>]+>", "", text.replace("</w:p>", "\n")))


def workbook_words(content: bytes) -> str:
    """The texts of all cells, and the names of the sheets."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    cells = (str(cell) for row in rows for cell in row if cell is not None)
    return "\n".join((*book.sheetnames, *cells))


WORDS_OF = {".html": page_words, ".docx": paper_words, ".xlsx": workbook_words}


def outputs(home: Path, returns: Path) -> Iterator[tuple[str, str]]:
    """All that the commands for readers write and say about some returns, in words."""
    given = (str(returns), "--decisions", str(EXAMPLE_DECISIONS))
    for name, *words in (
        ("assess", *given, "--single", "Tollwick", "--out", str(home / "matrix")),
        ("pack", "--all", *given, "--out", str(home / "packs")),
        ("area-pack", *given, "--out", str(home / "area.docx")),
        ("explain", "Tollwick", "A1-13.6-child-deaths-sudic", *given),
    ):
        result = CliRunner().invoke(command, [name, *words])
        yield name, result.output.replace("clausewise check", "")
    for path in sorted(home.rglob("*")):
        if path.suffix in WORDS_OF:
            yield path.relative_to(home).as_posix(), WORDS_OF[path.suffix](path.read_bytes())


@pytest.mark.slow
def test_what_readers_are_given_has_words_of_theirs_alone(tmp_path: Path) -> None:
    found, seen = set(), 0
    for name, text in outputs(tmp_path, EXAMPLES):
        seen += 1
        own_names = name.rpartition("/")[2] in NAMES_OF_FIGURES
        for pattern in (HOUSE, OPTION, *(() if own_names else (ID,))):
            found |= {(name, match[0]) for match in pattern.finditer(text)}
    assert seen > 600
    assert sorted(found)[:20] == []
