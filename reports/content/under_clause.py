"""What stands under a clause: rules, figures, queries, findings by organisation, and files."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.rulings import Ruling
from engine.nouns.policy.clause import Clause
from engine.nouns.policy.pack import PolicyQuery
from engine.nouns.policy.rule import Rule
from reports.content.figures import Sourced, figures_of, sourced_parameter
from reports.lookup import Lookup


@dataclass(frozen=True, slots=True)
class UnderClause:
    """Everything of an assessment that rests on one clause."""

    clause: Clause
    rules: tuple[Rule, ...]
    """Those that cite it, or any of its parts where it is only these."""
    figures: tuple[Sourced, ...]
    """The figures that the findings were compared with, and those that it sets itself."""
    queries: tuple[PolicyQuery, ...]
    findings: tuple[tuple[Rule, tuple[Ruling, ...]], ...]
    """By rule, those of the run's quarter, in order of organisation."""
    files: tuple[str, ...]
    """The submitted files with a cell under any of the findings, in order of name."""


def under_clause(lookup: Lookup, clause: Clause) -> UnderClause:
    """Everything under a clause, for the quarter that the run is for."""
    assessment = lookup.assessment
    pack, period = assessment.pack, assessment.run.period
    rules = pack.rules_citing(clause.id)
    findings = tuple(
        (
            rule,
            tuple(
                found
                for organisation in assessment.organisations
                if (found := lookup.ruling(rule.id, organisation.code, period)) is not None
            ),
        )
        for rule in rules
    )
    every = [ruling for _, found in findings for ruling in found]
    ids = {clause.id, *clause.parts}
    queries = {
        query.id: query
        for query in (
            *(query for query in pack.queries if not ids.isdisjoint(query.clauses)),
            *(query for rule in rules for query in lookup.queries.get(rule.id, ())),
        )
    }
    used = figures_of(lookup, every)
    own = _figures_said(assessment, ids)
    named = {figure.name for figure in used}
    return UnderClause(
        clause,
        rules,
        (*used, *(figure for figure in own if figure.name not in named)),
        tuple(query for query in pack.queries if query.id in queries),
        findings,
        tuple(sorted({file for ruling in every for file in lookup.brief(ruling).files})),
    )


def _figures_said(assessment: Assessment, ids: Set[str]) -> tuple[Sourced, ...]:
    """The numbers that the clauses of some ids give, as said by them."""
    return tuple(
        sourced_parameter(parameter.for_cited_clauses(sorted(ids)))
        for parameter in assessment.run.parameters
        if parameter.clause in ids or not ids.isdisjoint(parameter.repeated_in)
    )
