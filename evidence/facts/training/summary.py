"""Training as a summary by staff group and level: its facts, figures that nobody has counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.nouns.english import listed
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.policy.vocabulary import Framework
from engine.nouns.verdict import Basis
from evidence.facts.collector import FactCollector, place, unknown
from evidence.facts.training.declared import TOLERANCE, cell_declared, hints_at_staff
from evidence.facts.training.lowest import figure
from evidence.facts.training.needs import unless_borne_out
from evidence.facts.training.summary_lines import SummaryLine, summary_lines
from evidence.nouns.cells import Cell
from evidence.text import match_key


@dataclass(frozen=True, slots=True)
class SummaryOfLevel:
    """What a summary says of one level of a framework, all staff groups together."""

    lines: tuple[SummaryLine, ...]
    required: Range | None
    compliant: Range | None
    """Both None where a line of it cannot be counted."""
    why: str = ""

    @property
    def cells(self) -> list[Cell]:
        return [cell for line in self.lines for cell in line.cells]

    @property
    def percent(self) -> Range | None:
        """Compliant as % of required, within bounds; None where nobody surely needs the level."""
        of, done = self.required, self.compliant
        if of is None or done is None or of.low == 0:
            return None
        return Range(100 * done.low / of.high, min(100.0, 100 * done.high / of.low))


Summary = Mapping[tuple[str, int], SummaryOfLevel]
"""What a summary says, by framework and level."""


def summary_of(collector: FactCollector) -> Summary:
    """What the training summary says of each level; what is wrong with it is told."""
    by_level: dict[tuple[str, int], list[SummaryLine]] = {}
    for line in summary_lines(collector):
        by_level.setdefault((line.framework, line.level), []).append(line)
    return {at: _together(collector, lines) for at, lines in by_level.items()}


def _together(collector: FactCollector, lines: Sequence[SummaryLine]) -> SummaryOfLevel:
    """The staff groups of a level added up, held to the line of all of them where there is one."""
    name = fact_names.percent(fact_names.training_level(lines[0].framework, lines[0].level))
    groups = _each_once(collector, name, [line for line in lines if not line.is_total])
    totals = _each_once(collector, name, [line for line in lines if line.is_total])
    every = (*groups, *totals)
    whys = [line.why for line in every if line.required is None]
    if len(totals) > 1:
        whys.append("several lines of all staff together")
    uncounted = any(line.required is None for line in groups)
    if totals and len(totals) == 1 and uncounted and totals[0].required is not None:
        # The line of all staff counts those of the groups that cannot be read.
        return SummaryOfLevel(tuple(totals), totals[0].required, totals[0].compliant)
    if whys:
        return SummaryOfLevel(every, None, None, "; ".join(dict.fromkeys(whys)))
    sums = _sum(groups) if groups else _sum(totals)
    if groups and totals:
        sums = _held_to_total(collector, sums, totals[0], groups)
    return SummaryOfLevel(every, *sums)


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
        at = collector.at(*before.cells, *line.cells)
        found_twice = f"Level {line.level} of “{line.group or 'all staff'}” on two lines"
        expected, to_do = "each staff group once for each level", "Keep the line that is right."
        if same:
            at.check(found_twice, expected, to_do)
            continue
        at.cell(found_twice, expected, to_do, facts=(name,))
        why = f"“{line.group or 'all staff'}” is given twice, and not the same"
        found[group] = SummaryLine(
            before.row, before.framework, before.level, before.group, None, None, why
        )
    return list(found.values())


def _sum(lines: Sequence[SummaryLine]) -> tuple[Range, Range]:
    of = [line.required for line in lines if line.required is not None]
    done = [line.compliant for line in lines if line.compliant is not None]
    return (
        Range(sum(count.low for count in of), sum(count.high for count in of)),
        Range(sum(count.low for count in done), sum(count.high for count in done)),
    )


def _held_to_total(
    collector: FactCollector,
    sums: tuple[Range, Range],
    total: SummaryLine,
    groups: Sequence[SummaryLine],
) -> tuple[Range, Range]:
    """The sums of the groups, spanned with the line of all where that says something else."""
    of, done = sums
    if total.required is None or total.compliant is None:
        return sums
    agree = (total.required.low, total.required.high) == (of.low, of.high)
    if agree and total.compliant.low <= done.high and total.compliant.high >= done.low:
        return sums
    collector.at(*total.cells, *(cell for line in groups for cell in line.cells)).check(
        f"{total.compliant.low:g} of {total.required.low:g} in all at Level {total.level} "
        f"({place(total.cells[0])}), while the staff groups make {done.low:g} of {of.low:g}",
        "a total that is the sum of its staff groups",
        "Find out which is right; until then the share is only known to lie between the two.",
    )
    return (
        Range(min(of.low, total.required.low), max(of.high, total.required.high)),
        Range(min(done.low, total.compliant.low), max(done.high, total.compliant.high)),
    )


def from_summary(
    collector: FactCollector, framework: Framework, level: int, summary: SummaryOfLevel
) -> None:
    """A level's figures where no register speaks of the framework, and a summary does."""
    name = fact_names.training_level(framework.key, level)
    origins = collector.origins(summary.cells)
    own = _as_summed(fact_names.summary_percent(name), level, summary, origins)
    collector.add(own)
    under = (fact_names.in_date(name), fact_names.staff(name))
    for part, counted in zip(under, (summary.compliant, summary.required), strict=True):
        if counted is not None:
            collector.add(Fact(part, counted, Basis.FIGURE, origins, returned=True))
    share, why = fact_names.percent(name), own.why_unknown
    collector.add(
        Fact(share, own.value, Basis.FIGURE, origins, (own.name,), own.note, why, own.returned)
    )
    declared = collector.facts.get(fact_names.declared_level(framework.declared_item, level))
    _check_declared(collector, declared, own, level, framework)
    collector.add(_needed(collector, framework, level, summary, declared))


def _as_summed(name: str, level: int, summary: SummaryOfLevel, origins: tuple[Origin, ...]) -> Fact:
    """The share of a level by the summary alone, to which the dashboard's figure is held."""
    percent = summary.percent
    if percent is None:
        why = summary.why or f"the summary has nobody who needs Level {level}"
        return unknown(name, why, basis=Basis.FIGURE, origins=origins)
    return Fact(name, percent, Basis.FIGURE, origins, (), _in_words(summary), returned=True)


def lowest_of_summary(collector: FactCollector, framework: Framework, summary: Summary) -> Fact:
    """The lowest percentage of any staff group at any level, by the summary alone."""
    name = fact_names.lowest_group(fact_names.training(framework.key))
    lines = [
        line
        for (key, _), of_level in summary.items()
        if key == framework.key
        for line in of_level.lines
        if not line.is_total
    ]
    shares: list[tuple[float, float, SummaryLine]] = []
    unread = False
    for line in lines:
        if line.required is None or line.compliant is None:
            unread = True
        elif line.required.low > 0:
            of = line.required.low
            shares.append((100 * line.compliant.high / of, 100 * line.compliant.low / of, line))
    if not shares:
        why = "the summary has no staff group with anybody who surely needs a level"
        return unknown(name, why, basis=Basis.FIGURE)
    high, _, lowest = min(shares, key=lambda share: share[:2])
    low = 0.0 if unread else min(share[1] for share in shares)
    note = f"{lowest.group}, Level {lowest.level}, by the training summary"
    note += "; lines that cannot be read may be lower" if unread else ""
    origins = collector.origins(lowest.cells)
    return Fact(name, Range(low, high), Basis.FIGURE, origins, note=note, returned=True)


def tell_beside_register(
    collector: FactCollector, framework: Framework, level: int, summary: SummaryOfLevel
) -> None:
    """Tell where a summary and the register, which is what counts, are too far apart."""
    name = fact_names.percent(fact_names.training_level(framework.key, level))
    counted, said = collector.facts.get(name), summary.percent
    if counted is None or not isinstance(counted.value, Range) or said is None:
        return
    if _near(collector, said, counted.value):
        return
    collector.at(*summary.cells, across=True).check(
        f"Level {level}, {framework.label}: {figure(said)} by the summary, "
        f"{figure(counted.value)} by the register",
        f"figures within {collector.parameter(TOLERANCE):g} percentage points of each other",
        "Find out which is right; the register is what counts here.",
    )


def _near(collector: FactCollector, said: Range, other: Range) -> bool:
    tolerance = collector.parameter(TOLERANCE)
    return other.low - tolerance <= said.high and said.low <= other.high + tolerance


def _check_declared(
    collector: FactCollector, declared: Fact | None, own: Fact, level: int, framework: Framework
) -> None:
    """Tell where the dashboard's figure and the summary's are further apart than tolerated. The
    pack says what that puts in dispute."""
    if declared is None or not isinstance(declared.value, Range):
        return
    if not isinstance(own.value, Range) or _near(collector, declared.value, own.value):
        return
    cell = cell_declared(declared)
    collector.at(cell, across=True).check(
        f"Level {level}, {framework.label}: {figure(declared.value)} declared ({place(cell)}), "
        f"{figure(own.value)} by the training summary ({own.origins[0].cell})",
        f"figures within {collector.parameter(TOLERANCE):g} percentage points of each other",
        "Find out which is right, and correct the other.",
    )


def _needed(
    collector: FactCollector,
    framework: Framework,
    level: int,
    summary: SummaryOfLevel,
    declared: Fact | None,
) -> Fact:
    """Whether anybody needs a level, as the summary has it. Where it has nobody, a figure on the
    dashboard leaves that open, and services and posts may bear out that somebody does."""
    name = fact_names.needed(fact_names.training_level(framework.key, level))
    origins = collector.origins(summary.cells)
    if summary.required is None:
        return unknown(name, summary.why, basis=Basis.FIGURE, origins=origins)
    if summary.required.low > 0:
        return Fact(name, True, Basis.FIGURE, origins, returned=True)
    if summary.required.high > 0:
        why = f"whether anybody needs Level {level} hangs on figures that do not agree"
        return unknown(name, why, basis=Basis.FIGURE, origins=origins)
    if (
        declared is not None
        and declared.origins
        and (declared.returned or hints_at_staff(declared))
    ):
        cell = cell_declared(declared)
        why = f"{place(cell)} speaks of Level {level}; the summary has nobody who needs it"
        return unknown(name, why, basis=Basis.FIGURE, origins=origins + declared.origins)
    nobody = "nobody in the training summary needs it"
    no = Fact(name, False, Basis.FIGURE, origins, note=nobody, returned=True)
    return unless_borne_out(collector, framework, level, no)


def _in_words(summary: SummaryOfLevel) -> str:
    """ "by the training summary: 141 of 164 compliant, in Midwives and Medical"."""
    of, done = summary.required, summary.compliant
    if of is None or done is None:
        return ""
    groups = [line.group for line in summary.lines if not line.is_total and line.group]
    counted = f"{_number(done)} of {_number(of)} compliant"
    where = f", in {listed(groups, 'and')}" if 0 < len(groups) <= 5 else ""
    return f"by the training summary: {counted}{where}"


def _number(value: Range) -> str:
    return f"{value.low:g}" if value.is_exact else f"{value.low:.0f} to {value.high:.0f}"
