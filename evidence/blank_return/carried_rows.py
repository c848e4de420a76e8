"""What is carried from an earlier return into the next one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from engine.nouns.quarter import Quarter
from evidence.nouns.columns import FIRST_GIVEN

Filled = str | dt.date


@dataclass(frozen=True, slots=True)
class CarriedRow:
    """One row that still stands: what its cells are to hold, by column, among them the day on
    which it was first given."""

    cells: Mapping[str, Filled]


@dataclass(frozen=True, slots=True)
class Carried:
    """What is carried from an earlier return into the next of the same organisation."""

    file: str
    quarter: Quarter
    """The quarter that the earlier return was for."""
    code: str
    name: str
    """"" where the earlier return gives none."""
    services: str
    """As typed there; "" where it was not, or not in full, understood."""
    documents: Mapping[str, tuple[CarriedRow, ...]]
    """By the kind's key in the pack."""
    audit: Mapping[str, CarriedRow]
    """By the question's id."""
    left: tuple[str, ...]
    """What there was and is not carried, and why, each a sentence that quotes no cell."""

    @property
    def first_given(self) -> tuple[Filled, ...]:
        """Since when each of the rows stands."""
        rows = [row for rows in self.documents.values() for row in rows]
        return tuple(
            carried_row.cells[FIRST_GIVEN] for carried_row in (*rows, *self.audit.values())
        )
