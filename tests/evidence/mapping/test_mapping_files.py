"""A mapping written as YAML and as a workbook, confirmed by a person, and read back."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from evidence.mapping.choices import choices_for, labels_with_wording
from evidence.mapping.file import (
    MappingUnusableError,
    mapping_as_data,
    mapping_of,
    mapping_text,
    read_mapping,
)
from evidence.mapping.nouns import Mapping
from evidence.mapping.shapes import mapping_schema
from evidence.mapping.workbook import mapping_workbook
from tests.evidence.mapping.confirmed import all_confirmed
from tests.evidence.mapping.conftest import Proposed, rows_of
from tests.evidence.mapping.layouts import BLOCKS, QUARTERS, SUMMARY

HOME = Path(__file__).resolve().parents[3]


def book_of(mapping: Mapping, pack: Pack) -> bytes:
    return mapping_workbook(mapping, mapping_as_data(mapping), choices_for(pack.vocabulary), {})


def written(data: bytes, cells: dict[str, dict[str, str]]) -> bytes:
    """A workbook with what a person writes into it, by sheet and cell."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet, held in cells.items():
        for cell, text in held.items():
            book[sheet][cell] = text
    inside = io.BytesIO()
    book.save(inside)
    return inside.getvalue()


@pytest.mark.parametrize("name", [BLOCKS, QUARTERS, SUMMARY])
def test_what_is_written_is_what_is_read(
    name: str, proposed: Proposed, suffolk: Pack, tmp_path: Path
) -> None:
    mapping = proposed(name)
    assert mapping_of(mapping_text(mapping), "m.yaml", suffolk) == (mapping, [])
    agreed = all_confirmed(mapping)
    assert mapping_of(mapping_text(agreed), "m.yaml", suffolk) == (agreed, [])
    (tmp_path / "m.xlsx").write_bytes(book_of(agreed, suffolk))
    assert read_mapping(tmp_path / "m.xlsx", "m.xlsx", suffolk).mapping == agreed


def test_the_same_mapping_gives_the_same_bytes(proposed: Proposed, suffolk: Pack) -> None:
    mapping = proposed(QUARTERS)
    assert book_of(mapping, suffolk) == book_of(mapping, suffolk)


def test_a_person_confirms_and_chooses_in_the_workbook(
    proposed: Proposed, suffolk: Pack, tmp_path: Path
) -> None:
    mapping = proposed(BLOCKS)
    rows = {f"B{n}": "yes" for n in range(2, 13)} | {
        "F12": labels_with_wording(suffolk.vocabulary)["section11: S6.p12.a"]
    }
    scale = {f"D{n}": "yes" for n in range(2, 6)}
    stated = {"C4": "provider"}
    said = {"Rows": rows, "Scales": scale, "Organisation": stated}
    (tmp_path / "m.xlsx").write_bytes(written(book_of(mapping, suffolk), said))
    found = read_mapping(tmp_path / "m.xlsx", "m.xlsx", suffolk).mapping
    assert found.stated == {"kind": "provider"}
    assert [scale.is_used for scale in found.scales] == [True]
    assert all(found.is_used(row) for row in rows_of(found))
    assert rows_of(found)[-1].row == {"question": "S6.p12.a"}


def test_a_line_left_at_no_and_a_scale_half_confirmed_are_not_used(
    proposed: Proposed, suffolk: Pack, tmp_path: Path
) -> None:
    said = {"Rows": {"B7": "yes"}, "Scales": {"D2": "yes", "D3": "yes", "D4": "yes"}}
    (tmp_path / "m.xlsx").write_bytes(written(book_of(proposed(BLOCKS), suffolk), said))
    found = read_mapping(tmp_path / "m.xlsx", "m.xlsx", suffolk).mapping
    assert [row.confirmed for row in rows_of(found)].count(True) == 1
    assert found.used_sheets == ()


@pytest.mark.slow
@given(data=st.data())
def test_what_a_person_confirms_is_used_and_nothing_else_in_the_workbook_and_the_yaml(
    data: st.DataObject,
    proposed: Proposed,
    suffolk: Pack,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    mapping = proposed(data.draw(st.sampled_from([BLOCKS, QUARTERS, SUMMARY])))
    every = rows_of(mapping)
    kept = data.draw(st.sets(st.integers(0, len(every) - 1)))
    scored = data.draw(st.booleans())
    said = {
        "Rows": {f"B{n + 2}": "yes" for n in kept if every[n].is_chosen},
        "Scales": {f"D{n}": "yes" for n in range(2, 6)} if scored and mapping.scales else {},
    }
    path = tmp_path_factory.getbasetemp() / "confirmed.xlsx"
    path.write_bytes(written(book_of(mapping, suffolk), said))
    in_workbook = read_mapping(path, "m.xlsx", suffolk).mapping
    agreed = iter([replace(row, confirmed=n in kept and row.is_chosen)
                   for n, row in enumerate(every)])  # fmt: skip
    in_text = replace(
        mapping,
        scales=tuple(replace(scale, confirmed=scored) for scale in mapping.scales),
        sheets=tuple(
            replace(sheet, proposals=tuple(next(agreed) for _ in sheet.proposals))
            for sheet in mapping.sheets
        ),
    )
    assert mapping_of(mapping_text(in_text), "m.yaml", suffolk) == (in_text, [])
    used = [in_workbook.is_used(row) for row in rows_of(in_workbook)]
    assert used == [in_text.is_used(row) for row in rows_of(in_text)]
    assert used == [
        n in kept and row.is_chosen and (scored or not row.scale) for n, row in enumerate(every)
    ]


def test_what_the_file_does_not_say_of_its_organisation_is_asked_for(
    proposed: Proposed, suffolk: Pack
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(book_of(proposed(BLOCKS), suffolk)))
    asked = [[cell.value for cell in line[:3]] for line in book["Organisation"].iter_rows()]
    assert asked == [
        ["Field", "Found in the file", "Not found: write it here"],
        ["code", "section 11 audit C3: ", None],
        ["name", "section 11 audit C3: ", None],
        ["kind", "not found", None],
        ["legal_form", "not found", None],
        ["services", "not found", None],
        ["period", "section 11 audit C6: ", None],
    ]
    choices = [v.formula1 for v in book["Organisation"].data_validations.dataValidation]
    assert choices == ['"provider,ccg,gp_practice,support_service"', '"nhs_trust,independent"']


def test_the_columns_of_the_workbook_stand_within_1366_pixels(
    proposed: Proposed, suffolk: Pack
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(book_of(proposed(BLOCKS), suffolk)))
    for page in book.worksheets:
        if page.sheet_state == "visible":
            widths = [dimension.width for dimension in page.column_dimensions.values()]
            assert sum(7 * width + 5 for width in widths) < 1366 - 60, page.title


def faults(text: str, pack: Pack) -> list[str]:
    return [str(fault).split(". ")[0] for fault in mapping_of(text, "m.yaml", pack)[1]]


def test_what_the_pack_does_not_know_is_told_with_its_line(
    proposed: Proposed, suffolk: Pack
) -> None:
    text = mapping_text(all_confirmed(proposed(QUARTERS)))
    line = next(n for n, each in enumerate(text.splitlines(), 1) if 'item: "6.2"' in each)
    assert faults(text.replace('item: "6.2"', 'item: "6.9"'), suffolk) == [
        f"m.yaml:{line}: found the item “6.9”; expected a row that the pack asks for"
    ]
    assert faults(text.replace("pack: suffolk", "pack: norfolk"), suffolk) == [
        "m.yaml:5: found a mapping for the pack “norfolk-safeguarding-children-2013”; expected "
        "one for “suffolk-safeguarding-children-2013”, by which the returns are read"
    ]
    assert "m.yaml:1: found" in faults("mapping: 2\n", suffolk)[0]
    assert faults("", suffolk)[0].startswith("m.yaml:1: found an empty file")


def test_words_of_a_layout_that_were_changed_by_hand_are_told(
    proposed: Proposed, suffolk: Pack
) -> None:
    text = mapping_text(proposed(QUARTERS)).replace("named nurse (wte)", "named midwife (wte)")
    [fault] = faults(text, suffolk)
    assert "a fingerprint that is not that of the words" in fault


def test_a_score_without_a_scale_cannot_be_confirmed(proposed: Proposed, suffolk: Pack) -> None:
    mapping = all_confirmed(proposed(BLOCKS))
    sheets = tuple(
        replace(sheet, proposals=tuple(replace(row, scale="") for row in sheet.proposals))
        for sheet in mapping.sheets
    )
    found = faults(mapping_text(replace(mapping, sheets=sheets)), suffolk)
    assert len(found) == 5
    assert all("a score without a scale" in fault for fault in found)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"PK\x03\x04 no workbook", "m.yaml:1: found a workbook that is no mapping; expected"),
        (b"\xff\xfe\x00", "m.yaml:1: found no text; expected a mapping"),
    ],
)
def test_a_file_that_is_no_mapping_is_told(
    data: bytes, found: str, suffolk: Pack, tmp_path: Path
) -> None:
    (tmp_path / "m.yaml").write_bytes(data)
    with pytest.raises(MappingUnusableError, match=f"^{found}"):
        read_mapping(tmp_path / "m.yaml", "m.yaml", suffolk)


def test_a_return_is_no_mapping(suffolk: Pack, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "m.xlsx")
    with pytest.raises(MappingUnusableError, match="a workbook that is no mapping"):
        read_mapping(tmp_path / "m.xlsx", "m.xlsx", suffolk)


def test_a_mapping_is_as_the_published_schema_says(proposed: Proposed) -> None:
    schema = json.loads((HOME / "docs" / "develop" / "mapping.schema.json").read_text("utf-8"))
    assert schema == json.loads(json.dumps(mapping_schema()))
    named = replace(proposed(BLOCKS), returns={"ZX1.xlsx": Quarter(2014, 2)})
    assert set(mapping_as_data(named)) == set(schema["properties"])
