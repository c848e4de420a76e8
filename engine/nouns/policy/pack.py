"""A policy pack: one policy's clauses, rules, parameters and the words its field uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.nouns.evidence.fact import Catalogue
from engine.nouns.policy.clause import Clause, Force, Reading, Start
from engine.nouns.policy.concern_rule import ConcernRule
from engine.nouns.policy.handling import NO_HANDLING, Handling
from engine.nouns.policy.parameter import Parameter
from engine.nouns.policy.return_check import ReturnCheck
from engine.nouns.policy.rollup import Rollup
from engine.nouns.policy.rule import Rule
from engine.nouns.policy.succession import Succession
from engine.nouns.policy.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class PolicyQuery:
    """A place where the policy is ambiguous, contradicts itself or says nothing."""

    id: str
    clauses: tuple[str, ...]
    words: str
    """What is unclear, with the policy's exact words where there are any."""
    reading: str
    """The reading the rules take."""
    consequence: str
    rules: tuple[str, ...] = ()
    """The rules that rest on that reading, beside those that cite the clauses."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A policy written as rules: all that its folder says, without a fault."""

    id: str
    title: str
    version: str
    policy: str
    """The policy's own title, version and date, as a citation."""
    digest: str
    """SHA-256 over every file of the pack, names and bytes."""
    clauses: Mapping[str, Clause]
    """By id, in the policy's order."""
    parameters: Mapping[str, Parameter]
    vocabulary: Vocabulary
    catalogue: Catalogue
    rules: Mapping[str, Rule]
    """By id, in the policy's order of the clauses they cite first."""
    concern_rules: tuple[ConcernRule, ...]
    queries: tuple[PolicyQuery, ...]
    rollups: Mapping[str, Rollup] = field(default_factory=dict)
    """By key, in the order written."""
    successions: tuple[Succession, ...] = ()
    """What has replaced what the policy names; no verdict depends on it."""
    handling: Handling = NO_HANDLING
    """How its concerns are grouped, escalated, ranked and passed on."""
    checks: tuple[ReturnCheck, ...] = ()
    """What a return is checked for against itself, in the order written."""

    readings: tuple[Reading, ...] = ()
    """How clauses are read whose force or bearers are not those of their words."""
    bearers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What the policy calls those who bear its clauses, by bearer; empty where it is not said."""

    def rules_citing(self, clause_id: str) -> tuple[Rule, ...]:
        """The rules that cite a clause, or any part of a paragraph that is its parts."""
        wanted = {clause_id, *self.clauses[clause_id].parts}
        return tuple(rule for rule in self.rules.values() if not wanted.isdisjoint(rule.cites))

    def start_of(self, rule: Rule) -> Start | None:
        """From when the clause that a rule tests is asked for; None where no clause says."""
        clause = self.clauses.get(rule.cites[0])
        return clause.starts if clause is not None else None

    def queries_on(self, rule: Rule) -> tuple[PolicyQuery, ...]:
        """The policy queries that a rule's reading rests on."""
        return tuple(
            query
            for query in self.queries
            if rule.id in query.rules or not set(rule.cites).isdisjoint(query.clauses)
        )

    def successions_on(self, clause_id: str) -> tuple[Succession, ...]:
        """The successions whose terms a clause's words hold; none for an id nobody registers."""
        clause = self.clauses.get(clause_id)
        if clause is None:
            return ()
        return tuple(
            succession for succession in self.successions if succession.applies_to(clause.words)
        )

    def not_testable(self, kind: str) -> tuple[Clause, ...]:
        """The duties of a kind of organisation that nothing submitted can test, in policy order.

        A duty is a clause with the force of must, should or may that the kind bears. It is not
        testable where it gives a reason and no rule cites it. A paragraph that is only its parts
        is none: its parts are.
        """
        cited = {clause_id for rule in self.rules.values() for clause_id in rule.cites}
        return tuple(
            clause
            for clause in self.clauses.values()
            if kind in clause.bearers
            and clause.force is not Force.STATEMENT
            and clause.reason
            and not clause.context
            and not clause.parts
            and clause.id not in cited
        )
