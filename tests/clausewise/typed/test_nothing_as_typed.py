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
            words += ["--decisions", str(self.home / "decisions")]
            words += ["--parameters", str(self.home / "own.yaml")]
            result = CliRunner().invoke(command, ["assess", str(self.home / "returns"), *words])
            assert result.exit_code in (0, 1), result.output
            shown = clausewise.publish(self.run, audience)
            packs = clausewise.meeting_pack(shown, "ZA2"), clausewise.area_pack(shown)
            clausewise.write_document(packs[0], out / "pack.docx")
            told = f"{result.output}{packs}{everything_in(out)}"
            self._kept[audience] = self.marks.found_in(told)
        return self._kept[audience]

    @cached_property
    def run(self) -> clausewise.AssessmentRun:
        policy = clausewise.load_pack(parameters=[self.home / "own.yaml"])
        given = self.home / "returns", policy, self.home / "decisions"
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
    plant_decisions(home / "decisions", marks)
    plant_parameters(home / "own.yaml", marks)
    return Planted(home, marks)


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
