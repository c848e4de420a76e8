"""What became of mutants, and how many of all must have been noticed where some were tried."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

KILLED, SURVIVED, UNTESTED, TIMED_OUT, TYPED = (
    "killed",
    "survived",
    "reached by no test",
    "ran out of time",
    "refused by the types",
)
LIVES, FAILS, UNCALLED, REFUSED, ENDLESS = 0, 1, 33, 37, -24
"""mutmut's own codes of what became of a mutant."""
STATUSES = {
    LIVES: SURVIVED,
    FAILS: KILLED,
    UNCALLED: UNTESTED,
    REFUSED: TYPED,
    ENDLESS: TIMED_OUT,
}
NOTICED = (KILLED, TIMED_OUT, TYPED)
Z = 1.96
"""Of a normal distribution, within how many deviations 95 of 100 lie."""


@dataclass(frozen=True, slots=True)
class Score:
    """What became of some mutants."""

    statuses: Mapping[str, str]
    """By the mutant's name."""

    @property
    def percent(self) -> float:
        """How many were noticed."""
        return 100 * self.noticed / max(1, len(self.statuses))

    @property
    def noticed(self) -> int:
        return sum(status in NOTICED for status in self.statuses.values())

    def interval(self, of: int) -> tuple[float, float]:
        """Between which percents that of all ``of`` mutants lies, in 95 of 100 samples (Wilson)."""
        tried = len(self.statuses)
        if tried >= of:
            return self.percent, self.percent
        share = self.noticed / tried
        middle = share + Z * Z / (2 * tried)
        half = Z * math.sqrt(share * (1 - share) / tried + Z * Z / (4 * tried * tried))
        below = 1 + Z * Z / tried
        return 100 * (middle - half) / below, 100 * (middle + half) / below


def score_of(home: Path, names: Iterable[str]) -> Score:
    """What mutmut found of some mutants, as far as they have been tried."""
    found: dict[str, str] = {}
    for file in (home / "mutants").rglob("*.meta"):
        codes = json.loads(file.read_text("utf-8"))["exit_code_by_key"]
        found |= {
            name: STATUSES.get(code, f"ended with {code}")
            for name, code in codes.items()
            if code is not None
        }
    return Score({name: found[name] for name in names if name in found})
