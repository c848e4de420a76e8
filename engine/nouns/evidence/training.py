"""Training of a framework in numbers of staff, level by level and staff group by staff group."""

from __future__ import annotations

from dataclasses import dataclass

from engine.nouns.evidence.fact import Range


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """The staff who need one level, all together or of one staff group, within bounds."""

    level: int
    group: str
    """The staff group as the register writes it; empty for all staff who need the level."""
    staff: Range
    """How many need the level."""
    in_date: Range
    """How many of them are trained to it or above, and in date."""


@dataclass(frozen=True, slots=True)
class TrainingTable:
    """What a training register says of one framework, for a table or a chart."""

    framework: str
    """Its key in the pack."""
    label: str
    rows: tuple[TrainingRow, ...]
    """Level by level, each level's row for all before those of its staff groups; only levels and
    groups that somebody certainly has."""

    @property
    def by_level(self) -> tuple[TrainingRow, ...]:
        """The rows for all staff who need a level, one a level."""
        return tuple(row for row in self.rows if not row.group)
