"""Why a job failed, in words for those who wait for it."""

from __future__ import annotations

from django.utils.module_loading import import_string

from engine.nouns.evidence.errors import ClausewiseError

_NO_ROOM = ("No space left on device", "Disk quota exceeded", "disk is full", "DiskFull")
_LONGEST = 1_000
_FAULTS = "\n  "
"""Begins the faults under a message: they may quote returns, which not all who wait may see."""


class JobGivenUp(ClausewiseError):
    """A job that was given up, since every worker that took it up was ended while it did it."""


class JobUnknown(ClausewiseError):
    """A job that another version queued, and that this one does not know."""


def failure_words(class_path: str, traceback: str) -> str:
    """What happened and what to do.

    ``class_path`` names the class of the error, ``traceback`` ends with what it said. Only what
    Clausewise wrote for people is passed on as it is; anything else is told by its kind.
    """
    said = _said(class_path, traceback)
    if any(words in said for words in _NO_ROOM):
        return "The server had no room left on its disk. Once there is room, have it done again."
    if class_path == "builtins.MemoryError":
        return "The server had too little memory for it. Tell your administrator."
    if _is_for_people(class_path) and said:
        return said.partition(_FAULTS)[0][:_LONGEST]
    return (
        f"Clausewise made a mistake of its own ({class_path.rpartition('.')[2]}). What was "
        "confirmed before is kept. Have it done again; if it happens again, tell your "
        "administrator the time: the server’s output has the details."
    )


def _said(class_path: str, traceback: str) -> str:
    """What the error said: a traceback ends with its class and that."""
    name = class_path.removeprefix("builtins.")
    return traceback.rpartition(f"{name}: ")[2].strip()


def _is_for_people(class_path: str) -> bool:
    try:
        found = import_string(class_path)
    except ImportError:
        return False
    return isinstance(found, type) and issubclass(found, ClausewiseError)
