"""Entries of a training register about one framework, and lines about the same person merged."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from evidence.facts.training.lines import (
    DOUBTFUL,
    UNKNOWN,
    Flags,
    Ints,
    RegisterIssue,
    in_lines,
)


@dataclass(frozen=True, slots=True)
class Entries:
    """What some lines say about one framework: arrays of one length, an entry for each line."""

    line: Ints
    """The line's position in the register."""
    required: Ints
    """Level needed, or UNKNOWN."""
    achieved: Ints
    """Level reached, or UNKNOWN."""
    trained: Ints
    """NO, DOUBTFUL or YES, against the level needed."""
    group: Ints
    """Index of the staff group, or UNKNOWN."""
    certain: Flags
    """False for a line whose framework cannot be read and so may be this one."""

    def take(self, rows: Ints) -> Entries:
        """Some of the entries, by their places."""
        return Entries(
            self.line[rows],
            self.required[rows],
            self.achieved[rows],
            self.trained[rows],
            self.group[rows],
            self.certain[rows],
        )


def per_person(entries: Entries, refs: Ints, label: str) -> tuple[Entries, list[RegisterIssue]]:
    """One entry a person, and what was met on the way; ``label`` is the framework's.

    ``refs`` has the number of each entry's staff reference, UNKNOWN where it has none. Entries
    with the same reference are one person, and what they contradict each other in is unknown::

        refs  required  achieved  trained        required  achieved  trained
        7     3         3         YES
        UNK.  2         2         YES       >    3         3         DOUBTFUL
        7     3         3         NO             2         2         YES
    """
    named = entries.certain & (refs != UNKNOWN)
    repeated = np.flatnonzero(named)
    repeated = repeated[np.bincount(refs[named])[refs[named]] > 1]
    # For each person the place of the first entry; for each repeated entry that of its person's.
    starts, person = _first_of_each(refs[repeated])
    first = repeated[starts][person]
    differ = np.zeros(starts.size, dtype=np.bool_)
    columns = {}
    for name, unsure in (
        ("required", UNKNOWN),
        ("achieved", UNKNOWN),
        ("trained", DOUBTFUL),
        ("group", UNKNOWN),
    ):
        column = getattr(entries, name).copy()
        unlike_first = np.zeros(starts.size, dtype=np.bool_)
        unlike_first[person[column[repeated] != column[first]]] = True
        column[repeated[starts[unlike_first]]] = unsure
        columns[name] = column
        # Two levels achieved, both enough or both too low, contradict nothing that is counted.
        if name != "achieved":
            differ |= unlike_first
    kept = np.delete(np.arange(entries.line.size), repeated[first != repeated])
    # The repeated lines with those of one person together, in the order of each one's first.
    together = np.argsort(first, kind="stable")
    by_person, unlike = entries.line[repeated[together]], differ[person][together]
    issues = _repeated(by_person[~unlike], by_person[unlike], label)
    return replace(entries, **columns).take(kept), issues


def _repeated(same: Ints, unlike: Ints, label: str) -> list[RegisterIssue]:
    """The issues of lines about the same people, by whether these say the same."""
    issues = []
    if same.size:
        issues.append(
            RegisterIssue(
                "staff_ref",
                f"the same people for {label} on {in_lines(same.size)}, saying the same",
                "each member of staff once for each framework",
                "Keep one line for each; they are counted once.",
                same,
                check=True,
            )
        )
    if unlike.size:
        issues.append(
            RegisterIssue(
                "staff_ref",
                f"the same people for {label} on {in_lines(unlike.size)}, saying different things",
                "each member of staff once for each framework",
                "Keep the correct line; until then these staff are in doubt.",
                unlike,
            )
        )
    return issues


def _first_of_each(numbers: Ints) -> tuple[Ints, Ints]:
    """Where each number stands first, in the order of the numbers, and for each entry the place
    of its number in that order: 5, 3, 5 gives 1, 0 and 1, 0, 1."""
    first = np.full(int(numbers.max(initial=0)) + 1, -1, dtype=np.int64)
    # Of several assignments to one place the last counts, so from the end it is the first.
    first[numbers[::-1]] = np.arange(numbers.size - 1, -1, -1)
    met = first >= 0
    return first[met], (np.cumsum(met) - 1)[numbers]
