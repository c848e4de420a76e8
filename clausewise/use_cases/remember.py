"""Remembering runs: what earlier ones found, read before an assessment and recorded after it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clausewise.assessing import AssessmentRun
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.past import Past

if TYPE_CHECKING:
    from history import Database, RecordedRun


@dataclass(frozen=True, slots=True)
class RunHistory:
    """A history of runs, opened and found fit to use."""

    database: Database

    @property
    def name(self) -> str:
        """As it may be shown: the file, or the URL without its password."""
        return self.database.name

    def recall(self, assessment: Assessment) -> Past:
        """What earlier runs found of quarters not among the returns; for ``assess``.

        Raises CannotUseHistory where the database fails.
        """
        from history import recall

        return recall(self.database, assessment)

    def record(self, run: AssessmentRun, now: dt.datetime | None) -> bool:
        """Record a run whose outputs are written; whether it was not there yet.

        ``now`` is stored beside the run and decides nothing; None where it is not known. Raises
        CannotUseHistory where the database fails; nothing of the run is then in it.
        """
        from history import record

        at = now.isoformat(timespec="seconds") if now is not None else "not known"
        return record(self.database, run.whole, at)

    def runs(self) -> tuple[RecordedRun, ...]:
        """Every completed run, the latest last. Raises CannotUseHistory."""
        from history import recorded_runs

        return recorded_runs(self.database)


def open_history(where: str, make: bool = True) -> RunHistory:
    """The history in a file, or at the URL of a database.

    Made where it is not there, unless ``make`` is false. Raises CannotUseHistory, which says why.
    """
    # Imported here since only those who keep a history want it.
    from history import open_history as database_at

    return RunHistory(database_at(where, make=make))
