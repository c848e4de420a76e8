"""Rounds drawn by chance: a commissioner and its providers, each with figures of two quarters."""

from __future__ import annotations

import csv
import itertools
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence.nouns.columns import columns_of

PERIODS = ("2014-15 Q1", "2014-15 Q2")
SERVICES = "inpatient; adult inpatient; maternity; paediatrics; emergency department"
TOTALS = {
    "8.3": "8.1",
    "8.4": "8.2",
    "8.8": "8.7",
    "13.2": "13.1",
    "13.3": "13.2",
    "13.6": "13.5",
    "10.1 Subject to CP plan": "10.1 Total births",
}
"""Which item is a part of which."""
COUNTS = (
    *("2", "6.3", "6.5", "7.1", "7.2", "8.1", "8.2", "8.3", "8.4", "8.5", "8.6", "8.7", "8.8"),
    *("9.1", "9.2", "10.1 Total births", "10.1 Subject to CP plan", "10.2", "12.1", "12.2"),
    *("13.1", "13.2", "13.3", "13.4", "13.5", "13.6"),
)
PERCENTS = ("3", "6.2", "6.6", "14")
GROUPS = {1: "Administration", 2: "Nursing", 3: "Paediatricians"}
"""By level a staff group that needs it."""


@dataclass(frozen=True)
class Return:
    """A provider's figures of one quarter."""

    counts: Mapping[str, int]
    percents: Mapping[str, float]
    levels: Mapping[int, tuple[int, int]]
    """By level who needs it and who of them has it in date."""
    listed: bool = True
    """Whether there is a register; else the dashboard alone gives its levels."""


@dataclass(frozen=True)
class Round:
    """What was returned of two quarters, by provider; the commissioner has a contract with each."""

    returns: Mapping[str, tuple[Return, Return]]

    def write(self, home: Path) -> None:
        """Write each return as a folder of CSV files."""
        for place, period in enumerate(PERIODS):
            for code, returns in self.returns.items():
                write_tables(home / period / code, tables_of(code, period, returns[place]))
            commissioner = home / period / "CC1"
            write_tables(commissioner, commissioners_tables(period, list(self.returns)))


def drawn_round(chance: random.Random, providers: int) -> Round:
    """Figures by chance, of which few are small, so that most of what rests on them is shown."""
    codes = [f"RA{number}" for number in range(1, providers + 1)]
    rate = chance.choice((0.05, 0.15, 0.4))
    return Round({code: two_quarters(chance, rate) for code in codes})


def two_quarters(chance: random.Random, rate: float) -> tuple[Return, Return]:
    """Two returns; now and then the second has most of its figures from the first."""
    before, now = drawn_return(chance, rate), drawn_return(chance, rate)
    if chance.random() < 0.3:
        same = [item for item in COUNTS if chance.random() < 0.8]
        now = Return(
            {**now.counts, **{item: before.counts[item] for item in same}},
            before.percents if chance.random() < 0.5 else now.percents,
            now.levels,
            now.listed,
        )
    return before, now


def drawn_return(chance: random.Random, rate: float) -> Return:
    """Figures of one quarter; ``rate`` is how many of its counts are small."""

    def count(most: int = 60) -> int:
        drawn = chance.random()
        if drawn < rate:
            return chance.randint(1, 5)
        return 0 if drawn < rate + 0.05 else chance.randint(min(12, most), most)

    counts = {item: count() for item in COUNTS if item not in TOTALS}
    for part, total in TOTALS.items():
        counts[part] = part_of(chance, counts[total], rate)
    percents: dict[str, float] = {item: chance.choice((0, 60, 80, 95, 100)) for item in PERCENTS}
    supervised = min(counts["6.3"], part_of(chance, counts["6.3"], rate))
    percents["6.4"] = 100 * supervised / max(1, counts["6.3"])
    levels = {}
    for level in GROUPS:
        staff = count(90)
        levels[level] = (staff, min(staff, part_of(chance, staff, rate)))
    return Return(counts, percents, levels, chance.random() < 0.9)


def part_of(chance: random.Random, total: int, rate: float) -> int:
    """A part: far from its total and from none, but for some; seldom more than there are."""
    drawn = chance.random()
    if drawn < rate:
        return chance.choice((1, 2, 3, 4, max(0, total - 1), max(0, total - 3), total + 1))
    return total if drawn < rate + 0.3 else chance.choice((0, total // 2, total))


def tables_of(code: str, period: str, figures: Return) -> dict[str, list[list[object]]]:
    """A provider's tables."""
    dashboard: list[list[object]] = [["item", "part", "value", "note"]]
    for item, number in figures.counts.items():
        dashboard.append([*item.partition(" ")[::2], number, ""])
    dashboard += [[item, "", f"{number:.4g}%", ""] for item, number in figures.percents.items()]
    training: list[list[object]] = [list(columns_of("training"))]
    refs = itertools.count(1000)
    for level, (staff, done) in figures.levels.items():
        share = f"{100 * done / staff:.4g}%" if staff else "N/A"
        dashboard.append(["4.1", f"Level {level}", share, "" if staff else "nobody needs it"])
        for day in ["01/05/2014"] * done + ["01/05/2005"] * (staff - done):
            line = [f"P{next(refs)}", GROUPS[level], "safeguarding", level, level, day]
            training.append([*line])
    tables = {"organisation": about(code, "provider", period, SERVICES), "dashboard": dashboard}
    return {**tables, "training": training} if figures.listed else tables


def commissioners_tables(period: str, providers: Sequence[str]) -> dict[str, list[list[object]]]:
    """The tables of a commissioner with a contract with each provider."""
    contracts: list[list[object]] = [list(columns_of("contracts"))]
    contracts += [[code, f"Contract {code}", "yes", "yes", "01/04/2014"] for code in providers]
    return {"organisation": about("CC1", "ccg", period, ""), "contracts": contracts}


def about(code: str, kind: str, period: str, services: str) -> list[list[object]]:
    """The table of who returns."""
    rows = {"code": code, "name": f"Trust {code}", "kind": kind, "period": period}
    return [["field", "value"], *([name, value] for name, value in rows.items())] + (
        [["services", services]] if services else []
    )


def write_tables(folder: Path, tables: Mapping[str, Sequence[Sequence[object]]]) -> None:
    """Write a return as a folder of CSV files."""
    folder.mkdir(parents=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
