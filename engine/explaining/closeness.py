"""Shifts: small changes of one count or one day that might change a verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from engine.explaining.wording import day_in_words
from engine.nouns.english import capitalised, number
from engine.nouns.evidence.fact import Catalogue, Fact, FactSpec, Kind, Range, ShareOf
from engine.nouns.outcome.closeness import Closeness, Near
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.outcome.rulings import Judged
from engine.nouns.policy.condition import Comparison, ParameterRef, comparisons
from engine.nouns.policy.operators import DATED_OPS
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import Verdict

_LAST_DAY = dt.date.max.toordinal()
Lowest = Sequence[tuple[str, Sequence[str]]]
"""Percentages that are the lowest of others, and those."""


@dataclass(frozen=True, slots=True)
class Margin:
    """How little counts as little."""

    members: int
    """People, cases or contracts."""
    days: int
    """Days before a date lapses, or since it did; 0 where the pack does not say."""


@dataclass(frozen=True, slots=True)
class Shift:
    """One count or date moved a little, with all that follows from it."""

    facts: Mapping[str, Fact]
    """The facts that would be others, by name."""
    size: int
    """How many members or days it is moved by."""
    met_by: str
    """What the duty is met by, where that undoes it: "1 of the 40 staff who need Level 3"."""
    words: str
    """The change: "were 1 fewer to be in date"."""
    at_best: bool = False
    """Whether it moves what all or none keep: nothing could be better than it is."""


def may_be_near(finding: Judged) -> bool:
    """Whether a finding has a verdict that can be near another: met, or unmet for certain."""
    if finding.verdict not in (Verdict.MET, Verdict.PARTLY_MET, Verdict.NOT_MET):
        return False
    return not finding.may_yet_be_met


def shifts(  # noqa: PLR0913 - what a rule is judged by again
    finding: Judged,
    rule: Rule,
    facts: Mapping[str, Fact],
    catalogue: Catalogue,
    parameters: Mapping[str, ParameterUsed],
    margin: Margin,
    lowest: Lowest = (),
) -> tuple[Shift, ...]:
    """Every shift within a margin of what a rule compares with a figure or with a day.

    The smallest come first. Only known, exact counts and dates are moved. What is compared with
    none, some or all has no margin: there each one decides always. Nor is a duty called fragile
    that all keep or that nothing breaks: nothing could be done to make it safer.
    """
    met = finding.verdict is Verdict.MET
    found: list[Shift] = []
    for comparison in dict.fromkeys(
        comparison
        for part in (rule.met_when, rule.partly_met_when)
        for comparison in comparisons(part)
    ):
        spec = catalogue[comparison.fact]
        if comparison.op in DATED_OPS:
            found += _dates(comparison, spec, facts, margin.days)
            continue
        right = comparison.right
        if not isinstance(right, ParameterRef) or (met and _asks_all(parameters[right.name])):
            continue
        if spec.share_of is not None:
            found += _shares(comparison.fact, spec.share_of, facts, margin, lowest)
        elif spec.unit == "" and spec.kind is Kind.NUMBER:
            found += _counts(spec, facts, margin)
        else:
            found += _lowest(comparison.fact, facts, catalogue, margin, lowest)
    if met:
        found = [shift for shift in found if not shift.at_best]
    return tuple(sorted(found, key=lambda shift: shift.size))


def closeness(finding: Judged, tried: Iterable[tuple[Shift, Verdict]]) -> Closeness | None:
    """How near a finding is to another verdict, given the verdict that each shift leads to.

    Fragile where a shift would make a duty that is met unmet; close to met where one would meet
    it. Of several the first counts, the smallest. None where none does either.
    """
    met = finding.verdict is Verdict.MET
    for shift, verdict in tried:
        if met and verdict in (Verdict.PARTLY_MET, Verdict.NOT_MET):
            then = verdict.words.lower()
            return Closeness(
                Near.FRAGILE, f"Met by {shift.met_by}: {shift.words}, it would be {then}."
            )
        if not met and verdict is Verdict.MET:
            words = capitalised(shift.words)
            return Closeness(Near.CLOSE_TO_MET, f"{words}, it would be met.")
    return None


def _asks_all(parameter: ParameterUsed) -> bool:
    return parameter.value == 0 or (parameter.unit == "%" and parameter.value == 100)


def _whole(facts: Mapping[str, Fact], name: str) -> int | None:
    """A count that is known exactly; None where it is not."""
    fact = facts.get(name)
    value = fact.value if fact is not None and not fact.in_dispute else None
    if not isinstance(value, Range) or not value.is_exact or not float(value.low).is_integer():
        return None
    return int(value.low)


def _shares(
    name: str, share: ShareOf, facts: Mapping[str, Fact], margin: Margin, lowest: Lowest
) -> Iterator[Shift]:
    done, total = _whole(facts, share.done), _whole(facts, share.total)
    percent = facts.get(name)
    if done is None or total is None or percent is None or not 0 <= done <= total or total < 1:
        return
    value = percent.value
    # A share that its own counts do not give rests on something else, such as a figure declared.
    if not isinstance(value, Range) or abs(value.low - 100 * done / total) > 1e-6:
        return
    for size in range(1, margin.members + 1):
        for then, how in ((done - size, "fewer"), (done + size, "more")):
            if 0 <= then <= total:
                moved = {
                    share.done: replace(facts[share.done], value=Range.of_number(then)),
                    name: replace(percent, value=Range.of_number(100 * then / total)),
                }
                moved |= dict(_lowest_after({**facts, **moved}, name, lowest))
                whole = number(total)
                yield Shift(
                    moved,
                    size,
                    f"{size} of the {whole} {share.who}",
                    f"were {size} {how} of the {whole} {share.who} to {share.state}"
                    if how == "more"
                    else f"were {size} fewer to {share.state}",
                    done in (0, total),
                )


def _lowest_after(
    facts: Mapping[str, Fact], moved: str, lowest: Lowest
) -> Iterator[tuple[str, Fact]]:
    """The lowest of some percentages once one of them has moved."""
    for name, percents in lowest:
        if moved in percents and name in facts:
            values = [facts[percent].value for percent in percents if percent in facts]
            ranges = [value for value in values if isinstance(value, Range)]
            yield (
                name,
                replace(
                    facts[name],
                    value=Range(
                        min(bounds.low for bounds in ranges), min(bounds.high for bounds in ranges)
                    ),
                ),
            )


def _lowest(
    name: str, facts: Mapping[str, Fact], catalogue: Catalogue, margin: Margin, lowest: Lowest
) -> Iterator[Shift]:
    """Where the lowest of some shares is compared: each of them moved in turn."""
    for own, percents in lowest:
        for percent in percents if own == name else ():
            share = catalogue[percent].share_of if percent in catalogue else None
            if share is not None:
                yield from _shares(percent, share, facts, margin, lowest)


def _counts(spec: FactSpec, facts: Mapping[str, Fact], margin: Margin) -> Iterator[Shift]:
    now = _whole(facts, spec.name)
    if now is None:
        return
    for size in range(1, margin.members + 1):
        for then in (now - size, now + size):
            if then >= 0:
                moved = replace(facts[spec.name], value=Range.of_number(then))
                yield Shift(
                    {spec.name: moved},
                    size,
                    str(size),
                    f"were “{spec.label}” {number(then)} and not {number(now)}",
                    now == 0,
                )


def _dates(
    comparison: Comparison, spec: FactSpec, facts: Mapping[str, Fact], days: int
) -> Iterator[Shift]:
    now = _whole(facts, comparison.fact)
    if now is None:
        return
    for size in range(1, days + 1):
        for then in (now - size, now + size):
            if not 1 <= then <= _LAST_DAY:
                continue
            plural = "day" if size == 1 else "days"
            yield Shift(
                {spec.name: replace(facts[spec.name], value=Range.of_number(then))},
                size,
                f"{size} {plural}",
                f"were “{spec.label}” {size} {plural} {'later' if then > now else 'earlier'} "
                f"({day_in_words(then)})",
            )
