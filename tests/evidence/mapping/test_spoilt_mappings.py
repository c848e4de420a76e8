"""Mapping files that are cut short, of another program, of wrong types: told, never a traceback."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.nouns.policy.pack import Pack
from evidence.mapping.choices import choices_for
from evidence.mapping.file import MappingUnusableError, mapping_as_data, mapping_text, read_mapping
from evidence.mapping.nouns import Mapping
from evidence.mapping.workbook import mapping_workbook
from tests.evidence.mapping.confirmed import all_confirmed
from tests.evidence.mapping.conftest import Proposed
from tests.evidence.mapping.layouts import BLOCKS, QUARTERS


@pytest.fixture(scope="module")
def text(proposed: Proposed) -> str:
    return mapping_text(all_confirmed(proposed(QUARTERS)))


@pytest.fixture(scope="module")
def book(proposed: Proposed, suffolk: Pack) -> bytes:
    mapping = all_confirmed(proposed(BLOCKS))
    return mapping_workbook(mapping, mapping_as_data(mapping), choices_for(suffolk.vocabulary), {})


def read(data: bytes, pack: Pack, folder: Path) -> Mapping:
    path = folder / "m.yaml"
    path.write_bytes(data)
    return read_mapping(path, "m.yaml", pack).mapping


@pytest.mark.parametrize(
    ("was", "is_now", "found"),
    [
        ("mapping: 1", "mapping: 2", "m.yaml:4: found"),
        ("sheets:", "services:\n  web: {image: nginx}\nsheets:", "found the key “services”"),
        ("pack: suffolk", "pack: norfolk", "a mapping for the pack “norfolk"),
        ("- confirmed: yes", "- confirmed: perhaps", "found “perhaps”"),
        ('cells: {wte: ["D5"', 'cells: {wte: ["ZZZ5"', "found “ZZZ5”"),
        ('cells: {wte: ["D5"', 'cells: {wte: ["D0"', "found “D0”"),
        ('cells: {wte: ["D5"', 'cells: {wte: [["D5"]', "found"),
        ('label_columns: ["A", "B"]', 'label_columns: ["AAAA"]', "found “AAAA”"),
        ('label_columns: [A, B]', 'label_columns: [1]', "found"),
        ("confidence: 99", "confidence: high", "found “high”"),
        ('quarters: {wte: ["D4", ', 'quarters: {wte: [', "4 cells for “wte” and 3 headings"),
        ("table: dashboard", "table: waivers", "a confirmed row of the table “waivers”"),
        ("{value: [", "{velue: [", "the column “velue”"),
        ("organisation: {", "organisation: {kind: hospital, ", "the kind “hospital”"),
        ("organisation: {", "organisation: {legal_form: trust, ", "the legal form “trust”"),
        ("scales: []", "scales: [{id: x, answers: {G: green}}]", "the answer “green”"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(
    was: str, is_now: str, found: str, text: str, suffolk: Pack, tmp_path: Path
) -> None:
    if was not in text:
        was = was.replace('"', "")
        is_now = is_now.replace('"', "")
    assert was in text
    with pytest.raises(MappingUnusableError) as raised:
        read(text.replace(was, is_now, 1).encode(), suffolk, tmp_path)
    assert found in str(raised.value)


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ("- a\n- b\n", "m.yaml:1: found “['a', 'b']” for “the file”; expected a mapping of keys"),
        ("42\n", "m.yaml:1: found “42” for “the file”; expected a mapping of keys"),
        (
            "version: '3'\nservices:\n  web: {image: nginx}\n",
            "m.yaml:1: found no “mapping”; expected “mapping”.",
        ),
        ("{unclosed: [", "expected well-formed YAML. Mend the indentation or quoting."),
        ("a: &x [*x]\n", "m.yaml:1: found the tag or loop tag:yaml.org,2002:seq; expected plain"),
        (
            "!!python/object/apply:os.system ['true']\n",
            "m.yaml:1: found the tag or loop tag:yaml.org,2002:python/object/apply:os.system;",
        ),
        ("\x00", "expected well-formed YAML. Save the file as UTF-8 text."),
    ],
)
def test_another_programs_file_is_no_mapping(
    other: str, found: str, suffolk: Pack, tmp_path: Path
) -> None:
    with pytest.raises(MappingUnusableError, match=re.escape(found)):
        read(other.encode(), suffolk, tmp_path)


THOUSANDTHS = st.integers(0, 999)
"""How much of a file is left."""


@example(left=700, to_a_line=True)
@given(left=THOUSANDTHS, to_a_line=st.booleans())
def test_a_file_cut_short_anywhere_is_told_or_says_less(
    left: int, to_a_line: bool, text: str, suffolk: Pack, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = read(text.encode(), suffolk, tmp_path_factory.getbasetemp())
    try:
        part = read(
            text.encode()[: len(text) * left // 1000], suffolk, tmp_path_factory.getbasetemp()
        )
    except MappingUnusableError:
        return
    rows = [row for sheet in part.sheets for row in sheet.proposals]
    every = [row for sheet in whole.sheets for row in sheet.proposals]
    assert {(row.table, *row.row.values()) for row in rows} <= {
        (row.table, *row.row.values()) for row in every
    }


@given(left=THOUSANDTHS)
def test_a_workbook_cut_short_is_told(
    left: int, book: bytes, suffolk: Pack, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.raises(MappingUnusableError):
        read(book[: len(book) * left // 1000], suffolk, tmp_path_factory.getbasetemp())


def changed(book: bytes, cells: dict[str, str], drop: str = "") -> bytes:
    opened = openpyxl.load_workbook(io.BytesIO(book))
    if drop:
        del opened[drop]
    for ref, held in cells.items():
        opened["Rows"][ref] = held
    inside = io.BytesIO()
    opened.save(inside)
    return inside.getvalue()


@pytest.mark.parametrize("sheet", ["Rows", "Scales", "Organisation", "Kept"])
def test_a_workbook_without_one_of_its_sheets_is_no_mapping(
    sheet: str, book: bytes, suffolk: Pack, tmp_path: Path
) -> None:
    with pytest.raises(MappingUnusableError, match="a workbook that is no mapping"):
        read(changed(book, {}, drop=sheet), suffolk, tmp_path)


@pytest.mark.parametrize("number", ["0", "99", "-1", "x", "²"])
def test_a_line_whose_number_was_changed_confirms_nothing(
    number: str, book: bytes, suffolk: Pack, tmp_path: Path
) -> None:
    mapping = read(changed(book, {"A7": number}), suffolk, tmp_path)
    confirmed = [row.confirmed for sheet in mapping.sheets for row in sheet.proposals]
    assert confirmed == [True] * 5 + [False] + [True] * 4 + [False]


def test_a_line_copied_and_changed_confirms_nothing(
    book: bytes, suffolk: Pack, tmp_path: Path
) -> None:
    copied = {"A8": "6", "B8": "yes", "F8": "section11: S6.p03"}
    mapping = read(changed(book, copied), suffolk, tmp_path)
    [row] = [row for row in mapping.sheets[0].proposals if row.row.get("question") == "S6.p07"]
    assert not row.confirmed


def test_what_nobody_can_choose_is_told(book: bytes, suffolk: Pack, tmp_path: Path) -> None:
    with pytest.raises(MappingUnusableError, match="a confirmed row of the table “falls”"):
        read(changed(book, {"F7": "falls"}), suffolk, tmp_path)
