"""Parameters: every number that a rule compares with, dated and sourced."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from engine.nouns.policy.narrowing import ALL_LINES, Narrowing


class SetBy(StrEnum):
    """Who set a number: the policy's own words, or the commissioner."""

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
    narrowed_to: Narrowing = ALL_LINES
    """The lines of a training register it is for; empty where it is for all."""
    repeated_in: tuple[str, ...] = ()
    """Other clauses whose own words give the same number."""
    agreed: str = ""
    """Of a commissioner's number: where it was agreed; empty where only the pack proposes it."""

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses whose words give the number; none where the policy does not."""
        return (self.clause, *self.repeated_in) if self.clause else ()

    def names(self, code: str) -> bool:
        """Whether it is set for that organisation by its code, in capitals or not."""
        return code.casefold() in (organisation.casefold() for organisation in self.organisations)


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
    narrowed: tuple[ParameterValue, ...] = ()
    """Values for some lines of a training register alone, over time; none of ``values``."""

    def value_on(self, day: dt.date, code: str = "") -> ParameterValue | None:
        """The value in force on a day for the organisation of that code, or None before the first.

        One that names the organisation outranks one for all; among equals the latest counts.
        Without a code it is the value for all.
        """
        in_force = [value for value in self.values if value.in_force_from <= day]
        own = [value for value in in_force if value.names(code)]
        general = [value for value in in_force if not value.organisations]
        latest = own or general
        return latest[-1] if latest else None

    def narrowed_on(self, day: dt.date, code: str = "") -> tuple[ParameterValue, ...]:
        """The values for some lines alone that are in force on a day for the organisation of
        that code, the one to be taken before the others first.

        One that names the organisation comes first, then the more specific, then the later. Where
        the organisation has a value of its own for all lines, only those that name it count; and
        where the value for all lines is the run's own, so must they be: nobody who sets the one
        number is overruled by a default that they never saw.
        """
        general = self.value_on(day, code)
        own_alone = general is not None and bool(general.organisations)
        laid_alone = general is not None and general.overlaid_from is not None
        counting = [
            value
            for value in self.narrowed
            if value.in_force_from <= day
            and (value.names(code) or not (value.organisations or own_alone))
            and (value.overlaid_from is not None or not laid_alone)
        ]
        return tuple(
            sorted(
                counting,
                key=lambda value: (
                    bool(value.organisations),
                    value.narrowed_to.rank,
                    value.in_force_from,
                ),
                reverse=True,
            )
        )
