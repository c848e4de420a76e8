"""A mark of its own planted in every field of returns, decisions and parameters.

The fields are those of the tables' own schema, so that a new one is planted without a word here.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from clausewise.places import EXAMPLES
from evidence.nouns.columns import AUDIT, DECISION_TABLES, RETURN_TABLES
from evidence.nouns.specs import Asks, TableSpec
from evidence.tables.table import ORGANISATION_FIELDS

QUARTER, QUARTER_FOLDER = "2014-15 Q2", "2014-15-Q2"
PROVIDER = EXAMPLES / QUARTER_FOLDER / "brackenmere-2014-15-Q2"
COMMISSIONER = {"code": "ZC9", "name": "Upper Vale CCG", "kind": "ccg"}
"""The same return as one of those who commission, who alone have contracts."""
IDENTITY = ("code", "name", "kind", "period")
"""The fields without which nothing is read. Code and name are the organisation's own, and
published; a mark in the others refuses the return, which is planted by itself."""
FREE = (Asks.FREE, Asks.PERSON, Asks.DAY_OR_PLACE)
_GOOD: Mapping[str, Mapping[str, str]] = {
    "moderated_scores": {
        "organisation": "ZA2",
        "period": QUARTER,
        "question": "S6.p01.a",
        "score": "2",
        "moderated_on": "30/09/2014",
    },
    "waivers": {
        "organisation": "ZA2",
        "rule": "A1-4.1-level-3",
        "approved_on": "01/10/2014",
        "until": "31/03/2015",
    },
    "actions": {
        "organisation": "ZA2",
        "clause": "S6.p01.a",
        "agreed_on": "01/10/2014",
        "due": "31/03/2015",
        "status": "open",
    },
    "contracts": {"provider": "ZA2", "contract": "Acute", "information_sharing": "yes"},
    "checks": {"staff_ref": "L1", "check": "DBS", "checked_on": "01/03/2014"},
    "training_summary": {
        "staff_group": "Nursing",
        "framework": "safeguarding",
        "level": "Level 3",
        "required": "40",
        "compliant": "30",
    },
}
"""A row that can be read, of each table that the example itself does not have."""


@dataclass
class Marks:
    """Marks by what they are planted in, such as "dashboard.note, alone"."""

    planted: dict[str, str] = field(default_factory=dict)

    def __call__(self, place: str) -> str:
        """A mark that is like no other and like no word, whatever is made of its letters."""
        if place not in self.planted:
            number, letters = len(self.planted), ""
            for _ in range(3):
                number, digit = divmod(number, 20)
                letters += "bcdfghjklmnpqrstvwxz"[digit]
            self.planted[place] = f"Qy{letters}yq"
        return self.planted[place]

    def found_in(self, text: str) -> list[str]:
        """Where the marks were planted that a text holds, in any case, in order."""
        held = set(re.findall("qy[a-z]{3}yq", text.casefold()))
        return sorted(place for place, mark in self.planted.items() if mark.casefold() in held)


def planted_rows(
    table: str, spec: TableSpec, rows: list[dict[str, str]], marks: Marks
) -> Iterator[dict[str, str]]:
    """Every row with a mark in each column of free words, then a row for each other column with
    the mark alone in it, and one with the mark behind what it should hold."""
    free = {column.name for column in spec.columns if column.asks in FREE}
    note = {name: f"{marks(f'{table}.{name}')} at the library" for name in sorted(free)}
    names = {c.name for c in spec.columns if c.asks is Asks.PERSON}
    yield from (
        {**row, **{n: f"Ann {w.split()[0]}" if n in names else w for n, w in note.items()}}
        for row in rows
    )
    good = rows[0]
    for column in spec.column_names:
        yield {**good, column: marks(f"{table}.{column}, alone")}
        behind = marks(f"{table}.{column}, behind")
        yield {**good, column: f"{good.get(column, '')} {behind}".strip()}
    yield {**good, "unknown": marks(f"{table}, a column that nobody knows")}


def plant_return(folder: Path, marks: Marks, identity: Mapping[str, str]) -> None:
    """A copy of an example's return with marks in every table, known or not; ``identity`` are
    fields of the organisation that are to be others."""
    folder.mkdir(parents=True)
    for role, spec in RETURN_TABLES.items():
        table = "section11" if role == AUDIT else role
        given = PROVIDER / f"{table}.csv"
        rows = _read(given) if given.exists() else [dict(_GOOD[table])]
        if table == "organisation":
            planted = list(planted_fields(rows, marks, identity))
        else:
            planted = list(planted_rows(table, spec, rows, marks))
        _write(folder / f"{table}.csv", [*spec.column_names, "unknown"], planted)
    unknown = [{"heading": marks("a table that nobody knows")}]
    _write(folder / "unknown.csv", ["heading"], unknown)


def planted_fields(
    rows: list[dict[str, str]], marks: Marks, identity: Mapping[str, str]
) -> Iterator[dict[str, str]]:
    """The fields of an organisation, each that may hold a mark with one behind its words."""
    given = {row["field"]: row["value"] for row in rows} | identity
    for name in ORGANISATION_FIELDS:
        if name in IDENTITY:
            yield {"field": name, "value": given[name]}
        else:
            yield {"field": name, "value": f"{given.get(name, '')} {marks(f'field {name}')}"}
    yield {"field": marks("a field that nobody knows"), "value": marks("its value")}


def plant_decisions(folder: Path, marks: Marks) -> None:
    """A folder of decisions with marks in every table."""
    folder.mkdir(parents=True)
    for table, spec in DECISION_TABLES.items():
        rows = list(planted_rows(table, spec, [dict(_GOOD[table])], marks))
        _write(folder / f"{table}.csv", [*spec.column_names, "unknown"], rows)


def plant_workbook(path: Path, marks: Marks, identity: Mapping[str, str]) -> None:
    """A return as a workbook, with a mark in the names of two of its sheets."""
    book = openpyxl.Workbook()
    for table in ("organisation", "dashboard", "named_professionals"):
        rows = _read(PROVIDER / f"{table}.csv")
        if table == "organisation":
            rows = [row | {"value": identity.get(row["field"], row["value"])} for row in rows]
        sheet = book.create_sheet(marks("name of a sheet") if table == "dashboard" else table)
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append(list(row.values()))
    book.active.title = marks("name of a sheet that nobody knows")
    book.active.append([marks("a cell of it")])
    book.save(path)


def plant_names(home: Path, marks: Marks) -> None:
    """Returns, and what is none, in folders and files that have marks in their names."""
    returns = home / "returns" / marks("name of a folder around")
    plant_return(returns / marks("name of a folder"), marks, {"code": "ZC7", "name": "Elm Trust"})
    book = {"code": "ZC8", "name": "Oak Trust"}
    plant_workbook(returns / f"{marks('name of a workbook')}.xlsx", marks, book)
    plant_workbook(returns / f"{marks('name of one sent again')}.xlsx", marks, book)
    refused = {"code": marks("code of a refused one"), "name": marks("name of a refused one")}
    for wrong, value in (("kind", "none"), ("period", "2014-15 Q9")):
        name = f"{marks(f'name of a file refused by its {wrong}')}.xlsx"
        plant_workbook(returns / name, marks, {**refused, wrong: value})
    (returns / f"{marks('name of what is no workbook')}.xlsx").write_bytes(b"PK no workbook")
    (returns / f"{marks('name of what is no return')}.docx").write_bytes(b"PK")
    named = returns / marks("name of a folder with a file that nobody knows")
    plant_return(named, marks, {"code": "ZC6", "name": "Ash Trust"})
    (named / "unknown.csv").rename(named / f"{marks('name of a table that nobody knows')}.csv")


def plant_parameters(path: Path, marks: Marks) -> None:
    """A run's own parameters, with a mark in each field of words."""
    words = {name: marks(f"parameters.{name}") for name in ("note", "agreed")}
    lines = "".join(f", {name}: {word}" for name, word in words.items())
    path.write_text(
        "training_met:\n  values:\n    - {value: 90, in_force_from: 2014-04-01, "
        f"set_by: commissioner{lines}}}\n",
        "utf-8",
    )


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [dict(row) for row in csv.DictReader(file)]


def _write(path: Path, heading: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, heading, restval="")
        writer.writeheader()
        writer.writerows(rows)
