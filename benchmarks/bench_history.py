"""How long a history takes: 100 organisations, 12 quarters, every rule and figure of the pack.

Run: python benchmarks/bench_history.py [URL]. The history is a new file, or a database that is
empty at first. It prints seconds; nothing in the test suite rests on a time.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from engine.assess import assess
from engine.loading import load_pack
from engine.movements import movements
from engine.nouns.evidence.fact import Fact, Kind, Range
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis
from engine.trending import trends
from history import open_history, recall, record

ORGANISATIONS, QUARTERS = 100, 12
FIRST = Quarter(2014, 1)
Result = TypeVar("Result")


def timed(what: str, work: Callable[[], Result]) -> Result:
    began = time.perf_counter()
    result = work()
    print(f"{what:<58}{time.perf_counter() - began:8.2f} s")
    return result


def assessment_of(pack: Pack, quarter: Quarter, chance: random.Random) -> Assessment:
    """One quarter of every organisation, each number of the catalogue known."""
    numbers = [spec.name for spec in pack.catalogue.values() if spec.kind is Kind.NUMBER]
    submissions = [
        Submission(
            Organisation(f"R{code:03d}", f"Organisation {code}", "provider"),
            quarter,
            {
                name: Fact(
                    name, Range.of_number(chance.randint(0, 100)), Basis.FIGURE, returned=True
                )
                for name in numbers
            },
        )
        for code in range(ORGANISATIONS)
    ]
    return assess(pack, submissions, (), (), quarter, quarter.last_day, "benchmark")


def main(where: str) -> None:
    pack = load_pack(HOME / "rules" / "suffolk-safeguarding-children-2013")
    chance = random.Random(2013)
    quarters = [Quarter.of_index(FIRST.index + number) for number in range(QUARTERS)]
    made = [assessment_of(pack, quarter, chance) for quarter in quarters]
    database = timed("make the tables", lambda: open_history(where))
    for kept in made[:-1]:
        timed(f"record {kept.run.period.label}", lambda kept=kept: record(database, kept, "now"))  # type: ignore[misc]
    last = made[-1]
    past = timed("recall 11 quarters", lambda: recall(database, last))
    timed(f"record {last.run.period.label}", lambda: record(database, last, "now"))
    timed("record it again", lambda: record(database, last, "now"))
    print(f"recalled: {len(past.findings):,} findings, {len(past.figures):,} figures")
    if "://" not in where:
        print(f"the file: {Path(where).stat().st_size / 1e6:.0f} MB")
    whole = replace(last, past=past)
    found = timed("trends", lambda: trends(whole))
    print(
        f"{len(found):,} trends, {sum(trend.limits is not None for trend in found):,} with limits"
    )
    timed("movements", lambda: movements(whole.findings, last.run.period, past))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(sys.argv[1])
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(str(Path(folder) / "history.db"))
