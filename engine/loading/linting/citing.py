"""Linting what a rule says of the policy: clauses, quotes, who is bound, numbers."""

from __future__ import annotations

from collections.abc import Iterator

from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.condition import ParameterRef, comparisons
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rule import Rule
from engine.nouns.policy.vocabulary import Question


def citing_faults(pack: Pack, rule: Rule) -> Iterator[PackFault]:
    """What is wrong with a rule's clauses, beyond what loading refuses."""
    yield from _quotes(pack, rule)
    yield from _order(pack, rule)
    yield from _bound(pack, rule)
    yield from _numbers(pack, rule)


def unbound_kinds(pack: Pack) -> Iterator[PackFault]:
    """Kinds of organisation that bear a clause and that no rule on it binds."""
    for clause in pack.clauses.values():
        rules = [rule for rule in pack.rules.values() if clause.id in rule.cites]
        yield from _left_out(pack, clause.id, rules)


def _left_out(pack: Pack, clause_id: str, rules: list[Rule]) -> Iterator[PackFault]:
    bound = {kind for rule in rules for kind in rule.binds}
    for kind in pack.clauses[clause_id].bearers if rules else ():
        if kind in pack.vocabulary.kinds and kind not in bound:
            yield PackFault(
                rules[0].file,
                1,
                f"{clause_id}, which {kind} bears and no rule on it binds",
                "every kind of organisation that bears a clause bound by a rule on it",
                "Bind it, write a rule for it, or correct the clause’s bearers.",
            )


def _quotes(pack: Pack, rule: Rule) -> Iterator[PackFault]:
    for clause_id in rule.cites:
        words = rule.quotes.get(clause_id)
        if words is None:
            yield PackFault(
                rule.file,
                1,
                f"no quote of {clause_id}",
                "under “quotes” the words of each clause cited that the rule relies on",
                "Quote them as the policy prints them.",
            )
            continue
        if words == pack.clauses[clause_id].words:
            continue
        elsewhere = [
            other.id
            for other in pack.clauses.values()
            if words in other.words and not _related(clause_id, other.id)
        ]
        if elsewhere:
            yield PackFault(
                rule.file,
                1,
                f"“{words}”, which {', '.join(elsewhere)} says too",
                f"words that tell {clause_id} from every other clause",
                "Quote more of it.",
            )


def _related(clause: str, other: str) -> bool:
    """Whether the clauses are the same, or one a part of the other."""
    return clause == other or other.startswith(f"{clause}.") or clause.startswith(f"{other}.")


def _order(pack: Pack, rule: Rule) -> Iterator[PackFault]:
    """The first clause is the one the duty stands in: that of the rule's id, then the one that
    the question or item it reads is about."""
    head = _head(rule.id)
    first, *others = rule.cites
    if not _under(first, head) and any(_under(other, head) for other in others):
        yield _misplaced(rule, first, f"a clause of {head} first, as the rule’s id says")
        return
    section = first.rpartition(".p")[0] or first
    asked = {question.clause for question in _questions(pack, rule)}
    same = [cite for cite in rule.cites if cite.startswith(section)]
    wanted = [cite for cite in same if cite in asked] or same
    foremost = min(wanted, key=list(pack.clauses).index)
    if first != foremost:
        yield _misplaced(
            rule, first, f"{foremost} first: what the audit asks about, else the policy’s order"
        )


def _questions(pack: Pack, rule: Rule) -> tuple[Question, ...]:
    """The audit's questions whose answers a rule reads."""
    return tuple(
        question
        for question in pack.vocabulary.questions.values()
        if any(name.partition(".")[2] == question.id for name in rule.facts)
    )


def _misplaced(rule: Rule, first: str, expected: str) -> PackFault:
    to_do = "Put the clause that makes the duty first; the matrix shows the rule there."
    return PackFault(rule.file, 1, f"{first} as the first clause cited", expected, to_do)


def _head(rule_id: str) -> str:
    """The section or item that a rule's id begins with: "S6", "S4.2.6", "A1.8.3"."""
    head, *rest = rule_id.split("-")
    if rest and rest[0][:1].isdigit():
        return f"{head}.{rest[0]}"
    return head


def _under(clause_id: str, head: str) -> bool:
    return clause_id == head or clause_id.startswith(f"{head}.")


def _bound(pack: Pack, rule: Rule) -> Iterator[PackFault]:
    bearers = pack.clauses[rule.cites[0]].bearers
    for kind in rule.binds:
        if kind not in bearers:
            yield PackFault(
                rule.file,
                1,
                f"“{kind}” bound by {rule.cites[0]}",
                f"a kind that bears the clause: {', '.join(bearers) or 'nobody does'}",
                "Bind who bears the duty, or correct the clause’s bearers in policy.yaml.",
            )
    for question in _questions(pack, rule):
        for kind in rule.binds:
            if kind not in question.kinds:
                yield PackFault(
                    rule.file,
                    1,
                    f"“{kind}” bound by the answer to {question.id}, which it is not asked",
                    f"a kind that is asked the question: {', '.join(question.kinds)}",
                    "Bind who is asked, or ask it of that kind too.",
                )
    for clause_id in rule.cites:
        on_it = [rule for rule in pack.rules.values() if clause_id in rule.cites]
        yield from _left_out(pack, clause_id, on_it)


def _numbers(pack: Pack, rule: Rule) -> Iterator[PackFault]:
    """A parameter that says what it judges judges nothing else; a number of the policy stands
    with the clauses that say it and with no other."""
    for condition in rule.conditions:
        for comparison in comparisons(condition):
            if not isinstance(comparison.right, ParameterRef):
                continue
            parameter = pack.parameters[comparison.right.name]
            said_by = {clause for value in parameter.values for clause in value.clauses}
            if said_by and not said_by & set(rule.cites):
                yield PackFault(
                    rule.file,
                    1,
                    f"the policy’s number “{parameter.name}”, said by {', '.join(sorted(said_by))}",
                    f"a number that the clauses of this rule give, {', '.join(rule.cites)}",
                    "Cite the clause that says it, name this one under “repeated_in” if its own "
                    "words do, or take a number that the commissioner sets.",
                )
            if parameter.judges and comparison.fact not in parameter.judges:
                yield PackFault(
                    rule.file,
                    1,
                    f"{comparison.fact} compared with “{parameter.name}”",
                    f"what it judges: {', '.join(parameter.judges)}",
                    "Name the parameter that is meant, or add the fact to its “judges”.",
                )
