"""Everything under one clause, for the terminal: what an auditor follows from the policy on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.nouns.english import counted, listed
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.rulings import Ruling
from engine.nouns.policy.clause import Clause
from engine.nouns.policy.pack import Pack, PolicyQuery
from reports.content.clauses import notes_on
from reports.content.coverage import coverage
from reports.content.rows import bearers_words, closeness_words
from reports.content.under_clause import UnderClause, under_clause
from reports.lookup import Lookup
from reports.terminal.layout import Section, heading, sections, wrapped
from reports.text import LETTERED, as_sentence, policy_words, quoted

_MOST_FILES = 3
"""So many files are named beside a finding; the last part lists all."""


def clause_page(assessment: Assessment, clause: Clause) -> str:
    """A clause, its rules, figures and queries, every finding of the quarter, and the files."""
    lookup = Lookup.for_assessment(assessment)
    under = under_clause(lookup, clause)
    title = f"{clause.citation} ({clause.id}), {assessment.run.period.label}: {clause.section}"
    says = (*clause_lines(assessment.pack, clause), *_bound(lookup, clause))
    return sections(
        Section(wrapped(title, 0), kept=True),
        Section("THE POLICY SAYS", says),
        Section("RULES THAT TEST IT", _rules(lookup, under)),
        Section("FIGURES", _figures(under)),
        Section("POLICY QUERIES", query_lines(under.queries)),
        *(
            Section(heading(f"Findings: {rule.title}"), _findings(lookup, rulings))
            for rule, rulings in under.findings
        ),
        Section("FILES UNDER THESE FINDINGS", _files(lookup, under)),
    )


def clause_lines(pack: Pack, clause: Clause, relied: str = "") -> Iterator[str]:
    """A clause quoted, the words of it that a rule relies on, and the reader's notes."""
    yield wrapped(f"{clause.citation} ({clause.id}):")
    yield wrapped(quoted(policy_words(clause.words) or LETTERED), 4)
    if relied and relied != clause.words:
        yield wrapped(f"The words relied on: {quoted(policy_words(relied))}", 4, 2)
    yield from note_lines(pack, clause.id)


def note_lines(pack: Pack, clause_id: str) -> Iterator[str]:
    """What has replaced what a clause's words name, each as a reader's note."""
    for note in notes_on(pack, clause_id):
        yield wrapped(f"Reader’s note: {note}", 4, 2)


def query_lines(queries: Iterable[PolicyQuery]) -> Iterator[str]:
    """Policy queries, each with the reading taken and what follows from it."""
    for query in queries:
        yield wrapped(f"- {query.id}: {query.words}", 2, 2)
        yield wrapped(f"Read as: {query.reading}. {query.consequence}", 4)


def _bound(lookup: Lookup, clause: Clause) -> Iterator[str]:
    bearers = bearers_words(lookup, clause) or "nobody"
    yield wrapped(f"Force: {clause.force.value}. Applies to: {bearers}.")
    for part in clause.parts:
        own = lookup.assessment.pack.clauses[part]
        yield wrapped(f"{own.citation} ({own.id}): “{policy_words(own.words)}”", 4, 2)


def _rules(lookup: Lookup, under: UnderClause) -> Iterator[str]:
    for rule in under.rules:
        quote = next((rule.quotes[cited] for cited in rule.cites if cited in rule.quotes), "")
        yield wrapped(f"- {rule.id}: {rule.title} ({rule.file})", 2, 2)
        own = rule.quotes.get(under.clause.id, quote)
        if own:
            yield wrapped(f"The words relied on: “{policy_words(own)}”", 4)
        if rule.note:
            yield wrapped(f"The reading taken: {rule.note}", 4)
    if not under.rules:
        row = next(row for row in coverage(lookup.assessment.pack) if row.id == under.clause.id)
        yield wrapped(as_sentence(f"None. {row.reason or 'No reason is given'}"))


def _figures(under: UnderClause) -> Iterator[str]:
    for figure in under.figures:
        whose = f" for {figure.whose}" if figure.whose else ""
        words = f"{figure.meaning} ({figure.name}){whose}: {figure.value}, {figure.source}."
        yield wrapped(f"- {words}", 2, 2)


def _findings(lookup: Lookup, rulings: tuple[Ruling, ...]) -> Iterator[str]:
    if not rulings:
        yield wrapped("It applies to no organisation in this run.")
    for ruling in rulings:
        who, brief = ruling.organisation, lookup.brief(ruling)
        verdict = ruling.verdict.words.upper()
        yield wrapped(f"- {who.name} ({who.code}): {verdict}. {brief.because}", 2, 2)
        if words := closeness_words(lookup, ruling):
            yield wrapped(words, 4)
        files = brief.files
        more = len(files) - _MOST_FILES
        named = [*files[:_MOST_FILES], *([counted(more, "more file")] if more > 0 else [])]
        if named:
            yield wrapped(f"in {listed(named)}", 4)


def _files(lookup: Lookup, under: UnderClause) -> Iterator[str]:
    """Each file with the fingerprint of its bytes, where that may be shown."""
    seals = {file.name: file.sha256 for file in lookup.assessment.run.inputs}
    for file in under.files:
        yield wrapped(f"- {file}", 2, 2)
        if seals.get(file):
            yield wrapped(f"SHA-256 {seals[file]}", 4)
