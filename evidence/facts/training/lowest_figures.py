"""The lowest training figures of a framework: of its levels, and of its staff groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.nouns.english import listed, number
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.policy.narrowing import same_group
from engine.nouns.policy.vocabulary import Framework
from engine.nouns.verdict import Basis
from evidence.facts.collector import FactCollector, unknown_fact
from evidence.facts.training.intervals import RefresherIntervals

if TYPE_CHECKING:
    from evidence.facts.training.counts import Count
    from evidence.facts.training.people import StaffOfFramework


def lowest_level(collector: FactCollector, framework: Framework) -> Fact:
    """The lowest percentage of the levels that anybody needs, within bounds.

    A level of which the need or the percentage is unknown could have nobody trained, so the
    lowest can then be anything from 0 to the lowest that is known.
    """
    name = fact_names.lowest_level(fact_names.training(framework.key))
    known: list[tuple[Range, int, Fact]] = []
    missing: list[str] = []
    for level in range(1, framework.levels + 1):
        needed = collector.facts.get(
            fact_names.needed(fact_names.training_level(framework.key, level))
        )
        percent = collector.facts.get(
            fact_names.percent(fact_names.training_level(framework.key, level))
        )
        if needed is not None and needed.value is False:
            continue
        is_needed = needed is not None and needed.value is True
        if is_needed and percent is not None and isinstance(percent.value, Range):
            known.append((percent.value, level, percent))
        else:
            missing.append(f"Level {level}")
    not_known = f"not known for {listed(missing, 'and')}" if missing else ""
    if not known:
        silent = not any(
            fact_names.percent(fact_names.training_level(framework.key, level)) in collector.facts
            for level in range(1, framework.levels + 1)
        )
        why = "no training figures were returned" if silent else not_known
        return unknown_fact(name, why or "nobody needs any level", basis=Basis.REGISTER)
    return _lowest_known(name, known, not_known)


def _lowest_known(name: str, known: list[tuple[Range, int, Fact]], not_known: str) -> Fact:
    """The lowest of the levels known; ``not_told`` names those that could be lower still."""
    low = 0.0 if not_known else min(percent.low for percent, _, _ in known)
    value = Range(low, min(percent.high for percent, _, _ in known))
    _, level, lowest = min(known, key=lambda part: (part[0].high, part[0].low))
    note = "; ".join(
        part
        for part in (f"Level {level}: {percent_words(lowest.value)}", lowest.note, not_known)
        if part
    )
    under = tuple(fact.name for _, _, fact in known)
    # It is no better founded than the weakest of those that it is the lowest of.
    figures = any(fact.basis is Basis.FIGURE for _, _, fact in known)
    basis = Basis.FIGURE if figures else Basis.REGISTER
    return Fact(name, value, basis, lowest.origins, under, note, returned=True)


def lowest_group(
    name: str, people: StaffOfFramework, refreshing: RefresherIntervals, origins: tuple[Origin, ...]
) -> Fact:
    """The lowest percentage of any staff group at any level, within bounds; its note names it."""
    # numpy is only wanted where there is a register.
    import numpy as np

    lows: list[float] = []
    lowest: tuple[float, float, int, int] | None = None
    nobody_certain = False
    for level in range(1, people.framework.levels + 1):
        nobody_certain |= people.untrained_without_group(level)
        counts = people.by_group(level)
        nobody_certain |= bool((counts.possible[counts.staff == 0] > 0).any())
        places = np.flatnonzero(counts.staff)
        if places.size:
            low, high = counts.percents
            lows.append(float(low.min()))
            at = int(np.lexsort((low, high))[0])
            here = (float(high[at]), float(low[at]), level, int(places[at]))
            lowest = min(lowest or here, here)
    if lowest is None:
        why = "the register has nobody whose staff group and level are both known"
        return unknown_fact(name, why, basis=Basis.REGISTER, origins=origins)
    high_of_all, _, level, place = lowest
    note = (
        f"{people.groups[place]}, Level {level}: {in_words(people.by_group(level).of_group(place))}"
    )
    if refreshing.framework_intervals:
        months = refreshing.months_for(level, same_group(people.groups[place]))
        note += f"; in date for {months} months ({refreshing.parameter})"
    if nobody_certain:
        note += "; lines that cannot be read may belong to a group with a lower figure"
    value = Range(0.0 if nobody_certain else min(lows), high_of_all)
    return Fact(name, value, Basis.REGISTER, origins, note=note, returned=True)


def percent_words(value: object) -> str:
    """A percentage in words: "61 %", "58.3 to 61 %"."""
    if not isinstance(value, Range):
        return "not known"
    if value.is_exact:
        return number(value.low, "%")
    return f"{number(value.low, '%').removesuffix(' %')} to {number(value.high, '%')}"


def in_words(count: Count) -> str:
    """ "from the register: 60 of 90 trained and in date, 20 below the level, 10 out of date"."""
    parts = [f"from the register: {count.in_date} of {count.staff} trained and in date"]
    for people, words in (
        (count.below, "below the level"),
        (count.lapsed, "out of date"),
        (count.doubtful, "not known"),
        (count.possible, "more who may need it"),
    ):
        if people:
            parts.append(f"{people} {words}")
    return ", ".join(parts)
