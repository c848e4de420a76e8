"""Facts from a training summary by staff group and level; nobody has counted its figures."""

from __future__ import annotations

from engine.nouns.english import listed
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.policy.vocabulary import Framework
from engine.nouns.verdict import Basis
from evidence.facts.collector import FactCollector, cell_place, unknown_fact
from evidence.facts.training.declared import TOLERANCE, cell_declared, hints_at_staff
from evidence.facts.training.lowest_figures import percent_words
from evidence.facts.training.needs import unless_borne_out
from evidence.facts.training.summary_lines import SummaryLine
from evidence.facts.training.summary_sums import Summary, SummaryOfLevel


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
        return unknown_fact(name, why, basis=Basis.FIGURE, origins=origins)
    return Fact(name, percent, Basis.FIGURE, origins, (), _in_words(summary), returned=True)


def lowest_of_summary(collector: FactCollector, framework: Framework, summary: Summary) -> Fact:
    """The lowest percentage of any staff group at any level, by the summary alone; no higher than
    what is known of its levels bears, since some group is no better than the whole."""
    name = fact_names.lowest_group(fact_names.training(framework.key))
    levels = [of for (key, _), of in summary.levels.items() if key == framework.key]
    lines = [line for of in levels for line in of.lines if not line.is_total]
    shares: list[tuple[float, float, SummaryLine]] = []
    unread = any(of.percent is None and of.required is None for of in levels)
    for line in lines:
        if line.required is None or line.compliant is None:
            unread = True
        elif line.required.low > 0:
            of = line.required.low
            shares.append((100 * line.compliant.high / of, 100 * line.compliant.low / of, line))
    if not shares:
        why = "the summary has no staff group with anybody who surely needs a level"
        return unknown_fact(name, why, basis=Basis.FIGURE)
    high, _, lowest = min(shares, key=lambda share: share[:2])
    whole = [of.percent.low for of in levels if of.percent is not None]
    low = 0.0 if unread else min([share[1] for share in shares] + whole)
    note = f"{lowest.group}, Level {lowest.level}, by the training summary"
    note += "; lines that cannot be read may be lower" if unread else ""
    origins = collector.origins(lowest.cells)
    return Fact(name, Range(low, high), Basis.FIGURE, origins, note=note, returned=True)


def report_beside_register(
    collector: FactCollector, framework: Framework, level: int, summary: SummaryOfLevel
) -> None:
    """Report where a summary and the register, which is what counts, are too far apart."""
    name = fact_names.percent(fact_names.training_level(framework.key, level))
    counted, said = collector.facts.get(name), summary.percent
    if counted is None or not isinstance(counted.value, Range) or said is None:
        return
    if _near(collector, said, counted.value):
        return
    collector.log_at(*summary.cells, across=True).add_check(
        f"Level {level}, {framework.label}: {percent_words(said)} by the summary, "
        f"{percent_words(counted.value)} by the register",
        f"figures within {collector.parameter(TOLERANCE):g} percentage points of each other",
        "Find out which is right; the register is what counts here.",
    )


def _near(collector: FactCollector, said: Range, other: Range) -> bool:
    tolerance = collector.parameter(TOLERANCE)
    return other.low - tolerance <= said.high and said.low <= other.high + tolerance


def _check_declared(
    collector: FactCollector, declared: Fact | None, own: Fact, level: int, framework: Framework
) -> None:
    """Report where the dashboard's figure and the summary's are further apart than tolerated. The
    pack says what that puts in dispute."""
    if declared is None or not isinstance(declared.value, Range):
        return
    if not isinstance(own.value, Range) or _near(collector, declared.value, own.value):
        return
    cell = cell_declared(declared)
    collector.log_at(cell, across=True).add_check(
        f"Level {level}, {framework.label}: {percent_words(declared.value)} declared "
        f"({cell_place(cell)}), "
        f"{percent_words(own.value)} by the training summary ({own.origins[0].cell})",
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
        return unknown_fact(name, summary.why, basis=Basis.FIGURE, origins=origins)
    if summary.required.low > 0:
        return Fact(name, True, Basis.FIGURE, origins, returned=True)
    if summary.required.high > 0:
        why = f"whether anybody needs Level {level} depends on figures that do not agree"
        return unknown_fact(name, why, basis=Basis.FIGURE, origins=origins)
    if (
        declared is not None
        and declared.origins
        and (declared.returned or hints_at_staff(declared))
    ):
        cell = cell_declared(declared)
        why = f"{cell_place(cell)} mentions Level {level}; the summary has nobody who needs it"
        return unknown_fact(name, why, basis=Basis.FIGURE, origins=origins + declared.origins)
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
