"""Whatever the cells that cannot be read hold, the truth lies within the bounds told."""

from __future__ import annotations

import datetime as dt
import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.nouns.evidence.fact import Range
from engine.nouns.policy.narrowing import Narrowing
from engine.nouns.policy.vocabulary import Framework
from evidence.facts.training.intervals import Interval, RefresherIntervals
from evidence.facts.training.lines import read_lines
from evidence.facts.training.people import staff_of
from evidence.terms import match_terms
from tests.draws import draws
from tests.evidence.facts.training.lines import LAPSED, RECENT, SG, staff

FRAMEWORK = Framework("safeguarding", "safeguarding children", 2, "4.1", "months")


KNOWN = match_terms("a framework", {"safeguarding": ("safeguarding children", ())})


AS_OF = dt.date(2014, 9, 30)


HIDDEN = st.sampled_from([1, 2, None])


INTERVALS = st.lists(
    st.builds(
        Interval,
        st.builds(
            Narrowing,
            st.just(()),
            st.sampled_from([(), (1,), (2,)]),
            st.sampled_from([("A",), ("B",), ("C",), ("A", "B")]),
        ),
        st.sampled_from([12, 60]),
    ),
    max_size=2,
).map(tuple)


LINES = st.lists(
    st.tuples(HIDDEN, HIDDEN, st.sampled_from([RECENT, LAPSED, None]), st.sampled_from("AB-")),
    min_size=1,
    max_size=4,
)


def outcomes(lines):
    """Every way in which the blanks of some lines could have been filled in."""
    ways = [
        itertools.product(
            [need] if need else [1, 2],
            [has] if has else [0, 1, 2],
            [on] if on else [RECENT, LAPSED],
            [group] if group != "-" else ["A", "B", "C"],
        )
        for need, has, on, group in lines
    ]
    return itertools.product(*ways)


def percent(lines, intervals=()) -> float | None:
    done = [
        has >= need and (on == RECENT or lasts_long(need, group, intervals))
        for need, has, on, group in lines
    ]
    return 100 * sum(done) / len(done) if done else None


def lasts_long(need, group, intervals) -> bool:
    """Whether the first interval for such a line lets training that is older count."""
    found = (
        interval.months
        for interval in intervals
        if need in (interval.narrowed_to.levels or [need])
        and group in (interval.narrowed_to.staff_groups or [group])
    )
    return next(found, 36) == 60


@settings(deadline=None, max_examples=draws(25))
@given(LINES, INTERVALS)
def test_the_truth_lies_within_the_bounds(register_from, lines, intervals) -> None:
    typed = [
        staff(f"E{n}", need, has, on, None if group == "-" else group)
        for n, (need, has, on, group) in enumerate(lines)
    ]
    read = read_lines(register_from(typed), KNOWN, AS_OF.toordinal())
    refreshing = RefresherIntervals("safeguarding", "months", AS_OF, 36, intervals)
    met = staff_of(read, FRAMEWORK, refreshing)
    assert met is not None
    people = met[0]
    for truth in itertools.islice(outcomes(lines), 120):
        for level in (1, 2):
            of_level = [line for line in truth if line[0] == level]
            within = people.count(level).percent
            if of_level and within is not None:
                assert within.low <= percent(of_level, intervals) <= within.high
            assert people.count(level).staff_range.low <= len(of_level)
            assert people.count(level).staff_range.high >= len(of_level)


@settings(deadline=None, max_examples=draws(20))
@given(LINES)
def test_the_lowest_figures_are_never_too_good(gather_from, lines) -> None:
    typed = [
        staff(f"E{n}", need, has, on, None if group == "-" else group)
        for n, (need, has, on, group) in enumerate(lines)
    ]
    found = gather_from(register=typed)
    for truth in itertools.islice(outcomes(lines), 120):
        levels = [percent([line for line in truth if line[0] == each]) for each in (1, 2)]
        groups = [
            percent([line for line in truth if (line[0], line[3]) == each])
            for each in itertools.product((1, 2), "ABC")
        ]
        for name, figures in (("lowest_level", levels), ("lowest_group", groups)):
            within = found.facts[f"{SG}.{name}_percent"].value
            lowest = min(figure for figure in figures if figure is not None)
            if isinstance(within, Range):
                assert within.low <= lowest <= within.high
