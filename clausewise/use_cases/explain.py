"""Explaining: what was found of an organisation under a rule or a clause, and why."""

from __future__ import annotations

from dataclasses import dataclass

from clausewise.assessing import AssessmentRun
from clausewise.errors import NotAssessable, UnknownName
from clausewise.names import organisation_named, unknown
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.finding import Finding
from engine.nouns.policy.clause import Clause
from engine.nouns.policy.pack import Pack


@dataclass(frozen=True, slots=True)
class Enquiry:
    """What a user asks about: a rule, or a clause with all the rules that cite it."""

    name: str
    """The id asked for."""
    rules: frozenset[str]
    """The ids of the rules that answer it."""
    untested: frozenset[str]
    """The ids of the clauses in it that bind somebody and that no rule can test."""

    @classmethod
    def of(cls, pack: Pack, name: str) -> Enquiry:
        """The question for a rule's or a clause's id.

        Raises UnknownName where it is neither, with those that are near, or where the clause
        has nothing about any organisation.
        """
        if name in pack.rules:
            return cls(name, frozenset({name}), frozenset())
        if name not in pack.clauses:
            known = [*pack.rules, *pack.clauses]
            raise unknown(name, "neither a rule nor a clause", pack, known)
        clause = pack.clauses[name]
        rules = frozenset(rule.id for rule in pack.rules_citing(name))
        untested = _untested(pack, clause)
        if not rules and not untested:
            raise UnknownName(f"No rule tests {clause.citation}. {clause.reason}")
        return cls(name, rules, untested)


def _untested(pack: Pack, clause: Clause) -> frozenset[str]:
    within = {clause.id, *clause.parts}
    bearers = {kind for part in within for kind in pack.clauses[part].bearers}
    return frozenset(clause.id for kind in bearers for clause in pack.not_testable(kind)) & within


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer to a question about an organisation; ``str`` of it is the whole in words."""

    assessment: Assessment
    organisation: Organisation
    findings: tuple[Finding, ...]
    untested: tuple[Clause, ...]
    """The clauses that bind it and that no rule can test."""

    def __str__(self) -> str:
        return self.text()

    def text(self, tree: bool = False) -> str:
        """In words, from the clause to the cell; with ``tree`` each part of the conditions."""
        from reports.lookup import Lookup
        from reports.terminal.finding import explanation
        from reports.terminal.not_testable import not_testable_page

        period = self.assessment.run.period
        pack = self.assessment.pack
        lookup = Lookup.for_assessment(self.assessment, {self.organisation.code})
        pages = [explanation(lookup, finding, tree) for finding in self.findings]
        for clause in self.untested:
            pages.append(not_testable_page(pack, clause, self.organisation, period))
        return "\n\n".join(pages)


def explain(run: AssessmentRun, organisation: str, question: Enquiry | str) -> Explanation:
    """Explain what was found of an organisation (its code or name) under a rule or clause.

    Of the run's own quarter, and as its audience may see it. Raises UnknownName where there is
    no such organisation, rule or clause, and NotAssessable where it does not bind the organisation.
    """
    assessment = run.shown
    pack = assessment.pack
    if isinstance(question, str):
        question = Enquiry.of(pack, question)
    who = organisation_named(assessment, organisation)
    findings = tuple(
        finding
        for finding in assessment.findings.of_organisation(who.code, assessment.run.period)
        if finding.rule in question.rules
    )
    bare = tuple(clause for clause in pack.not_testable(who.kind) if clause.id in question.untested)
    if not findings and not bare:
        label = pack.vocabulary.kinds[who.kind].label
        raise NotAssessable(
            f"{question.name} does not bind {who.name}, which is of the kind “{label}”."
        )
    return Explanation(assessment, who, findings, bare)


def clause_named(pack: Pack, name: str) -> Clause:
    """The clause with an id. Raises UnknownName where there is none."""
    if name not in pack.clauses:
        raise unknown(name, "not a clause", pack, pack.clauses)
    return pack.clauses[name]


def explain_clause(run: AssessmentRun, clause: Clause) -> str:
    """A clause over all organisations, in words: its rules, figures, findings and files."""
    from reports.terminal.clause import clause_page

    return clause_page(run.shown, clause)
