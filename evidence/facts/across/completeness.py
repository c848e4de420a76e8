"""How much of what was asked was answered: the dashboard's items and the audit's questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.nouns.english import listed
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.policy.vocabulary import Indicator, Question
from engine.nouns.verdict import Basis
from evidence.facts.collector import FactCollector, unknown_fact


@dataclass(frozen=True, slots=True)
class _AskedItem:
    """One item or question: whether it is asked (None where unknown), and answered."""

    label: str
    asked: bool | None
    answered: bool
    facts: tuple[str, ...]
    may_be: bool = False
    """Whether something stands there that cannot be used, so that it may be an answer."""
    excused: bool = False
    """Whether it was given as not applicable, all the same."""


def gather_completeness(collector: FactCollector) -> None:
    """The share of dashboard items, and of audit questions, that were answered, in %."""
    vocabulary = collector.vocabulary
    if collector.asked_by_kind("dashboard"):
        asked = [_item(collector, indicator) for indicator in vocabulary.indicators.values()]
        name, what = fact_names.ITEMS_RETURNED, "items"
        collector.add(_answered(name, what, asked, Basis.REGISTER, _places(collector, "dashboard")))
    if collector.asked_by_kind(vocabulary.audit.table):
        kind = collector.submitted.organisation.kind
        questions = [
            _AskedItem(
                question.id,
                _is_put(collector, question),
                _is_answered(collector, vocabulary.audit.fact(question.id)),
                (vocabulary.audit.fact(question.id),),
                _may_be(collector, vocabulary.audit.fact(question.id)),
                _is_excused(collector, vocabulary.audit.fact(question.id)),
            )
            for question in vocabulary.questions.values()
            if kind in question.kinds
        ]
        name, what = vocabulary.audit.fact("answered_percent"), "questions"
        collector.add(
            _answered(
                name, what, questions, Basis.DECLARED, _places(collector, vocabulary.audit.table)
            )
        )


def _is_put(collector: FactCollector, question: Question) -> bool | None:
    """Whether a question is put; None where that hangs on services that are not known. One for a
    legal form is put to those alone that say they have it."""
    form = collector.facts.get(fact_names.LEGAL_FORM)
    if question.legal_forms and (form is None or form.value not in question.legal_forms):
        return False
    return collector.applies_to(question.services)


def _places(collector: FactCollector, table: str) -> tuple[Origin, ...]:
    return collector.whole_table(collector.submitted.tables.get(table))


def _is_answered(collector: FactCollector, name: str) -> bool:
    fact = collector.facts.get(name)
    return bool(fact and fact.returned)


def _may_be(collector: FactCollector, name: str) -> bool:
    """Whether something stands there that cannot be used: whether it is an answer is open."""
    fact = collector.facts.get(name)
    if fact is None or fact.returned or _is_excused(collector, name):
        return False
    return any(origin.text.strip() for origin in fact.origins)


def _is_excused(collector: FactCollector, name: str) -> bool:
    """Whether it was given as not applicable, with a reason."""
    excused = collector.facts.get(fact_names.not_applicable(name))
    return excused is not None and excused.value is True


def _is_out(collector: FactCollector, indicator: Indicator, name: str) -> bool:
    """Whether one figure of an item is not asked: nobody needs that level of training, the
    services do not call for the part, or there is nobody of whom it could be said."""
    of = indicator.item
    part = next((part for part in indicator.parts if name == fact_names.item(of, part.key)), None)
    if part is not None and collector.applies_to(part.services) is False:
        return True
    if not _is_excused(collector, name):
        return False
    totals = [indicator.percent_of, indicator.share.total if indicator.share else ""]
    if any(_is_nought(collector, total) for total in totals if total):
        return True
    for framework in collector.vocabulary.frameworks.values():
        for level in range(1, framework.levels + 1):
            if name == fact_names.declared_level(framework.declared_item, level):
                at = fact_names.training_level(framework.key, level)
                needed = collector.facts.get(fact_names.needed(at))
                return needed is not None and needed.value is False
    return False


def _is_nought(collector: FactCollector, name: str) -> bool:
    fact = collector.facts.get(name)
    return fact is not None and fact.value == Range.of_number(0)


def _item(collector: FactCollector, indicator: Indicator) -> _AskedItem:
    asked = collector.applies_to(indicator.services)
    if indicator.value == "named_professionals":
        kind = collector.submitted.organisation.kind
        terms = [role for role in collector.vocabulary.roles.values() if role.is_for(kind)]
        asked_of = [(fact_names.wte(fact_names.post(term.key)), term.services) for term in terms]
        facts = _expected(collector, asked_of)
    elif indicator.value == "vacancies":
        roles = collector.vocabulary.vacancy_roles.values()
        asked_of = [(fact_names.vacancy_rate(role.key), role.services) for role in roles]
        facts = _expected(collector, asked_of)
    else:
        facts = tuple(name for name in indicator.facts if not _is_out(collector, indicator, name))
        if not facts and asked:
            asked = False
    answered = bool(facts) and all(_is_answered(collector, name) for name in facts)
    may_be = bool(facts) and all(
        _is_answered(collector, name) or _may_be(collector, name) for name in facts
    )
    excused = any(_is_excused(collector, name) for name in facts)
    return _AskedItem(indicator.item, asked, answered, facts, may_be, excused)


def _expected(
    collector: FactCollector, roles: Sequence[tuple[str, Sequence[str]]]
) -> tuple[str, ...]:
    """The facts of the roles that are called for, or may be."""
    return tuple(name for name, services in roles if collector.applies_to(services) is not False)


def _answered(
    name: str, what: str, every: Sequence[_AskedItem], basis: Basis, origins: tuple[Origin, ...]
) -> Fact:
    """The share answered. It has bounds where something stands that may be an answer, and where
    what is asked hangs on services that are not known. Of a table that is blank from end to end,
    or was not sent, nothing is known."""
    asked = [asked_item for asked_item in every if asked_item.asked is not False]
    certain = [asked_item for asked_item in asked if asked_item.asked]
    answered = [asked_item for asked_item in asked if asked_item.answered]
    under = tuple(fact for asked_item in answered for fact in asked_item.facts)
    missing = [asked_item.label for asked_item in asked if not asked_item.answered]
    if not answered and not any(asked_item.may_be or asked_item.excused for asked_item in asked):
        return unknown_fact(name, f"no {what} were answered", basis=basis, origins=origins)
    if missing:
        value, note = _bounds(certain, asked, what)
        note += f"; not answered: {listed(missing, 'and')}"
    else:
        value = Range.of_number(100.0)
        note = f"all {len(asked)} {what}"
    if len(certain) < len(asked):
        note += "; the services are not known, and with them what is asked"
    return Fact(name, value, basis, origins, under, note, returned=True)


def _bounds(
    certain: Sequence[_AskedItem], asked: Sequence[_AskedItem], what: str
) -> tuple[Range, str]:
    """The least and the greatest share answered, in %, and the least in words.

    At the least, all that may be asked is, where it is not answered; at the greatest, none of that,
    and whatever stands there is an answer.
    """
    surely = sum(asked_item.answered for asked_item in certain)
    of = len(certain) + sum(
        not asked_item.answered for asked_item in asked if asked_item.asked is None
    )
    open_ones = [
        asked_item
        for asked_item in asked
        if asked_item.asked is None and (asked_item.answered or asked_item.may_be)
    ]
    most = sum(asked_item.answered or asked_item.may_be for asked_item in certain) + len(open_ones)
    most_of = len(certain) + len(open_ones)
    low = 100 * surely / of if of else 0.0
    high = 100 * most / most_of if most_of else 100.0
    return Range(low, max(low, high)), f"{surely} of {of} {what}"
