"""A blank return says which rules it was made for; one made for others is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl

from engine.nouns.evidence.fault import Fault, Severity, Stage
from engine.nouns.policy.pack import Pack
from evidence.blank_return.request import Request
from evidence.reading import read_returns
from evidence.tables.made_for import pack_mark
from tests.evidence.blank_return.written import write_template


def filled(pack: Pack, path: Path) -> Path:
    write_template(pack, Request("provider"), path)
    book = openpyxl.load_workbook(path)
    for row in book["organisation"].iter_rows(min_row=2):
        value = {"code": "RZ1", "name": "Orwell", "period": "2014-15 Q2"}.get(row[0].value)
        if value:
            row[1].value = value
    book.save(path)
    return path


def ours(faults: tuple[Fault, ...]) -> list[Fault]:
    return [fault for fault in faults if fault.stage is Stage.OURS]


def test_one_made_for_these_rules_says_nothing(pack: Pack, tmp_path: Path) -> None:
    reading = read_returns([filled(pack, tmp_path / "in.xlsx")], pack)
    assert [one.organisation.code for one in reading.returns] == ["RZ1"]
    assert ours(reading.faults) == []


def test_one_made_for_another_version_is_told_and_read(pack: Pack, tmp_path: Path) -> None:
    path = filled(replace(pack, version="0.9"), tmp_path / "in.xlsx")
    reading = read_returns([path], pack)
    assert [one.organisation.code for one in reading.returns] == ["RZ1"]
    assert ours(reading.faults) == [
        Fault(
            Severity.CHECK,
            "in.xlsx",
            f"a return made for {pack.id}, version 0.9",
            f"one made for {pack_mark(pack)}, by which it is read",
            "Check that this is the return asked for. What it asks may differ from what is "
            "judged here.",
            "Read me",
            "B2",
            "RZ1",
            "2014-15 Q2",
        )
    ]
