"""The people of a training register, counted level by level and group by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.nouns.policy.vocabulary import Framework
from evidence.facts.training.counts import Count, Counts, Tally
from evidence.facts.training.intervals import OTHER, RefresherIntervals
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
    required: Ints
    """Level needed, or UNKNOWN."""
    trained: Ints
    """NO, DOUBTFUL or YES, against the level needed."""
    achieved: Ints
    group: Ints
    """Index into ``groups``, or UNKNOWN."""
    certain: Flags
    """False for a line whose framework cannot be read and so may be this one."""
    groups: tuple[str, ...]
    lines: Ints
    """The positions in the register of the lines that are, or may be, about this framework."""
    lines_need: Ints
    """The level that each of those lines needs, or UNKNOWN."""

    def count(self, level: int) -> Count:
        """The people who need a level."""
        return self._counts(level, None).at(0)

    def by_group(self, level: int) -> Counts:
        """The people of each staff group who need a level, in the order of ``groups``."""
        return self._counts(level, self.group)

    def _counts(self, level: int, group: Ints | None) -> Counts:
        """With ``group`` the place of each person's group, UNKNOWN where it is; None for one
        count of everybody."""
        size = 1 if group is None else len(self.groups)
        need = (self.required == level) | (self.required == UNKNOWN)
        surely = self.certain & (self.required == level)
        low = (self.achieved < level) & (self.achieved != UNKNOWN)

        def number(which: Flags) -> Tally:
            if group is None:
                return np.array([np.count_nonzero(which)])
            # Place 0 is for those of no known group.
            return np.bincount(group[which] + 1, minlength=size + 1)

        first = 0 if group is None else 1
        may_need, staff = number(need), number(surely)
        # Whoever is of no known group may be of any.
        possible = may_need[first:] - staff[first:] + (may_need[0] if first else 0)
        return Counts(
            staff[first:],
            number(surely & (self.trained == YES))[first:],
            number(surely & (self.trained == DOUBTFUL))[first:],
            possible,
            number(surely & low)[first:],
            number(surely & (self.trained == NO) & ~low)[first:],
        )

    def levels_on(self, lines: Ints) -> tuple[int, ...]:
        """The levels whose figures hang on some lines of the register."""
        levels = set(self.lines_need[np.isin(self.lines, lines)].tolist())
        every = range(1, self.framework.levels + 1)
        return tuple(level for level in every if level in levels or UNKNOWN in levels)

    def untrained_without_group(self, level: int) -> bool:
        """Whether somebody of no known staff group may be untrained at a level."""
        lost = (self.group == UNKNOWN) & ((self.required == level) | (self.required == UNKNOWN))
        return bool((lost & (self.trained != YES)).any())


def staff_of(
    lines: Lines, framework: Framework, refreshing: RefresherIntervals
) -> tuple[StaffOfFramework, list[RegisterIssue]] | None:
    """The people of one framework, and the trouble met; None where no line can be about it.

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
    troubles = required_met + achieved_met
    group, labels = _groups(lines.groups[at], lines.group_names)
    meant = refreshing.meant(labels)
    strictest, mildest = _good_since(refreshing, framework, required, group, meant)
    trained = _trained(
        required,
        achieved,
        lines.completed_low[at],
        lines.completed_high[at],
        strictest,
        mildest,
        refreshing.as_of.toordinal(),
    )
    ungrouped = at[certain & (group == UNKNOWN)]
    if ungrouped.size:
        troubles.append(
            RegisterIssue(
                "staff_group",
                f"no staff group on {in_lines(ungrouped.size)}",
                "the staff group of each member of staff",
                "Fill in the staff group; until then whether these staff are in date may stay open."
                if refreshing.named
                else "Fill in the staff group.",
                ungrouped,
                check=not refreshing.named,
            )
        )
    troubles += _unlike(refreshing, labels, meant, at, certain, group)
    kept, merged, repeated_met = _one_each(
        lines, framework, at, certain, required, achieved, trained, group
    )
    troubles += repeated_met
    needed = required
    required, achieved, trained, group = merged
    people = StaffOfFramework(
        framework,
        required[kept],
        trained[kept],
        achieved[kept],
        group[kept],
        certain[kept],
        labels,
        at,
        needed,
    )
    return people, troubles


def _good_since(
    refreshing: RefresherIntervals,
    framework: Framework,
    required: Ints,
    group: Ints,
    meant: Sequence[tuple[str, ...]],
) -> tuple[Ints, Ints]:
    """For each line the latest and the earliest day that may be the first that has not lapsed:
    two days only where its level or staff group cannot be told and intervals differ by it."""
    if not refreshing.mine:
        since = np.full(required.shape, refreshing.since(1, OTHER), dtype=np.int64)
        return since, since
    # Most groups are named by no interval: each set of what a group may mean is a column once.
    any_group = (OTHER, *sorted(refreshing.named))
    kinds = list(dict.fromkeys([*meant, any_group]))
    # The entries at the end, -1, are for UNKNOWN.
    column = np.array([*map(kinds.index, meant), kinds.index(any_group)])
    days = np.zeros((2, framework.levels + 2, len(kinds)), dtype=np.int64)
    for place, kind in enumerate(kinds):
        for level in range(1, framework.levels + 1):
            possible = [refreshing.since(level, name) for name in kind]
            days[:, level, place] = max(possible), min(possible)
    days[0, UNKNOWN], days[1, UNKNOWN] = days[0, 1:-1].max(axis=0), days[1, 1:-1].min(axis=0)
    return days[0, required, column[group]], days[1, required, column[group]]


def _unlike(
    refreshing: RefresherIntervals,
    labels: Sequence[str],
    meant: Sequence[tuple[str, ...]],
    at: Ints,
    certain: Flags,
    group: Ints,
) -> list[RegisterIssue]:
    """The staff groups that may be ones with intervals of their own, written in another way."""
    troubles = []
    for number, (label, names) in enumerate(zip(labels, meant, strict=True)):
        lines = at[certain & (group == number)] if len(names) > 1 else at[:0]
        if lines.size:
            named = " or ".join(f"“{refreshing.named[name]}”" for name in names[1:])
            troubles.append(
                RegisterIssue(
                    "staff_group",
                    f"the staff group “{label}” on {in_lines(lines.size)}",
                    f"{named}, which has a refresher interval of its own, or another staff group",
                    f"If {named} is meant, write that, here or in the parameters; until then "
                    "whether these staff are in date may stay open.",
                    lines,
                )
            )
    return troubles


def _trained(
    required: Ints,
    achieved: Ints,
    low: Ints,
    high: Ints,
    strictest: Ints,
    mildest: Ints,
    as_of: int,
) -> Ints:
    """NO, DOUBTFUL or YES for each line; NO as soon as one thing known shows it."""
    known = (required != UNKNOWN) & (achieved != UNKNOWN)
    reached = known & (achieved >= required)
    short = known & (achieved < required)
    dated = (low != UNKNOWN) & (high <= as_of)
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


def _first_of_each(numbers: Ints) -> tuple[Ints, Ints]:
    """Where each number stands first, in the order of the numbers, and for each entry the place
    of its number in that order."""
    first = np.full(int(numbers.max(initial=0)) + 1, -1, dtype=np.int64)
    # Of several assignments to one place the last counts, so from the end it is the first.
    first[numbers[::-1]] = np.arange(numbers.size - 1, -1, -1)
    met = first >= 0
    return first[met], (np.cumsum(met) - 1)[numbers]


def _one_each(
    lines: Lines,
    framework: Framework,
    at: Ints,
    certain: Flags,
    required: Ints,
    achieved: Ints,
    trained: Ints,
    group: Ints,
) -> tuple[Ints, tuple[Ints, Ints, Ints, Ints], list[RegisterIssue]]:
    """One entry a person: lines with the same reference are one person, and where they
    contradict each other what they contradict each other in is unknown."""
    refs = lines.refs[at]
    named = certain & (refs != UNKNOWN)
    repeated = np.flatnonzero(named)
    repeated = repeated[np.bincount(refs[named])[refs[named]] > 1]
    columns = (required.copy(), achieved.copy(), trained.copy(), group.copy())
    starts, person = _first_of_each(refs[repeated])
    first = repeated[starts][person]
    differ = np.zeros(starts.size, dtype=np.bool_)
    for column, unsure in zip(columns, (UNKNOWN, UNKNOWN, DOUBTFUL, UNKNOWN), strict=True):
        unlike_first = np.zeros(starts.size, dtype=np.bool_)
        unlike_first[person[column[repeated] != column[first]]] = True
        column[repeated[starts[unlike_first]]] = unsure
        if column is not columns[1]:
            differ |= unlike_first
    kept = np.delete(np.arange(at.size), repeated[first != repeated])
    together = np.argsort(first, kind="stable")
    unlike_all = differ[person][together]
    by_person = at[repeated[together]]
    same, unlike = by_person[~unlike_all], by_person[unlike_all]
    where = f"for {framework.label}"
    troubles = []
    if same.size:
        troubles.append(
            RegisterIssue(
                "staff_ref",
                f"the same people {where} on {in_lines(same.size)}, saying the same",
                "each member of staff once for each framework",
                "Keep one line for each; they are counted once.",
                same,
                check=True,
            )
        )
    if unlike.size:
        troubles.append(
            RegisterIssue(
                "staff_ref",
                f"the same people {where} on {in_lines(unlike.size)}, saying different things",
                "each member of staff once for each framework",
                "Keep the line that is right; until then these staff are in doubt.",
                unlike,
            )
        )
    return kept, columns, troubles
