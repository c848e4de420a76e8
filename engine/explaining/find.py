"""Findings: a settled verdict with its steps, its basis, its reasons and what would satisfy it."""

from __future__ import annotations

from engine.evaluating.rule_order import with_parts
from engine.explaining.changes import changes_to, returns_needed
from engine.explaining.excuses import is_excused
from engine.explaining.steps import Case, basis_of, steps_of
from engine.nouns.english import capitalised, day_words
from engine.nouns.evidence.contradiction import Contradiction
from engine.nouns.evidence.organisation import Submission
from engine.nouns.outcome.finding import Finding, Step
from engine.nouns.policy.clause import Start
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import Truth, Verdict

_WANTING = (
    Verdict.PARTLY_MET,
    Verdict.NOT_MET,
    Verdict.CONFLICTING,
    Verdict.NO_EVIDENCE,
)


def finding_of(rule_place: int, submission: Submission, case: Case) -> Finding:
    """The finding of one settled rule on one organisation's submission."""
    rule = case.settled.rules[rule_place]
    verdict = case.settled.verdict(rule_place, case.place)
    steps = steps_of(rule, verdict, case)
    wanting = verdict in _WANTING
    changes = changes_to(rule.met_when, Truth.TRUE, case) if wanting else ()
    if wanting and rule.applies_when is not None:
        changes = returns_needed(rule.applies_when, case) + changes
    against_itself = contradictions_on(rule, case)
    return Finding(
        rule.id,
        rule.title,
        submission.organisation,
        submission.quarter,
        verdict,
        basis_of(rule, verdict, case),
        rule.cites,
        steps,
        explanation_of(rule.words.for_verdict(verdict), verdict, steps, submission, against_itself),
        rule.words.to_comply if wanting else "",
        changes,
        rule.words.question if wanting else "",
        verdict is Verdict.PARTLY_MET and case.truth(rule.met_when) is Truth.UNKNOWN,
        against_itself,
        is_excused(rule, verdict, case),
    )


def not_yet(rule: Rule, submission: Submission, start: Start, pack: Pack) -> Finding:
    """The finding of a rule whose clause was not yet asked for in the quarter."""
    return Finding(
        rule.id,
        rule.title,
        submission.organisation,
        submission.quarter,
        Verdict.NOT_APPLICABLE,
        None,
        rule.cites,
        (),
        f"Not asked until {day_words(start.on)} ({pack.clauses[start.by].citation}), and this "
        "quarter began before.",
        "",
        (),
        "",
        asked_from=start.on,
    )


def contradictions_on(rule: Rule, case: Case) -> tuple[Contradiction, ...]:
    """Where the return contradicts itself about what a rule reads, or what its parts do."""
    if not case.contradictions:
        return ()
    settled = case.settled
    among = {rule.id: rule for rule in settled.rules}
    read = {name for with_part in with_parts([rule], among) for name in with_part.facts}
    return tuple(
        contradiction
        for contradiction in case.contradictions
        if not read.isdisjoint(contradiction.facts)
    )


def explanation_of(
    words: str,
    verdict: Verdict,
    steps: tuple[Step, ...],
    submission: Submission,
    against_itself: tuple[Contradiction, ...] = (),
) -> str:
    """The rule's own words, then what the decisive comparisons found."""
    if not submission.received:
        return f"No return for {submission.quarter.label} was received. {words}"
    decisive = [step for step in steps if step.decisive]
    if verdict is Verdict.CONFLICTING and against_itself:
        return " ".join((words, *(contradiction.words for contradiction in against_itself)))
    if verdict is Verdict.NO_EVIDENCE:
        scope = [step for step in decisive if step.role == "applies_when"]
        if scope:
            words = f"Whether the duty applies is not known. {words}"
    statements: dict[str, str] = {}
    for step in decisive:
        asked = step.parameter is not None and step.truth is not Truth.UNKNOWN
        bar = f", required: {step.threshold_words}" if asked else ""
        note = f" ({step.fact.note})" if step.fact.note else ""
        statements.setdefault(step.fact.name, f"{step.label}: {step.found}{bar}{note}")
        if step.against is not None:
            statements.setdefault(step.against.name, f"{step.against_label}: {step.against_found}")
    sentence = "; ".join(statements.values())
    return f"{words} {capitalised(sentence)}." if sentence else words
