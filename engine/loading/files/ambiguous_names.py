"""Names of a pack that would mean two things: two tables, two columns, two posts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from engine.loading.files.folder import Folder
from engine.loading.files.yaml_lines import Path, YamlDocument
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.vocabulary import Vocabulary

_AUDIT = "audit"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "organisation": ("field", "value"),
    "named_professionals": ("role", "title", "name", "wte", "note"),
    "dashboard": ("item", "part", "value", "note"),
    "vacancies": ("role", "vacant_wte", "establishment_wte", "note"),
    _AUDIT: (
        *("question", "score", "moderated_score", "moderated_by", "moderated_on", "evidence"),
        *("document", "not_applicable_reason", "action", "owner", "due", "first_given"),
    ),
    "training": (
        *("staff_ref", "staff_group", "framework", "required_level", "achieved_level"),
        "completed_on",
    ),
    "training_summary": (
        *("staff_group", "framework", "level", "required", "compliant", "percent"),
    ),
    "documents": ("kind", "title", "approved_on", "review_due", "published_at", "first_given"),
    "contracts": (
        *("provider", "contract", "safeguarding_expectations", "information_sharing"),
        "designated_professionals_consulted_on",
    ),
    "checks": ("staff_ref", "check", "checked_on"),
}
"""The columns of each table of a return."""
_FIELDS = (
    *("code", "name", "kind", "services", "legal_form", "period", "submitted_on", "submitted_by"),
)
Ways = Mapping[str, Iterable[str]]
"""Every way of writing something, by what it is."""


def ambiguous_names(folder: Folder, vocabulary: Vocabulary) -> Iterator[PackFault]:
    """Names that ``also`` and the labels give to two things at once, and headings of no column."""
    evidence, also = folder.single["evidence.yaml"], vocabulary.also
    tables = {table: (table, *also.tables.get(table, ())) for table in COLUMNS if table != _AUDIT}
    audit = vocabulary.audit
    tables[audit.table] = (
        *(audit.table, audit.label, *audit.also),
        *also.tables.get(audit.table, ()),
    )
    yield from _claimed(evidence, ("also", "tables"), "table", tables)
    known = {column for columns in COLUMNS.values() for column in columns}
    for column in also.headings:
        if column not in known:
            yield evidence.fault(
                ("also", "headings", column),
                f"the column “{column}”",
                f"a column of a return: {', '.join(sorted(known))}",
                "Correct its spelling, or take it out.",
            )
    for table, columns in COLUMNS.items():
        ways = {column: (column, *also.headings.get(column, ())) for column in columns}
        named = audit.table if table == _AUDIT else table
        yield from _claimed(evidence, ("also", "headings"), "column", ways, f" of “{named}”")
    fields = {name: (name, *also.fields.get(name, ())) for name in _FIELDS}
    yield from _claimed(evidence, ("also", "fields"), "field", fields)
    for group, what in (("roles", "role"), ("vacancy_roles", "role"), ("documents", "document")):
        terms = getattr(vocabulary, group).items()
        ways = {key: (key, term.label, *term.also) for key, term in terms}
        yield from _claimed(evidence, (group,), what, ways)
    if "indicators.yaml" in folder.single:
        yield from _of_items(folder.single["indicators.yaml"], vocabulary)


def _of_items(document: YamlDocument, vocabulary: Vocabulary) -> Iterator[PackFault]:
    indicators = vocabulary.indicators.values()
    # A label that two items share stands for neither.
    items = {indicator.item: (indicator.item, *indicator.also) for indicator in indicators}
    yield from _claimed(document, (), "item", items)
    for place, indicator in enumerate(indicators):
        parts = {part.key: (part.key, part.label, *part.also) for part in indicator.parts}
        yield from _claimed(document, (place, "parts"), "part", parts, f" of item {indicator.item}")


def _claimed(
    document: YamlDocument, path: Path, what: str, ways: Ways, of: str = ""
) -> Iterator[PackFault]:
    """The names by which two of the same sort are called; ``of`` says of what they are."""
    owners: dict[str, str] = {}
    for owner, names in ways.items():
        for name in names:
            first = owners.setdefault(_key(name), owner)
            if first != owner:
                yield document.fault(
                    path,
                    f"“{name}” for the {what} “{owner}”{of} and for “{first}”",
                    "a name that means one of them",
                    "Take it out of one of the two.",
                )


def _key(name: str) -> str:
    """Only the letters and digits of a name, without case and accents, as a return is read."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in parts if sign.isalnum())
