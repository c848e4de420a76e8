"""Returns that differ in hidden figures alone give the same public outputs, byte for byte.

Of each hidden count, and of each difference between a part and its total, the returns that
cannot be told apart hold two values at least; and where all of these are small, every small one.
Whoever has the outputs cannot know more, whatever they know of the rules and of this program.
"""

from __future__ import annotations

import csv
import itertools
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from clausewise.assessing import assess, publish
from clausewise.packs import LoadedPack
from clausewise.places import DEFAULT_PACK
from clausewise.returns import read_returns
from engine.loading import load_pack
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.audience import Audience
from evidence.nouns.columns import columns_of
from reports.findings_json.write import findings_json
from reports.lookup import Lookup
from reports.write import write_reports

WHOLE = load_pack(DEFAULT_PACK)
PACK = replace(
    WHOLE,
    rules={
        name: rule
        for name, rule in WHOLE.rules.items()
        if any(fact.startswith(("dashboard.", "training.")) for fact in rule.facts)
    },
)
"""Only the rules that read a figure, so that many returns can be gone through."""
LIMIT = 5
PLACES = (1, 2, 3, 4, 5, 6, 10, 20, 25)
Way = tuple[int, ...]


@dataclass(frozen=True)
class Figures:
    """A return: the dashboard's counts by item, and by level who needs it and who has it."""

    counts: Mapping[str, int]
    levels: Mapping[int, tuple[int, int]]
    supervised: int = 36
    """Of the staff of item 6.3."""
    declared: Mapping[int, int] = field(default_factory=dict)
    """The percentages of the levels that the dashboard gives otherwise than the register."""

    def with_counts(self, items: Iterable[str], way: Way) -> Figures:
        return replace(self, counts={**self.counts, **dict(zip(items, way, strict=True))})

    def with_level(self, level: int, way: Way) -> Figures:
        done, staff = way
        return replace(self, levels={**self.levels, level: (staff, done)})


BEFORE = Figures(
    {"8.6": 2, "8.1": 30, "8.3": 8, "13.1": 30, "13.2": 7, "13.3": 7, "13.5": 2, "13.6": 2}
    | {"6.3": 40, "2": 3, "9.1": 9, "7.1": 30, "13.4": 0},
    {1: (30, 30), 2: (9, 8), 3: (12, 6)},
)
NOW = Figures(
    {"8.6": 3, "8.1": 12, "8.3": 3, "13.1": 40, "13.2": 20, "13.3": 18, "13.5": 3, "13.6": 1}
    | {"6.3": 40, "2": 4, "9.1": 9, "7.1": 41, "13.4": 0},
    {1: (30, 30), 2: (20, 19), 3: (8, 6)},
)
GROUPS = {1: "Administration", 2: "Nursing", 3: "Paediatricians"}
"""By level a staff group that needs it."""
PERIODS = ("2014-15 Q1", "2014-15 Q2")


def write_return(folder: Path, period: str, figures: Figures) -> None:
    tables: dict[str, list[list[object]]] = {
        "organisation": [
            ["field", "value"],
            ["code", "RA1"],
            ["name", "Trust"],
            ["kind", "provider"],
            ["period", period],
            ["services", "inpatient; adult inpatient; maternity; paediatrics"],
        ],
        "dashboard": [["item", "part", "value", "note"]],
        "training": [list(columns_of("training"))],
    }
    tables["dashboard"] += [[item, "", number, ""] for item, number in figures.counts.items()]
    tables["dashboard"] += [
        ["6.4", "", f"{100 * figures.supervised / figures.counts['6.3']:.4g}%", ""]
    ]
    refs = itertools.count(1000)
    for level, (staff, done) in figures.levels.items():
        share = f"{figures.declared.get(level, 100 * done / staff):.4g}%"
        tables["dashboard"] += [["4.1", f"Level {level}", share, "as in the register"]]
        days = ["01/05/2014"] * done + ["01/05/2005"] * (staff - done)
        for day in days:
            line = [f"P{next(refs)}", GROUPS[level], "safeguarding", level, level, day]
            tables["training"].append(line)
    # Of a line without a reference a fault tells the place, and so how long the register is.
    tables["training"].append(["", "Administration", "safeguarding", 1, 1, "01/05/2014"])
    folder.mkdir(parents=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)


def public(now: Figures, before: Figures = BEFORE) -> Assessment:
    with tempfile.TemporaryDirectory() as home:
        for period, one in zip(PERIODS, (before, now), strict=True):
            write_return(Path(home) / "sent" / period, period, one)
        evidence = read_returns(Path(home) / "sent", LoadedPack(PACK, DEFAULT_PACK))
        return publish(assess(evidence), Audience.PUBLIC).shown


def enough(values: set[int], *, may_be_none: bool) -> bool:
    if may_be_none and max(values) <= 0:
        return True
    small = set(range(1, LIMIT))
    return len(values) > 1 and not values < small


PAIRS = tuple(
    (part, total)
    for total in PLACES
    for part in range(1, total + 1)
    if part < LIMIT or total < LIMIT or 1 <= total - part < LIMIT
)
ABOVE = ((2, 1), (3, 1), (4, 2), (6, 2), (5, 3), (6, 4))
TRIPLES = tuple(
    (part, total, every)
    for part, total in PAIRS
    if total not in (5, 20) or (part, total) == (4, 5)
    for every in (total, total + 2)
)


def pair_of(part: str, total: str) -> tuple[tuple[str, ...], Callable[[Figures, Way], Figures]]:
    return (part, total), lambda base, way: base.with_counts((part, total), way)


VARIED: Mapping[str, tuple[tuple[str, ...], Callable[[Figures, Way], Figures], Iterable[Way]]] = {
    "one count": (
        ("8.6",),
        lambda base, way: base.with_counts(("8.6",), way),
        [(n,) for n in range(1, 5)],
    ),
    "one count that no rule judges": (
        ("2",),
        lambda base, way: base.with_counts(("2",), way),
        [(n,) for n in range(1, 5)],
    ),
    "a part and its total": (*pair_of("8.3", "8.1"), (*PAIRS, *ABOVE)),
    "a part, its total and their share": (*pair_of("13.6", "13.5"), (*PAIRS, *ABOVE)),
    "a part of a part": (
        ("13.3", "13.2", "13.1"),
        lambda base, way: base.with_counts(("13.3", "13.2", "13.1"), way),
        TRIPLES,
    ),
    "a level of a register": (
        ("in date", "staff"),
        lambda base, way: base.with_level(3, way),
        PAIRS,
    ),
    "a level of which the dashboard says otherwise": (
        ("in date", "staff"),
        lambda base, way: replace(base.with_level(3, way), declared={3: 100}),
        PAIRS,
    ),
    "a level beside a small one": (
        ("in date", "staff"),
        lambda base, way: replace(base, levels={1: (30, 30), 2: (4, 3)}).with_level(3, way),
        PAIRS,
    ),
    "the only level that is hidden": (
        ("in date", "staff"),
        lambda base, way: replace(base, levels={1: (30, 30), 2: (20, 10)}).with_level(3, way),
        PAIRS,
    ),
    "a total and the part that a percentage tells": (
        ("supervised", "6.3"),
        lambda base, way: replace(base.with_counts(("6.3",), way[1:]), supervised=way[0]),
        PAIRS,
    ),
}
"""What is varied: its names, the return with it, and the ways tried."""


@pytest.mark.slow
@pytest.mark.parametrize("what", VARIED)
def test_hidden_figures_cannot_be_told(what: str, tmp_path: Path) -> None:
    alike = told_alike(what, NOW)
    figures = VARIED[what][1]
    assert_outputs_alike([figures(NOW, way) for way in max(alike.values(), key=len)[:2]], tmp_path)


COUNT = st.integers(0, 12)
RETURN = st.builds(
    Figures,
    st.fixed_dictionaries(
        dict.fromkeys(NOW.counts, COUNT)
        # Of referred incidents none or more than there were, whichever of the ways is tried.
        | {"6.3": st.integers(36, 60), "13.4": st.sampled_from((0, 40))}
    ),
    st.fixed_dictionaries(
        {
            level: st.tuples(st.integers(1, 24), st.integers(0, 24)).map(
                lambda pair: (max(pair), min(pair))
            )
            for level in NOW.levels
        }
    ),
)


@pytest.mark.slow
@settings(max_examples=4, deadline=None, derandomize=True, phases=[Phase.generate])
@given(st.sampled_from(sorted(VARIED)), RETURN)
def test_hidden_figures_cannot_be_told_whatever_else_is_returned(what: str, base: Figures) -> None:
    told_alike(what, base)


def told_alike(what: str, base: Figures) -> Mapping[bytes, list[Way]]:
    """The ways that give the same findings.json; asks that each leaves enough open."""
    names, figures, ways = VARIED[what]
    alike: dict[bytes, list[Way]] = defaultdict(list)
    for way in dict.fromkeys(ways):
        alike[findings_json(Lookup.for_assessment(public(figures(base, way))))].append(way)
    for together in alike.values():
        for place, name in enumerate(names):
            implied = name == "supervised"
            left = {way[place] for way in together}
            assert enough(left, may_be_none=implied), (name, together)
        for part, total in itertools.pairwise(range(len(names))):
            left = {way[total] - way[part] for way in together}
            assert enough(left, may_be_none=True), (names[part], names[total], together)
    return alike


def assert_outputs_alike(returns: list[Figures], home: Path) -> None:
    """That the page, the workbook and the CSV file are the same too."""
    written = []
    for place, one in enumerate(returns):
        out = home / str(place)
        paths = write_reports(public(one), out)
        written.append({path.relative_to(out).as_posix(): path.read_bytes() for path in paths})
    assert written[0] == written[1]
    assert {"index.html", "pages/matrix-provider.html", "matrix.xlsx", "matrix.csv"} <= set(
        written[0]
    )
