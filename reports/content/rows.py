"""The rows that matrix.csv and the sheets of matrix.xlsx share: one row for each finding."""

from __future__ import annotations

from dataclasses import dataclass

from engine.nouns.english import listed
from engine.nouns.outcome.finding import Finding
from engine.nouns.outcome.rulings import Judged
from engine.nouns.policy.clause import Clause
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import Verdict
from reports.briefs import parameters_of
from reports.content.decisions import waiver_words
from reports.content.found import found_for, in_one_text
from reports.lookup import Lookup, change_since, citation_of, section_of
from reports.words import parameter_source, parameter_value


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A column of matrix.csv, and of the Findings sheet where it has a heading there."""

    name: str
    """Its heading in matrix.csv."""
    meaning: str
    heading: str = ""
    """Its heading in matrix.xlsx."""
    width: int = 0
    """Of the column in matrix.xlsx, in characters."""


COLUMNS = (
    MatrixColumn("period", "The quarter judged: 2014-15 Q2", "Quarter", 12),
    MatrixColumn("organisation_code", "The organisation’s code"),
    MatrixColumn("organisation", "The organisation’s name", "Organisation", 26),
    MatrixColumn("kind", "The kind of organisation, by the pack’s label"),
    MatrixColumn("section", "The heading of the clause tested"),
    MatrixColumn("clauses", "The ids of the clauses cited, the tested one first"),
    MatrixColumn("citation", "The same in words", "Clauses", 28),
    MatrixColumn("rule", "The rule’s id"),
    MatrixColumn("duty", "The rule’s title", "Duty", 34),
    MatrixColumn(
        "verdict",
        "Met, Partly met, Not met, Conflicting, No evidence, Not applicable or Not testable",
        "Verdict",
        14,
    ),
    MatrixColumn("previous_verdict", "That of the quarter assessed before", "Quarter before", 14),
    MatrixColumn(
        "change",
        "Since then: better, worse, evidence stopped or now given, now contradicted, cleared up",
        "Change",
        14,
    ),
    MatrixColumn("basis", "The weakest kind of evidence that the verdict needs", "Rests on", 20),
    MatrixColumn("because", "Why, in a sentence or two", "Why", 48),
    MatrixColumn("found", "The facts compared, one a line", "What was found", 44),
    MatrixColumn("where", "file > sheet > cell = “text as typed”, one cell a line", "Where", 52),
    MatrixColumn("parameters", "The figures compared with, and who set them", "Figures used", 44),
    MatrixColumn("to_comply", "What would satisfy the rule", "What would satisfy it", 48),
    MatrixColumn("question", "Empty where met or not applicable", "Question to ask", 44),
    MatrixColumn(
        "concerns", "The titles of the concerns that rest on it, one a line", "Concerns", 34
    ),
    MatrixColumn("policy_queries", "Ids of the policy queries it rests on"),
    MatrixColumn(
        "waiver",
        "The waiver on the verdict, which does not change: until when, by whom and why",
        "Waiver",
        34,
    ),
    MatrixColumn(
        "closeness",
        "Close to met or fragile, and what little would change it; of the matrix’s quarter alone",
        "How near to another verdict",
        34,
    ),
    MatrixColumn(
        "contradictions",
        "Where the return contradicts itself about what the duty rests on, one a line",
        "The return contradicts itself",
        44,
    ),
)
"""The columns of matrix.csv, in order; their names and order do not change between versions."""


def finding_rows(lookup: Lookup) -> list[dict[str, str]]:
    """Every finding as text by column name, exactly as it is, not yet neutralised."""
    return [finding_row(lookup, finding) for finding in lookup.assessment.findings]


def finding_row(lookup: Lookup, finding: Finding) -> dict[str, str]:
    """One finding as text by column name."""
    assessment = lookup.assessment
    found, where = in_one_text(found_for(lookup, finding))
    earlier = lookup.verdict_before(finding)
    before = earlier[1] if earlier is not None else None
    rule, waiver = assessment.pack.rules.get(finding.rule), lookup.waiver(finding)
    return {
        "period": finding.period.label,
        "organisation_code": finding.organisation.code,
        "organisation": finding.organisation.name,
        "kind": kind_label(lookup, finding.organisation.kind),
        "section": section_of(lookup, rule) if rule is not None else "",
        "clauses": "; ".join(finding.cites),
        "citation": citation_of(lookup, finding.cites),
        "rule": finding.rule,
        "duty": finding.title,
        "verdict": finding.verdict.words,
        "previous_verdict": before.words if before is not None else "",
        "change": change_since(finding, before),
        "basis": finding.basis.words if finding.basis is not None else "",
        "because": finding.because,
        "found": found,
        "where": where,
        "parameters": _figures(finding),
        "to_comply": satisfy_words(finding),
        "question": finding.question,
        "concerns": "\n".join(
            dict.fromkeys(concern.title for concern in lookup.concerns_on.get(finding.key, ()))
        ),
        "policy_queries": "; ".join(query.id for query in lookup.queries.get(finding.rule, ())),
        "waiver": waiver_words(waiver) if waiver is not None else "",
        "closeness": closeness_words(lookup, finding),
        "contradictions": "\n".join(
            f"{contradiction.words} {contradiction.question}"
            for contradiction in finding.contradictions
        ),
    }


def _figures(finding: Finding) -> str:
    return "\n".join(
        f"{parameter.meaning}: {parameter_value(parameter)}, {parameter_source(parameter)}"
        for parameter in parameters_of(finding)
    )


def satisfy_lines(finding: Finding) -> tuple[str, ...]:
    """The same line by line; where there is nothing, why: nothing is asked, or it is not shown."""
    lines = tuple(line for line in satisfy_words(finding).split("\n") if line)
    if lines:
        return lines
    done = finding.verdict in (Verdict.MET, Verdict.NOT_APPLICABLE)
    return ("Nothing more is asked." if done else "Not shown.",)


def closeness_words(lookup: Lookup, finding: Judged) -> str:
    """``Fragile: met by 1 of the 40 staff ...``; empty where it is not near another verdict."""
    near = lookup.near.get(finding.key)
    return f"{near.near.value.capitalize()}: {near.words}" if near is not None else ""


def satisfy_words(finding: Finding) -> str:
    """What would satisfy the rule, with the changes that it does not name already."""
    more = [change.words for change in finding.changes if change.words not in finding.to_comply]
    return "\n".join(part for part in (finding.to_comply, *more) if part)


def kind_label(lookup: Lookup, kind: str) -> str:
    """A kind of organisation in the pack's words; its key where the pack has none."""
    term = lookup.assessment.pack.vocabulary.kinds.get(kind)
    return term.label if term is not None else kind


def bearers_words(lookup: Lookup, clause: Clause) -> str:
    """Who bears a clause, in words; of a kind that the pack has no label for, its key as words."""
    return listed(kind_label(lookup, kind).replace("_", " ") for kind in clause.bearers)


def kinds_with_rules(lookup: Lookup) -> tuple[str, ...]:
    """The kinds that have both rules and organisations here, in the pack's order."""
    here = {organisation.kind for organisation in lookup.assessment.organisations}
    rules: tuple[Rule, ...] = tuple(lookup.assessment.pack.rules.values())
    bound = dict.fromkeys(kind for rule in rules for kind in rule.binds)
    order = dict.fromkeys((*lookup.assessment.pack.vocabulary.kinds, *bound))
    return tuple(kind for kind in order if kind in here and kind in bound)
