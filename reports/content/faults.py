"""Faults in the order in which they matter, and as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.nouns.evidence.fault import Fault, Severity

_SEVEREST_FIRST = tuple(Severity)
_COSTS_NOTHING = Severity.CHECK


def in_order_of_severity(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Faults that cost most first, then as a careful person meets them."""
    return tuple(
        sorted(
            faults, key=lambda fault: (_SEVEREST_FIRST.index(fault.severity), fault.stage.number)
        )
    )


def in_order_met(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Faults as a careful person meets them, the dearest first at each stage."""
    return tuple(
        sorted(
            faults, key=lambda fault: (fault.stage.number, _SEVEREST_FIRST.index(fault.severity))
        )
    )


def cost_evidence(faults: Iterable[Fault]) -> bool:
    """Whether one of the faults costs anything: a file, a table or a cell."""
    return any(fault.severity is not _COSTS_NOTHING for fault in faults)


def costs_words(faults: Sequence[Fault]) -> str:
    """How many faults cost what: "cannot use the cell: 6; please check: 12"."""
    return "; ".join(
        f"{severity.value}: {number}"
        for severity in Severity
        if (number := sum(1 for fault in faults if fault.severity is severity))
    )
