"""How long training stays in date: for a framework, and for levels and staff groups of it."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from engine.nouns.policy.narrowing import Narrowing, same_group
from evidence.cells.dates import earliest_still_good

OTHER = ""
"""Any staff group that no interval names."""
_MOST_COMPARED = 5_000
"""Staff groups that are compared for likeness. A register with more has no groups in that
column."""


@dataclass(frozen=True, slots=True)
class Interval:
    """After how many months training lapses, for some lines alone."""

    narrowed_to: Narrowing
    months: int


@dataclass(frozen=True)
class RefresherIntervals:
    """The intervals of one framework, by which each line is judged on its own."""

    framework: str
    parameter: str
    """The parameter that gives the intervals."""
    as_of: dt.date
    months: int
    """Where no interval is for the line alone."""
    intervals: tuple[Interval, ...] = ()
    """Those for some lines alone, the one to be taken before the others first."""
    last_day_covered: dt.date | None = None
    """The last day that the return can cover; None where that is the as-of date."""

    @property
    def last_day(self) -> dt.date:
        """The last day on which training can have been completed."""
        return self.last_day_covered or self.as_of

    def months_for(self, level: int, group: str) -> int:
        """The interval of a level and a staff group, which is as ``same_group`` makes it."""
        for interval in self.intervals:
            if interval.narrowed_to.holds_for(self.framework, level, group):
                return interval.months
        return self.months

    def earliest_day(self, level: int, group: str) -> int:
        """The ordinal of the earliest day of training that has not lapsed."""
        return self._since[self.months_for(level, group)]

    @cached_property
    def _since(self) -> Mapping[int, int]:
        every = {self.months, *(interval.months for interval in self.intervals)}
        return {months: earliest_still_good(self.as_of, months).toordinal() for months in every}

    @cached_property
    def framework_intervals(self) -> tuple[Interval, ...]:
        """The intervals that hold for any line of the framework."""
        return tuple(
            interval
            for interval in self.intervals
            if not interval.narrowed_to.frameworks
            or self.framework in interval.narrowed_to.frameworks
        )

    @cached_property
    def groups_with_own(self) -> Mapping[str, str]:
        """The staff groups that have an interval of their own, as written, by what is the same."""
        named: dict[str, str] = {}
        for group in (
            group
            for interval in self.framework_intervals
            for group in interval.narrowed_to.staff_groups
        ):
            named.setdefault(same_group(group), group)
        return named

    def possible_groups(self, groups: Sequence[str]) -> list[tuple[str, ...]]:
        """For each of a register's staff groups the groups that it may be, as ``earliest_day``
        takes them: one, but two where it looks like a named one that the register nowhere has."""
        keys = [same_group(group) for group in groups]
        missing = sorted(self.groups_with_own.keys() - set(keys))
        strange = dict.fromkeys(group for group in keys if group not in self.groups_with_own)
        near: dict[str, set[str]] = {}
        if len(strange) <= _MOST_COMPARED:
            for name in missing:
                for group in difflib.get_close_matches(
                    name, strange, n=len(strange) or 1, cutoff=0.8
                ):
                    near.setdefault(group, set()).add(name)
        return [
            (group,) if group in self.groups_with_own else (OTHER, *sorted(near.get(group, ())))
            for group in keys
        ]

    def words(self, level: int) -> str:
        """ "in date for 36 months, Midwives 12 (training_refresh_months)"; nothing where there is
        one interval for all lines."""
        if not self.framework_intervals:
            return ""
        others = self.months_for(level, OTHER)
        own = [
            f", {written} {self.months_for(level, group)}"
            for group, written in sorted(self.groups_with_own.items())
            if self.months_for(level, group) != others
        ]
        return f"in date for {others} months{''.join(own)} ({self.parameter})"
