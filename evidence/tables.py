"""What a return is once read: an organisation, a quarter, and its tables cell by cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.nouns.assessment import InputFile
from engine.nouns.fact import Origin
from engine.nouns.fault import Fault
from engine.nouns.organisation import Organisation
from engine.nouns.quarter import Quarter
from engine.nouns.resubmission import Superseded

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

AUDIT = "audit"
"""The audit, whatever a pack calls its table."""

FIRST_GIVEN = "first_given"
"""The column of a standing answer that was carried forward: the day it was first given. Only a
return made with answers carried forward has it; blank, or left out, the answer is new."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "organisation": ("field", "value"),
    "named_professionals": ("role", "title", "name", "wte", "note"),
    "dashboard": ("item", "part", "value", "note"),
    "vacancies": ("role", "vacant_wte", "establishment_wte", "note"),
    AUDIT: (
        "question",
        "score",
        "moderated_score",
        "moderated_by",
        "moderated_on",
        "evidence",
        "document",
        "not_applicable_reason",
        "action",
        "owner",
        "due",
        FIRST_GIVEN,
    ),
    "training": (
        "staff_ref",
        "staff_group",
        "framework",
        "required_level",
        "achieved_level",
        "completed_on",
    ),
    "documents": ("kind", "title", "approved_on", "review_due", "published_at", FIRST_GIVEN),
    "contracts": (
        "provider",
        "contract",
        "safeguarding_expectations",
        "information_sharing",
        "designated_professionals_consulted_on",
    ),
    "checks": ("staff_ref", "check", "checked_on"),
}
"""The tables of a return and the columns of each, as DESIGN fixes them. The audit goes by the
name that the pack gives it: ask ``columns_of``."""


SCORES, WAIVERS, ACTIONS = "moderated_scores", "waivers", "actions"
DECISION_COLUMNS: Mapping[str, tuple[str, ...]] = {
    SCORES: (
        "organisation",
        "period",
        "question",
        "own_score",
        "score",
        "moderated_by",
        "moderated_on",
        "reason",
    ),
    WAIVERS: (
        "organisation",
        "rule",
        "clause",
        "reason",
        "approved_by",
        "approved_on",
        "until",
    ),
    ACTIONS: (
        "organisation",
        "clause",
        "rule",
        "action",
        "owner",
        "agreed_on",
        "due",
        "status",
        "closed_on",
        "evidence",
    ),
}
"""The tables of a workbook of decisions, which is no return, and the columns of each."""


def role_of(table: str) -> str:
    """What a table is for: its own name, or ``AUDIT`` for the one that the pack names."""
    return table if table in COLUMNS or table in DECISION_COLUMNS else AUDIT


def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a table, by the name that a return has it under."""
    return DECISION_COLUMNS.get(table) or COLUMNS[role_of(table)]


_MAY_BE_LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "named_professionals": ("note",),
    "vacancies": ("note",),
    "documents": (FIRST_GIVEN,),
    AUDIT: (FIRST_GIVEN,),
}
"""The columns that a return can do without, and that are not named where headings are asked for."""


def asked_columns(table: str) -> tuple[str, ...]:
    """The columns that every return is asked for, by the name that it has the table under."""
    left_out = _MAY_BE_LEFT_OUT.get(role_of(table), ())
    return tuple(column for column in columns_of(table) if column not in left_out)


def table_names(audit: str) -> tuple[str, ...]:
    """The names of all tables under a pack that calls its audit so, in their order."""
    return tuple(audit if role == AUDIT else role for role in COLUMNS)


def in_order(tables: Iterable[str]) -> list[str]:
    """Tables by name, in the order in which a return has them."""
    return sorted(tables, key=lambda table: list(COLUMNS).index(role_of(table)))


GUIDANCE_COLUMNS = ("help", "unit", "policy_wording")
"""Columns of a template that only guide who fills it in; the reader passes over them."""

GUIDANCE_SHEETS = ("Read me",)
"""Sheets of a template that hold no table; the reader passes over them."""

Raw = str | int | float | bool | dt.date | None
"""A cell's value as the file holds it; None for a blank cell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as submitted."""

    raw: Raw
    text: str
    """As a person sees it typed: "98%", "31/03/2014"; empty for a blank cell."""
    sheet: str
    ref: str
    """"C9"."""
    percent_format: bool = False
    """Whether the file formats the number as a percentage, so that 0.98 is shown as 98%."""
    unusable: str = ""
    """Why the reader refused it (an error cell, a formula never calculated, an NHS number); the
    fault is already reported, ``raw`` is None and ``text`` repeats nothing that must not be."""


def kind_of(cell: Cell) -> str:
    """What kind of thing a cell holds, in words; empty for a refused one or a whole range."""
    match cell.raw:
        case None:
            return "" if cell.unusable or cell.text or ":" in cell.ref else "a blank cell"
        case bool():
            return "true or false"
        case str():
            return "text"
        case dt.date():
            return "a date"
    return "a percentage" if cell.percent_format else "a number"


@dataclass(frozen=True, slots=True)
class Row:
    cells: Mapping[str, Cell]
    """By column name; a column that the file lacks is not there."""
    number: int
    """The row's number in the sheet, as a person counts."""


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    sheet: str
    rows: tuple[Row, ...]


BLANK_CODE = -1
"""The code of a blank cell in a register's column."""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column of a register: each distinct value once, and which of them each line has."""

    values: tuple[Raw, ...]
    """The distinct values as the file holds them, by type too (1 is not "1"), in the order in
    which the lines first have them; no blank."""
    codes: npt.NDArray[np.int32]
    """For each line an index into ``values``, or ``BLANK_CODE``."""

    def at(self, line: int) -> Raw:
        """The value of one line, None for a blank."""
        code = int(self.codes[line])
        return None if code == BLANK_CODE else self.values[code]

    def raws(self) -> list[Raw]:
        """The value of each line, None for a blank."""
        values = (*self.values, None)
        return [values[code] for code in self.codes.tolist()]


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """The training register: coded columns, because registers are long."""

    sheet: str
    columns: Mapping[str, Column]
    """By the names of ``COLUMNS["training"]``, all of them; one that the sheet lacks is blank."""
    rows: npt.NDArray[np.int32]
    """The number in the sheet of each line's row, rising."""
    letters: Mapping[str, str]
    """The sheet column of each table column: {"staff_ref": "A", ...}."""

    @property
    def frame(self) -> pd.DataFrame:
        """The lines spelt out, as raw values and the ``row`` of each: for looking at short
        registers, since it undoes what the codes save."""
        import pandas as pd

        frame = pd.DataFrame(
            {name: pd.Series(each.raws(), dtype=object) for name, each in self.columns.items()}
        )
        frame["row"] = self.rows.tolist()
        return frame


@dataclass(frozen=True, slots=True)
class Return:
    """What one organisation submitted for one quarter, not yet interpreted."""

    file: str
    """The workbook's or the folder's name, as the reader knows it."""
    sha256: Mapping[str, str]
    """The SHA-256 of the workbook by its name, or of each CSV file by ``folder/name.csv``."""
    organisation: Organisation
    quarter: Quarter
    services: Cell | None
    submitted_on: dt.date | None
    submitted_by: str
    tables: Mapping[str, Table]
    """By name; without the register."""
    register: Register | None = None

    def origin(self, cell: Cell) -> Origin:
        """The origin of a cell of this return."""
        return _origin(self, cell)


@dataclass(frozen=True, slots=True)
class Sent:
    """The tables of one file or folder, whether it can be used as a return or not."""

    file: str
    sha256: Mapping[str, str]
    tables: Mapping[str, Table]

    def origin(self, cell: Cell) -> Origin:
        """The origin of one of its cells."""
        return _origin(self, cell)


def _origin(one: Return | Sent, cell: Cell) -> Origin:
    file = one.file if one.file in one.sha256 else f"{one.file}/{cell.sheet}"
    return Origin(file, one.sha256[file], cell.sheet, cell.ref, cell.text)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one go."""

    returns: tuple[Return, ...]
    """One for each organisation and quarter, in order of code and quarter."""
    faults: tuple[Fault, ...] = ()
    inputs: tuple[InputFile, ...] = field(default=())
    superseded: tuple[Superseded, ...] = ()
    """The returns that a later one of the same quarter took the place of."""
    sent: tuple[Sent, ...] = ()
    """The tables of all that was read, of what cannot be used too."""
