"""From a sender's own file to its findings on the command line: mapped, confirmed, followed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

from tests.clausewise.cli.ending import ending
from tests.evidence.mapping.layouts import BLOCKS, LAYOUTS, SUMMARY

Clausewise = Callable[..., Result]


@pytest.fixture
def sent(clausewise: Clausewise, tmp_path: Path) -> tuple[Path, Path]:
    """An audit in its sender's layout, and the workbook in which a person confirmed its mapping."""
    shutil.copy(LAYOUTS[BLOCKS], tmp_path / "audit.xlsx")
    mapping = tmp_path / "mapping.xlsx"
    done = clausewise("map", tmp_path / "audit.xlsx", "--kind", "provider", "--out", mapping)
    assert done.exit_code == 0, done.output
    confirm(mapping)
    return tmp_path / "audit.xlsx", mapping


def confirm(mapping: Path) -> None:
    """Confirm every line, and write what is not found."""
    book = openpyxl.load_workbook(mapping)
    for line in book["Rows"].iter_rows(min_row=2):
        line[1].value = "yes" if line[5].value else "no"
    for line in book["Scales"].iter_rows(min_row=2):
        line[3].value = "yes"
    for line in book["Organisation"].iter_rows(min_row=2):
        said = {"legal_form": "nhs_trust", "services": "maternity, paediatrics"}
        if line[1].value == "not found" and line[0].value in said:
            line[2].value = said[line[0].value]
    book.save(mapping)


@pytest.mark.slow
def test_every_command_reads_through_a_mapping(
    sent: tuple[Path, Path], clausewise: Clausewise, tmp_path: Path
) -> None:
    audit, mapping = sent
    through = ("--mapping", mapping)
    out = tmp_path / "out"
    commands: list[tuple[object, ...]] = [
        ("check", audit),
        ("assess", audit, "--out", out, "--history", tmp_path / "history.db"),
        ("explain", "ZX1", "S6-board-executive-lead", audit),
        ("what-if", audit, "--set", "training_met=85"),
        ("pack", "ZX1", audit, "--out", tmp_path / "pack.docx"),
        ("area-pack", audit, "--out", tmp_path / "area.docx"),
        ("decisions", audit, "--out", tmp_path / "decisions.xlsx"),
    ]
    for words in commands:
        done = clausewise(*words, *through)
        assert done.exit_code in (0, 1), f"{words}: {done.output}"
        assert "cannot be used" not in done.output, words
    assert clausewise("verify", out / "manifest.json").exit_code == 0
    assert "1 of 1 quarter" in clausewise("history", "show", tmp_path / "history.db").output
    again = ("--carry-forward", audit, "--period", "2014-15 Q3", "--out", tmp_path / "next.xlsx")
    carried = clausewise("template", "--kind", "provider", "--code", "ZX1", *again, *through)
    assert carried.exit_code == 0, carried.output
    assert "0 documents and 5 audit answers" in carried.output
    text = mapping.read_bytes()
    mapping.write_bytes(text + b"\0")
    held = clausewise("verify", out / "manifest.json")
    assert (held.exit_code, "mapping.xlsx" in held.output) == (1, True)


def test_a_finding_cites_the_senders_own_cell(
    sent: tuple[Path, Path], clausewise: Clausewise
) -> None:
    audit, mapping = sent
    rule = ("S6-board-executive-lead", audit, "--mapping", mapping)
    said = clausewise("explain", "ZX1", *rule).output
    assert "audit.xlsx > Section 11 Audit > F11 = “3”" in said


NO_KEY = "expected a key that is known here. Remove it, or correct its spelling."


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        (
            b"version: '3'\nservices: {web: {image: nginx}}\n",
            [
                *(
                    f"1: found no “{key}”; expected “{key}”. Add “{key}”."
                    for key in ("mapping", "pack", "made_from", "sheets")
                ),
                f"1: found the key “version”; {NO_KEY}",
                f"2: found the key “services”; {NO_KEY}",
            ],
        ),
        (
            b"PK\x03\x04",
            [
                "1: found a workbook that is no mapping; expected one that was made of a sender’s "
                "file. Give that one."
            ],
        ),
        (
            b"\xff\xfe\xff",
            ["1: found no text; expected a mapping. Give a file that map wrote."],
        ),
        (
            b"mapping: 1\npack: other\nmade_from: x\nsheets: []\n",
            [
                "2: found a mapping for the pack “other”; expected one for "
                "“suffolk-safeguarding-children-2013”, by which the returns are read. Have the "
                "sender’s file mapped again by the rules of this pack."
            ],
        ),
        (
            b"",
            ["1: found an empty file; expected some content. Write it, or remove the file."],
        ),
    ],
)
def test_a_mapping_that_cannot_be_used_ends_the_run_in_words(
    spoilt: bytes, words: list[str], clausewise: Clausewise, tmp_path: Path
) -> None:
    (tmp_path / "m.yaml").write_bytes(spoilt)
    done = clausewise("check", LAYOUTS[SUMMARY], "--mapping", tmp_path / "m.yaml")
    faults = f"{len(words)} fault{'s' if len(words) > 1 else ''}"
    assert ending(done) == (
        2,
        [
            f"The mappings given cannot be used: {faults}.",
            *(f"  m.yaml:{fault}" for fault in words),
        ],
    )


def test_two_mappings_for_one_layout_are_told(
    sent: tuple[Path, Path], clausewise: Clausewise, tmp_path: Path
) -> None:
    audit, mapping = sent
    shutil.copy(mapping, tmp_path / "second.xlsx")
    twice = ("--mapping", mapping, "--mapping", tmp_path / "second.xlsx")
    done = clausewise("check", audit, *twice)
    assert ending(done) == (
        2,
        [
            "The mappings given cannot be used: 1 fault.",
            "  second.xlsx:1: found a mapping for the same layout as mapping.xlsx; expected one "
            "mapping for each layout. Give the one that counts.",
        ],
    )


def test_a_mapping_that_is_not_there_is_told(clausewise: Clausewise, tmp_path: Path) -> None:
    nowhere = tmp_path / "none.yaml"
    assert ending(clausewise("check", LAYOUTS[SUMMARY], "--mapping", nowhere)) == (
        2,
        [f"{nowhere} cannot be opened: No such file or directory. Check the name and the folder."],
    )
