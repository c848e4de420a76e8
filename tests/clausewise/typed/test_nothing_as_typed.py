"""What an audience is promised, proved by a mark in every field that anybody can type into."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from click.testing import CliRunner

import clausewise
from clausewise.cli import command
from evidence.nouns.columns import AUDIT, DECISION_TABLES, RETURN_TABLES
from evidence.nouns.specs import Asks
from evidence.tables.table import ORGANISATION_FIELDS
from tests.clausewise.typed.planting import (
    COMMISSIONER,
    IDENTITY,
    Marks,
    plant_decisions,
    plant_names,
    plant_parameters,
    plant_return,
)

SHOWN_INSIDE = 90
"""Fields whose marks stand in the outputs for those who hold the returns, at the least: else
nothing was planted."""


@dataclass
class Planted:
    """Returns, decisions and parameters with marks, and what commands write and say of them."""

    home: Path
    marks: Marks

    def __post_init__(self) -> None:
        self._kept: dict[str, list[str]] = {}

    def shown_to(self, audience: str) -> list[str]:
        """Where the marks were planted that some output for an audience holds."""
        if audience not in self._kept:
            out = self.home / audience
            words = ["--audience", audience, "--out", str(out)]
            words += ["--decisions", str(self.decisions), "--parameters", str(self.parameters)]
            words += ["--single", "ZA2", "--single", "ZC8"]
            result = CliRunner().invoke(command, ["assess", str(self.home / "returns"), *words])
            assert result.exit_code in (0, 1), result.output
            shown = clausewise.publish(self.run, audience)
            packs = [clausewise.meeting_pack(shown, code) for code in ("ZA2", "ZC7", "ZC8")]
            clausewise.write_document(packs[0], out / "pack.docx")
            frames = shown.findings_frame().to_csv(), shown.facts_frame().to_csv()
            told = f"{result.output}{packs}{clausewise.area_pack(shown)}{frames}"
            told += everything_in(out)
            self._kept[audience] = self.marks.found_in(told)
        return self._kept[audience]

    @property
    def decisions(self) -> Path:
        return self.home / self.marks("name of the folder of decisions")

    @property
    def parameters(self) -> Path:
        return self.home / f"{self.marks('name of the file of parameters')}.yaml"

    @cached_property
    def run(self) -> clausewise.AssessmentRun:
        policy = clausewise.load_pack(parameters=[self.parameters])
        given = self.home / "returns", policy, self.decisions
        return clausewise.assess(clausewise.read_returns(*given))


def everything_in(folder: Path) -> str:
    """All that a folder of outputs holds, archives unpacked, and the names of its files."""
    parts = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        parts.append(path.name)
        if path.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(path) as archive:
                parts += [
                    archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
                ]
        else:
            parts.append(path.read_bytes().decode("utf-8", "replace"))
    return "\n".join(parts)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    home, marks = tmp_path_factory.mktemp("planted"), Marks()
    plant_return(home / "returns" / "provider", marks, {})
    plant_return(home / "returns" / "before", marks, {"period": "2014-15 Q1"})
    plant_return(home / "returns" / "commissioner", marks, COMMISSIONER)
    plant_names(home, marks)
    planted = Planted(home, marks)
    plant_decisions(planted.decisions, marks)
    plant_parameters(planted.parameters, marks)
    return planted


def columns_where(chosen: Callable[[Asks], bool]) -> list[str]:
    """The columns of all tables, of decisions too, as ``planted`` calls them."""
    return [
        f"{'section11' if table == AUDIT else table}.{column.name}"
        for table, spec in {**RETURN_TABLES, **DECISION_TABLES}.items()
        for column in spec.columns
        if chosen(column.asks)
    ]


@pytest.mark.slow
def test_every_field_is_planted(planted: Planted) -> None:
    columns = columns_where(lambda asks: True)
    places = [f"{column}, alone" for column in columns if not column.startswith("organisation.")]
    places += [f"field {name}" for name in ORGANISATION_FIELDS if name not in IDENTITY]
    assert [place for place in places if place not in planted.marks.planted] == []
    assert len(planted.shown_to("internal")) >= SHOWN_INSIDE


@pytest.mark.slow
def test_names_of_files_folders_and_sheets_are_planted_and_seen_by_those_who_hold_them(
    planted: Planted,
) -> None:
    planted_names = (place for place in planted.marks.planted if place.startswith("name of"))
    named = set(planted_names) - {"name of a refused one"}
    assert sorted(named - set(planted.shown_to("internal"))) == []
    assert len(named) > 10


@pytest.mark.slow
def test_nothing_that_anybody_typed_is_shown_to_the_public(planted: Planted) -> None:
    assert planted.shown_to("public") == []


@pytest.mark.slow
def test_no_cell_that_asks_for_a_name_is_shown_to_those_at_the_same_table(
    planted: Planted,
) -> None:
    shown = planted.shown_to("shared")
    people = columns_where(lambda asks: asks is Asks.PERSON)
    named = [f"{column}{how}" for column in people for how in ("", ", alone", ", behind")]
    assert [place for place in shown if place in {*named, "field submitted_by"}] == []
    assert len(shown) > SHOWN_INSIDE / 2
