"""The training summary added up: the staff groups of each level against the line for all staff.

What may or may not be counted leaves bounds: a line that may be part of another, or whose level
nobody knows. So a share is never better than the figures bear.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.nouns.english import listed
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Range
from evidence.facts.collector import FactCollector, cell_place
from evidence.facts.training.summary_lines import SummaryLine, summary_lines
from evidence.nouns.cells import Cell
from evidence.text import match_key

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class SummaryOfLevel:
    """What a summary says of one level of a framework, all staff groups together."""

    lines: tuple[SummaryLine, ...]
    required: Range | None
    compliant: Range | None
    """Both None where a line of it cannot be counted."""
    why: str = ""
    percent: Range | None = None
    """Compliant as % of required, within bounds; None where nobody surely needs the level."""

    @property
    def cells(self) -> list[Cell]:
        """The cells of the figures it is summed from."""
        return [cell for line in self.lines for cell in line.cells]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a summary says of every framework."""

    levels: Mapping[tuple[str, int], SummaryOfLevel]
    """By framework and level."""
    open: tuple[SummaryLine, ...]
    """The lines whose framework or level nobody knows."""

    def open_of(self, framework: str, level: int) -> list[SummaryLine]:
        """The lines that may be about a level of a framework."""
        return [
            line
            for line in self.open
            if line.framework in ("", framework) and line.level in (0, level) and not line.is_total
        ]

    def speaks_of(self, framework: str) -> bool:
        """Whether any line of it is about a framework."""
        return any(key == framework for key, _ in self.levels)


def summary_of(collector: FactCollector) -> Summary:
    """What the training summary says of each level; its faults are reported."""
    by_level: dict[tuple[str, int], list[SummaryLine]] = {}
    lines = summary_lines(collector)
    opened = Summary({}, tuple(line for line in lines if line.is_open))
    for line in lines:
        if not line.is_open:
            by_level.setdefault((line.framework, line.level), []).append(line)
    levels = {
        at: _together(collector, of_level, opened.open_of(*at)) for at, of_level in by_level.items()
    }
    return Summary(levels, opened.open)


def _together(
    collector: FactCollector, lines: Sequence[SummaryLine], opened: Sequence[SummaryLine]
) -> SummaryOfLevel:
    """The staff groups of a level added up, held to the line of all of them where there is one;
    ``opened`` are lines that may be of the level too."""
    name = fact_names.percent(fact_names.training_level(lines[0].framework, lines[0].level))
    groups = _each_once(collector, name, [line for line in lines if not line.is_total])
    totals = _each_once(collector, name, [line for line in lines if line.is_total])
    every = (*groups, *totals)
    unread = [line for line in groups if line.required is None]
    denied = any(line.denies_itself for line in groups)
    if unread and totals and totals[0].required is not None and not (denied or opened):
        return _by_total(collector, totals[0], groups)
    whys = [line.why for line in (*every, *opened) if line.required is None]
    if whys:
        return SummaryOfLevel((*every, *opened), None, None, "; ".join(dict.fromkeys(whys)))
    groups = _without_sums(groups)
    doubtful = _doubtful(groups)
    surely = [line for line in groups if line not in doubtful]
    total = totals[0] if totals else None
    if not groups and total is not None:
        surely, total = [total], None
    return _summed(collector, _LevelLines(surely, doubtful, opened, total))


@dataclass(frozen=True, slots=True)
class _LevelLines:
    """The lines of a level, all of them counted."""

    surely: Sequence[SummaryLine]
    doubtful: Sequence[SummaryLine]
    """Those that may be part of another group."""
    opened: Sequence[SummaryLine]
    """Those that may be of the level, and may be of another."""
    total: SummaryLine | None

    @property
    def every(self) -> tuple[SummaryLine, ...]:
        total = () if self.total is None else (self.total,)
        return (*self.surely, *self.doubtful, *total, *self.opened)


def _summed(collector: FactCollector, lines: _LevelLines) -> SummaryOfLevel:
    """The sum of a level's lines within bounds, and as it is reported where they do not agree."""
    whole, least = _sum([*lines.surely, *lines.doubtful]), _sum(lines.surely)
    doubtful, opened, total = lines.doubtful, lines.opened, lines.total
    if total is not None and not opened:
        for sums in (whole, least) if lines.surely else (whole,):
            if _agree(sums, total):
                return SummaryOfLevel(lines.every, *sums, percent=_share(*sums))
    readings = [[*lines.surely, *some] for some in _some_of([*doubtful, *opened])]
    spans = [_sum(reading) for reading in readings if reading]
    if total is not None:
        if not any(_agree(sums, total) for sums in spans):
            _report_total(collector, whole, total, [*lines.surely, *doubtful])
        spans.append(_sum([total]))
    elif doubtful:
        _report_doubtful(collector, doubtful)
    shares = [share for sums in spans if (share := _share(*sums)) is not None]
    of, done = ([sums[n] for sums in spans] for n in (0, 1))
    return SummaryOfLevel(
        lines.every,
        _spanned(of),
        _spanned(done),
        percent=_spanned(shares) if len(shares) == len(spans) else None,
    )


def _some_of(lines: Sequence[SummaryLine]) -> list[list[SummaryLine]]:
    """The selections of lines that may be counted or not which give the lowest and the highest
    share with any others: those of the lowest shares, and those of the highest."""
    by_share = sorted(lines, key=_own_share)
    lowest = [by_share[:n] for n in range(len(by_share) + 1)]
    return lowest + [by_share[n:] for n in range(1, len(by_share))]


def _own_share(line: SummaryLine) -> float:
    if line.required is None or line.compliant is None or line.required.high == 0:
        return 0.0
    return line.compliant.low / line.required.high


def _share(of: Range, done: Range) -> Range | None:
    if of.low == 0:
        return None
    return Range(100 * done.low / of.high, min(100.0, 100 * done.high / of.low))


def _spanned(ranges: Sequence[Range]) -> Range | None:
    if not ranges:
        return None
    return Range(min(span.low for span in ranges), max(span.high for span in ranges))


def _agree(sums: tuple[Range, Range], total: SummaryLine) -> bool:
    of, done = sums
    if total.required is None or total.compliant is None:
        return False
    return (
        (total.required.low, total.required.high) == (of.low, of.high)
        and total.compliant.low <= done.high
        and total.compliant.high >= done.low
    )


def _by_total(
    collector: FactCollector, total: SummaryLine, groups: Sequence[SummaryLine]
) -> SummaryOfLevel:
    """The line of all staff, which counts those of the groups that cannot be read: only where
    those that can be read leave room for it."""
    of, done = _sum([line for line in groups if not (line.adds_up or line.is_part)])
    whole = _sum([total])
    all_of, all_done = whole
    fits = (
        of.low <= all_of.high
        and done.low <= all_done.high
        and of.low - done.high <= all_of.high - all_done.low
    )
    if fits:
        return SummaryOfLevel((total,), *whole, percent=_share(*whole))
    _report_total(collector, (of, done), total, groups)
    why = "the line of all staff leaves no room for its staff groups"
    return SummaryOfLevel((*groups, total), None, None, why)


def _without_sums(groups: Sequence[SummaryLine]) -> list[SummaryLine]:
    """The groups without the lines that add up the ones just above them, and no others."""
    kept: list[SummaryLine] = []
    for line in groups:
        figures = (line.required, line.compliant)
        if not (line.adds_up and any(_sum(kept[n:]) == figures for n in range(len(kept)))):
            kept.append(line)
    return kept


def _doubtful(groups: Sequence[SummaryLine]) -> list[SummaryLine]:
    """The lines that may have been counted in another group: that add up others, that say so, or
    whose words have another's among them and whose figures leave room for it."""
    if len(groups) == 1 or all(line.adds_up for line in groups):
        return []
    return [
        line
        for line in groups
        if line.is_nameless
        or line.adds_up
        or line.is_part
        or any(_may_hold(other, line) for other in groups if other is not line)
    ]


def _may_hold(other: SummaryLine, line: SummaryLine) -> bool:
    """Whether a group may be part of another: its words are the other's and more."""
    if not (other.words and other.words < line.words) or other.adds_up:
        return False
    of, done, part, trained = other.required, other.compliant, line.required, line.compliant
    if of is None or done is None or part is None or trained is None:
        return False
    return (
        0 < part.low <= of.high
        and trained.low <= done.high
        and part.low - trained.high <= of.high - done.low
    )


def _each_once(
    collector: FactCollector, name: str, lines: Sequence[SummaryLine]
) -> list[SummaryLine]:
    """The lines with each staff group once; one given twice, differently, cannot be counted."""
    found: dict[str, SummaryLine] = {}
    for line in lines:
        group = "" if line.is_total else match_key(line.group)
        before = found.setdefault(group, line)
        if before is line:
            continue
        same = (before.required, before.compliant) == (line.required, line.compliant)
        at = collector.log_at(*before.cells, *line.cells)
        found_twice = f"Level {line.level} of “{line.group or 'all staff'}” on two lines"
        expected, to_do = "each staff group once for each level", "Keep the correct line."
        if same:
            at.add_check(found_twice, expected, to_do)
            continue
        at.add_cell_fault(found_twice, expected, to_do, facts=(name,))
        why = f"“{line.group or 'all staff'}” is given twice, and not the same"
        found[group] = replace(before, required=None, compliant=None, why=why, denies_itself=True)
    return list(found.values())


def _sum(lines: Sequence[SummaryLine]) -> tuple[Range, Range]:
    of = [line.required for line in lines if line.required is not None]
    done = [line.compliant for line in lines if line.compliant is not None]
    return (
        Range(sum(count.low for count in of), sum(count.high for count in of)),
        Range(sum(count.low for count in done), sum(count.high for count in done)),
    )


def _report_total(
    collector: FactCollector,
    sums: tuple[Range, Range],
    total: SummaryLine,
    groups: Sequence[SummaryLine],
) -> None:
    (of, done), (all_of, all_done) = sums, _sum([total])
    collector.log_at(*total.cells, *(cell for line in groups for cell in line.cells)).add_check(
        f"{all_done.low:g} of {all_of.low:g} in all at Level {total.level} "
        f"({cell_place(total.cells[0])}), while the staff groups make {done.low:g} of {of.low:g}",
        "a total that is the sum of its staff groups",
        "Find out which is right; until then the share is only known to lie between the two.",
    )


def _report_doubtful(collector: FactCollector, lines: Sequence[SummaryLine]) -> None:
    shown = listed(
        [f"“{line.group or 'a line without a group'}”" for line in lines[:_SHOWN]], "and"
    )
    collector.log_at(*(cell for line in lines for cell in line.cells)).add_check(
        f"{shown} at Level {lines[0].level}, which may be counted in another line too",
        "staff groups that do not overlap, or a line of all staff that is their sum",
        "Leave out what other lines count, or add the line of all staff; until then the share is "
        "only known to lie between what it is with them and without them.",
    )
