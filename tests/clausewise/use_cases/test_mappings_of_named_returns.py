"""Mappings that are for some returns alone, which they name: two senders have the same layout."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

import clausewise as api
from clausewise.errors import MappingUnusable
from clausewise.packs import LoadedPack
from clausewise.returns import read_whatever
from clausewise.use_cases.map import map_workbook
from engine.nouns.evidence.fault import Severity
from engine.nouns.quarter import Quarter
from evidence.mapping.file import mapping_text
from evidence.mapping.nouns import Mapping as SendersMapping
from tests.evidence.mapping.confirmed import all_confirmed
from tests.evidence.mapping.layouts import LAYOUTS, QUARTERS

ONE, TWO = "ZX1-2014-15-Q1.xlsx", "ZX2-2014-15-Q2.xlsx"


@pytest.fixture(scope="module")
def policy() -> LoadedPack:
    return api.load_pack()


@pytest.fixture(scope="module")
def confirmed(policy: LoadedPack) -> SendersMapping:
    """The mapping of a layout, without what its file says of its organisation and quarter."""
    mapping = all_confirmed(map_workbook(LAYOUTS[QUARTERS], policy).mapping)
    sheets = (
        replace(sheet, proposals=tuple(p for p in sheet.proposals if p.table != "organisation"))
        for sheet in mapping.sheets
    )
    return replace(mapping, sheets=tuple(sheets))


def laid_out(
    folder: Path, mapping: SendersMapping, returns: Mapping[str, Mapping[str, Quarter]]
) -> tuple[Path, Path]:
    """A folder of the same file under each name, and one of mappings, a file for each code."""
    for code, names in returns.items():
        stated = {"code": code, "name": code, "kind": "provider", "services": "maternity"}
        own = replace(mapping, stated=stated, returns=names)
        (folder / "mappings").mkdir(exist_ok=True)
        (folder / "mappings" / f"{code}.yaml").write_text(mapping_text(own), "utf-8")
        (folder / "returns").mkdir(exist_ok=True)
        for name in names:
            shutil.copy(LAYOUTS[QUARTERS], folder / "returns" / name)
    return folder / "returns", folder / "mappings"


def test_two_senders_with_one_layout_keep_each_their_own_code_and_quarter(
    policy: LoadedPack, confirmed: SendersMapping, tmp_path: Path
) -> None:
    first, second = Quarter(2014, 1), Quarter(2014, 2)
    returns, mappings = laid_out(tmp_path, confirmed, {"ZX1": {ONE: first}, "ZX2": {TWO: second}})
    given = api.read_mappings(mappings, policy, second)
    evidence = read_whatever(returns, policy, None, mappings=given)
    assert [
        (sent.file, sent.organisation.code, sent.quarter, [*sent.stated_in])
        for sent in evidence.reading.returns
    ] == [
        (ONE, "ZX1", first, ["ZX1.yaml"]),
        (TWO, "ZX2", second, ["ZX2.yaml"]),
    ]


def test_a_return_that_a_mapping_does_not_name_is_not_read_through_it(
    policy: LoadedPack, confirmed: SendersMapping, tmp_path: Path
) -> None:
    returns, mappings = laid_out(tmp_path, confirmed, {"ZX1": {ONE: Quarter(2014, 1)}})
    shutil.copy(LAYOUTS[QUARTERS], returns / "other.xlsx")
    given = api.read_mappings(mappings, policy, Quarter(2014, 1))
    evidence = read_whatever(returns, policy, None, mappings=given)
    assert [sent.file for sent in evidence.reading.returns] == [ONE]
    refused = [fault for fault in evidence.reading.faults if fault.severity is Severity.FILE]
    assert {fault.file for fault in refused} == {"other.xlsx"}


def test_two_mappings_for_one_return_are_told(
    policy: LoadedPack, confirmed: SendersMapping, tmp_path: Path
) -> None:
    quarter = Quarter(2014, 1)
    _, mappings = laid_out(tmp_path, confirmed, {"ZX1": {ONE: quarter}, "ZX2": {ONE: quarter}})
    with pytest.raises(MappingUnusable, match="1 fault"):
        api.read_mappings(mappings, policy)


def test_a_return_of_no_quarter_is_told_at_its_line(
    policy: LoadedPack, confirmed: SendersMapping, tmp_path: Path
) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(f"{mapping_text(confirmed)}returns:\n  {ONE}: summer\n", "utf-8")
    with pytest.raises(MappingUnusable) as unusable:
        api.read_mappings(path, policy)
    [fault] = unusable.value.faults
    assert (fault.found, fault.expected) == ("“summer”", "a quarter like 2014-15 Q2")


def test_a_mapping_that_names_its_returns_is_read_back_as_it_was_written(
    policy: LoadedPack, confirmed: SendersMapping, tmp_path: Path
) -> None:
    own = replace(confirmed, returns={ONE: Quarter(2014, 1)})
    (tmp_path / "m.yaml").write_text(mapping_text(own), "utf-8")
    assert api.read_mappings(tmp_path / "m.yaml", policy).files[0].mapping == own


@pytest.mark.slow
def test_a_run_through_a_folder_of_mappings_is_made_again_from_it(
    clausewise: Callable[..., Result], confirmed: SendersMapping, tmp_path: Path
) -> None:
    quarter = Quarter(2014, 2)
    returns, mappings = laid_out(
        tmp_path, confirmed, {"ZX1": {ONE: quarter}, "ZX2": {TWO: quarter}}
    )
    through = ("--mapping", mappings)
    shared = ("--audience", "shared", "--out", tmp_path / "out")
    clausewise("assess", returns, "--period", quarter.label, *through, *shared)
    manifest = tmp_path / "out" / "manifest.json"
    missing = clausewise("verify", manifest)
    said = missing.output + missing.stderr
    assert "The mapping file ZX1.yaml lies outside" in said
    assert "give --mapping FILE" in said
    again = clausewise("verify", manifest, *through)
    assert (again.exit_code, "Everything is the same" in again.output) == (0, True)
