"""Training registers of the story: the same people quarter after quarter, trained and lapsing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from examples.story.nouns import QUARTERS, Line, MadeQuarter, of_quarter

SAFEGUARDING = "safeguarding"
LOOKED_AFTER = "looked after children"


@dataclass(frozen=True, slots=True)
class StaffGroup:
    """A staff group under one framework: who needs a level, and how many are not in date."""

    name: str
    first_ref: int
    """The staff number of its first member; the others follow in steps of three."""
    framework: str
    level: int
    staff: Sequence[int]
    """Heads at the end of each of the last quarters; the first holds before them too."""
    short: Sequence[int]
    """Of those, how many are untrained or lapsed at the end of each quarter, likewise."""


@dataclass(frozen=True, slots=True)
class _StaffMember:
    number: int
    joined: int
    """The quarter they appear in first."""
    short_from: int | None
    """The quarter at whose end they are first not in date; None if never."""
    short_until: int | None
    """The quarter in which they are trained again; None if not within the story."""


def register(quarter: MadeQuarter, prefix: str, groups: Sequence[StaffGroup]) -> tuple[Line, ...]:
    """The register's lines at the end of a quarter, by framework, group and staff number.

    A person short of training either lapsed (trained over 36 months before) or, one in three,
    holds only the level below. Raises ValueError for a group in which more people would have to
    lapse than there are.
    """
    return tuple(line for group in groups for line in _lines(group, prefix, quarter))


def _lines(group: StaffGroup, prefix: str, quarter: MadeQuarter) -> Iterator[Line]:
    people = _people(group)
    for number in _present(group, quarter):
        person = people[number]
        achieved, completed = _standing(group, person, quarter)
        ref = f"{prefix}{group.first_ref + 3 * number}"
        yield (ref, group.name, group.framework, group.level, achieved, completed)


def _present(group: StaffGroup, upto: MadeQuarter) -> list[int]:
    """Who is there at the end of a quarter: leavers go from the end, joiners get new numbers."""
    present: list[int] = []
    used = 0
    for quarter in QUARTERS[: upto.index + 1]:
        heads = of_quarter(group.staff, quarter)
        del present[heads:]
        while len(present) < heads:
            present.append(used)
            used += 1
    return present


def _people(group: StaffGroup) -> dict[int, _StaffMember]:
    joined: dict[int, int] = {}
    spells: dict[int, tuple[int, int | None]] = {}
    short_now: list[int] = []
    for quarter in QUARTERS:
        wanted, present = of_quarter(group.short, quarter), _present(group, quarter)
        for number in present:
            joined.setdefault(number, quarter.index)
        while len(short_now) > wanted:
            number = short_now.pop(0)
            spells[number] = (spells[number][0], quarter.index)
        fresh = (number for number in present if number not in spells and joined[number] == 0)
        while len(short_now) < wanted:
            number = next(fresh, -1)
            if number < 0:
                raise ValueError(f"{group.name}: too few people to have {wanted} not in date")
            spells[number] = (quarter.index, None)
            short_now.append(number)
    return {
        number: _StaffMember(number, since, *(spells.get(number, (None, None))))
        for number, since in joined.items()
    }


def _standing(group: StaffGroup, person: _StaffMember, quarter: MadeQuarter) -> tuple[int, dt.date]:
    """The level held and when it was completed, as the register shows it that quarter."""
    spread = person.number * 11 + group.first_ref
    if person.short_until is not None and person.short_until <= quarter.index:
        return group.level, _day_in(QUARTERS[person.short_until], spread)
    if person.short_from is None:
        if person.joined > 0:
            return group.level, _day_in(QUARTERS[person.joined], spread)
        return group.level, dt.date(2012, 1, 16) + dt.timedelta(days=spread % 620)
    if person.short_from == 0:
        if group.level > 1 and person.number % 3 == 1:
            return group.level - 1, dt.date(2013, 2, 4) + dt.timedelta(days=spread % 290)
        return group.level, dt.date(2010, 1, 11) + dt.timedelta(days=spread % 330)
    lapses = QUARTERS[person.short_from].first_day
    return group.level, lapses.replace(year=lapses.year - 3) + dt.timedelta(days=3 + spread % 80)


def _day_in(quarter: MadeQuarter, spread: int) -> dt.date:
    return quarter.first_day + dt.timedelta(days=6 + spread % 80)
