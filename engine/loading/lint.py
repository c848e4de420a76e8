"""Linting a pack: what loads, but is not yet fit to judge by."""

from __future__ import annotations

from engine.loading.example_cover import example_faults
from engine.loading.successions import idle_terms
from engine.nouns.fault import PackFault
from engine.nouns.pack import Pack
from engine.nouns.rule import Rule


def lint(pack: Pack) -> tuple[PackFault, ...]:
    """Every fault of a loaded pack, in order of file and line; none for a pack fit to use."""
    faults: list[PackFault] = []
    for rule in pack.rules.values():
        faults.extend(example_faults(pack, rule))
        faults.extend(_number_in_words(pack, rule))
    faults.extend(_uncovered(pack))
    faults.extend(_unused(pack))
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
    used |= {framework.refresh_parameter for framework in pack.vocabulary.frameworks.values()}
    used |= RUN_PARAMETERS
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


RUN_PARAMETERS = frozenset({"figures_tolerance"})
"""Parameters that the run itself reads, when comparing figures."""


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
