"""Training as the dashboard declares it: alone, or beside a register."""

from __future__ import annotations

from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Claim, Fact, Origin, Range
from engine.nouns.evidence.in_dispute import with_claims
from engine.nouns.policy.vocabulary import Framework
from engine.nouns.verdict import Basis
from evidence.cells.values import not_applicable
from evidence.facts.collector import FactCollector, cell_place, unknown_fact
from evidence.facts.training.lowest_figures import percent_words
from evidence.facts.training.needs import unless_borne_out
from evidence.nouns.cells import Cell
from evidence.nouns.columns import REGISTER
from evidence.text import match_key

TOLERANCE = "figures_tolerance"
TABLES = frozenset({REGISTER, "training_summary"})
"""The tables that say more of training than the dashboard does."""
UNREAD = "a table of staff’s training was sent that cannot be read, and may say otherwise"


def nothing_known(
    collector: FactCollector,
    framework: Framework,
    level: int,
    why: str,
    origins: tuple[Origin, ...] = (),
) -> None:
    """A level of which nothing is known, whatever the dashboard declares."""
    of_level = fact_names.training_level(framework.key, level)
    for name in (fact_names.percent(of_level), fact_names.needed(of_level)):
        collector.add(unknown_fact(name, why, basis=Basis.REGISTER, origins=origins))


def as_declared(collector: FactCollector, framework: Framework, level: int) -> None:
    """A level's figures where no register speaks of the framework."""
    name = fact_names.training_level(framework.key, level)
    declared = collector.facts.get(fact_names.declared_level(framework.declared_item, level))
    if declared is None:
        return
    note = "; ".join(part for part in ("as declared on the dashboard", declared.note) if part)
    collector.add(
        Fact(
            fact_names.percent(name),
            declared.value,
            Basis.FIGURE,
            declared.origins,
            (declared.name,),
            note if declared.returned else "",
            declared.why_unknown,
            declared.returned,
            claims=declared.claims,
        )
    )
    collector.add(_needed(collector, framework, level, declared))


def _needed(collector: FactCollector, framework: Framework, level: int, declared: Fact) -> Fact:
    """Whether anybody needs a level, as far as its figure on the dashboard tells, and the services
    and posts where that says nobody."""
    name = fact_names.needed(fact_names.training_level(framework.key, level))
    excused = collector.facts.get(fact_names.not_applicable(declared.name))
    under = (declared.name,)
    if declared.returned:
        return Fact(name, True, Basis.FIGURE, declared.origins, under, returned=True)
    if excused is not None and excused.value is True:
        under, note = (excused.name,), excused.note
        no = Fact(name, False, Basis.FIGURE, excused.origins, under, note, returned=True)
        return unless_borne_out(collector, framework, level, no)
    return unknown_fact(
        name,
        declared.why_unknown,
        basis=Basis.FIGURE,
        origins=declared.origins,
        derived_from=under,
    )


def hints_at_staff(declared: Fact) -> bool:
    """Whether a dashboard cell without a figure ("N/K", "TBC", "?") leaves open that there are
    staff. A dash, a blank and "N/A" agree with a register that has nobody."""
    text = declared.origins[0].text
    if declared.returned or not_applicable(text) is not None:
        return False
    return bool(match_key(text)) or "?" in text


def in_doubt(declared: Fact | None) -> bool:
    """Whether the words beside a declared figure leave open what it is."""
    if declared is None:
        return False
    value = declared.value
    return declared.in_dispute or (isinstance(value, Range) and value.low != value.high)


def declared_beside(declared: Fact | None) -> str:
    """What the dashboard declares beside a register, for the register's note."""
    if declared is not None and in_doubt(declared):
        return f"; the dashboard’s figure is in doubt: {declared.note or declared.why_unknown}"
    if declared is None or not isinstance(declared.value, Range):
        return ""
    return f"; the dashboard declares {declared.value.low:g} %"


def compare_with_dashboard(counted: Fact, declared: Fact | None) -> Fact:
    """A register's share, in dispute where words beside the declared figure tell of another: that
    may be of people whom the register leaves out."""
    if declared is None or not in_doubt(declared):
        return counted
    why = "the register and the words beside the dashboard’s figure say different things"
    return with_claims(counted, [Claim(declared.value, True, declared.origins)], why)


def check_declared(
    collector: FactCollector,
    declared: Fact | None,
    percent: Range,
    origins: tuple[Origin, ...],
    what: str,
) -> None:
    """Report where the dashboard's figure and the register's are further apart than tolerated, and
    where words beside the dashboard's leave it in doubt."""
    if declared is not None and in_doubt(declared):
        cell, of = cell_declared(declared), origins[0]
        collector.log_at(cell, across=True).add_check(
            f"{what}: “{cell.text.strip()}” declared ({cell_place(cell)}), which the words beside "
            f"it leave in doubt, {percent_words(percent)} by the register "
            f"({of.sheet.strip()} {of.cell})",
            "a figure with nothing beside it that puts it in doubt",
            "Find out which is right, and whether everybody is in the register.",
        )
    elif declared is not None and isinstance(declared.value, Range):
        _check_apart(collector, declared, percent, origins[0], what)


def _check_apart(
    collector: FactCollector, declared: Fact, percent: Range, of: Origin, what: str
) -> None:
    assert isinstance(declared.value, Range)
    said, tolerance = declared.value.low, collector.parameter(TOLERANCE)
    if percent.low - tolerance <= said <= percent.high + tolerance:
        return
    cell = cell_declared(declared)
    collector.log_at(cell, across=True).add_check(
        f"{what}: {said:g} % declared ({cell_place(cell)}), {percent_words(percent)} "
        f"by the register ({of.sheet.strip()} {of.cell})",
        f"figures within {tolerance:g} percentage points of each other",
        "Find out which is right; the register is what counts here.",
    )


def cell_declared(fact: Fact) -> Cell:
    """The cell of the dashboard that a fact is declared in."""
    origin = fact.origins[0]
    return Cell(None, origin.text, origin.sheet, origin.cell)
