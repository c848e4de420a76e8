"""Returns of several providers that differ in hidden figures alone give the same outputs.

``python -m tests.fuzz.small_numbers.alike --cases 20`` draws rounds, and in each changes small
counts of several providers and quarters at once, beside roll-ups, checks and the quarter before:
all that is published must stay the same, byte for byte, whichever small counts they are. Then a
part and its total are gone through beside each of two such changes, and both must tell the same
of them: what the outputs that are alike leave open is at least what is promised.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clausewise.assessing import AssessmentRun, assess, publish
from clausewise.packs import LoadedPack
from clausewise.places import DEFAULT_PACK
from clausewise.returns import read_returns
from clausewise.use_cases.meeting_packs import area_pack, meeting_packs
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.audience import Audience
from engine.publishing.small_numbers import SMALL
from reports.findings_json.write import findings_json
from reports.lookup import Lookup
from reports.write import write_reports
from tests.fuzz.small_numbers.drawn import COUNTS, PERIODS, TOTALS, Round, drawn_round
from tests.fuzz.small_numbers.recovered import pack

LIMIT = 5
LONE = tuple(item for item in COUNTS if item not in {*TOTALS, *TOTALS.values()})
"""Counts that are no part of another."""
PAIRED = tuple(
    (part, total)
    for part, total in TOTALS.items()
    if total not in TOTALS and [*TOTALS.values()].count(total) == 1 and total != "13.1"
)
"""Parts and totals that stand alone."""
PLACES = (1, 2, 3, 4, 5, 20)
WAYS = tuple(
    (part, total)
    for total in PLACES
    for part in range(1, total + 1)
    if part < LIMIT or total < LIMIT or 1 <= total - part < LIMIT
)
Count = tuple[str, int, str]
"""A provider, which of its quarters, and an item."""


class Differ(Exception):
    """Outputs that tell hidden figures apart, or leave too few of them open."""


def run_of(returns: Round) -> AssessmentRun:
    """A round assessed, as anybody may see it."""
    with tempfile.TemporaryDirectory() as home:
        returns.write(Path(home))
        run = assess(read_returns(Path(home), LoadedPack(pack(), DEFAULT_PACK)))
        return publish(run, Audience.PUBLIC)


def published(returns: Round) -> bytes:
    """findings.json of a round, as anybody may see it."""
    return findings_json(Lookup.for_assessment(run_of(returns).shown))


def everything(returns: Round) -> Mapping[str, object]:
    """All outputs of a round for the public, the meeting and area packs among them."""
    run = run_of(returns)
    with tempfile.TemporaryDirectory() as home:
        paths = write_reports(run.shown, Path(home))
        files = {path.relative_to(home).as_posix(): path.read_bytes() for path in paths}
    return {**files, **meeting_packs(run), "area": area_pack(run)}


def with_counts(returns: Round, counts: Mapping[Count, int]) -> Round:
    """The round with some counts as given."""
    changed = dict(returns.returns)
    for (code, place, item), number in counts.items():
        both = list(changed[code])
        both[place] = replace(both[place], counts={**both[place].counts, item: number})
        changed[code] = (both[0], both[1])
    return Round(changed)


def small_counts(returns: Round, public: Assessment) -> list[Count]:
    """Counts that are hidden since they are small themselves, and in no dispute with others."""
    item_of = {f"dashboard.{item}": item for item in LONE}
    hidden = {
        (one.organisation, PERIODS.index(one.period), item_of[one.about])
        for one in public.suppressed
        if one.reason == SMALL and one.about in item_of and one.organisation in returns.returns
    }
    compared = {"10.2", "13.4"}
    return sorted(count for count in hidden if count[2] not in compared)


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of one round."""

    together: int
    """Counts changed at once."""
    outputs: int
    """Rounds published."""


def compared(number: int, joint: int = 4, pairs: int = 1) -> Compared:
    """Draw a round by its number and try to tell hidden figures apart. Raises Differ."""
    chance = random.Random(number)
    base = drawn_round(chance, chance.randint(2, 3))
    base = with_counts(base, dict(planted(chance, base)))
    shown = run_of(base).shown
    small = small_counts(base, shown)
    changes = [{count: chance.randint(1, LIMIT - 1) for count in small} for _ in range(joint)]
    expected = findings_json(Lookup.for_assessment(shown))
    for change in changes:
        if published(with_counts(base, change)) != expected:
            raise Differ(number, change)
    if changes and everything(base) != everything(with_counts(base, changes[0])):
        raise Differ(number, "pages, workbook or packs", changes[0])
    outputs = joint + 3
    for _ in range(pairs):
        outputs += gone_through(chance, base, changes[:2], number)
    return Compared(len(small), outputs)


def planted(chance: random.Random, returns: Round) -> Iterator[tuple[Count, int]]:
    """Small counts in each provider's quarters, so that there is something to hide."""
    for code, place in itertools.product(returns.returns, range(len(PERIODS))):
        for item in chance.sample(LONE, 2):
            yield (code, place, item), chance.randint(1, LIMIT - 1)


def gone_through(
    chance: random.Random, base: Round, changes: Sequence[Mapping[Count, int]], number: int
) -> int:
    """Go through a part and its total beside each change; how many were published."""
    code, place = chance.choice(sorted(base.returns)), chance.randrange(len(PERIODS))
    part, total = chance.choice(PAIRED)
    alike: list[set[frozenset[tuple[int, int]]]] = []
    for change in changes:
        classes: dict[bytes, set[tuple[int, int]]] = defaultdict(set)
        for way in WAYS:
            counts = {**change, (code, place, part): way[0], (code, place, total): way[1]}
            classes[published(with_counts(base, counts))].add(way)
        for ways in classes.values():
            leaves_enough(ways, number, part)
        alike.append({frozenset(ways) for ways in classes.values()})
    if any(classes != alike[0] for classes in alike):
        raise Differ(number, f"{part} of {total} beside counts of others", alike)
    return len(WAYS) * len(changes)


def leaves_enough(ways: set[tuple[int, int]], number: int, part: str) -> None:
    """Whether each count and the difference has two values, and all small ones where no others.

    Raises Differ.
    """
    small = set(range(1, LIMIT))
    ends = ({way[0] for way in ways}, {way[1] for way in ways})
    between = {total - part for part, total in ways}
    for values in (*ends, *([between] if max(between) > 0 else [])):
        if len(values) < 2 or values < small:
            raise Differ(number, part, sorted(ways))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20)
    parser.add_argument("--from", dest="first", type=int, default=0)
    words = parser.parse_args()
    began, together, outputs, failed = time.process_time(), 0, 0, 0
    for number in range(words.first, words.first + words.cases):
        try:
            found = compared(number)
        except Differ as differ:
            failed += 1
            print(f"round {differ}", flush=True)
            continue
        together, outputs = together + found.together, outputs + found.outputs
    print(
        f"{words.cases} rounds, {together} small counts changed together, {outputs} outputs, "
        f"{time.process_time() - began:.0f} s of a processor: {failed} told apart"
    )
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
