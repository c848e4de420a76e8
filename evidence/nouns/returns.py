"""What a return is once read: an organisation, a quarter, and its tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.nouns.evidence.fact import Origin
from engine.nouns.evidence.fault import Fault
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.evidence.resubmission import Superseded
from engine.nouns.outcome.assessment import InputFile
from engine.nouns.quarter import Quarter

if TYPE_CHECKING:
    pass
from evidence.nouns.cells import Cell, SheetNote, Table
from evidence.nouns.register import Register


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
    stated_in: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256 of the mapping that states what the return does not say, by its name."""
    unread: frozenset[str] = frozenset()
    """The tables that were sent and cannot be read: what they say may differ from the rest."""
    notes: tuple[SheetNote, ...] = ()
    """What stands on sheets that are no table of a return."""
    rivals: Mapping[str, Cell] = field(default_factory=dict)
    """By table, the first cell of another sheet with its headings, whose rows say something else;
    its text is the name of that sheet."""

    def origin(self, cell: Cell) -> Origin:
        """The origin of a cell of this return."""
        return _origin(self, cell)


@dataclass(frozen=True, slots=True)
class SubmittedTables:
    """The tables of one file or folder, whether it can be used as a return or not."""

    file: str
    sha256: Mapping[str, str]
    tables: Mapping[str, Table]
    stated_in: Mapping[str, str] = field(default_factory=dict)

    def origin(self, cell: Cell) -> Origin:
        """The origin of one of its cells."""
        return _origin(self, cell)


def _origin(source: Return | SubmittedTables, cell: Cell) -> Origin:
    if cell.file:
        return Origin(cell.file, source.stated_in[cell.file], cell.sheet, cell.ref, cell.text)
    file = source.file if source.file in source.sha256 else f"{source.file}/{cell.sheet}"
    return Origin(file, source.sha256[file], cell.sheet, cell.ref, cell.text)


@dataclass(frozen=True, slots=True)
class ReturnsRead:
    """All that was read in one go."""

    returns: tuple[Return, ...]
    """One for each organisation and quarter, in order of code and quarter."""
    faults: tuple[Fault, ...] = ()
    inputs: tuple[InputFile, ...] = field(default=())
    superseded: tuple[Superseded, ...] = ()
    """The returns that a later one of the same quarter took the place of."""
    sent: tuple[SubmittedTables, ...] = ()
    """The tables of all that was read, of what cannot be used too."""
    identity_given: bool = False
    """Whether a return's code, kind or quarter is what the run was given, its file having none."""
