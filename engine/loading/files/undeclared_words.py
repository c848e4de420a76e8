"""Words used in one file of a pack and declared in none: services, kinds, tables, items, facts."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from engine.loading.files.folder import Folder
from engine.loading.files.yaml_lines import Path, YamlDocument
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.vocabulary import Vocabulary


def undeclared_words(
    folder: Folder, vocabulary: Vocabulary, tables: Collection[str], taken: Collection[str]
) -> Iterable[PackFault]:  # house: each table's words, in turn
    """Services, kinds, legal forms, tables, items and facts that one file names and none declares.

    ``tables`` are those that a return can have beside the audit; ``taken`` are names that the audit
    may not have.
    """
    evidence = folder.single["evidence.yaml"]
    services, kinds = set(vocabulary.services), set(vocabulary.kinds)
    path: Path
    table = folder.audit.removesuffix(".yaml")
    if table in (*tables, *taken):
        yield evidence.fault(
            ("audit", "table"),
            f"the audit called “{table}”",
            "a name that no other table or file of a pack has",
            "Give the audit a name of its own.",
        )
    known = {*tables, table} if table else set(tables)
    for key, kind in vocabulary.kinds.items():
        path = ("kinds", key, "tables")
        yield from _strangers(evidence, path, kind.tables, known, "table")
    also = vocabulary.also.tables
    yield from _strangers(evidence, ("also", "tables"), tuple(also), known, "table")
    for key, form in vocabulary.legal_forms.items():
        yield from _strangers(evidence, ("legal_forms", key, "kinds"), form.kinds, kinds, "kind")
    for group in ("roles", "vacancy_roles", "documents"):
        for key, term in getattr(vocabulary, group).items():
            path = (group, key, "services")
            yield from _strangers(evidence, path, term.services, services, "service")
            path = (group, key, "kinds")
            yield from _strangers(evidence, path, term.kinds, kinds, "kind")
    for key, document in vocabulary.documents.items():
        path = ("documents", key, "published_in")
        yield from _strangers(
            evidence, path, document.published_in, set(vocabulary.phrasing.places), "place"
        )
    for key, framework in vocabulary.frameworks.items():
        item = framework.declared_item
        if vocabulary.indicators and item not in vocabulary.indicators:
            path = ("frameworks", key, "declared_item")
            yield from _strangers(evidence, path, (item,), set(vocabulary.indicators), "item")
        for level, need in framework.needs.items():
            path = ("frameworks", key, "needs", str(level))
            yield from _strangers(evidence, path, need.services, services, "service")
            yield from _strangers(evidence, path, need.roles, set(vocabulary.roles), "role")
    yield from _professions(evidence, vocabulary)
    yield from _items_and_questions(folder, vocabulary)


def _professions(evidence: YamlDocument, vocabulary: Vocabulary) -> Iterable[PackFault]:
    """The professions that posts are for, and nobody calls anything."""
    known = set(vocabulary.professions)
    for key, role in vocabulary.roles.items():
        path = ("roles", key, "professions")
        yield from _strangers(evidence, path, role.professions, known, "profession")


def _items_and_questions(folder: Folder, vocabulary: Vocabulary) -> Iterable[PackFault]:
    """What the dashboard's items and the audit's questions name."""
    services, kinds = set(vocabulary.services), set(vocabulary.kinds)
    facts = {name for item in vocabulary.indicators.values() for name in item.facts}
    if "indicators.yaml" in folder.single:
        items = folder.single["indicators.yaml"]
        for place, indicator in enumerate(vocabulary.indicators.values()):
            path = (place, "services")
            yield from _strangers(items, path, indicator.services, services, "service")
            for part in indicator.parts:
                yield from _strangers(items, path, part.services, services, "service")
            totals = [indicator.never_more_than] if indicator.never_more_than else []
            totals += [indicator.share.total] if indicator.share else []
            totals += [indicator.percent_of] if indicator.percent_of else []
            yield from _strangers(items, (place,), totals, facts, "fact")
    if folder.audit in folder.single:
        asked = folder.single[folder.audit]
        for place, question in enumerate(vocabulary.questions.values()):
            at = ("questions", place)
            yield from _strangers(asked, at, question.kinds, kinds, "kind")
            yield from _strangers(asked, at, question.services, services, "service")
            forms = set(vocabulary.legal_forms)
            yield from _strangers(asked, at, question.legal_forms, forms, "legal form")


def _strangers(
    document: YamlDocument,
    path: Path,
    words: Iterable[str],
    known: set[str],
    what: str,
) -> Iterable[PackFault]:
    for word in words:
        if word not in known:
            yield document.fault(
                path,
                f"the {what} “{word}”",
                f"a {what} that is known: " + ", ".join(sorted(known)),
                "Correct its spelling, or declare it.",
            )
