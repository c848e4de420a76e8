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
    """A value, since when it holds, for whom, and who says so."""

    value: float
    in_force_from: dt.date
    set_by: SetBy
    clause: str | None = None
    """The clause that says it, where the policy does."""
    note: str = ""
    overlaid_from: str | None = None
    """The run's own parameters file, where the value comes from one."""
    organisations: tuple[str, ...] = ()
    """The codes of the organisations it holds for; empty where it holds for all."""

    def names(self, code: str) -> bool:
        """Whether it is set for that organisation by its code, in capitals or not."""
        return code.casefold() in (one.casefold() for one in self.organisations)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named number with its unit and its values over time, oldest first."""

    name: str
    meaning: str
    unit: str
    values: tuple[ParameterValue, ...]
    judges: tuple[str, ...] = ()
    """The facts that rules may compare with it; empty where the pack does not say."""
    what_if: tuple[float, ...] = ()
    """Other values worth trying, in its unit."""

    def on(self, day: dt.date, code: str = "") -> ParameterValue | None:
        """The value in force on a day for the organisation of that code, or None before the first.

        One that names the organisation outranks one for all; among equals the latest counts.
        Without a code it is the value for all.
        """
        in_force = [value for value in self.values if value.in_force_from <= day]
        own = [value for value in in_force if value.names(code)]
        general = [value for value in in_force if not value.organisations]
        latest = own or general
        return latest[-1] if latest else None
