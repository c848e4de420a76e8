"""Which figures count people, and which of them reveal one another by adding and subtracting."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from engine.nouns.evidence import fact_names
from engine.nouns.policy.vocabulary import Framework, Indicator, Vocabulary

PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class PartOfTotal:
    """A part and the total it belongs to, with the percentages that give one by the other."""

    part: str
    total: str
    percents: tuple[str, ...]
    register: bool
    """Whether both are counted from one register, so that the part is never more."""


@dataclass(frozen=True, slots=True)
class Relations:
    """Which figures would reveal one another: by a sum, a share or the parts of a whole."""

    people: frozenset[str]
    """The facts that count people."""
    pairs: tuple[PartOfTotal, ...]
    sums: tuple[tuple[str, tuple[str, ...]], ...]
    """A total and the parts that add up to it."""
    percents: tuple[tuple[str, str], ...]
    """A declared percentage and the fact that counts all."""
    lowest: tuple[tuple[str, tuple[str, ...]], ...]
    """The lowest of some percentages, and those."""
    unsized: frozenset[str]
    """Percentages of groups whose size no fact tells: never published."""


def relations_of(vocabulary: Vocabulary) -> Relations:
    """The relations that hold between the figures of one return under a vocabulary."""
    indicators = vocabulary.indicators.values()
    counting = [
        indicator
        for indicator in indicators
        if indicator.value == "count" and indicator.counts == PEOPLE
    ]
    frameworks = tuple(vocabulary.frameworks.values())
    registers = [
        *(pair for framework in frameworks for pair in _levels(framework)),
        *map(_check, vocabulary.checks),
    ]
    sums = tuple(map(_listed, frameworks))
    people = frozenset(
        itertools.chain(
            (name for indicator in counting for name in indicator.facts),
            (name for pair in registers for name in (pair.part, pair.total)),
            (total for total, _ in sums),
        )
    )
    pairs = (*(pair for indicator in counting for pair in _totals(indicator)), *registers)
    names = [fact_names.training(framework.key) for framework in frameworks]
    return Relations(
        people=people,
        pairs=tuple(pair for pair in pairs if pair.total in people),
        sums=sums,
        percents=tuple(
            (name, indicator.percent_of)
            for indicator in indicators
            if indicator.value == "percent" and indicator.percent_of
            for name in indicator.facts
        ),
        lowest=tuple(map(_lowest, frameworks)),
        unsized=frozenset(map(fact_names.lowest_group, names)),
    )


def _totals(indicator: Indicator) -> Iterator[PartOfTotal]:
    """The parts of an item, each with the totals that it never exceeds; such as do not count
    people are for the caller to leave out."""
    share = indicator.share
    of_item = fact_names.share(fact_names.item(indicator.item))
    for total in dict.fromkeys((indicator.never_more_than, share.total if share else "")):
        for name in indicator.facts:
            shared = share is not None and share.total == total and name == indicator.facts[0]
            if name != total:
                yield PartOfTotal(name, total, (of_item,) if shared else (), False)


def _levels_of(framework: Framework) -> list[str]:
    return [
        fact_names.training_level(framework.key, number)
        for number in range(1, framework.levels + 1)
    ]


def _levels(framework: Framework) -> Iterator[PartOfTotal]:
    for number, level in enumerate(_levels_of(framework), start=1):
        declared = fact_names.declared_level(framework.declared_item, number)
        percents = (fact_names.percent(level), declared)
        yield PartOfTotal(fact_names.in_date(level), fact_names.staff(level), percents, True)


def _listed(framework: Framework) -> tuple[str, tuple[str, ...]]:
    whole = fact_names.listed(fact_names.training(framework.key))
    return whole, tuple(map(fact_names.staff, _levels_of(framework)))


def _lowest(framework: Framework) -> tuple[str, tuple[str, ...]]:
    lowest = fact_names.lowest_level(fact_names.training(framework.key))
    return lowest, tuple(map(fact_names.percent, _levels_of(framework)))


def _check(key: str) -> PartOfTotal:
    name = fact_names.check(key)
    percents = (fact_names.percent(name),)
    return PartOfTotal(fact_names.in_date(name), fact_names.staff(name), percents, True)
