"""What somebody typed is shown and never obeyed: in each output, of each kind of sign that a
terminal, a reader of text or a browser would obey, in cells and in names of files and folders."""

from __future__ import annotations

import csv
import json
import os
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import clausewise
from tests.clausewise.typed.planting import PROVIDER
from tests.clausewise.typed.run_command import told_by

SIGNS: Mapping[str, str] = {
    "escape sequence": "\x1b[2J\x1b]0;owned\x07",
    "eight-bit sequence": "\x9b2J",
    "bidirectional override": "\u202egnp\u202c",
    "bidirectional isolate": "\u2067abc\u2069",
    "mark of direction": "\u200f\u061c",
    "separators of lines": "\u2028\u2029\x85",
    "carriage return": "fine\rgone",
    "control characters": "\x08\x0b\x0c\x7f",
    "no characters": "\ufffe\ufdd0",
}
OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff"
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
"""Signs that no output may hold as they are; line ends and tabs are those of the output itself."""
FREE = {"dashboard": "note", "section11": "action", "documents": "title"}


def plant(folder: Path) -> None:
    """A return with every kind of sign in cells, and in its own name and that of the one above."""
    folder.mkdir(parents=True)
    for path in PROVIDER.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        column = FREE.get(path.stem)
        for row, sign in zip(rows if column else (), SIGNS.values(), strict=False):
            row[column or ""] = f"ask {sign} now"
        with (folder / path.name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    (folder / f"odd {''.join(SIGNS.values())}.csv").write_text("a\n1\n", "utf-8")


def texts(out: Path) -> Iterator[tuple[str, str]]:
    """Each text of the outputs with its name: of archives each part, of JSON each string."""
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        name = path.relative_to(out).as_posix()
        yield f"the name {name!r}", name
        if path.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(path) as archive:
                for part in archive.namelist():
                    if part.endswith((".xml", ".rels")):
                        text = archive.read(part).decode()
                        yield f"{name} {part}", re.sub("&#(x?[0-9a-fA-F]+);", entity, text)
        elif path.suffix == ".json":
            yield name, path.read_bytes().decode()
            if path.name != "manifest.json":
                # A manifest holds places as they are, for a program to open.
                yield f"{name}, strings", "".join(strings(json.loads(path.read_bytes())))
        elif path.suffix != ".pdf":
            text = path.read_bytes().decode().replace("\r\n", "\n")
            yield name, re.sub("&#(x?[0-9a-fA-F]+);", entity, text)


def entity(found: re.Match[str]) -> str:
    digits = found[1]
    return chr(int(digits[1:], 16) if digits[0] == "x" else int(digits))


def strings(held: object) -> Iterator[str]:
    """Every string of what a JSON file holds."""
    if isinstance(held, str):
        yield held
    for inside in (
        held.items() if isinstance(held, dict) else held if isinstance(held, list) else ()
    ):
        for part in inside if isinstance(inside, tuple) else (inside,):
            yield from strings(part)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """All that a run for those who hold the returns writes and says, by where it stands."""
    home = tmp_path_factory.mktemp("signs")
    returns = home / f"from {SIGNS['bidirectional override']}{SIGNS['escape sequence']}"
    name = "".join(SIGNS.values())
    plant(returns / f"return {name}")
    run = clausewise.assess(clausewise.read_returns(returns))
    clausewise.write_reports(run, home / "out")
    pack = clausewise.meeting_pack(run, "ZA2")
    for ending in (".docx", ".pdf"):
        clausewise.write_document(pack, home / "out" / f"pack{ending}")
    said = told_by("assess", os.fspath(returns), "--names", "--out", os.fspath(home / "again"))
    said += told_by("check", os.fspath(returns))
    return [*texts(home / "out"), ("the terminal", said.replace("\r\n", "\n"))]


@pytest.mark.slow
def test_no_sign_that_is_obeyed_is_left_in_any_output(written: list[tuple[str, str]]) -> None:
    assert {"matrix.csv", "findings.json", "index.html", "the terminal"} < {
        name for name, _ in written
    }
    assert any(name.startswith("pack.docx") for name, _ in written)
    found = {name: sorted(set(OBEYED.findall(text))) for name, text in written}
    assert {name: signs for name, signs in found.items() if signs} == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["matrix.csv", "findings.json", "the terminal"])
def test_they_are_shown_instead(written: list[tuple[str, str]], name: str) -> None:
    text = "".join(text for where, text in written if where == name)
    assert "[U+202E]" in text
    assert "[U+001B][2J" in text
