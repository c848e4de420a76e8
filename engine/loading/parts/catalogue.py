"""The catalogue of facts: every name that a rule of a pack may use, made from its vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

from engine.nouns.evidence.fact import Catalogue, FactSpec, Kind, ShareOf
from engine.nouns.policy.vocabulary import Check, Framework, Indicator, Vocabulary
from engine.nouns.verdict import Basis

ANSWERS = ("not_met", "partly_met", "met")
"""The words an audit answer can be, worst first."""


CONTRACTS = "contracts.count"
"""The fact that counts the contracts on the register."""
_POSTS = "the named professionals table"
COMMISSIONED = "commissioned.count"
"""The fact that counts the providers that the contracts are with."""


def catalogue_of(vocabulary: Vocabulary) -> Catalogue:
    """Every fact there can be under a vocabulary, by name."""
    return {spec.name: spec for spec in _specs(vocabulary)}


def _specs(vocabulary: Vocabulary) -> Iterator[FactSpec]:
    yield FactSpec(
        "organisation.kind",
        Kind.WORD,
        "the kind of organisation",
        where="the organisation table, kind",
        words=tuple(vocabulary.kinds),
    )
    yield FactSpec(
        "organisation.services",
        Kind.WORDS,
        "the services it provides",
        where="the organisation table, services",
        words=tuple(vocabulary.services),
    )
    yield FactSpec(
        "organisation.submitted_on",
        Kind.DATE,
        "the day the return was sent",
        where="the organisation table, submitted on",
    )
    posts, vacancies = map(vocabulary.where, ("named_professionals", "vacancies"))
    for role in vocabulary.roles.values():
        name = f"named_professionals.{role.key}"
        with_item = any(
            "dashboard" in kind.tables
            for kind in vocabulary.kinds.values()
            if role.is_for(kind.key)
        )
        where = f"{posts if with_item else _POSTS}, {role.label}"
        yield FactSpec(
            f"{name}.wte",
            Kind.NUMBER,
            f"{role.label}, time in post",
            "WTE",
            where,
            Basis.FIGURE,
            remedy=f"a {role.label} must be in post",
        )
        yield FactSpec(
            f"{name}.title", Kind.WORD, f"{role.label}, title", where=where, basis=Basis.FIGURE
        )
    for indicator in vocabulary.indicators.values():
        yield from _indicator(indicator)
    yield _share(
        "dashboard.returned_percent", "dashboard items answered", "the dashboard", Basis.REGISTER
    )
    for role in vocabulary.vacancy_roles.values():
        yield FactSpec(
            f"vacancies.{role.key}.rate",
            Kind.NUMBER,
            f"vacancy rate, {role.label}",
            "%",
            f"{vacancies}, {role.label}",
            Basis.FIGURE,
        )
        yield FactSpec(
            f"vacancies.{role.key}.established",
            Kind.NUMBER,
            f"posts established, {role.label}",
            "WTE",
            f"{vacancies}, {role.label}",
            Basis.FIGURE,
        )
    yield FactSpec(
        "vacancies.established",
        Kind.NUMBER,
        "posts established in the key roles returned, together",
        "WTE",
        vacancies,
        Basis.FIGURE,
    )
    yield FactSpec(
        "vacancies.highest_rate",
        Kind.NUMBER,
        "the highest vacancy rate of the key roles",
        "%",
        f"{vacancies}, vacancies",
        Basis.FIGURE,
    )
    for question in vocabulary.questions.values():
        name = vocabulary.audit.fact(question.id)
        where = f"{vocabulary.audit.label}, question {question.id}"
        label = f"the audit answer on {question.id}"
        yield FactSpec(name, Kind.WORD, label, "", where, Basis.DECLARED, ANSWERS)
        yield FactSpec(
            f"{name}.declared",
            Kind.WORD,
            f"{label}, the organisation’s own",
            "",
            where,
            Basis.DECLARED,
            ANSWERS,
        )
        yield FactSpec(
            f"{name}.moderated",
            Kind.WORD,
            f"{label}, as moderated",
            "",
            where,
            Basis.MODERATED,
            ANSWERS,
        )
        yield FactSpec(
            f"{name}.not_applicable",
            Kind.YES_NO,
            f"{label} given as not applicable",
            "",
            where,
            Basis.DECLARED,
        )
    yield _share(
        vocabulary.audit.fact("answered_percent"),
        "audit questions answered",
        f"the {vocabulary.audit.label}",
        Basis.DECLARED,
    )
    for framework in vocabulary.frameworks.values():
        yield from _framework(framework)
    for check in vocabulary.checks.values():
        yield from _check(check)
    if vocabulary.contract_terms:
        yield FactSpec(
            CONTRACTS,
            Kind.NUMBER,
            "contracts on the register",
            "contracts",
            "the contracts table",
            Basis.REGISTER,
        )
    for term in vocabulary.contract_terms.values():
        where = f"the contracts table, {term.key.replace('_', ' ')}"
        yield from counted_share(
            f"contracts.{term.key}", term.label, where, CONTRACTS, "contracts", term.state
        )
    for document in vocabulary.documents.values():
        name, where = f"documents.{document.key}", f"the documents table, {document.label}"
        for part, words in (("approved_on", "approved on"), ("review_due", "due for review on")):
            label = f"{document.label}, {words}"
            yield FactSpec(f"{name}.{part}", Kind.DATE, label, "", where, Basis.DOCUMENT)
        yield FactSpec(
            f"{name}.published",
            Kind.YES_NO,
            f"{document.label}, published",
            "",
            where,
            Basis.DOCUMENT,
        )


def counted_share(
    name: str, label: str, where: str, total: str, who: str, state: str
) -> Iterator[FactSpec]:
    """How many of those counted by ``total`` keep something, as a number and in %."""
    kept = f"{name}.kept"
    yield FactSpec(kept, Kind.NUMBER, f"{label}: how many", who, where, Basis.REGISTER)
    share = ShareOf(kept, total, who, state)
    yield FactSpec(
        f"{name}.percent", Kind.NUMBER, label, "%", where, Basis.REGISTER, share_of=share
    )


def _check(check: Check) -> Iterator[FactSpec]:
    name, where = f"checks.{check.key}", f"the checks table, {check.label}"
    who = f"staff who need a {check.label}"
    yield FactSpec(f"{name}.staff", Kind.NUMBER, who, "staff", where, Basis.REGISTER)
    yield FactSpec(
        f"{name}.in_date",
        Kind.NUMBER,
        f"{who}: done and not due again",
        "staff",
        where,
        Basis.REGISTER,
    )
    yield FactSpec(
        f"{name}.percent",
        Kind.NUMBER,
        f"{check.label} done and not due again",
        "%",
        where,
        Basis.REGISTER,
        share_of=ShareOf(f"{name}.in_date", f"{name}.staff", who, "be checked and not due again"),
    )


def _share(name: str, label: str, where: str, basis: Basis) -> FactSpec:
    return FactSpec(name, Kind.NUMBER, label, "%", where, basis)


def _indicator(indicator: Indicator) -> Iterator[FactSpec]:
    kind = Kind.YES_NO if indicator.value == "yes_no" else Kind.NUMBER
    basis = Basis.DECLARED if kind is Kind.YES_NO else Basis.FIGURE
    unit = "%" if indicator.value == "percent" else ""
    parts = indicator.parts or (None,)
    for name, part in zip(indicator.facts, parts, strict=False):
        label = indicator.label + (f", {part.label}" if part else "")
        where = f"dashboard item {indicator.item}" + (f", {part.label}" if part else "")
        yield FactSpec(name, kind, label, unit, where, basis)
        yield FactSpec(
            f"{name}.not_applicable",
            Kind.YES_NO,
            f"{label}: given as not applicable",
            "",
            where,
            Basis.DECLARED,
        )
    if indicator.share is not None:
        share = ShareOf(
            indicator.facts[0],
            indicator.share.total,
            indicator.share.who,
            f"be {indicator.share.state}",
        )
        yield FactSpec(
            f"dashboard.{indicator.item}.share",
            Kind.NUMBER,
            f"{indicator.share.who}, {indicator.share.state}",
            "%",
            f"dashboard item {indicator.item}",
            Basis.FIGURE,
            share_of=share,
        )


def _framework(framework: Framework) -> Iterator[FactSpec]:
    name = f"training.{framework.key}"
    where = "the training register, or dashboard item " + framework.declared_item
    for level in range(1, framework.levels + 1):
        of_level = f"{name}.level_{level}"
        label = f"Level {level} training, {framework.label}"
        place = f"{where}, Level {level}"
        who = f"staff who need Level {level}"
        yield FactSpec(
            f"{of_level}.staff", Kind.NUMBER, f"{label}: {who}", "staff", place, Basis.REGISTER
        )
        yield FactSpec(
            f"{of_level}.in_date",
            Kind.NUMBER,
            f"{label}: staff trained and in date",
            "staff",
            place,
            Basis.REGISTER,
        )
        yield FactSpec(
            f"{of_level}.percent",
            Kind.NUMBER,
            label,
            "%",
            place,
            Basis.REGISTER,
            share_of=ShareOf(f"{of_level}.in_date", f"{of_level}.staff", who, "be in date"),
        )
        yield FactSpec(
            f"{of_level}.needed",
            Kind.YES_NO,
            f"{label}: needed by any staff",
            "",
            place,
            Basis.REGISTER,
        )
    yield FactSpec(
        f"{name}.listed",
        Kind.NUMBER,
        f"staff on the training register, {framework.label}",
        "staff",
        "the training register",
        Basis.REGISTER,
    )
    yield FactSpec(
        f"{name}.latest_on",
        Kind.DATE,
        f"the latest training on the register, {framework.label}",
        "",
        "the training register",
        Basis.REGISTER,
    )
    yield FactSpec(
        f"{name}.lowest_level_percent",
        Kind.NUMBER,
        f"the lowest level of training, {framework.label}",
        "%",
        where,
        Basis.REGISTER,
    )
    yield FactSpec(
        f"{name}.lowest_group_percent",
        Kind.NUMBER,
        f"the lowest staff group in training, {framework.label}",
        "%",
        "the training register",
        Basis.REGISTER,
    )
