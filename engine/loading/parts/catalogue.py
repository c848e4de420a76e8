"""The catalogue of facts: every name that a rule of a pack may use, made from its vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Catalogue, FactSpec, Kind, ShareOf
from engine.nouns.policy.clause import Clause
from engine.nouns.policy.vocabulary import (
    AuditTerm,
    Check,
    Framework,
    Indicator,
    Question,
    Term,
    Vocabulary,
)
from engine.nouns.verdict import Basis

ANSWERS = ("not_met", "partly_met", "met")
"""The words an audit answer can be, worst first."""


_POSTS = "the named professionals table"


def catalogue_of(vocabulary: Vocabulary, clauses: Mapping[str, Clause]) -> Catalogue:
    """Every fact there can be under a vocabulary, by name.

    An audit's answers are called by the citations of the clauses that they are about.
    """
    return {spec.name: spec for spec in _specs(vocabulary, clauses)}


def _specs(vocabulary: Vocabulary, clauses: Mapping[str, Clause]) -> Iterator[FactSpec]:
    yield from _organisation(vocabulary)
    for role in vocabulary.roles.values():
        yield from _post(vocabulary, role)
    for indicator in vocabulary.indicators.values():
        yield from _indicator(indicator)
    yield _percent(fact_names.ITEMS_RETURNED, "dashboard items answered", "the dashboard")
    yield from _vacancies(vocabulary)
    for question in vocabulary.questions.values():
        yield from _answer(vocabulary.audit, question, clauses)
    audit = vocabulary.audit
    yield _percent(
        audit.fact("answered_percent"),
        "audit questions answered",
        f"the {audit.label}",
        Basis.DECLARED,
    )
    for framework in vocabulary.frameworks.values():
        yield from _framework(framework)
    for check in vocabulary.checks.values():
        yield from _check(check)
    yield from _contracts(vocabulary)
    for document in vocabulary.documents.values():
        yield from _document(document)


def _organisation(vocabulary: Vocabulary) -> Iterator[FactSpec]:
    yield FactSpec(
        fact_names.KIND,
        Kind.WORD,
        "the kind of organisation",
        where="the organisation table, kind",
        words=tuple(vocabulary.kinds),
    )
    yield FactSpec(
        fact_names.SERVICES,
        Kind.WORDS,
        "the services it provides",
        where="the organisation table, services",
        words=tuple(vocabulary.services),
    )
    if vocabulary.legal_forms:
        yield FactSpec(
            fact_names.LEGAL_FORM,
            Kind.WORD,
            "the organisation’s legal form",
            where="the organisation table, legal form",
            words=tuple(vocabulary.legal_forms),
        )
    yield FactSpec(
        fact_names.SUBMITTED_ON,
        Kind.DATE,
        "the day the return was sent",
        where="the organisation table, submitted on",
    )


def _post(vocabulary: Vocabulary, role: Term) -> Iterator[FactSpec]:
    name = fact_names.post(role.key)
    with_item = any(
        "dashboard" in kind.tables for kind in vocabulary.kinds.values() if role.is_for(kind.key)
    )
    table = vocabulary.where("named_professionals") if with_item else _POSTS
    where = f"{table}, {role.label}"
    yield FactSpec(
        fact_names.wte(name),
        Kind.NUMBER,
        f"{role.label}, time in post",
        "WTE",
        where,
        Basis.FIGURE,
        remedy=f"a {role.label} must be in post",
    )
    label = f"{role.label}, title"
    yield FactSpec(fact_names.title(name), Kind.WORD, label, "", where, Basis.FIGURE)


def _vacancies(vocabulary: Vocabulary) -> Iterator[FactSpec]:
    table = vocabulary.where("vacancies")
    for role in vocabulary.vacancy_roles.values():
        label = f"vacancy rate, {role.label}"
        where = f"{table}, {role.label}"
        yield _percent(fact_names.vacancy_rate(role.key), label, where, Basis.FIGURE)
        label = f"posts established, {role.label}"
        yield _established(fact_names.established(role.key), label, where)
    label = "posts established in the key roles returned, together"
    yield _established(fact_names.ESTABLISHED, label, table)
    yield _percent(
        fact_names.HIGHEST_VACANCY,
        "the highest vacancy rate of the key roles",
        f"{table}, vacancies",
        Basis.FIGURE,
    )


def _established(name: str, label: str, where: str) -> FactSpec:
    return FactSpec(name, Kind.NUMBER, label, "WTE", where, Basis.FIGURE)


def _answer(
    audit: AuditTerm, question: Question, clauses: Mapping[str, Clause]
) -> Iterator[FactSpec]:
    """An answer as it counts, as the organisation gave it, as moderated, as not applicable."""
    name = audit.fact(question.id)
    where = f"{audit.label}, question {question.id}"
    label = f"the audit answer on {_cited(question, clauses)}"
    for fact, words, basis in (
        (name, label, Basis.DECLARED),
        (fact_names.declared(name), f"{label}, the organisation’s own", Basis.DECLARED),
        (fact_names.moderated(name), f"{label}, as moderated", Basis.MODERATED),
    ):
        yield FactSpec(fact, Kind.WORD, words, "", where, basis, ANSWERS)
    yield _yes_no(
        fact_names.not_applicable(name), f"{label} given as not applicable", where, Basis.DECLARED
    )


def _cited(question: Question, clauses: Mapping[str, Clause]) -> str:
    """``Section 6, paragraph 18(c)``; a further question on a clause has its number after it."""
    if question.clause not in clauses:
        return question.id
    _, _, number = question.id.partition("/")
    cited = clauses[question.clause].citation
    return f"{cited}, question {number}" if number else cited


def _contracts(vocabulary: Vocabulary) -> Iterator[FactSpec]:
    table, who = "the contracts table", "contracts"
    if vocabulary.contract_terms:
        label = "contracts on the register"
        yield FactSpec(fact_names.CONTRACTS, Kind.NUMBER, label, who, table, Basis.REGISTER)
    for term in vocabulary.contract_terms.values():
        where = f"{table}, {term.key.replace('_', ' ')}"
        name = fact_names.contract_term(term.key)
        share = ShareOf(fact_names.kept(name), fact_names.CONTRACTS, who, term.state)
        yield from counted_share(name, term.label, where, share)


def _document(document: Term) -> Iterator[FactSpec]:
    name, where = fact_names.document(document.key), f"the documents table, {document.label}"
    for fact, words in (
        (fact_names.approved_on(name), "approved on"),
        (fact_names.review_due(name), "due for review on"),
    ):
        label = f"{document.label}, {words}"
        yield FactSpec(fact, Kind.DATE, label, "", where, Basis.DOCUMENT)
    yield _yes_no(fact_names.published(name), f"{document.label}, published", where, Basis.DOCUMENT)


def counted_share(name: str, label: str, where: str, share: ShareOf) -> Iterator[FactSpec]:
    """How many of a total keep something, as a number and in %."""
    yield FactSpec(share.done, Kind.NUMBER, f"{label}: how many", share.who, where, Basis.REGISTER)
    yield _share(fact_names.percent(name), label, where, share)


def _check(check: Check) -> Iterator[FactSpec]:
    name, where = fact_names.check(check.key), f"the checks table, {check.label}"
    who = f"staff who need a {check.label}"
    state = "be checked and not due again"
    share = ShareOf(fact_names.in_date(name), fact_names.staff(name), who, state)
    yield _staff(share.total, who, where)
    yield _staff(share.done, f"{who}: done and not due again", where)
    ever = f"everybody on the register has had a {check.label}"
    yield _yes_no(fact_names.ever_done(name), ever, where, Basis.REGISTER)
    label = f"{check.label} done and not due again"
    yield _share(fact_names.percent(name), label, where, share)


def _indicator(indicator: Indicator) -> Iterator[FactSpec]:
    kind = Kind.YES_NO if indicator.value == "yes_no" else Kind.NUMBER
    basis = Basis.DECLARED if kind is Kind.YES_NO else Basis.FIGURE
    unit = "%" if indicator.value == "percent" else ""
    item = f"dashboard item {indicator.item}"
    parts = indicator.parts or (None,)
    for name, part in zip(indicator.facts, parts, strict=False):
        label = indicator.label + (f", {part.label}" if part else "")
        where = item + (f", {part.label}" if part else "")
        yield FactSpec(name, kind, label, unit, where, basis)
        yield _yes_no(
            fact_names.not_applicable(name),
            f"{label}: given as not applicable",
            where,
            Basis.DECLARED,
        )
    if indicator.share is not None:
        who, state = indicator.share.who, indicator.share.state
        share = ShareOf(indicator.facts[0], indicator.share.total, who, f"be {state}")
        name = fact_names.share(fact_names.item(indicator.item))
        yield _share(name, f"{who}, {state}", item, share, Basis.FIGURE)


def _framework(framework: Framework) -> Iterator[FactSpec]:
    name = fact_names.training(framework.key)
    register = "the training register"
    where = f"{register} or summary, or dashboard item {framework.declared_item}"
    for level in range(1, framework.levels + 1):
        yield from _level(framework, level, f"{where}, Level {level}")
    listed = f"staff on the training register, {framework.label}"
    yield _staff(fact_names.listed(name), listed, register)
    latest = f"the latest training on the register, {framework.label}"
    yield FactSpec(fact_names.latest_on(name), Kind.DATE, latest, "", register, Basis.REGISTER)
    lowest = f"the lowest level of training, {framework.label}"
    yield _percent(fact_names.lowest_level(name), lowest, where)
    lowest = f"the lowest staff group in training, {framework.label}"
    yield _percent(fact_names.lowest_group(name), lowest, register)


def _level(framework: Framework, level: int, where: str) -> Iterator[FactSpec]:
    name = fact_names.training_level(framework.key, level)
    label = f"Level {level} training, {framework.label}"
    who = f"staff who need Level {level}"
    share = ShareOf(fact_names.in_date(name), fact_names.staff(name), who, "be in date")
    yield _staff(share.total, f"{label}: {who}", where)
    yield _staff(share.done, f"{label}: staff trained and in date", where)
    yield _share(fact_names.percent(name), label, where, share)
    yield _percent(
        fact_names.summary_percent(name),
        f"{label}, by the training summary",
        f"the training summary, Level {level}",
        Basis.FIGURE,
    )
    yield _yes_no(fact_names.needed(name), f"{label}: needed by any staff", where, Basis.REGISTER)


def _staff(name: str, label: str, where: str) -> FactSpec:
    return FactSpec(name, Kind.NUMBER, label, "staff", where, Basis.REGISTER)


def _percent(name: str, label: str, where: str, basis: Basis = Basis.REGISTER) -> FactSpec:
    return FactSpec(name, Kind.NUMBER, label, "%", where, basis)


def _share(
    name: str, label: str, where: str, share: ShareOf, basis: Basis = Basis.REGISTER
) -> FactSpec:
    return FactSpec(name, Kind.NUMBER, label, "%", where, basis, share_of=share)


def _yes_no(name: str, label: str, where: str, basis: Basis) -> FactSpec:
    return FactSpec(name, Kind.YES_NO, label, "", where, basis)
