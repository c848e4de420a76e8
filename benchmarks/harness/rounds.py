"""Several things measured in turn, round by round, so that a busy machine slows all alike."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.harness.process import Measured

Work = Callable[[], Measured]


@dataclass(frozen=True, slots=True)
class Beside:
    """Something measured in several rounds beside another."""

    least: Measured
    """The round with the least processor time."""
    ratio: float
    """The median of its processor time by that of the other in the same round."""


def in_turn(works: Mapping[str, Work], beside: str, rounds: int) -> dict[str, Beside]:
    """Each by its name, all measured once a round, in ratio to the one ``beside``."""
    found: dict[str, list[Measured]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            found[name].append(work())
    base = [max(measured.cpu, 1e-9) for measured in found[beside]]
    return {
        name: Beside(
            min(measured, key=lambda one_round: one_round.cpu),
            statistics.median(
                one_round.cpu / other for one_round, other in zip(measured, base, strict=True)
            ),
        )
        for name, measured in found.items()
    }
