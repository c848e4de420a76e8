"""Whether anybody needs a level of training: by the return, and by its services and posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.policy.vocabulary import Framework, LevelNeed
from engine.nouns.verdict import Basis
from evidence.cells.values import not_applicable
from evidence.facts.gathering import Gathering, place, quoted, unknown
from evidence.facts.training.lowest import in_words
from evidence.nouns.cells import Cell
from evidence.text import key, listed

if TYPE_CHECKING:
    from evidence.facts.training.people import People


def borne_out(gathering: Gathering, framework: Framework, level: int) -> tuple[bool | None, str]:
    """Whether somebody needs a level, whatever the return says of it, and by what; False where
    nothing bears it out, None where that hangs on services or posts that are not known."""
    need = framework.needs.get(level, LevelNeed())
    if need.everybody:
        return True, "everybody needs it"
    known = gathering.services
    services = [key for key in need.services if known is not None and key in known]
    if services:
        labels = [gathering.vocabulary.services[key].label for key in services]
        return True, f"the services call for it: {listed(labels, 'and')}"
    posts = {role: _is_filled(gathering, role) for role in need.roles}
    filled = [role for role, is_so in posts.items() if is_so]
    if filled:
        labels = [gathering.vocabulary.roles[role].label for role in filled]
        return True, f"posts that need it are filled: {listed(labels, 'and')}"
    if need.services and known is None and gathering.asked_by_kind("dashboard"):
        return None, "the services are not known"
    if any(is_so is None for is_so in posts.values()):
        return None, "whether the posts that need it are filled is not known"
    return False, ""


def needed(
    gathering: Gathering,
    people: People,
    level: int,
    declared: Fact | None,
    origins: tuple[Origin, ...],
) -> Fact:
    """Whether the register has anybody who needs a level. A dashboard figure for a level that
    the register has nobody at leaves it open: one of the two has left somebody out. So has the
    register where services or posts bear it out that somebody needs the level."""
    framework, count = people.framework, people.count(level)
    name = f"training.{framework.key}.level_{level}.needed"
    if count.staff:
        return Fact(name, True, Basis.REGISTER, origins, note=in_words(count), returned=True)
    if count.possible:
        why = f"whether anybody needs Level {level} hangs on lines that cannot be read"
        return unknown(name, why, basis=Basis.REGISTER, origins=origins)
    if declared is not None and declared.origins and _hints_at_staff(declared):
        cell = cell_of(declared)
        why = f"{quoted(cell)} for Level {level}; the register has nobody who needs it"
        return unknown(name, why, basis=Basis.REGISTER, origins=origins + declared.origins)
    if declared is not None and declared.returned:
        cell = cell_of(declared)
        gathering.at(cell, across=True).check(
            f"a figure for Level {level}, of which the register has nobody",
            "the same staff on the dashboard and in the register",
            "Add the staff to the register, or write N/A with a reason on the dashboard.",
            facts=(name,),
        )
        why = f"{place(cell)} gives a figure for Level {level}; the register has nobody at it"
        return unknown(name, why, basis=Basis.REGISTER, origins=origins + declared.origins)
    note = "nobody in the register needs it"
    no = Fact(name, False, Basis.REGISTER, origins, note=note, returned=True)
    small = not gathering.asked_by_kind("dashboard")
    need = framework.needs.get(level)
    if small and need is not None and need.everybody and bool((people.required > level).any()):
        # A practice of clinicians alone: whoever needs a higher level is trained beyond this one.
        return no
    return unless_borne_out(gathering, framework, level, no)


def unless_borne_out(gathering: Gathering, framework: Framework, level: int, no: Fact) -> Fact:
    """Whether a level is needed where the return says that it is not: as services and posts bear
    it out, for nobody is taken out of a duty by their own word."""
    is_needed, by_what = borne_out(gathering, framework, level)
    if is_needed is False:
        return no
    note = "; ".join(part for part in (no.note, f"but {by_what}") if part)
    if is_needed:
        return Fact(no.name, True, Basis.FIGURE, no.origins, no.derived_from, note, returned=True)
    return unknown(
        no.name, note, basis=Basis.FIGURE, origins=no.origins, derived_from=no.derived_from
    )


def _hints_at_staff(declared: Fact) -> bool:
    """Whether a dashboard cell without a figure ("N/K", "TBC", "?") leaves open that there are
    staff. A dash, a blank and "N/A" agree with a register that has nobody."""
    text = declared.origins[0].text
    if declared.returned or not_applicable(text) is not None:
        return False
    return bool(key(text)) or "?" in text


def _is_filled(gathering: Gathering, role: str) -> bool | None:
    """Whether a post is filled; False where the return has no line for it, for then nobody needs
    the level by holding it."""
    fact = gathering.facts.get(f"named_professionals.{role}.wte")
    if fact is None:
        return False
    if not isinstance(fact.value, Range):
        return None
    return fact.value.low > 0 or (None if fact.value.high > 0 else False)


def cell_of(fact: Fact) -> Cell:
    """The first cell that a fact was read from."""
    origin = fact.origins[0]
    return Cell(None, origin.text, origin.sheet, origin.cell)
