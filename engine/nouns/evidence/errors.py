"""Errors: why something cannot be done, in words for the reader, with every fault behind it."""

from __future__ import annotations

from collections.abc import Sequence

from engine.nouns.evidence.fault import Fault, PackFault


class ClausewiseError(Exception):
    """Something cannot be done with what was given; ``str`` of it is all that there is to say.

    Every error that Clausewise raises for its user to mend is one of these.
    """

    def __init__(self, message: str, faults: Sequence[Fault | PackFault] = ()) -> None:
        super().__init__(message)
        self.message = message
        """What cannot be done and, where no fault tells it, what to do."""
        self.faults = tuple(faults)
        """Everything that is wrong: place, found, expected, what to do."""

    def __str__(self) -> str:
        return "\n".join((self.message, *(fault_text(fault) for fault in self.faults)))


def fault_text(fault: Fault | PackFault) -> str:
    """A fault under the message of an error, set in by two spaces."""
    if isinstance(fault, PackFault):
        return f"  {fault}"
    return (
        f"  {fault.place}: {fault.severity.value}\n"
        f"    found {fault.found}; expected {fault.expected}. {fault.to_do}"
    )
