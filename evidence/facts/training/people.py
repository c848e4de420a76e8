"""The people of a training register, counted level by level and group by group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from engine.nouns.policy.vocabulary import Framework
from evidence.facts.training.counts import Count, Counts, Tally
from evidence.facts.training.entries import Entries, per_person
from evidence.facts.training.intervals import OTHER, RefresherIntervals
from evidence.facts.training.least_levels import without_too_low
from evidence.facts.training.lines import (
    DOUBTFUL,
    NO,
    UNKNOWN,
    YES,
    Flags,
    Ints,
    Lines,
    RegisterIssue,
    in_lines,
    read_levels,
)


@dataclass(frozen=True, slots=True)
class StaffOfFramework:
    """The register's people of one framework: one entry for each, with what their line says."""

    framework: Framework
    entries: Entries
    """One a person."""
    groups: tuple[str, ...]
    """The staff groups by name, whatever case was used; ``entries.group`` counts in them."""
    completed: Ints
    """The last day that each one's training can have been completed, or UNKNOWN."""
    lines: Ints
    """The positions in the register of the lines that are, or may be, about this framework."""
    lines_need: Ints
    """The level that each of those lines needs, or UNKNOWN."""

    @property
    def certain(self) -> Flags:
        """For each person whether they are certainly registered under the framework."""
        return self.entries.certain

    def count(self, level: int) -> Count:
        """The people who need a level."""
        return self._counts(level, None).of_group(0)

    def by_group(self, level: int) -> Counts:
        """The people of each staff group who need a level, in the order of ``groups``."""
        return self._counts(level, self.entries.group)

    def _counts(self, level: int, group: Ints | None) -> Counts:
        """With ``group`` the place of each person's group, UNKNOWN where it is; None for one
        count of everybody."""
        size = 1 if group is None else len(self.groups)
        staff = self.entries
        need = (staff.required == level) | (staff.required == UNKNOWN)
        surely = staff.certain & (staff.required == level)
        low = (staff.achieved < level) & (staff.achieved != UNKNOWN)

        def number(which: Flags) -> Tally:
            if group is None:
                return np.array([np.count_nonzero(which)])
            # Place 0 is for those of no known group.
            return np.bincount(group[which] + 1, minlength=size + 1)

        first = 0 if group is None else 1
        may_need, certainly = number(need), number(surely)
        # Whoever is of no known group may be of any.
        possible = may_need[first:] - certainly[first:] + (may_need[0] if first else 0)
        return Counts(
            certainly[first:],
            number(surely & (staff.trained == YES))[first:],
            number(surely & (staff.trained == DOUBTFUL))[first:],
            possible,
            number(surely & low)[first:],
            number(surely & (staff.trained == NO) & ~low)[first:],
        )

    def levels_on(self, lines: Ints) -> tuple[int, ...]:
        """The levels whose figures hang on some lines of the register."""
        levels = set(self.lines_need[np.isin(self.lines, lines)].tolist())
        every = range(1, self.framework.levels + 1)
        return tuple(level for level in every if level in levels or UNKNOWN in levels)

    def untrained_without_group(self, level: int) -> bool:
        """Whether somebody of no known staff group may be untrained at a level."""
        staff = self.entries
        may_need = (staff.required == level) | (staff.required == UNKNOWN)
        return bool(((staff.group == UNKNOWN) & may_need & (staff.trained != YES)).any())


def staff_of(
    lines: Lines, framework: Framework, refreshing: RefresherIntervals
) -> tuple[StaffOfFramework, list[RegisterIssue]] | None:
    """The people of one framework, and the issues met; None where no line can be about it.

    A line counts as trained only where its level, the level needed and its date can all be
    read; as untrained only where one of them shows it. Whether its date has lapsed hangs on the
    level needed and the staff group, where ``refreshing`` has intervals for such: a line whose
    level or group cannot be read is in date, or lapsed, only where it is by every interval that
    it may be judged by. Lines whose framework cannot be read may be about this one and leave its
    figures within bounds.
    """
    mine = lines.frameworks == lines.framework_keys.index(framework.key)
    at = np.flatnonzero(mine | (lines.frameworks == UNKNOWN))
    if not at.size:
        return None
    certain = mine[at]
    required, required_met = read_levels(lines, framework, "required_level", at, certain)
    achieved, achieved_met = read_levels(lines, framework, "achieved_level", at, certain)
    group, labels = _groups(lines.groups[at], lines.group_names)
    required, too_low_met = without_too_low(framework, required, (group, labels), at, certain)
    meant = refreshing.possible_groups(labels)
    good_since = _good_since(refreshing, framework, required, group, meant)
    completed = (lines.completed_low[at], lines.completed_high[at])
    trained = _trained(required, achieved, completed, good_since, refreshing.last_day.toordinal())
    entries = Entries(at, required, achieved, trained, group, certain)
    staff, repeated_met = per_person(entries, lines.refs[at], framework.label)
    issues = [
        *required_met,
        *achieved_met,
        *too_low_met,
        *_ungrouped(refreshing, entries),
        *_unlike(refreshing, labels, meant, entries),
        *repeated_met,
    ]
    completed_by = lines.completed_high[staff.line]
    return StaffOfFramework(framework, staff, labels, completed_by, at, required), issues


def _ungrouped(refreshing: RefresherIntervals, entries: Entries) -> Iterator[RegisterIssue]:
    """The lines without a staff group, which matters more where a group has its own interval."""
    lines = entries.line[entries.certain & (entries.group == UNKNOWN)]
    if lines.size:
        yield RegisterIssue(
            "staff_group",
            f"no staff group on {in_lines(lines.size)}",
            "the staff group of each member of staff",
            "Fill in the staff group; until then whether these staff are in date may stay open."
            if refreshing.groups_with_own
            else "Fill in the staff group.",
            lines,
            check=not refreshing.groups_with_own,
        )


def _good_since(
    refreshing: RefresherIntervals,
    framework: Framework,
    required: Ints,
    group: Ints,
    meant: Sequence[tuple[str, ...]],
) -> tuple[Ints, Ints]:
    """For each line the latest and the earliest day that may be the first that has not lapsed:
    two days only where its level or staff group is not known and intervals differ by it."""
    if not refreshing.framework_intervals:
        since = np.full(required.shape, refreshing.earliest_day(1, OTHER), dtype=np.int64)
        return since, since
    # Most groups are named by no interval: each set of what a group may mean is a column once.
    any_group = (OTHER, *sorted(refreshing.groups_with_own))
    kinds = list(dict.fromkeys([*meant, any_group]))
    # The entries at the end, -1, are for UNKNOWN.
    column = np.array([*map(kinds.index, meant), kinds.index(any_group)])
    days = np.zeros((2, framework.levels + 2, len(kinds)), dtype=np.int64)
    for place, kind in enumerate(kinds):
        for level in range(1, framework.levels + 1):
            possible = [refreshing.earliest_day(level, name) for name in kind]
            days[:, level, place] = max(possible), min(possible)
    days[0, UNKNOWN], days[1, UNKNOWN] = days[0, 1:-1].max(axis=0), days[1, 1:-1].min(axis=0)
    return days[0, required, column[group]], days[1, required, column[group]]


def _unlike(
    refreshing: RefresherIntervals,
    labels: Sequence[str],
    meant: Sequence[tuple[str, ...]],
    entries: Entries,
) -> Iterator[RegisterIssue]:
    """The staff groups that may be ones with intervals of their own, written in another way."""
    for number, (label, names) in enumerate(zip(labels, meant, strict=True)):
        if len(names) == 1:
            continue
        lines = entries.line[entries.certain & (entries.group == number)]
        if lines.size:
            named = " or ".join(f"“{refreshing.groups_with_own[name]}”" for name in names[1:])
            yield RegisterIssue(
                "staff_group",
                f"the staff group “{label}” on {in_lines(lines.size)}",
                f"{named}, which has a refresher interval of its own, or another staff group",
                f"If {named} is meant, write that, here or in the parameters; until then "
                "whether these staff are in date may stay open.",
                lines,
            )


def _trained(
    required: Ints,
    achieved: Ints,
    completed: tuple[Ints, Ints],
    good_since: tuple[Ints, Ints],
    last_day: int,
) -> Ints:
    """NO, DOUBTFUL or YES for each line; NO as soon as one thing known shows it."""
    (low, high), (strictest, mildest) = completed, good_since
    known = (required != UNKNOWN) & (achieved != UNKNOWN)
    reached = known & (achieved >= required)
    short = known & (achieved < required)
    dated = (low != UNKNOWN) & (high <= last_day)
    good, lapsed = dated & (low >= strictest), dated & (high < mildest)
    trained = np.full(required.shape, DOUBTFUL, dtype=np.int64)
    trained[reached & good] = YES
    trained[short | lapsed] = NO
    return trained


def _groups(written: Ints, names: Sequence[str]) -> tuple[Ints, tuple[str, ...]]:
    """Each line's staff group as an index, and the groups by name, whatever case was used."""
    met = np.flatnonzero(np.bincount(written[written != UNKNOWN])).tolist()
    labels: dict[str, str] = {}
    for name in sorted(names[n] for n in met):
        labels.setdefault(name.casefold(), name)
    index = {name: n for n, name in enumerate(labels)}
    # The last entry is for UNKNOWN, which is -1.
    found = np.full(len(names) + 1, UNKNOWN, dtype=np.int32)
    found[met] = [index[names[n].casefold()] for n in met]
    return found[written], tuple(labels.values())
