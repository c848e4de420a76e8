"""Training: level by level from the register where there is one, else as declared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.nouns.english import either, listed
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Origin
from engine.nouns.evidence.fault import Severity
from engine.nouns.policy.vocabulary import Framework
from engine.nouns.verdict import Basis
from evidence.facts.collector import FactCollector, cell_place, cell_quoted, unknown_fact
from evidence.facts.training.declared import (
    TABLES,
    UNREAD,
    as_declared,
    cell_declared,
    check_declared,
    compare_with_dashboard,
    declared_beside,
    hints_at_staff,
    nothing_known,
)
from evidence.facts.training.intervals import Interval, RefresherIntervals
from evidence.facts.training.lowest_figures import in_words, lowest_group, lowest_level
from evidence.facts.training.needs import unless_borne_out
from evidence.facts.training.summary import (
    from_summary,
    lowest_of_summary,
    report_beside_register,
)
from evidence.facts.training.summary_sums import SummaryOfLevel, summary_of
from evidence.facts.training.table import latest_day, staff_listed, training_table
from evidence.nouns.cells import Cell
from evidence.nouns.register import Register
from evidence.terms import match_terms

if TYPE_CHECKING:
    from evidence.facts.training.counts import Count
    from evidence.facts.training.lines import RegisterIssue
    from evidence.facts.training.people import StaffOfFramework

_NO_REGISTER = (
    "no training register was returned; only a register or a summary shows the staff groups"
)
_NO_FRAMEWORK = (
    "the register has lines whose framework cannot be read and none that is surely about this one"
)
_FIRST_PLACES = 5


def gather_training(collector: FactCollector) -> None:
    """Every training figure of every framework: the register decides where it speaks, then the
    summary, then the dashboard. Beside a register or summary that cannot be read no other figure
    is taken in its place."""
    register = collector.submitted.register
    unread = not TABLES.isdisjoint(collector.submitted.unread)
    by_framework = _people(collector, register) if register is not None else {}
    summary = summary_of(collector)
    for framework in collector.vocabulary.frameworks.values():
        people = by_framework.get(framework.key)
        counted = people is not None and bool(people.certain.any())
        for level in range(1, framework.levels + 1):
            of_level = summary.levels.get((framework.key, level))
            if register is not None and people is not None:
                take = _from_register if counted else _in_doubt
                take(collector, register, people, level)
                if of_level is not None:
                    report_beside_register(collector, framework, level, of_level)
            else:
                _without_register(collector, framework, level, of_level)
        summed = summary.speaks_of(framework.key)
        if not (collector.asked_by_kind("training") or people is not None or summed):
            continue
        collector.add(lowest_level(collector, framework))
        if register is not None and people is not None and counted:
            _whole_register(collector, register, people)
        elif people is None and summed and not unread:
            collector.add(lowest_of_summary(collector, framework, summary))
        else:
            name = fact_names.lowest_group(fact_names.training(framework.key))
            why = _NO_FRAMEWORK if people is not None else UNREAD if unread else _NO_REGISTER
            collector.add(unknown_fact(name, why, basis=Basis.REGISTER))


def _without_register(
    collector: FactCollector, framework: Framework, level: int, summed: SummaryOfLevel | None
) -> None:
    """A level of a framework about which no register says anything."""
    if not TABLES.isdisjoint(collector.submitted.unread):
        nothing_known(collector, framework, level, UNREAD)
    elif summed is not None:
        from_summary(collector, framework, level, summed)
    else:
        as_declared(collector, framework, level)


def _whole_register(collector: FactCollector, register: Register, people: StaffOfFramework) -> None:
    """What the register says of a framework's levels together."""
    origins = _origin(collector, register)
    collector.add(staff_listed(people, origins))
    if (latest := latest_day(people, collector.last_day, origins)) is not None:
        collector.add(latest)
    collector.training.append(training_table(people))
    name = fact_names.lowest_group(fact_names.training(people.framework.key))
    refreshing = refreshing_of(collector, people.framework)
    collector.add(lowest_group(name, people, refreshing, origins))


def _people(collector: FactCollector, register: Register) -> dict[str, StaffOfFramework]:
    """The people of each framework that the register has lines for; its issues are reported."""
    # numpy is only wanted where there is a register.
    from evidence.facts.training.day_order import ReadPeople, check_day_order
    from evidence.facts.training.lines import read_lines
    from evidence.facts.training.people import staff_of

    frameworks = collector.vocabulary.frameworks
    known = match_terms(
        "a framework",
        {framework.key: (framework.label, framework.also) for framework in frameworks.values()},
    )
    lines = read_lines(register, known, collector.last_day.toordinal())
    found: dict[str, StaffOfFramework] = {}
    for framework in frameworks.values():
        refreshing = refreshing_of(collector, framework)
        met = staff_of(lines, framework, refreshing)
        if met is None:
            continue
        people, issues = met
        found[framework.key] = people
        for issue in issues:
            _report_issue(collector, register, issue, [people])
        _report_missing(collector, register, people, refreshing)
    for issue in lines.issues:
        _report_issue(collector, register, issue, found.values())
    intervals = {key: refreshing_of(collector, people.framework) for key, people in found.items()}
    check_day_order(collector, register, ReadPeople(found, known, intervals))
    return found


def _report_issue(
    collector: FactCollector,
    register: Register,
    issue: RegisterIssue,
    people: Iterable[StaffOfFramework],
) -> None:
    """One fault for one kind of issue, with the first cells where it is met."""
    letter = register.letters.get(issue.column, "")
    column = register.columns[issue.column]
    first = [int(line) for line in issue.lines[:_FIRST_PLACES]]
    cells = [
        Cell(column.value_at(line), "", register.sheet, f"{letter}{int(register.rows[line])}")
        for line in first
    ]
    more = len(issue.lines) - len(cells)
    if more:
        cells[-1] = replace(cells[-1], ref=f"{cells[-1].ref} and {more} more")
    levels = tuple(
        fact_names.percent(fact_names.training_level(staff_of_framework.framework.key, level))
        for staff_of_framework in people
        for level in staff_of_framework.levels_on(issue.lines)
    )
    collector.log_at(*cells, across=False).add(
        Severity.CHECK if issue.check else Severity.CELL,
        issue.found,
        issue.expected,
        issue.to_do,
        facts=() if issue.check else levels,
    )


def refreshing_of(collector: FactCollector, framework: Framework) -> RefresherIntervals:
    """How long training of a framework stays in date for the organisation."""
    name = framework.refresh_parameter
    intervals = (
        Interval(value.narrowed_to, int(value.value)) for value in collector.narrowed(name)
    )
    months = int(collector.parameter(name))
    return RefresherIntervals(
        framework.key, name, collector.as_of, months, tuple(intervals), collector.last_day
    )


def _report_missing(
    collector: FactCollector,
    register: Register,
    people: StaffOfFramework,
    refreshing: RefresherIntervals,
) -> None:
    """The staff groups with intervals of their own that no line has, written so or nearly so."""
    meant = {name for names in refreshing.possible_groups(people.groups) for name in names}
    missing = [written for name, written in refreshing.groups_with_own.items() if name not in meant]
    if not missing or not people.groups or not people.certain.any():
        return
    letter = register.letters.get("staff_group", "")
    collector.log_at(
        Cell(None, "", register.sheet, f"{letter}{int(register.rows.min())}"), across=False
    ).add_check(
        f"no line of the staff group {either([f'“{group}”' for group in missing])} for "
        f"{people.framework.label}, for which training has a refresher interval of its own",
        "staff groups written as in the parameters: "
        f"{listed(refreshing.groups_with_own.values(), 'and')}",
        "If it has such staff, write their group so; otherwise there is nothing to do.",
    )


def _origin(collector: FactCollector, register: Register) -> tuple[Origin, ...]:
    """The register as a whole: its first to its last cell."""
    rows = register.rows
    letters = sorted(register.letters.values(), key=lambda letter: (len(letter), letter))
    ref = f"{letters[0]}{int(rows.min())}:{letters[-1]}{int(rows.max())}"
    return collector.origins([Cell(None, "", register.sheet, ref)])


def _from_register(
    collector: FactCollector, register: Register, people: StaffOfFramework, level: int
) -> None:
    framework = people.framework
    name = fact_names.training_level(framework.key, level)
    declared = collector.facts.get(fact_names.declared_level(framework.declared_item, level))
    count, origins = people.count(level), _origin(collector, register)
    share, under = fact_names.percent(name), (fact_names.in_date(name), fact_names.staff(name))
    for part, number in zip(under, (count.in_date_range, count.staff_range), strict=True):
        collector.add(Fact(part, number, Basis.REGISTER, origins, returned=True))
    percent, note = count.percent, in_words(count)
    refreshed = refreshing_of(collector, framework).words(level)
    note += f"; {refreshed}" if refreshed else ""
    note += declared_beside(declared)
    if percent is None:
        why = f"the register has nobody who certainly needs Level {level}"
        basis = Basis.REGISTER
        collector.add(unknown_fact(share, why, basis=basis, origins=origins, derived_from=under))
    else:
        counted = Fact(share, percent, Basis.REGISTER, origins, under, note, returned=True)
        collector.add(compare_with_dashboard(counted, declared))
        check_declared(collector, declared, percent, origins, f"Level {level}, {framework.label}")
    above = bool((people.entries.required > level).any())
    collector.add(
        _needed(collector, _FrameworkLevel(framework, level, count, origins, above), declared)
    )


def _in_doubt(
    collector: FactCollector, register: Register, people: StaffOfFramework, level: int
) -> None:
    """A level of a framework that a register may or may not speak of: the dashboard's figure
    must not stand in for lines that could say otherwise."""
    origins = _origin(collector, register)
    nothing_known(collector, people.framework, level, _NO_FRAMEWORK, origins)


@dataclass(frozen=True, slots=True)
class _FrameworkLevel:
    """A level of a framework as the register has it."""

    framework: Framework
    level: int
    count: Count
    origins: tuple[Origin, ...]
    above: bool
    """Whether anybody on the register needs a higher level."""


def _needed(collector: FactCollector, at: _FrameworkLevel, declared: Fact | None) -> Fact:
    """Whether the register has anybody who needs a level. A dashboard figure for a level that
    the register has nobody at leaves it open: one of the two has left somebody out. So has the
    register where services or posts bear it out that somebody needs the level."""
    level, count, origins = at.level, at.count, at.origins
    name = fact_names.needed(fact_names.training_level(at.framework.key, level))
    if count.staff:
        return Fact(name, True, Basis.REGISTER, origins, note=in_words(count), returned=True)
    if count.possible:
        why = f"whether anybody needs Level {level} depends on lines that cannot be read"
        return unknown_fact(name, why, basis=Basis.REGISTER, origins=origins)
    if declared is not None and declared.origins and hints_at_staff(declared):
        cell = cell_declared(declared)
        why = f"{cell_quoted(cell)} for Level {level}; the register has nobody who needs it"
        return unknown_fact(name, why, basis=Basis.REGISTER, origins=origins + declared.origins)
    if declared is not None and declared.returned:
        cell = cell_declared(declared)
        collector.log_at(cell, across=True).add_check(
            f"a figure for Level {level}, of which the register has nobody",
            "the same staff on the dashboard and in the register",
            "Add the staff to the register, or write N/A with a reason on the dashboard.",
            facts=(name,),
        )
        why = f"{cell_place(cell)} gives a figure for Level {level}; the register has nobody at it"
        return unknown_fact(name, why, basis=Basis.REGISTER, origins=origins + declared.origins)
    nobody = "nobody in the register needs it"
    no = Fact(name, False, Basis.REGISTER, origins, note=nobody, returned=True)
    need = at.framework.needs.get(level)
    small = not collector.asked_by_kind("dashboard")
    if small and at.above and need is not None and need.everybody:
        # A practice of clinicians alone: whoever needs a higher level is trained beyond this one.
        return no
    return unless_borne_out(collector, at.framework, level, no)
