"""The error of the history."""

from __future__ import annotations

from engine.nouns.evidence.errors import ClausewiseError


class CannotUseHistory(ClausewiseError):
    """The history cannot be read or written; its text says which, why and what to do."""
