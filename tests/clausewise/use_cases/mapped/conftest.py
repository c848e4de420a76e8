"""The layouts of senders, mapped once, and read with cells of one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

import clausewise as api
from clausewise.packs import LoadedPack
from clausewise.returns import Evidence, read_whatever
from clausewise.use_cases.map import map_workbook
from engine.nouns.quarter import Quarter
from evidence.mapping.nouns import Mapping as SendersMapping
from evidence.mapping.nouns import MappingFile, MappingsGiven
from tests.clausewise.use_cases.mapped.layouts_read import Q2, STATED, Read
from tests.evidence.mapping.confirmed import all_confirmed
from tests.evidence.mapping.layouts import LAYOUTS

Cells = Mapping[str, object]


@pytest.fixture(scope="session")
def policy() -> LoadedPack:
    return api.load_pack()


@pytest.fixture(scope="session")
def mapped(policy: LoadedPack) -> Mapping[str, SendersMapping]:
    """The mappings of the layouts, every proposal confirmed, with what the files do not say."""
    return {
        name: replace(all_confirmed(map_workbook(path, policy).mapping), stated=STATED)
        for name, path in LAYOUTS.items()
    }


@pytest.fixture
def read(policy: LoadedPack, mapped: Mapping[str, SendersMapping], tmp_path: Path) -> Read:
    """A layout read through its mapping, with some cells other than they were sent."""

    def read_layout(
        name: str,
        cells: Cells | None = None,
        quarter: Quarter | None = Q2,
        change: Callable[[openpyxl.Workbook], None] = lambda book: None,
    ) -> Evidence:
        book = openpyxl.load_workbook(LAYOUTS[name])
        change(book)
        for ref, held in (cells or {}).items():
            book.worksheets[0][ref] = held
        book.save(tmp_path / "sent.xlsx")
        file = MappingFile("sender.yaml", "b" * 64, mapped[name])
        return read_whatever(
            tmp_path / "sent.xlsx", policy, None, mappings=MappingsGiven((file,), quarter)
        )

    return read_layout
