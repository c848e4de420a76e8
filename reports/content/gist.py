"""A concern in short: the duty it is about, in one sentence, and the two figures that say most."""

from __future__ import annotations

from dataclasses import replace

from engine.chaining.chainers.signal_forms import NEW_KINDS
from engine.kept.packed import several_like
from engine.nouns.english import counted
from engine.nouns.evidence.fact import Range
from engine.nouns.outcome.concern import Concern, Statement
from engine.nouns.outcome.finding import Finding
from engine.nouns.outcome.rulings import Ruling
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict
from reports.briefs import Gist
from reports.lookup import GAPS, Lookup, clauses_of

MOST_FIGURES = 2
_STANDS = {
    Verdict.NOT_MET: "is not met",
    Verdict.CONFLICTING: "is contradicted by the return itself",
    Verdict.PARTLY_MET: "is only partly met",
    Verdict.NO_EVIDENCE: "is without evidence",
}


def gist(lookup: Lookup, concern: Concern) -> Gist:
    """A concern in short, by the gravest concern that it takes in.

    It is told of the quarter assessed; one of earlier quarters alone of the latest of them.
    """
    if concern.id not in lookup.gists:
        found = _gist(lookup, concern)
        figures = several_like(found.figures, concern.statements)
        lookup.gists[concern.id] = replace(found, figures=figures)
    return lookup.gists[concern.id]


def headline(lookup: Lookup, concern: Concern) -> str:
    """A concern's title, after the duty that it is about where its rule may meet any duty.

    ``Not met two quarters running`` says nothing before one knows what; that a rule names the duty
    in its own words (``{rule_title}``) is how a pack says that it is about whichever it meets.
    """
    rules = {key.rule for key in concern.findings}
    duty = lookup.assessment.pack.rules.get(min(rules)) if len(rules) == 1 else None
    if duty is None or not _may_meet_any_duty(lookup, concern):
        return concern.title
    return f"{duty.title}: {concern.title[:1].lower()}{concern.title[1:]}"


def opening(lookup: Lookup, concern: Concern) -> tuple[str, str]:
    """A concern in two sentences: its title and what is said of the duty, the more important first.

    The title comes first, or the duty where the title may be about any (``headline``).
    """
    title, sentence = f"{concern.title}.", gist(lookup, concern).sentence
    names_its_duty = headline(lookup, concern) == concern.title
    return (title, sentence) if names_its_duty else (sentence, title)


def _may_meet_any_duty(lookup: Lookup, concern: Concern) -> bool:
    rules = lookup.assessment.pack.concern_rules
    return any(rule.id == concern.rule and "{rule_title}" in rule.because for rule in rules)


def _gist(lookup: Lookup, concern: Concern) -> Gist:
    leading = _leading(lookup, concern)
    period = _quarter(lookup, concern)
    unmet = _unmet(lookup, leading, period)
    if not unmet:
        return Gist(concern.because, in_order_of_interest(leading, period.label)[:MOST_FIGURES])
    duty = lookup.assessment.findings.by_key(unmet[0].key)
    assert duty is not None
    every = {finding.rule for finding in _unmet(lookup, concern, period)}
    return Gist(_sentence(lookup, concern, duty, len(every) - 1), _figures(leading, duty))


def _quarter(lookup: Lookup, concern: Concern) -> Quarter:
    assessed = lookup.assessment.run.period
    if assessed.label in concern.periods or not concern.periods:
        return assessed
    return max(map(Quarter.parse, concern.periods))


def in_order_of_interest(concern: Concern, period: str) -> tuple[Statement, ...]:
    """What a concern rests on: what failed in a quarter first, then what stands beside it there,
    then what failed before, the latest first, and last what was met."""
    return tuple(
        sorted(
            concern.statements, key=lambda said: (_place(said, period), _newest_first(said.period))
        )
    )


def figure_words(statement: Statement) -> str:
    """A statement's figure without how it came about: ``61 %, required: at least 95 %``."""
    return statement.figure or statement.words


def _place(statement: Statement, period: str) -> int:
    if statement.verdict in (Verdict.MET, Verdict.NOT_APPLICABLE):
        return 3
    if statement.period not in (period, ""):
        return 2
    return 0 if statement.verdict is not None else 1


def _newest_first(period: str) -> int:
    return -Quarter.parse(period).index if period else 0


def _leading(lookup: Lookup, concern: Concern) -> Concern:
    """The gravest concern that one takes in, however deep; itself where it is about one duty."""
    by_id = lookup.concerns
    while concern.parts and concern.parts[0] in by_id and concern.kind not in NEW_KINDS:
        concern = by_id[concern.parts[0]]
    return concern


def _unmet(lookup: Lookup, concern: Concern, period: Quarter) -> list[Ruling]:
    """How the duties of a quarter under a concern stand that leave something to do, gravest first.

    A duty that has figures of its own comes before one that only reads the verdicts on others.
    """
    keys = (
        (key.rule, key.organisation, key.period)
        for key in concern.findings
        if key.period == period.label
    )
    every = (lookup.assessment.findings.ruling(key) for key in keys)
    return sorted(
        (ruling for ruling in every if ruling is not None and ruling.verdict in GAPS),
        key=lambda ruling: (GAPS.index(ruling.verdict), lookup.brief(ruling).reads_verdicts),
    )


def _sentence(lookup: Lookup, concern: Concern, duty: Finding, others: int) -> str:
    clauses = clauses_of(lookup, duty.cites[:1])
    cited = f" ({clauses[0].citation})" if clauses else ""
    more = f", and {counted(others, 'more duty', 'more duties')} with it" if others > 0 else ""
    stands = f"{_STANDS[duty.verdict]}{_at(lookup, concern, duty)}"
    if duty.period != lookup.assessment.run.period:
        stands = f"{stands.replace('is', 'was', 1)} in {duty.period.label}"
    return f"“{duty.title}”{cited} {stands}{_before(lookup, duty)}{more}."


def _at(lookup: Lookup, concern: Concern, duty: Finding) -> str:
    """`` at Tollwick and 3 more organisations``; empty where it is the concern's own."""
    if duty.organisation.code == concern.organisation:
        return ""
    unmet = _unmet(lookup, concern, duty.period)
    others = len({finding.organisation.code for finding in unmet if finding.rule == duty.rule}) - 1
    more = f" and {counted(others, 'more organisation')}" if others else ""
    return f" at {duty.organisation.name}{more}"


def _before(lookup: Lookup, duty: Finding) -> str:
    """`` (as in 2014-15 Q1)``; `` (2014-15 Q1: met)``; empty where nothing was found then."""
    before = lookup.verdict_before(duty)
    if before is None:
        return ""
    quarter, verdict = before
    if verdict is duty.verdict:
        return f" (as in {quarter.label})"
    return f" ({quarter.label}: {verdict.words.lower()})"


def _figures(concern: Concern, duty: Finding) -> tuple[Statement, ...]:
    """The two statements that say most: those that clash, else what failed, now and before."""
    now = duty.period.label
    ordered = sorted(
        in_order_of_interest(concern, now),
        key=lambda statement: not _is_about(statement, concern, duty),
    )
    failed = [
        statement for statement in ordered if statement.period == now and statement.verdict in GAPS
    ]
    beside = [
        statement for statement in ordered if statement.period == now and statement.verdict is None
    ]
    if not failed:
        return tuple((beside or ordered)[:MOST_FIGURES])
    first = failed[0]
    if beside:
        return (beside[0], first)
    count = None if _has_number(first) else _count_beside(concern, duty)
    if count is not None:
        return (first, count)
    before = [
        statement
        for statement in ordered
        if statement.period != now and _stem(statement) == _stem(first)
    ]
    others = [statement for statement in failed[1:] if _stem(statement) != _stem(first)]
    return (first, *(before or others)[:1])


def _has_number(statement: Statement) -> bool:
    return any(character.isdigit() for character in figure_words(statement))


def _count_beside(concern: Concern, duty: Finding) -> Statement | None:
    """The number that a duty reads beside an answer in words; None where it reads none."""
    for step in duty.trace:
        if isinstance(step.fact.value, Range) and step.fact.value.is_exact and step.fact.origins:
            label = f"{_whose(concern, duty)}{step.label}, {duty.period.label}"
            return Statement(
                label, step.found, step.fact.origins, duty.period.label, None, step.found
            )
    return None


def _whose(concern: Concern, duty: Finding) -> str:
    """``Tollwick: `` where a duty is another organisation's than the concern; else empty."""
    own = duty.organisation.code == concern.organisation
    return "" if own else f"{duty.organisation.name}: "


def _is_about(statement: Statement, concern: Concern, duty: Finding) -> bool:
    """Whether a statement is one of those that decided a finding."""
    whose = _whose(concern, duty)
    return _stem(statement) in {f"{whose}{step.label}" for step in duty.trace if step.decisive}


def _stem(statement: Statement) -> str:
    """A statement's label without its quarter."""
    return statement.label.removesuffix(f", {statement.period}")
