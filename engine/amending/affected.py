"""What an amended clause affects in a pack: rules, numbers, questions, items, queries, concerns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.amending.compare import Amendment
from engine.amending.policy_text import own_words
from engine.nouns.evidence import fact_names
from engine.nouns.policy.handling import Handling
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.parameter import Parameter
from engine.nouns.policy.rule import Rule


@dataclass(frozen=True, slots=True)
class Affected:
    """Ids and names of what to look at again, each in the pack's own order."""

    clauses: tuple[str, ...] = ()
    """The ids under which the pack registers the clause; none where it does not."""
    rules: tuple[str, ...] = ()
    parameters_from: tuple[str, ...] = ()
    """Parameters with a value whose source is the clause."""
    parameters_used: tuple[str, ...] = ()
    """Parameters that the affected rules rest on, a training register's refresh included."""
    questions: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    queries: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    """Concern rules that name the clause."""
    stands_over: tuple[str, ...] = ()
    """Clauses whose ids continue this one's: they are read under its words."""
    handling: tuple[str, ...] = ()
    """Where the files that say how concerns are handled name the clause: file and entry."""


def affected_by(pack: Pack, amendment: Amendment) -> Affected:
    """What the pack rests on the clause that was amended; nothing for one it never registered."""
    ids = _registered(pack, amendment)
    rules = {rule.id for clause_id in ids for rule in pack.rules_citing(clause_id)}
    used = {name for rule_id in rules for name in rests_on(pack, pack.rules[rule_id])}
    vocabulary = pack.vocabulary
    return Affected(
        ids,
        tuple(rule for rule in pack.rules if rule in rules),
        tuple(
            name for name, parameter in pack.parameters.items() if _sources(parameter) & set(ids)
        ),
        tuple(name for name in pack.parameters if name in used),
        tuple(question.id for question in vocabulary.questions.values() if question.clause in ids),
        tuple(
            indicator.item
            for indicator in vocabulary.indicators.values()
            if indicator.clause in ids
        ),
        tuple(query.id for query in pack.queries if set(query.clauses) & set(ids)),
        tuple(
            rule.id
            for rule in pack.concern_rules
            if any(
                field == "clause" and isinstance(words, tuple) and set(words) & set(ids)
                for pattern in rule.patterns
                for field, words in pattern.where
            )
        ),
        tuple(
            clause_id
            for clause_id in pack.clauses
            if any(clause_id.startswith(f"{clause}.") for clause in ids)
        ),
        tuple(_handled(pack.handling, set(ids))),
    )


def _handled(handling: Handling, ids: set[str]) -> Iterator[str]:
    for raises in handling.raises:
        if {raises.duty, *raises.gaps_in} & ids:
            yield f"concerns/raises.yaml, {raises.duty}"
    for cause in handling.causes:
        if set(cause.clauses) & ids:
            yield f"concerns/causes.yaml, {cause.id}"
    for stake in handling.ranking.stakes if handling.ranking is not None else ():
        if set(stake.clauses) & ids:
            yield f"concerns/ranking.yaml, {stake.label}"


def rests_on(pack: Pack, rule: Rule) -> tuple[str, ...]:
    """The parameters of a rule: those it names, and how long training it reads stays in date."""
    refreshed = [
        framework.refresh_parameter
        for framework in pack.vocabulary.frameworks.values()
        if any(fact.startswith(f"{fact_names.training(framework.key)}.") for fact in rule.facts)
    ]
    return tuple(dict.fromkeys((*rule.parameters, *refreshed)))


def _sources(parameter: Parameter) -> set[str]:
    values = (*parameter.values, *parameter.narrowed)
    return {clause for value in values for clause in value.clauses}


def _registered(pack: Pack, amendment: Amendment) -> tuple[str, ...]:
    """The ids of the clause in the pack.

    An id counts on the side whose words the pack registers under it: a pack of the old policy is
    touched through the old id, though the new policy may have given that id to another clause.
    Where it registers neither side's words, both ids count.
    """
    sides = [side for side in (amendment.old, amendment.new) if side is not None]
    known = [side for side in sides if side.id in pack.clauses]
    same = [side for side in known if side.matches(own_words(pack.clauses[side.id].words))]
    return tuple(dict.fromkeys(side.id for side in same or known))
