"""Which figures count people, and which of them tell one another by adding and subtracting."""

from __future__ import annotations

from dataclasses import dataclass

from engine.nouns.policy.vocabulary import Vocabulary

PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Pair:
    """A part and the total it belongs to, with the percentages that tell one by the other."""

    part: str
    total: str
    percents: tuple[str, ...]
    register: bool
    """Whether both are counted from one register, so that the part is never more."""


@dataclass(frozen=True, slots=True)
class Relations:
    people: frozenset[str]
    """The facts that count people."""
    pairs: tuple[Pair, ...]
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
    people: set[str] = set()
    pairs: list[Pair] = []
    percents: list[tuple[str, str]] = []
    for one in vocabulary.indicators.values():
        if one.value == "percent" and one.percent_of:
            percents += [(name, one.percent_of) for name in one.facts]
        if one.value != "count" or one.counts != PEOPLE:
            continue
        people.update(one.facts)
        share = f"dashboard.{one.item}.share"
        totals = dict.fromkeys((one.never_more_than, one.share.total if one.share else ""))
        for total in totals:
            for name in one.facts if total else ():
                told = one.share is not None and one.share.total == total and name == one.facts[0]
                if name != total:
                    pairs.append(Pair(name, total, (share,) if told else (), False))
    sums: list[tuple[str, tuple[str, ...]]] = []
    lowest: list[tuple[str, tuple[str, ...]]] = []
    unsized: set[str] = set()
    for framework in vocabulary.frameworks.values():
        name = f"training.{framework.key}"
        levels = [f"level_{number}" for number in range(1, framework.levels + 1)]
        for level in levels:
            declared = f"dashboard.{framework.declared_item}.{level}"
            percents_of = (f"{name}.{level}.percent", declared)
            staff = f"{name}.{level}.staff"
            pairs.append(Pair(f"{name}.{level}.in_date", staff, percents_of, True))
        sums.append((f"{name}.listed", tuple(f"{name}.{level}.staff" for level in levels)))
        every = tuple(f"{name}.{level}.percent" for level in levels)
        lowest.append((f"{name}.lowest_level_percent", every))
        unsized.add(f"{name}.lowest_group_percent")
    for key in vocabulary.checks:
        name = f"checks.{key}"
        pairs.append(Pair(f"{name}.in_date", f"{name}.staff", (f"{name}.percent",), True))
    for pair in pairs:
        if pair.register:
            people.update((pair.part, pair.total))
    people.update(total for total, _ in sums)
    known = tuple(pair for pair in pairs if pair.total in people)
    return Relations(
        frozenset(people), known, tuple(sums), tuple(percents), tuple(lowest), frozenset(unsized)
    )
