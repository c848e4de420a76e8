"""The errors of the use cases; each is a ``ClausewiseError`` and carries every fault."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from engine.nouns.evidence.errors import ClausewiseError

if TYPE_CHECKING:
    from engine.nouns.outcome.difference import Difference


class PackUnusable(ClausewiseError):
    """A policy pack, or parameters of one's own, that cannot be used."""


class ReturnsUnusable(ClausewiseError):
    """Of what was given no return can be used."""


class DecisionsUnusable(ClausewiseError):
    """A file of decisions that cannot be used, or not without loss."""


class MappingUnusable(ClausewiseError):
    """A mapping that cannot be used, or a workbook of which none can be proposed."""


class NotAssessable(ClausewiseError):
    """Returns that can be read and not be assessed as asked for."""


class TextUnusable(ClausewiseError):
    """The text of a policy that cannot be read or written."""


class ManifestUnusable(ClausewiseError):
    """A manifest that cannot be read, or whose run cannot be found again."""


class BackupUnusable(ClausewiseError):
    """A backup that cannot be made or restored."""


class RecordUnusable(ClausewiseError):
    """A record of the web application that cannot be read."""


class LibraryMissing(ClausewiseError):
    """A library that is not among those installed with Clausewise."""


class CannotMakeAgain(ClausewiseError):
    """A run that cannot be made again; ``differences`` says what is not as recorded."""

    def __init__(self, reason: ClausewiseError, differences: Iterable[Difference]) -> None:
        super().__init__(reason.message, reason.faults)
        self.differences = tuple(differences)


class ArgumentError(ClausewiseError):
    """An argument that cannot be used; ``argument`` is its name, as the function has it."""

    def __init__(self, argument: str, message: str) -> None:
        super().__init__(message)
        self.argument = argument


class UnknownName(ClausewiseError):
    """A name that nothing here has; ``near`` holds those that there are and that resemble it."""

    def __init__(self, message: str, near: Iterable[str] = ()) -> None:
        self.near = tuple(near)
        super().__init__(message + suggestion(self.near))


def suggestion(near: Iterable[str]) -> str:
    """`` Did you mean S6.p08.a or S6.p08.b?``; empty where nothing is near."""
    words = " or ".join(near)
    return f" Did you mean {words}?" if words else ""
