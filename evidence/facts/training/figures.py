"""Training: level by level from the register where there is one, else as declared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.evidence.fault import Severity
from engine.nouns.policy.vocabulary import Framework
from engine.nouns.verdict import Basis
from evidence.facts.gathering import Gathering, place, unknown
from evidence.facts.training.intervals import Interval, Refreshing
from evidence.facts.training.lowest import figure, in_words, lowest_group, lowest_level
from evidence.facts.training.needs import cell_of, needed, unless_borne_out
from evidence.facts.training.table import training_table
from evidence.nouns.cells import Cell
from evidence.nouns.register import Register
from evidence.terms import names
from evidence.text import listed

if TYPE_CHECKING:
    from evidence.facts.training.lines import Trouble
    from evidence.facts.training.people import People

TOLERANCE = "figures_tolerance"
_NO_REGISTER = "no training register was returned; only a register tells the staff groups"
_NO_FRAMEWORK = (
    "the register has lines whose framework cannot be read and none that is surely about this one"
)
_FIRST_PLACES = 5


def gather_training(gathering: Gathering) -> None:
    """Every training figure of every framework. The register decides where both speak."""
    register = gathering.submitted.register
    by_framework = _people(gathering, register) if register is not None else {}
    for framework in gathering.vocabulary.frameworks.values():
        people = by_framework.get(framework.key)
        for level in range(1, framework.levels + 1):
            if people is not None and register is not None:
                if people.certain.any():
                    _from_register(gathering, register, people, level)
                else:
                    _in_doubt(gathering, register, framework, level)
            else:
                _as_declared(gathering, framework, level)
        if not gathering.asked_by_kind("training") and people is None:
            continue
        gathering.know(lowest_level(gathering, framework))
        if people is not None and register is not None and people.certain.any():
            gathering.know(_listed(gathering, register, people))
            if (latest := _latest(gathering, register, people)) is not None:
                gathering.know(latest)
            gathering.training.append(training_table(people))
        name = f"training.{framework.key}.lowest_group_percent"
        if people is not None and register is not None and people.certain.any():
            refreshing = refreshing_of(gathering, framework)
            gathering.know(lowest_group(name, people, refreshing, _origin(gathering, register)))
        else:
            why = _NO_REGISTER if people is None else _NO_FRAMEWORK
            gathering.know(unknown(name, why, basis=Basis.REGISTER))


def _people(gathering: Gathering, register: Register) -> dict[str, People]:
    """The people of each framework that the register has lines for; its trouble is told."""
    # numpy is only wanted where there is a register.
    from evidence.facts.training.lines import read_lines
    from evidence.facts.training.people import people_of

    frameworks = gathering.vocabulary.frameworks
    known = names(
        "a framework", {each.key: (each.label, each.also) for each in frameworks.values()}
    )
    as_of = gathering.as_of.toordinal()
    lines = read_lines(register, known, as_of)
    found: dict[str, People] = {}
    for framework in frameworks.values():
        refreshing = refreshing_of(gathering, framework)
        met = people_of(lines, framework, refreshing)
        if met is None:
            continue
        people, troubles = met
        found[framework.key] = people
        for trouble in troubles:
            _tell(gathering, register, trouble, [people])
        _tell_missing(gathering, register, people, refreshing)
    for trouble in lines.troubles:
        _tell(gathering, register, trouble, found.values())
    return found


def _tell(
    gathering: Gathering, register: Register, trouble: Trouble, people: Iterable[People]
) -> None:
    """One fault for one kind of trouble, with the first cells where it is met."""
    letter = register.letters.get(trouble.column, "")
    column = register.columns[trouble.column]
    first = [int(line) for line in trouble.lines[:_FIRST_PLACES]]
    cells = [
        Cell(column.at(line), "", register.sheet, f"{letter}{int(register.rows[line])}")
        for line in first
    ]
    more = len(trouble.lines) - len(cells)
    if more:
        cells[-1] = replace(cells[-1], ref=f"{cells[-1].ref} and {more} more")
    levels = tuple(
        f"training.{each.framework.key}.level_{level}.percent"
        for each in people
        for level in each.levels_on(trouble.lines)
    )
    gathering.at(*cells, across=False).add(
        Severity.CHECK if trouble.check else Severity.CELL,
        trouble.found,
        trouble.expected,
        trouble.to_do,
        facts=() if trouble.check else levels,
    )


def refreshing_of(gathering: Gathering, framework: Framework) -> Refreshing:
    """How long training of a framework stays in date for the organisation."""
    name = framework.refresh_parameter
    intervals = (Interval(one.narrowed_to, int(one.value)) for one in gathering.narrowed(name))
    months = int(gathering.parameter(name))
    return Refreshing(framework.key, name, gathering.as_of, months, tuple(intervals))


def _tell_missing(
    gathering: Gathering, register: Register, people: People, refreshing: Refreshing
) -> None:
    """The staff groups with intervals of their own that no line has, written so or nearly so."""
    meant = {name for names in refreshing.meant(people.groups) for name in names}
    missing = [written for name, written in refreshing.named.items() if name not in meant]
    if not missing or not people.groups or not people.certain.any():
        return
    letter = register.letters.get("staff_group", "")
    gathering.at(
        Cell(None, "", register.sheet, f"{letter}{int(register.rows.min())}"), across=False
    ).check(
        f"no line of the staff group {listed([f'“{group}”' for group in missing])} for "
        f"{people.framework.label}, for which training has a refresher interval of its own",
        f"staff groups written as in the parameters: {listed(refreshing.named.values(), 'and')}",
        "If it has such staff, write their group so; otherwise nothing need be done.",
    )


def _origin(gathering: Gathering, register: Register) -> tuple[Origin, ...]:
    """The register as a whole: its first to its last cell."""
    rows = register.rows
    letters = sorted(register.letters.values(), key=lambda letter: (len(letter), letter))
    ref = f"{letters[0]}{int(rows.min())}:{letters[-1]}{int(rows.max())}"
    return gathering.origins([Cell(None, "", register.sheet, ref)])


def _from_register(gathering: Gathering, register: Register, people: People, level: int) -> None:
    framework = people.framework
    name = f"training.{framework.key}.level_{level}"
    declared = gathering.facts.get(f"dashboard.{framework.declared_item}.level_{level}")
    count, origins = people.count(level), _origin(gathering, register)
    for part, number in (("staff", count.staff_range), ("in_date", count.in_date_range)):
        gathering.know(Fact(f"{name}.{part}", number, Basis.REGISTER, origins, returned=True))
    under = (f"{name}.in_date", f"{name}.staff")
    percent, note = count.percent, in_words(count)
    refreshed = refreshing_of(gathering, framework).words(level)
    note += f"; {refreshed}" if refreshed else ""
    if declared is not None and isinstance(declared.value, Range):
        note += f"; the dashboard declares {declared.value.low:g} %"
    if percent is None:
        why = f"the register has nobody who certainly needs Level {level}"
        gathering.know(
            unknown(
                f"{name}.percent", why, basis=Basis.REGISTER, origins=origins, derived_from=under
            )
        )
    else:
        gathering.know(
            Fact(f"{name}.percent", percent, Basis.REGISTER, origins, under, note, returned=True)
        )
        _check_declared(gathering, declared, percent, origins, f"Level {level}, {framework.label}")
    gathering.know(needed(gathering, people, level, declared, origins))


def _listed(gathering: Gathering, register: Register, people: People) -> Fact:
    """How many staff the register lists under a framework, within bounds."""
    surely, at_most = int(people.certain.sum()), len(people.certain)
    name = f"training.{people.framework.key}.listed"
    value = Range(float(surely), float(at_most))
    return Fact(name, value, Basis.REGISTER, _origin(gathering, register), returned=True)


def _latest(gathering: Gathering, register: Register, people: People) -> Fact | None:
    """The day of the latest training on the register up to the as-of date; None where no line
    tells one."""
    days = people.completed[people.certain & (people.completed <= gathering.as_of.toordinal())]
    if not (days.size and days.max() > 0):
        return None
    name, value = f"training.{people.framework.key}.latest_on", Range.exactly(float(days.max()))
    return Fact(name, value, Basis.REGISTER, _origin(gathering, register), returned=True)


def _in_doubt(gathering: Gathering, register: Register, framework: Framework, level: int) -> None:
    """A level of a framework that a register may or may not speak of: the dashboard's figure
    must not stand in for lines that could say otherwise."""
    origins = _origin(gathering, register)
    for part in ("percent", "needed"):
        name = f"training.{framework.key}.level_{level}.{part}"
        gathering.know(unknown(name, _NO_FRAMEWORK, basis=Basis.REGISTER, origins=origins))


def _check_declared(
    gathering: Gathering,
    declared: Fact | None,
    percent: Range,
    origins: tuple[Origin, ...],
    what: str,
) -> None:
    if declared is None or not isinstance(declared.value, Range):
        return
    said, tolerance = declared.value.low, gathering.parameter(TOLERANCE)
    if percent.low - tolerance <= said <= percent.high + tolerance:
        return
    cell, of = cell_of(declared), origins[0]
    gathering.at(cell, across=True).check(
        f"{what}: {said:g} % declared ({place(cell)}), {figure(percent)} by the register "
        f"({of.sheet.strip()} {of.cell})",
        f"figures within {tolerance:g} percentage points of each other",
        "Find out which is right; the register is what counts here.",
    )


def _as_declared(gathering: Gathering, framework: Framework, level: int) -> None:
    """A level's figures where no register speaks of the framework."""
    name = f"training.{framework.key}.level_{level}"
    source = f"dashboard.{framework.declared_item}.level_{level}"
    declared, excused = gathering.facts.get(source), gathering.facts.get(f"{source}.not_applicable")
    if declared is None:
        return
    note = "; ".join(part for part in ("as declared on the dashboard", declared.note) if part)
    gathering.know(
        Fact(
            f"{name}.percent",
            declared.value,
            Basis.FIGURE,
            declared.origins,
            (source,),
            note if declared.returned else "",
            declared.why_unknown,
            declared.returned,
        )
    )
    if declared.returned:
        gathering.know(
            Fact(f"{name}.needed", True, Basis.FIGURE, declared.origins, (source,), returned=True)
        )
    elif excused is not None and excused.value is True:
        under, note = (excused.name,), excused.note
        no = Fact(f"{name}.needed", False, Basis.FIGURE, excused.origins, under, note, "", True)
        gathering.know(unless_borne_out(gathering, framework, level, no))
    else:
        gathering.know(
            unknown(
                f"{name}.needed",
                declared.why_unknown,
                basis=Basis.FIGURE,
                origins=declared.origins,
                derived_from=(source,),
            )
        )
