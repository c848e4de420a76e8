"""The duties and findings of the page, with their anchors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.nouns.outcome.finding import Finding
from engine.nouns.policy.clause import Clause
from engine.nouns.policy.rule import Rule
from engine.nouns.quarter import Quarter
from reports.content.decisions import decided_on
from reports.content.figures import figures_of, own_figures
from reports.content.found import MOST_PLACES, found_for, places_words
from reports.content.rows import satisfy_lines
from reports.lookup import (
    Lookup,
    by_own_word,
    change_since,
    clauses_of,
    section_of,
)
from reports.page.links import Cited, Link
from reports.page.tree import tree_view
from reports.page.views import Contradicted, DutyView, Earlier, FindingView, QueryView


@dataclass(frozen=True, slots=True)
class Anchors:
    """The numbers that the page's anchors are made of, so that no typed text becomes an id."""

    rules: Mapping[str, int]
    organisations: Mapping[str, int]
    concerns: Mapping[str, int]
    sections: Mapping[str, int]
    shown: frozenset[tuple[str, str]]
    """Rule and organisation of each finding that the matrix shows."""

    @classmethod
    def of(cls, lookup: Lookup) -> Anchors:
        assessment = lookup.assessment
        rules = assessment.pack.rules
        sections = dict.fromkeys(section_of(lookup, rule) for rule in rules.values())
        sections |= dict.fromkeys(one.section for one in assessment.pack.clauses.values())
        kinds = {one.code: one.kind for one in assessment.organisations}
        return cls(
            {rule: number for number, rule in enumerate(rules, 1)},
            {one.code: number for number, one in enumerate(assessment.organisations, 1)},
            {one.id: number for number, one in enumerate(assessment.concerns, 1)},
            {title: number for number, title in enumerate(sections, 1)},
            frozenset(
                (finding.rule, finding.organisation.code)
                for finding in assessment.findings
                if finding.period == assessment.run.period
                and finding.rule in rules
                and kinds.get(finding.organisation.code) in rules[finding.rule].binds
            ),
        )

    def finding(self, rule: str, code: str) -> str:
        """``12-3``; empty where the matrix has no such cell."""
        if (rule, code) not in self.shown:
            return ""
        return f"{self.rules[rule]}-{self.organisations[code]}"


def cited_view(lookup: Lookup, cites: tuple[str, ...]) -> tuple[Cited, ...]:
    """The clauses cited, quoted; one the pack does not register is named by its id."""
    known = {one.id: one for one in clauses_of(lookup, cites)}
    return tuple(
        clause_view(lookup, known[cited]) if cited in known else Cited(cited, cited, "")
        for cited in cites
    )


def clause_view(lookup: Lookup, clause: Clause) -> Cited:
    """A clause quoted, with what has replaced what its words name."""
    replaced = lookup.assessment.pack.successions_on(clause.id)
    return Cited(
        clause.id,
        clause.citation,
        clause.words,
        tuple(one.was for one in replaced),
        tuple(one.sentence for one in replaced),
        anchor=lookup.clause_anchors.get(clause.id, ""),
    )


def duty_view(lookup: Lookup, anchors: Anchors, rule: Rule) -> DutyView:
    """A rule, with the findings of the quarter that the matrix is for."""
    period = lookup.assessment.run.period
    findings = [
        finding
        for one in lookup.assessment.organisations
        if (finding := lookup.finding(rule.id, one.code, period)) is not None
        and anchors.finding(rule.id, one.code)
    ]
    return DutyView(
        anchors.rules[rule.id],
        rule.id,
        rule.title,
        tuple(
            replace(cited, relied=rule.quotes.get(cited.id, ""))
            for cited in cited_view(lookup, rule.cites)
        ),
        rule.note,
        figures_of(findings),
        tuple(
            QueryView(one.id, ", ".join(one.clauses), one.words, one.reading, one.consequence)
            for one in lookup.queries.get(rule.id, ())
        ),
        tuple(_finding(lookup, anchors, one) for one in findings),
    )


def _finding(lookup: Lookup, anchors: Anchors, finding: Finding) -> FindingView:
    history = lookup.history(finding)
    code = finding.organisation.code
    near = lookup.near.get(finding.key)
    return FindingView(
        anchors.finding(finding.rule, code),
        finding.organisation.name,
        code,
        anchors.organisations[code],
        finding.verdict,
        change_since(finding, history[0] if history else None),
        finding.because,
        finding.basis.words if finding.basis is not None else "",
        by_own_word(finding),
        found_for(lookup, finding),
        tree_view(lookup, finding),
        satisfy_lines(finding),
        finding.question,
        tuple(
            Earlier(
                one.period.label,
                _short(one.period, finding.period),
                one.verdict.words,
                one.because,
            )
            for one in history
        ),
        tuple(
            Link(f"k{anchors.concerns[one.id]}", one.title)
            for one in lookup.concerns_on.get(finding.key, ())
        ),
        not lookup.was_received(code, finding.period),
        own_figures(finding),
        lookup.waiver(finding) is not None,
        decided_on(lookup, finding),
        near=near.near.value if near is not None else "",
        near_words=near.words if near is not None else "",
        contradictions=tuple(
            Contradicted(one.words, places_words(one.origins, MOST_PLACES), one.question)
            for one in finding.contradictions
        ),
    )


def _short(earlier: Quarter, now: Quarter) -> str:
    return f"Q{earlier.number}" if earlier.year == now.year else earlier.label
