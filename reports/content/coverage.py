"""The coverage of a policy: every clause with the rules that test it, or why none does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.nouns.policy.clause import Clause
from engine.nouns.policy.pack import Pack


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One clause of the policy, and what tests it."""

    id: str
    citation: str
    section: str
    bearers: tuple[str, ...]
    force: str
    rules: tuple[str, ...]
    """Ids of the rules that cite it, or any of its parts."""
    reason: str
    """Why no rule tests it; empty where one does."""


def coverage(pack: Pack) -> list[CoverageRow]:
    """Every clause that the pack registers, in the policy's order."""
    citing: dict[str, list[str]] = {}
    for rule in pack.rules.values():
        for cited in rule.cites:
            citing.setdefault(cited, []).append(rule.id)
    place = {rule: number for number, rule in enumerate(pack.rules)}
    return [_row(clause, citing, place) for clause in pack.clauses.values()]


def _row(clause: Clause, citing: Mapping[str, list[str]], place: Mapping[str, int]) -> CoverageRow:
    cited = {rule for clause_id in (clause.id, *clause.parts) for rule in citing.get(clause_id, ())}
    rules = tuple(sorted(cited, key=place.__getitem__))
    return CoverageRow(
        clause.id,
        clause.citation,
        clause.section,
        clause.bearers,
        clause.force.value,
        rules,
        "" if rules else _reason(clause),
    )


def _reason(clause: Clause) -> str:
    if clause.reason:
        return clause.reason
    if clause.context:
        return "Context, not a duty"
    if clause.parts:
        return f"Nothing but its parts: {', '.join(clause.parts)}"
    return ""


def as_json(rows: list[CoverageRow]) -> dict[str, list[dict[str, object]]]:
    """The coverage as plain data: ``{"clauses": [{"id", "citation", "bearer", ...}]}``.

    ``bearer`` joins several bearers with ", " and is empty where nobody bears the clause.
    """
    return {
        "clauses": [
            {
                "id": row.id,
                "citation": row.citation,
                "bearer": ", ".join(row.bearers),
                "force": row.force,
                "rules": list(row.rules),
                "reason": row.reason,
            }
            for row in rows
        ]
    }
