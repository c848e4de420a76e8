"""Linting what every rule of a pack must not forget: the principles of verdicts that can be stated
of a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.loading.linting.unfinished import TO_FILL_IN
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.clause import Force
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rule import Rule
from engine.nouns.policy.verdict_fact import rule_read
from engine.nouns.verdict import Verdict


def principle_faults(pack: Pack, rule: Rule) -> Iterator[PackFault]:
    """Each principle that a rule forgets."""
    yield from _own_word(rule)
    yield from _documents(pack, rule)
    yield from _posts(pack, rule)
    yield from _whole(pack, rule)
    yield from _words(rule)
    if lays_no_duty(pack, rule):
        for example in rule.examples:
            if example.expect is Verdict.NOT_MET:
                yield PackFault(
                    rule.file,
                    example.line,
                    f"“not_met” expected on {rule.cites[0]}, which lays down no duty",
                    "no gap where there is no duty: a question, as partly met",
                    "Let partly_met_when hold there, or correct the clause’s force.",
                )


def lays_no_duty(pack: Pack, rule: Rule) -> bool:
    """Whether the clause that a rule tests lays down no duty: nobody can break it."""
    return pack.clauses[rule.cites[0]].force in (Force.STATEMENT, Force.MAY)


def _own_word(rule: Rule) -> Iterator[PackFault]:
    """No rule lets an organisation excuse itself, nor tells whose score an answer is."""
    for name in rule.facts:
        if name.endswith((".not_applicable", ".moderated", ".declared")):
            yield PackFault(
                rule.file,
                1,
                f"“{name}” read by a rule",
                "what was answered, and the services, kind and posts that bear it out",
                "Read the answer itself; “N/A” takes nobody out of a duty.",
            )


_DENIALS = re.compile(
    r"\b(not|no|none|nobody|nothing|nowhere|never|neither|nor|cannot|without|missing|lacks?|empty"
    r"|vacant|fewer|short|less|only|past|older|over|lapsed|stopped|left out|out of date"
    r"|un\w+ed|too (few|many|much|little|old|low|high|long))\b",
    re.IGNORECASE,
)
"""Words by which something is denied or falls short."""


def _words(rule: Rule) -> Iterator[PackFault]:
    """What is said of a gap denies something that is not denied where the duty is met."""
    met, not_met = (
        {denial.group().lower() for denial in _DENIALS.finditer(words)}
        for words in (rule.words.met, rule.words.not_met)
    )
    written = TO_FILL_IN not in rule.words.met + rule.words.not_met
    if written and not met < not_met:
        yield PackFault(
            rule.file,
            1,
            "words of which “met” may as well deny the duty as “not_met”",
            "words.met that say the duty is met, and words.not_met that say what is not so",
            "Say in words.not_met what is missing, with “no” or “not”, and not so in words.met.",
        )


def _documents(pack: Pack, rule: Rule) -> Iterator[PackFault]:
    """A document counts when it is approved and, where it bears a day of review, in force."""
    read = {name for name in rule.facts if name.startswith("documents.")}
    for key, document in pack.vocabulary.documents.items():
        name = fact_names.document(key)
        parts = [
            *(["approved_on"] if document.approved else []),
            *(["review_due"] if document.reviewed else []),
        ]
        missing = [part for part in parts if f"{name}.{part}" not in read]
        if missing and any(fact.startswith(f"{name}.") for fact in read):
            yield PackFault(
                rule.file,
                1,
                f"“{name}” read without {' and '.join(missing)}",
                "a document that is approved, and in force where it bears a day of review",
                "Ask for it in met_when.",
            )


def _posts(pack: Pack, rule: Rule) -> Iterator[PackFault]:
    """An empty post does no work: a rule on what a post does asks that it is filled."""
    rested = _rests_on(pack, rule.id)
    for key, role in pack.vocabulary.roles.items():
        if not any(role.is_for(kind) for kind in rule.binds):
            continue
        does = any(_under(rule.cites[0], clause) for clause in role.does)
        if does and fact_names.wte(fact_names.post(key)) not in rested:
            yield PackFault(
                rule.file,
                1,
                f"{rule.cites[0]}, which the {role.label} does, without that post",
                "a rule that asks whether the post is filled, itself or by one of its parts",
                f"Read {fact_names.wte(fact_names.post(key))}, or name the rule on it under parts.",
            )


def _whole(pack: Pack, rule: Rule) -> Iterator[PackFault]:
    """A clause that is the whole of others is never better than they are."""
    clause = rule.cites[0]
    own = _rules_under(pack, rule.id)
    for other in pack.rules.values():
        inside = other.cites[0].startswith(f"{clause}.") and set(other.binds) & set(rule.binds)
        if not inside or other.id in own:
            continue
        if not set(rule.facts) <= _rests_on(pack, other.id):
            yield PackFault(
                rule.file,
                1,
                f"{clause} without {other.id}, which tests a part of it",
                "under “parts” the rules of all that the clause is the whole of",
                "Name it, or let it rest on this one.",
            )


def _under(clause: str, prefix: str) -> bool:
    return clause == prefix or clause.startswith(f"{prefix}.")


def _rules_under(pack: Pack, rule: str) -> frozenset[str]:
    """A rule and all that it rests on, by id."""
    found: set[str] = set()
    waiting = [rule]
    while waiting:
        below = waiting.pop()
        if below in found or below not in pack.rules:
            continue
        found.add(below)
        read = [rule_read(name) for name in pack.rules[below].facts]
        waiting.extend(name for name in read if name is not None)
    return frozenset(found)


def _rests_on(pack: Pack, rule: str) -> frozenset[str]:
    """The facts that a rule rests on, its parts' among them."""
    return frozenset(name for below in _rules_under(pack, rule) for name in pack.rules[below].facts)
