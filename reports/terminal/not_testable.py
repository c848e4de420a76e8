"""A duty that nothing submitted can test, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from engine.nouns.evidence.organisation import Organisation
from engine.nouns.policy.clause import Clause
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from reports.terminal.layout import heading, wrapped
from reports.terminal.quoting import clause_lines
from reports.text import capitalized
from reports.words import NOT_TESTABLE


def not_testable_page(
    pack: Pack, clause: Clause, organisation: Organisation, period: Quarter
) -> str:
    """A duty not testable for the terminal: its words, its reason, and what that means."""
    title = f"{organisation.name} ({organisation.code}), {period.label}: {clause.citation}"
    parts = [
        [wrapped(title, 0)],
        [heading(NOT_TESTABLE)],
        ["WHAT IS REQUIRED", *clause_lines(pack, clause)],
        ["WHY NOTHING TESTS IT", wrapped(capitalized(clause.reason))],
        [
            "WHAT THAT MEANS",
            wrapped(
                "No return can show whether this duty is met. It counts neither for nor against "
                "the organisation; ask about it at the meeting."
            ),
        ],
    ]
    queries = list(_queries(pack, clause))
    if queries:
        parts.append(["POLICY QUERIES THAT TOUCH IT", *queries])
    return "\n\n".join("\n".join(part) for part in parts)


def _queries(pack: Pack, clause: Clause) -> Iterator[str]:
    for one in pack.queries:
        if clause.id in one.clauses:
            yield wrapped(f"- {one.id}: {one.words}", 2, 2)
            yield wrapped(f"Read as: {one.reading}. {one.consequence}", 4)
