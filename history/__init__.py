"""The history of runs: what each completed run found, kept in a database for those after it."""

from history.database import Database, open_history
from history.errors import CannotUseHistory
from history.listing import RecordedRun, recorded_runs
from history.recalling import recall
from history.recording import record

__all__ = [
    "CannotUseHistory",
    "Database",
    "RecordedRun",
    "open_history",
    "recall",
    "record",
    "recorded_runs",
]
