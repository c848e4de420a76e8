"""Everything under one clause, for the terminal: what an auditor follows from the policy on."""

from __future__ import annotations

from collections.abc import Iterator

from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.finding import Finding
from engine.nouns.policy.clause import Clause
from reports.content.coverage import coverage
from reports.content.rows import bearers_words, closeness_words
from reports.content.under_clause import UnderClause, files_of, under_clause
from reports.lookup import Lookup
from reports.terminal.layout import heading, wrapped
from reports.terminal.quoting import clause_lines
from reports.text import counted, ended, listed

_MOST_FILES = 3
"""So many files are named beside a finding; the last part lists all."""


def clause_page(assessment: Assessment, clause: Clause) -> str:
    """A clause, its rules, figures and queries, every finding of the quarter, and the files."""
    lookup = Lookup.of(assessment)
    under = under_clause(lookup, clause)
    parts = [
        [
            wrapped(
                f"{clause.citation} ({clause.id}), {assessment.run.period.label}: {clause.section}",
                0,
            )
        ],
        ["THE POLICY SAYS", *clause_lines(assessment.pack, clause), *_bound(lookup, clause)],
        ["RULES THAT TEST IT", *_rules(lookup, under)],
        ["FIGURES", *_figures(under)],
        ["POLICY QUERIES", *_queries(under)],
        *(
            [heading(f"Findings: {rule.title}"), *_findings(lookup, findings)]
            for rule, findings in under.findings
        ),
        ["FILES UNDER THESE FINDINGS", *_files(lookup, under)],
    ]
    return "\n\n".join("\n".join(part) for part in parts if len(part) > 1 or part is parts[0])


def _bound(lookup: Lookup, clause: Clause) -> Iterator[str]:
    bearers = bearers_words(lookup, clause) or "nobody"
    yield wrapped(f"Force: {clause.force.value}. Borne by: {bearers}.")
    for part in clause.parts:
        own = lookup.assessment.pack.clauses[part]
        yield wrapped(f"{own.citation} ({own.id}): “{own.words}”", 4, 2)


def _rules(lookup: Lookup, under: UnderClause) -> Iterator[str]:
    for rule in under.rules:
        quote = next((rule.quotes[one] for one in rule.cites if one in rule.quotes), "")
        yield wrapped(f"- {rule.id}: {rule.title} ({rule.file})", 2, 2)
        own = rule.quotes.get(under.clause.id, quote)
        if own:
            yield wrapped(f"The words relied on: “{own}”", 4)
        if rule.note:
            yield wrapped(f"The reading taken: {rule.note}", 4)
    if not under.rules:
        row = next(one for one in coverage(lookup.assessment.pack) if one.id == under.clause.id)
        yield wrapped(ended(f"None. {row.reason or 'No reason is given'}"))


def _figures(under: UnderClause) -> Iterator[str]:
    for one in under.figures:
        whose = f" for {one.whose}" if one.whose else ""
        yield wrapped(f"- {one.meaning} ({one.name}){whose}: {one.value}, {one.source}.", 2, 2)


def _queries(under: UnderClause) -> Iterator[str]:
    for one in under.queries:
        yield wrapped(f"- {one.id}: {one.words}", 2, 2)
        yield wrapped(f"Read as: {one.reading}. {one.consequence}", 4)


def _findings(lookup: Lookup, findings: tuple[Finding, ...]) -> Iterator[str]:
    if not findings:
        yield wrapped("No organisation here is bound by it.")
    for one in findings:
        who = one.organisation
        verdict = one.verdict.words.upper()
        yield wrapped(f"- {who.name} ({who.code}): {verdict}. {one.because}", 2, 2)
        if words := closeness_words(lookup, one):
            yield wrapped(words, 4)
        files = files_of(lookup, one)
        more = len(files) - _MOST_FILES
        named = [*files[:_MOST_FILES], *([counted(more, "more file")] if more > 0 else [])]
        if named:
            yield wrapped(f"in {listed(named)}", 4)


def _files(lookup: Lookup, under: UnderClause) -> Iterator[str]:
    """Each file with the fingerprint of its bytes, where that may be told."""
    seals = {one.name: one.sha256 for one in lookup.assessment.run.inputs}
    for one in under.files:
        yield wrapped(f"- {one}", 2, 2)
        if seals.get(one):
            yield wrapped(f"SHA-256 {seals[one]}", 4)
