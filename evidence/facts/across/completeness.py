"""How much of what was asked was answered: the dashboard's items and the audit's questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.nouns.english import listed
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.policy.vocabulary import Indicator
from engine.nouns.verdict import Basis
from evidence.facts.collector import FactCollector, unknown


@dataclass(frozen=True, slots=True)
class _AskedItem:
    """One item or question: whether it is asked (None where unknown), and answered."""

    label: str
    asked: bool | None
    answered: bool
    facts: tuple[str, ...]


def gather_completeness(collector: FactCollector) -> None:
    """The share of dashboard items, and of audit questions, that were answered, in %."""
    vocabulary = collector.vocabulary
    if collector.asked_by_kind("dashboard"):
        asked = [_item(collector, each) for each in vocabulary.indicators.values()]
        name, what = fact_names.ITEMS_RETURNED, "items"
        collector.add(_answered(name, what, asked, Basis.DATA, _places(collector, "dashboard")))
    if collector.asked_by_kind(vocabulary.audit.table):
        kind = collector.submitted.organisation.kind
        questions = [
            _AskedItem(
                each.id,
                collector.applies_to(each.services),
                _is_answered(collector, vocabulary.audit.fact(each.id)),
                (vocabulary.audit.fact(each.id),),
            )
            for each in vocabulary.questions.values()
            if kind in each.kinds
        ]
        name, what = vocabulary.audit.fact("answered_percent"), "questions"
        collector.add(
            _answered(
                name, what, questions, Basis.DECLARED, _places(collector, vocabulary.audit.table)
            )
        )


def _places(collector: FactCollector, table: str) -> tuple[Origin, ...]:
    return collector.whole_table(collector.submitted.tables.get(table))


def _is_answered(collector: FactCollector, name: str) -> bool:
    fact = collector.facts.get(name)
    excused = collector.facts.get(fact_names.not_applicable(name))
    return bool(fact and fact.returned) or bool(excused and excused.value is True)


def _item(collector: FactCollector, indicator: Indicator) -> _AskedItem:
    asked = collector.applies_to(indicator.services)
    if indicator.value == "named_professionals":
        kind = collector.submitted.organisation.kind
        terms = [each for each in collector.vocabulary.roles.values() if each.is_for(kind)]
        asked_of = [(fact_names.wte(fact_names.post(each.key)), each.services) for each in terms]
        facts = _expected(collector, asked_of)
    elif indicator.value == "vacancies":
        every = collector.vocabulary.vacancy_roles.values()
        asked_of = [(fact_names.vacancy_rate(each.key), each.services) for each in every]
        facts = _expected(collector, asked_of)
    else:
        facts = indicator.facts
    answered = bool(facts) and all(_is_answered(collector, name) for name in facts)
    return _AskedItem(indicator.item, asked, answered, facts)


def _expected(
    collector: FactCollector, roles: Sequence[tuple[str, Sequence[str]]]
) -> tuple[str, ...]:
    """The facts of the roles that are called for, or may be."""
    return tuple(name for name, services in roles if collector.applies_to(services) is not False)


def _answered(
    name: str, what: str, every: Sequence[_AskedItem], basis: Basis, origins: tuple[Origin, ...]
) -> Fact:
    """The share answered, within bounds: what was left out may yet be answered, and what is
    asked depends on the services."""
    asked = [each for each in every if each.asked is not False]
    certain = [each for each in asked if each.asked]
    answered = [each for each in asked if each.answered]
    under = tuple(fact for each in answered for fact in each.facts)
    missing = [each.label for each in asked if not each.answered]
    if not answered:
        return unknown(name, f"no {what} were answered", basis=basis, origins=origins)
    surely = sum(each.answered for each in certain)
    if missing:
        of = len(certain) + sum(not each.answered for each in asked if each.asked is None)
        value = Range(100 * surely / of, 100.0)
        note = f"{surely} of {of} {what}; not answered: {listed(missing, 'and')}"
    else:
        value = Range.exactly(100.0)
        note = f"all {len(asked)} {what}"
    if len(certain) < len(asked):
        note += "; the services are not known, and with them what is asked"
    return Fact(name, value, basis, origins, under, note, returned=True)
