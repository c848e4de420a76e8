"""A duty that nothing submitted can test, for the terminal."""

from __future__ import annotations

from engine.nouns.english import capitalised
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.policy.clause import Clause
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from reports.terminal.clause import clause_lines, query_lines
from reports.terminal.layout import Section, heading, sections, wrapped
from reports.words import NOT_TESTABLE


def not_testable_page(
    pack: Pack, clause: Clause, organisation: Organisation, period: Quarter
) -> str:
    """A duty not testable for the terminal: its words, its reason, and what that means."""
    title = f"{organisation.name} ({organisation.code}), {period.label}: {clause.citation}"
    meaning = (
        "No return can show whether this duty is met. It counts neither for nor against the "
        "organisation; ask about it at the meeting."
    )
    queries = (query for query in pack.queries if clause.id in query.clauses)
    return sections(
        Section(wrapped(title, 0), kept=True),
        Section(heading(NOT_TESTABLE), kept=True),
        Section("WHAT IS REQUIRED", clause_lines(pack, clause)),
        Section("WHY NO RULE TESTS IT", [wrapped(capitalised(clause.reason))]),
        Section("WHAT THAT MEANS", [wrapped(meaning)]),
        Section("POLICY QUERIES ABOUT IT", query_lines(queries)),
    )
