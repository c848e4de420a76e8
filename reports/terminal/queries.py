"""The policy queries, for the policy's authors: what is unclear, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping

from engine.nouns.english import counted
from engine.nouns.policy.pack import Pack, PolicyQuery
from engine.nouns.policy.rule import Rule
from reports.terminal.layout import heading, wrapped
from reports.text import LETTERED, as_sentence, policy_words, quoted


def as_text(pack: Pack) -> str:
    """Every query for a terminal, in the pack's order, with a count at the end."""
    resting = _resting(pack)
    parts = [heading(f"Policy queries: {pack.policy}")]
    parts += ["\n".join(_query(pack, query, resting[query.id])) for query in pack.queries]
    parts.append(f"{counted(len(pack.queries), 'policy query', 'policy queries')}.".capitalize())
    return "\n\n".join(parts)


def as_json(pack: Pack) -> dict[str, list[dict[str, object]]]:
    """The queries as plain data: ``{"queries": [{"id", "clauses", "words", "reading", ...}]}``.

    ``words`` is what is unclear. Each clause has its id, citation and exact words; each rule its
    id and title.
    """
    resting = _resting(pack)
    return {
        "queries": [
            {
                "id": query.id,
                "clauses": [
                    {
                        "id": clause_id,
                        "citation": pack.clauses[clause_id].citation,
                        "words": pack.clauses[clause_id].words,
                    }
                    for clause_id in query.clauses
                ],
                "words": query.words,
                "reading": query.reading,
                "consequence": query.consequence,
                "rules": [{"id": rule.id, "title": rule.title} for rule in resting[query.id]],
            }
            for query in pack.queries
        ]
    }


def _resting(pack: Pack) -> Mapping[str, list[Rule]]:
    """The rules that rest on each query, in the policy's order."""
    resting: dict[str, list[Rule]] = {query.id: [] for query in pack.queries}
    for rule in pack.rules.values():
        for query in pack.queries_on(rule):
            resting[query.id].append(rule)
    return resting


def _query(pack: Pack, query: PolicyQuery, rules: list[Rule]) -> list[str]:
    lines = [query.id, wrapped("The policy says:")]
    for clause_id in query.clauses:
        clause = pack.clauses[clause_id]
        words = quoted(policy_words(clause.words)) if clause.words else LETTERED
        lines.append(wrapped(f"{clause.citation} ({clause_id}): {words}", 4, 2))
    lines += [
        wrapped(f"What is unclear: {as_sentence(query.words)}", 2, 2),
        wrapped(f"The reading taken: {as_sentence(query.reading)}", 2, 2),
        wrapped(f"What follows: {as_sentence(query.consequence)}", 2, 2),
    ]
    if rules:
        lines.append(wrapped("Rules that rest on it:"))
        lines += [wrapped(f"- {rule.id}: {rule.title}", 4, 2) for rule in rules]
    else:
        lines.append(wrapped("No rule rests on it."))
    return lines
