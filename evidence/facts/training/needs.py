"""Whether any staff need a level of training: by the return, else by services and posts."""

from __future__ import annotations

from engine.nouns.english import listed
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.policy.vocabulary import Framework, LevelNeed
from engine.nouns.verdict import Basis
from evidence.facts.collector import FactCollector, unknown_fact


def borne_out(
    collector: FactCollector, framework: Framework, level: int
) -> tuple[bool | None, str]:
    """Whether somebody needs a level, whatever the return says of it, and by what; False where
    nothing bears it out, None where that hangs on services or posts that are not known."""
    need = framework.needs.get(level, LevelNeed())
    if need.everybody:
        return True, "everybody needs it"
    known = collector.services
    services = [key for key in need.services if known is not None and key in known]
    if services:
        labels = [collector.vocabulary.services[key].label for key in services]
        return True, f"the services call for it: {listed(labels)}"
    posts = {role: _is_filled(collector, role) for role in need.roles}
    filled = [role for role, is_so in posts.items() if is_so]
    if filled:
        labels = [collector.vocabulary.roles[role].label for role in filled]
        return True, f"posts that need it are filled: {listed(labels)}"
    if need.services and known is None and collector.asked_by_kind("dashboard"):
        return None, "the services are not known"
    if any(is_so is None for is_so in posts.values()):
        return None, "whether the posts that need it are filled is not known"
    return False, ""


def unless_borne_out(collector: FactCollector, framework: Framework, level: int, no: Fact) -> Fact:
    """Whether a level is needed where the return says that it is not: as services and posts bear
    it out, for nobody is taken out of a duty by their own word."""
    is_needed, by_what = borne_out(collector, framework, level)
    if is_needed is False:
        return no
    note = "; ".join(part for part in (no.note, f"but {by_what}") if part)
    if is_needed:
        return Fact(no.name, True, Basis.FIGURE, no.origins, no.derived_from, note, returned=True)
    return unknown_fact(
        no.name, note, basis=Basis.FIGURE, origins=no.origins, derived_from=no.derived_from
    )


def _is_filled(collector: FactCollector, role: str) -> bool | None:
    """Whether a post is filled; False where the return has no line for it, for then nobody needs
    the level by holding it."""
    fact = collector.facts.get(fact_names.wte(fact_names.post(role)))
    if fact is None:
        return False
    if not isinstance(fact.value, Range):
        return None
    return fact.value.low > 0 or (None if fact.value.high > 0 else False)
