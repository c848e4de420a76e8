"""What the database of a backup holds, whichever it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from clausewise.errors import BackupUnusable
from engine.verifying.event_chain import ChainVerdict


@dataclass(frozen=True, slots=True)
class DatabaseHeld:
    """What a database holds, counted."""

    events: int
    """How many events its record has."""
    last: str
    """The digest of the last of them."""
    rows: dict[str, int]
    """How many rows each table has."""


class DatabaseData(Protocol):
    """A database that is copied and restored."""

    @property
    def name(self) -> str:
        """The name of its copy in the archive."""

    def copy(self, copy: Path) -> DatabaseHeld:
        """Copy it as it is at one moment; returns what the copy holds."""

    @property
    def is_file(self) -> bool:
        """Whether it is a file in the folder of data, which its copy only has to be laid into."""

    def check_empty(self) -> None:
        """Raises BackupUnusable where something is in it already."""

    def check(self, copy: Path, check: Callable[[DatabaseHeld], None]) -> None:
        """Put what a copy holds to a check before anything is restored, where it can be read."""

    def restore(self, copy: Path, check: Callable[[DatabaseHeld], None]) -> None:
        """Lay out a copy that is no file of the folder, if what it holds passes a check; nothing
        of it stays where that or anything raises."""


def held_of(verdict: ChainVerdict, rows: dict[str, int]) -> DatabaseHeld:
    """What a database holds whose record is whole. Raises BackupUnusable where it is broken."""
    if not verdict.is_whole:
        raise BackupUnusable(f"The record is broken at event {verdict.broken_at}: {verdict.why}.")
    return DatabaseHeld(verdict.events, verdict.last, rows)
