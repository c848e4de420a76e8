"""Linting a pack: what loads, but is not yet fit to judge by."""

from __future__ import annotations

from collections.abc import Iterator

from engine.loading.linting.asking import asking_faults
from engine.loading.linting.checking import check_faults
from engine.loading.linting.citing import citing_faults, unbound_kinds
from engine.loading.linting.example_cover import example_faults
from engine.loading.linting.forces import force_faults
from engine.loading.linting.principles import principle_faults
from engine.loading.linting.rolling_up import rollup_faults
from engine.loading.linting.unfinished import unfinished_texts
from engine.loading.parts.successions import idle_terms
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.condition import ParameterRef, comparisons
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rule import Rule
from engine.parameters import fact_parameters


def lint(pack: Pack) -> tuple[PackFault, ...]:
    """Every fault of a loaded pack, in order of file and line; none for a pack fit to use."""
    faults: list[PackFault] = []
    for rule in pack.rules.values():
        faults.extend(lint_rule(pack, rule))
    faults.extend(check_faults(pack))
    faults.extend(rollup_faults(pack))
    faults.extend(force_faults(pack))
    faults.extend(asking_faults(pack))
    faults.extend(_uncovered(pack))
    faults.extend(unbound_kinds(pack))
    faults.extend(_judged(pack))
    faults.extend(_unused(pack))
    faults.extend(_untriable(pack))
    faults.extend(idle_terms(pack))
    for query in pack.queries:
        for name in query.rules:
            if name not in pack.rules:
                faults.append(
                    PackFault(
                        "queries.yaml",
                        1,
                        f"the rule “{name}” under {query.id}",
                        "a rule of the pack",
                        "Correct the id.",
                    )
                )
    return tuple(sorted(set(faults)))


def lint_rule(pack: Pack, rule: Rule) -> tuple[PackFault, ...]:
    """Every fault of one rule of a pack: its examples, its words, its clauses, its numbers."""
    return (
        *example_faults(pack, rule),
        *_number_in_words(pack, rule),
        *citing_faults(pack, rule),
        *unfinished_texts(rule),
        *principle_faults(pack, rule),
    )


def _judged(pack: Pack) -> Iterator[PackFault]:
    """Parameters of one unit and value must say what each judges, or one could pass for the
    other; and what they say must be so."""
    compared = {
        (comparison.right.name, comparison.fact)
        for rule in pack.rules.values()
        for condition in rule.conditions
        for comparison in comparisons(condition)
        if isinstance(comparison.right, ParameterRef)
    }
    names = {name for name, _ in compared}
    for name in names:
        parameter = pack.parameters[name]
        twins = [
            other.name
            for other in pack.parameters.values()
            if other.name != name
            and (other.unit, other.values[-1].value) == (parameter.unit, parameter.values[-1].value)
        ]
        if twins and not parameter.judges:
            yield _wrongly_judged(
                f"“{name}” with the unit and value of {', '.join(twins)}",
                "under “judges” the facts that it is compared with",
                "Name them, so that neither can stand for the other unseen.",
            )
        for fact in parameter.judges:
            if fact not in pack.catalogue:
                yield _wrongly_judged(
                    f"“{fact}” under “judges” of “{name}”",
                    "a fact that is known",
                    "Remove it, or correct its name.",
                )


def _wrongly_judged(found: str, expected: str, to_do: str) -> PackFault:
    return PackFault("parameters.yaml", 1, found, expected, to_do)


def _uncovered(pack: Pack) -> list[PackFault]:
    """Clauses that no rule tests and nobody says why; and those with both."""
    faults: list[PackFault] = []
    for clause in pack.clauses.values():
        if clause.context or clause.parts:
            continue
        ruled = bool(pack.rules_citing(clause.id))
        if ruled != bool(clause.reason):
            continue
        found = "a rule and a reason" if ruled else "no rule and no reason"
        to_do = "Remove the reason." if ruled else "Write a rule, or say why nothing can test it."
        expected = "for each clause a rule that cites it, or the reason why there is none"
        faults.append(PackFault("policy.yaml", 1, f"{found} for {clause.id}", expected, to_do))
    return faults


def _unused(pack: Pack) -> list[PackFault]:
    """Parameters that nothing rests on."""
    used = {name for rule in pack.rules.values() for name in rule.parameters}
    used |= fact_parameters(pack)
    used |= {name for check in pack.checks for name in check.parameters}
    return [
        PackFault(
            "parameters.yaml",
            1,
            f"the parameter “{name}”, which nothing uses",
            "only parameters that rules rest on",
            "Remove it, or use it.",
        )
        for name in pack.parameters
        if name not in used
    ]


def _untriable(pack: Pack) -> list[PackFault]:
    """Values to try of parameters that cannot be tried on the same facts."""
    return [
        PackFault(
            "parameters.yaml",
            1,
            f"“what_if” for the parameter “{name}”, which changes the facts themselves",
            "values to try only for parameters that rules alone compare with",
            "Remove it; “clausewise what-if” can try any parameter.",
        )
        for name in sorted(fact_parameters(pack) & set(pack.parameters))
        if pack.parameters[name].what_if
    ]


def _number_in_words(pack: Pack, rule: Rule) -> list[PackFault]:
    """A parameter's number repeated in the rule's words would go stale when it changes."""
    numbers = {
        f"{pack.parameters[name].values[-1].value:g}"
        for name in rule.parameters
        if pack.parameters[name].values[-1].value > 1
    }
    texts = {
        "met": rule.words.met,
        "partly_met": rule.words.partly_met,
        "not_met": rule.words.not_met,
        "no_evidence": rule.words.no_evidence,
        "to_comply": rule.words.to_comply,
        "question": rule.words.question,
    }
    faults: list[PackFault] = []
    for key, text in texts.items():
        tokens = {token.strip(".,;:()?!%") for token in text.replace("%", " ").split()}
        for number in sorted(numbers & tokens):
            faults.append(
                PackFault(
                    rule.file,
                    1,
                    f"the number {number} in words.{key}",
                    "words without a parameter's number; the report puts the value beside them",
                    "Take the number out.",
                )
            )
    return faults
