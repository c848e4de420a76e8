"""The coded register against the plain reading of it, line by line, kept here as an oracle."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.nouns.fact import Range
from engine.nouns.vocabulary import Framework
from evidence import people, register
from evidence.coding import coded as coded_column
from evidence.people import People
from evidence.register import DOUBTFUL, NO, UNKNOWN, YES, Flags, Ints, Trouble, in_lines
from evidence.tables import Cell, Raw, Register
from evidence.values import Answer, Read, read_date, read_level
from evidence.words import Names, names, plain


@dataclass(frozen=True, slots=True)
class Lines:
    """The register's columns, one entry a line, before people are told apart."""

    refs: list[str]
    groups: list[str]
    frameworks: list[str | None]
    """The framework's key; None where it is blank or unknown."""
    levels: dict[str, list[Raw]]
    completed_low: Ints
    completed_high: Ints
    """Ordinals of the first and last day it can have been; UNKNOWN where unreadable."""
    troubles: list[Trouble]


def read_lines(register: Register, frameworks: Names, as_of: int) -> Lines:
    """Read a register column by column. ``as_of`` is the ordinal of the as-of date."""

    def column(name: str) -> list[Raw]:
        return _column(register, name)

    refs = [_text(raw) for raw in column("staff_ref")]
    groups = [_text(raw) for raw in column("staff_group")]
    typed = [_text(raw) for raw in column("framework")]
    found = {text: frameworks.find(text) for text in set(typed)}
    keys = [found[text] for text in typed]
    troubles: list[Trouble] = []
    strange = [n for n, framework in enumerate(keys) if framework is None]
    if strange:
        texts = Counter(typed[n] or "nothing" for n in strange).most_common(3)
        said = ", ".join(f"“{text}” on {in_lines(count)}" for text, count in texts)
        to_do = frameworks.to_do(texts[0][0])
        troubles.append(Trouble("framework", said, frameworks.expected, to_do, np.array(strange)))
    low, high, met = _dates(column("completed_on"), as_of)
    troubles.extend(met)
    nameless = [n for n, ref in enumerate(refs) if not ref]
    if nameless:
        troubles.append(
            Trouble(
                "staff_ref",
                f"no staff reference on {in_lines(len(nameless))}",
                "a reference that tells each member of staff apart",
                "Give a reference; each of these lines is counted as one person.",
                np.array(nameless),
                check=True,
            )
        )
    levels = {name: column(name) for name in ("required_level", "achieved_level")}
    return Lines(refs, groups, keys, levels, low, high, troubles)


def read_levels(
    lines: Lines, framework: Framework, column: str, at: Ints, certain: Flags
) -> tuple[Ints, list[Trouble]]:
    """The levels in one column of the lines ``at``, UNKNOWN where unreadable, and the trouble
    met on those that are certainly about the framework."""
    raws = [lines.levels[column][n] for n in at]
    reads = _each_once(raws, lambda cell: read_level(cell, framework.levels))
    found = [int(r.value.low) if isinstance(r.value, Range) else UNKNOWN for r in reads]
    mine = np.flatnonzero(certain)
    troubles = _told(
        column,
        column.replace("_", " "),
        [raws[n] for n in mine],
        [reads[n] for n in mine],
        at[mine],
        f"a level from 1 to {framework.levels}",
    )
    return np.array(found, dtype=np.int64), troubles


def _column(register: Register, name: str) -> list[Raw]:
    if name not in register.frame.columns:
        return [None] * len(register.frame)
    # pandas may hold a blank as NaN or NaT, which alone differ from themselves.
    raws: list[Raw] = register.frame[name].tolist()
    return [None if raw != raw else raw for raw in raws]


def _text(raw: Raw) -> str:
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return "" if raw is None else plain(str(raw))


def _each_once(raws: Sequence[Raw], read: Callable[[Cell], Read]) -> list[Read]:
    """The reading of each raw value, each distinct one read once."""
    done: dict[tuple[type, Raw], Read] = {}
    reads = []
    for raw in raws:
        as_key = (type(raw), raw)
        if as_key not in done:
            done[as_key] = read(Cell(raw, "" if raw is None else str(raw), "", ""))
        reads.append(done[as_key])
    return reads


def _dates(raws: Sequence[Raw], as_of: int) -> tuple[Ints, Ints, list[Trouble]]:
    reads = _each_once(raws, read_date)
    spans = [read.value if isinstance(read.value, Range) else None for read in reads]
    low = np.array([int(day.low) if day else UNKNOWN for day in spans], dtype=np.int64)
    high = np.array([int(day.high) if day else UNKNOWN for day in spans], dtype=np.int64)
    expected = "the day the training was completed, such as 31/03/2014"
    places = range(len(reads))
    troubles = _told("completed_on", "date of completion", raws, reads, places, expected)
    later = np.flatnonzero(low > as_of)
    if later.size:
        troubles.append(
            Trouble(
                "completed_on",
                f"training completed after the quarter on {in_lines(later.size)}",
                "a date not after the day the quarter is judged on",
                "Check the date; later training is evidence for the next quarter.",
                later,
            )
        )
    return low, high, troubles


def _told(
    column: str,
    what: str,
    raws: Sequence[Raw],
    reads: Sequence[Read],
    at: Iterable[int],
    expected: str,
) -> list[Trouble]:
    """One trouble for the blank cells of a column, and one for the unreadable ones."""
    places = list(at)
    blank = [n for n, read in zip(places, reads, strict=True) if read.answer is Answer.BLANK]
    bad = [
        (n, _text(raw))
        for n, raw, read in zip(places, raws, reads, strict=True)
        if read.answer is Answer.UNREADABLE
    ]
    troubles = []
    if blank:
        troubles.append(
            Trouble(
                column,
                f"no {what} on {in_lines(len(blank))}",
                expected,
                "Fill it in; until then these staff are neither trained nor untrained.",
                np.array(blank),
            )
        )
    if bad:
        texts = Counter(text for _, text in bad).most_common(3)
        typed = ", ".join(f"“{text}”" for text, _ in texts)
        troubles.append(
            Trouble(
                column,
                f"{typed} as {what} ({in_lines(len(bad))})",
                expected,
                "Correct it; until then these staff are neither trained nor untrained.",
                np.array([n for n, _ in bad]),
            )
        )
    return troubles


def people_of(
    lines: Lines, framework: Framework, good_since: int, as_of: int
) -> tuple[People, list[Trouble]] | None:
    """The people of one framework, and the trouble met; None where no line can be about it.

    ``good_since`` is the ordinal of the earliest day of training that has not lapsed by the
    as-of date. A line counts as trained only where its level, the level needed and its date
    can all be read; as untrained only where one of them shows it. Lines whose framework cannot
    be read may be about this one and leave its figures within bounds.
    """
    mine = np.array([key == framework.key for key in lines.frameworks], dtype=np.bool_)
    at = np.flatnonzero(mine | np.array([key is None for key in lines.frameworks]))
    if not at.size:
        return None
    certain = mine[at]
    required, required_met = read_levels(lines, framework, "required_level", at, certain)
    achieved, achieved_met = read_levels(lines, framework, "achieved_level", at, certain)
    troubles = required_met + achieved_met
    trained = _trained(
        required, achieved, lines.completed_low[at], lines.completed_high[at], good_since, as_of
    )
    names = [lines.groups[n] for n in at]
    group, labels = _groups(names)
    ungrouped = [n for n in at[certain] if not lines.groups[n]]
    if ungrouped:
        troubles.append(
            Trouble(
                "staff_group",
                f"no staff group on {in_lines(len(ungrouped))}",
                "the staff group of each member of staff",
                "Fill in the staff group.",
                np.array(ungrouped),
                check=True,
            )
        )
    kept, merged, repeated_met = _one_each(
        lines, framework, at, certain, required, achieved, trained, group
    )
    troubles += repeated_met
    needed = required
    required, achieved, trained, group = merged
    people = People(
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


def _trained(
    required: Ints, achieved: Ints, low: Ints, high: Ints, good_since: int, as_of: int
) -> Ints:
    """NO, DOUBTFUL or YES for each line; NO as soon as one thing known shows it."""
    known = (required != UNKNOWN) & (achieved != UNKNOWN)
    reached = known & (achieved >= required)
    short = known & (achieved < required)
    dated = (low != UNKNOWN) & (high <= as_of)
    good, lapsed = dated & (low >= good_since), dated & (high < good_since)
    trained = np.full(required.shape, DOUBTFUL, dtype=np.int64)
    trained[reached & good] = YES
    trained[short | lapsed] = NO
    return trained


def _groups(names: Sequence[str]) -> tuple[Ints, tuple[str, ...]]:
    """Each line's staff group as an index, and the groups by name, whatever case was used."""
    labels: dict[str, str] = {}
    for name in sorted(names):
        if name:
            labels.setdefault(name.casefold(), name)
    index = {name: n for n, name in enumerate(labels)}
    found = [index[name.casefold()] if name else UNKNOWN for name in names]
    return np.array(found, dtype=np.int64), tuple(labels.values())


def _one_each(
    lines: Lines,
    framework: Framework,
    at: Ints,
    certain: Flags,
    required: Ints,
    achieved: Ints,
    trained: Ints,
    group: Ints,
) -> tuple[Ints, tuple[Ints, Ints, Ints, Ints], list[Trouble]]:
    """One entry a person: lines with the same reference are one person, and where they
    contradict each other what they contradict each other in is unknown."""
    places: dict[str, list[int]] = {}
    for n, (line, here) in enumerate(zip(at, certain, strict=True)):
        ref = lines.refs[line]
        if here and ref:
            places.setdefault(ref.casefold(), []).append(n)
    columns = (required.copy(), achieved.copy(), trained.copy(), group.copy())
    dropped: list[int] = []
    same: list[int] = []
    unlike: list[int] = []
    for found in places.values():
        if len(found) == 1:
            continue
        first, dropped = found[0], dropped + found[1:]
        differ = False
        for column, unsure in zip(columns, (UNKNOWN, UNKNOWN, DOUBTFUL, UNKNOWN), strict=True):
            if len({int(column[n]) for n in found}) > 1:
                column[first], differ = unsure, differ or column is not columns[1]
        (unlike if differ else same).extend(found)
    kept = np.setdiff1d(np.arange(at.size), np.array(dropped, dtype=np.int64))
    where = f"for {framework.label}"
    troubles = []
    if same:
        troubles.append(
            Trouble(
                "staff_ref",
                f"the same people {where} on {in_lines(len(same))}, saying the same",
                "each member of staff once for each framework",
                "Keep one line for each; they are counted once.",
                at[same],
                check=True,
            )
        )
    if unlike:
        troubles.append(
            Trouble(
                "staff_ref",
                f"the same people {where} on {in_lines(len(unlike))}, saying different things",
                "each member of staff once for each framework",
                "Keep the line that is right; until then these staff are in doubt.",
                at[unlike],
            )
        )
    return kept, columns, troubles


FRAMEWORKS = (
    Framework("fire", "fire safety", 3, "1", "months"),
    Framework("lifting", "lifting", 2, "2", "months", ("handling",)),
)
KNOWN = names("a framework", {each.key: (each.label, each.also) for each in FRAMEWORKS})
AS_OF = dt.date(2014, 9, 30).toordinal()
SINCE = dt.date(2011, 9, 30).toordinal()
LEVEL = st.sampled_from([1, 2, 3, 4, "1", "Level 2", "L3", 2.0, True, "?", "x", "", None, "none"])
DAY = st.sampled_from(
    [
        dt.date(2014, 3, 1),
        dt.date(2011, 9, 29),
        dt.datetime(2014, 3, 1, 10),
        "01/03/2014",
        "September 2011",
        "01/10/2014",
        "?",
        "soon",
        41_000,
        "",
        None,
    ]
)
LINES = st.lists(
    st.tuples(
        st.sampled_from(["E1", "e1 ", "E2", "E 2", "E3", 4, 4.0, "4", " ", None, "ß", "SS"]),
        st.sampled_from(["Nurses", "NURSES", "nurses ", "Porters", "", None, 7]),
        st.sampled_from(["fire", "Fire Safety", "handling", "lifting", "fyre", "?", "", None]),
        LEVEL,
        LEVEL,
        DAY,
    ),
    min_size=1,
    max_size=14,
)


def shown(troubles: Sequence[Trouble]) -> list[tuple[object, ...]]:
    return [
        (t.column, t.found, t.expected, t.to_do, [int(n) for n in t.lines], t.check)
        for t in troubles
    ]


def spelt_out(found: People) -> tuple[object, ...]:
    return (
        found.framework,
        *(
            np.asarray(each).tolist()
            for each in (
                found.required,
                found.trained,
                found.achieved,
                found.group,
                found.certain,
                found.lines,
                found.lines_need,
            )
        ),
        found.groups,
    )


@settings(deadline=None, max_examples=150)
@given(LINES)
def test_codes_say_what_the_lines_say(register_from, lines) -> None:
    columns = (
        "staff_ref",
        "staff_group",
        "framework",
        "required_level",
        "achieved_level",
        "completed_on",
    )
    submitted = register_from([dict(zip(columns, line, strict=True)) for line in lines])
    coded, by_line = (
        register.read_lines(submitted, KNOWN, AS_OF),
        read_lines(submitted, KNOWN, AS_OF),
    )
    assert shown(coded.troubles) == shown(by_line.troubles)
    for framework in FRAMEWORKS:
        found = people.people_of(coded, framework, SINCE, AS_OF)
        expected = people_of(by_line, framework, SINCE, AS_OF)
        assert (found is None) == (expected is None)
        if found is not None and expected is not None:
            assert spelt_out(found[0]) == spelt_out(expected[0])
            assert shown(found[1]) == shown(expected[1])


@given(st.lists(st.one_of(LEVEL, DAY), max_size=12))
def test_a_coded_column_gives_back_what_went_in(raws) -> None:
    column = coded_column(raws)
    back = column.raws()
    assert [(type(raw), raw) for raw in back] == [(type(raw), raw) for raw in raws]
    assert [column.at(line) for line in range(len(raws))] == back
    assert len({(type(raw), raw) for raw in column.values}) == len(column.values)
