"""Parameters: every number that a rule compares with, dated and sourced."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class SetBy(StrEnum):
    POLICY = "policy"
    COMMISSIONER = "commissioner"


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """A value, since when it holds, and who says so."""

    value: float
    in_force_from: dt.date
    set_by: SetBy
    clause: str | None = None
    """The clause that says it, where the policy does."""
    note: str = ""
    overlaid_from: str | None = None
    """The run's own parameters file, where the value comes from one."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named number with its unit and its values over time, oldest first."""

    name: str
    meaning: str
    unit: str
    values: tuple[ParameterValue, ...]
    judges: tuple[str, ...] = ()
    """The facts that rules may compare with it; empty where the pack does not say."""

    def on(self, day: dt.date) -> ParameterValue | None:
        """The value in force on a day, or None before the first."""
        in_force = [value for value in self.values if value.in_force_from <= day]
        return in_force[-1] if in_force else None
