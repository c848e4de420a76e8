"""Duties that nothing submitted can test, as every report gives them: with the reason, unjudged."""

from __future__ import annotations

from engine.nouns.policy.clause import Clause
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rule import Rule
from reports.content.rows import COLUMNS, kind_label
from reports.lookup import Lookup, citation_of, rules_for
from reports.text import policy_words, quoted
from reports.words import NOT_TESTABLE


def duties_for(lookup: Lookup, kind: str) -> tuple[Rule | Clause, ...]:
    """The matrix of a kind, row by row, in the policy's order.

    Rules, and the clauses that are not testable.
    """
    pack = lookup.assessment.pack
    place = {clause_id: number for number, clause_id in enumerate(pack.clauses)}

    def order(duty: Rule | Clause) -> int:
        if isinstance(duty, Clause):
            return place[duty.id]
        return place.get(duty.cites[0], -1)

    return tuple(sorted((*rules_for(lookup, kind), *pack.not_testable(kind)), key=order))


def not_testable_rows(lookup: Lookup) -> list[dict[str, str]]:
    """The duties not testable as rows of matrix.csv: one an organisation that bears it.

    They are given for the quarter of the matrix alone, since no return can change them.
    """
    assessment = lookup.assessment
    return [
        dict.fromkeys((column.name for column in COLUMNS), "")
        | {
            "period": assessment.run.period.label,
            "organisation_code": organisation.code,
            "organisation": organisation.name,
            "kind": kind_label(lookup, organisation.kind),
            "section": clause.section,
            "clauses": clause.id,
            "citation": citation_of(lookup, (clause.id,)),
            "duty": quoted(policy_words(clause.words)),
            "verdict": NOT_TESTABLE,
            "because": clause.reason,
            "policy_queries": "; ".join(
                query.id for query in assessment.pack.queries if clause.id in query.clauses
            ),
        }
        for organisation in assessment.organisations
        for clause in assessment.pack.not_testable(organisation.kind)
    ]


def not_testable_plain(pack: Pack) -> list[dict[str, object]]:
    """The same for findings.json: each clause once, with the kinds that bear it.

    In the policy's order; the kinds in the pack's.
    """
    kinds: dict[str, list[str]] = {}
    for kind in kinds_known(pack):
        for clause in pack.not_testable(kind):
            kinds.setdefault(clause.id, []).append(kind)
    return [
        {
            "clause": clause.id,
            "citation": clause.citation,
            "words": clause.words,
            "kinds": kinds[clause.id],
            "reason": clause.reason,
        }
        for clause in pack.clauses.values()
        if clause.id in kinds
    ]


def kinds_known(pack: Pack) -> tuple[str, ...]:
    """The kinds that the pack knows, and those that only a clause names."""
    borne = (kind for clause in pack.clauses.values() for kind in clause.bearers)
    return tuple(dict.fromkeys((*pack.vocabulary.kinds, *borne)))
