"""The register's counts against a plain reading of it, one line and one person at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.nouns.evidence.fact import Range
from engine.nouns.policy.narrowing import Narrowing
from engine.nouns.policy.vocabulary import Framework
from evidence.cells.values import read_date, read_level
from evidence.facts.training.counts import Count
from evidence.facts.training.intervals import Interval, RefresherIntervals
from evidence.facts.training.lines import read_lines
from evidence.facts.training.lowest_figures import lowest_group
from evidence.facts.training.people import staff_of
from evidence.grids.columnar.codes import coded_column as coded_column
from evidence.nouns.cells import Cell, Raw
from evidence.nouns.columns import columns_of
from evidence.terms import match_terms
from evidence.text import single_spaced
from tests.draws import draws

Line = tuple[Raw, Raw, Raw, Raw, Raw, Raw]

FRAMEWORKS = (
    Framework("fire", "fire safety", 3, "1", "months"),
    Framework("lifting", "lifting", 2, "2", "months", ("handling",)),
)
KNOWN = match_terms("a framework", {each.key: (each.label, each.also) for each in FRAMEWORKS})
COLUMNS = columns_of("training")
AS_OF = dt.date(2014, 9, 30)
GOOD_SINCE = {
    6: dt.date(2014, 3, 30),
    12: dt.date(2013, 9, 30),
    36: dt.date(2011, 9, 30),
    60: dt.date(2009, 9, 30),
}
"""The first day on which training had to be completed for so many months of it to be in date."""
LEVEL = st.sampled_from([1, 2, 3, 4, "1", "Level 2", "L3", 2.0, True, "?", "x", "", None, "none"])
DAY = st.sampled_from(
    [
        dt.date(2014, 3, 1),
        dt.date(2011, 9, 29),
        dt.date(2011, 9, 30),
        dt.date(2013, 9, 30),
        dt.datetime(2014, 3, 1, 10),
        "01/03/2014",
        "September 2011",
        "March 2014",
        "01/10/2014",
        "?",
        "soon",
        41_000,
        "",
        None,
    ]
)
NARROWINGS = st.builds(
    Narrowing,
    st.sampled_from([(), (), ("fire",), ("lifting",), ("fire", "lifting")]),
    st.sampled_from([(), (1,), (2,), (1, 3)]),
    st.sampled_from([(), ("nurses",), ("Por ters",), ("NURSES ", "7"), ("Cooks",)]),
)
INTERVALS = st.lists(st.builds(Interval, NARROWINGS, st.sampled_from([6, 12, 60])), max_size=3).map(
    tuple
)
LINES = st.lists(
    st.tuples(
        st.sampled_from(["E1", "e1 ", "E1", "E2", "E 2", 4, 4.0, "4", " ", None, "ß", "SS"]),
        st.sampled_from(["Nurses", "NURSES", "nurses ", "Porters", "", None, 7]),
        st.sampled_from(["fire"] * 8 + ["Fire Safety", "handling", "lifting", "fyre", "", None]),
        LEVEL,
        LEVEL,
        DAY,
    ),
    min_size=1,
    max_size=14,
)


@dataclass(frozen=True)
class Person:
    """One person as told by a line, or by several that agree; None is what nobody knows."""

    certain: bool
    required: int | None
    achieved: int | None
    trained: bool | None
    group: str | None


def written(raw: Raw) -> str:
    """What stands in a cell, as a person would write it."""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return "" if raw is None else single_spaced(str(raw))


def level(raw: Raw, framework: Framework) -> int | None:
    value = read_level(Cell(raw, written(raw), "", ""), framework.levels).value
    return int(value.low) if isinstance(value, Range) else None


def months(
    intervals: Sequence[Interval], framework: Framework, level: int, group: str | None
) -> int:
    """The first interval that is for a line of that level and group; 36 where none is."""
    squeezed = (group or "").replace(" ", "").casefold()
    for interval in intervals:
        only = interval.narrowed_to
        ours = {text.replace(" ", "").casefold() for text in only.staff_groups}
        if (
            framework.key in (only.frameworks or [framework.key])
            and level in (only.levels or [level])
            and squeezed in (ours or [squeezed])
        ):
            return interval.months
    return 36


def trained(
    required: int | None,
    achieved: int | None,
    raw: Raw,
    group: str | None,
    framework: Framework,
    intervals: Sequence[Interval],
) -> bool | None:
    """What is true of the line whatever level and group it has where they are not known."""
    if required is not None and achieved is not None and achieved < required:
        return False
    day = read_date(Cell(raw, written(raw), "", "")).value
    if not isinstance(day, Range) or day.high > AS_OF.toordinal():
        return None
    named = [text for interval in intervals for text in interval.narrowed_to.staff_groups]
    found = set()
    for level in [required] if required else range(1, framework.levels + 1):
        for any_group in [group] if group else [*named, "somebody else"]:
            first = GOOD_SINCE[months(intervals, framework, level, any_group)].toordinal()
            found.add(False if day.high < first else True if day.low >= first else None)
    if found == {False}:
        return False
    return True if found == {True} and required and achieved else None


def agreed(values: Iterable[object]) -> object | None:
    """What all say, or None."""
    every = set(values)
    return every.pop() if len(every) == 1 else None


def persons(
    lines: Sequence[Line], framework: Framework, intervals: Sequence[Interval]
) -> list[Person]:
    """Everybody who is, or may be, in the register under a framework."""
    alone: list[Person] = []
    by_reference: dict[str, list[Person]] = {}
    for reference, group, about, needed, reached, day in lines:
        key = KNOWN.find(written(about))
        if key not in (framework.key, None):
            continue
        required, achieved = level(needed, framework), level(reached, framework)
        one = Person(
            key is not None,
            required,
            achieved,
            trained(required, achieved, day, written(group), framework, intervals),
            written(group).casefold() or None,
        )
        if one.certain and written(reference):
            by_reference.setdefault(written(reference).casefold(), []).append(one)
        else:
            alone.append(one)
    return alone + [
        Person(True, *(agreed(getattr(one, what) for one in told) for what in FIELDS))
        for told in by_reference.values()
    ]


FIELDS = ("required", "achieved", "trained", "group")


def counted(everybody: Sequence[Person], wanted: int, group: str | None) -> Count:
    """Who needs a level, all together or of one staff group, by going through them."""
    staff, maybe = [], 0
    for person in everybody:
        theirs = group is None or person.group == group
        if person.certain and person.required == wanted and theirs:
            staff.append(person)
        elif person.required in (wanted, None) and (theirs or person.group is None):
            maybe += 1
    below = [one for one in staff if one.achieved is not None and one.achieved < wanted]
    return Count(
        len(staff),
        sum(one.trained is True for one in staff),
        sum(one.trained is None for one in staff),
        maybe,
        len(below),
        sum(one.trained is False and one not in below for one in staff),
    )


def lowest(everybody: Sequence[Person], framework: Framework, groups: Sequence[str]) -> object:
    """The lowest percentage of any group at any level, from 0 where somebody may be in a group
    that nothing certain is known of."""
    found, lost = [], False
    for wanted in range(1, framework.levels + 1):
        lost |= any(
            person.group is None
            and person.required in (wanted, None)
            and person.trained is not True
            for person in everybody
        )
        for name in groups:
            count = counted(everybody, wanted, name.casefold())
            found += [count.percent] if count.percent else []
            lost |= count.percent is None and count.possible > 0
    if not found:
        return None
    low = 0.0 if lost else min(one.low for one in found)
    return Range(low, min(one.high for one in found))


@settings(deadline=None, max_examples=draws(30))
@given(LINES, INTERVALS)
def test_everybody_is_counted_as_a_person_would_count(register_from, lines, intervals) -> None:
    submitted = register_from([dict(zip(COLUMNS, line, strict=True)) for line in lines])
    coded = read_lines(submitted, KNOWN, AS_OF.toordinal())
    for framework in FRAMEWORKS:
        everybody = persons(lines, framework, intervals)
        refreshing = RefresherIntervals(framework.key, "months", AS_OF, 36, intervals)
        found = staff_of(coded, framework, refreshing)
        assert (found is None) == (not everybody)
        if found is None:
            continue
        people, _ = found
        groups = {one.group for one in everybody} - {None}
        assert groups <= {name.casefold() for name in people.groups}
        for wanted in range(1, framework.levels + 1):
            assert people.count(wanted) == counted(everybody, wanted, None)
            for number, name in enumerate(people.groups):
                expected = counted(everybody, wanted, name.casefold())
                assert people.by_group(wanted).of_group(number) == expected
        fact = lowest_group("lowest", people, refreshing, ())
        assert fact.value == lowest(everybody, framework, people.groups)


@given(st.lists(st.one_of(LEVEL, DAY), max_size=12))
def test_a_coded_column_gives_back_what_went_in(raws) -> None:
    column = coded_column(raws)
    back = column.values_by_line()
    assert [(type(raw), raw) for raw in back] == [(type(raw), raw) for raw in raws]
    assert [column.value_at(line) for line in range(len(raws))] == back
    assert len({(type(raw), raw) for raw in column.values}) == len(column.values)
