"""Rolling up: what is true of all the providers that an organisation's contracts are with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from engine.evaluating.ingest import columns_of
from engine.evaluating.planes import combine, compare
from engine.evaluating.settle import Settled
from engine.evaluating.trace import Trace
from engine.explaining.steps import Case, supporting_comparisons, weakest
from engine.explaining.wording import found_in_words
from engine.judge import setting_of, verdict_facts
from engine.kept.packed import under
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Claim, Fact, Member, Range
from engine.nouns.evidence.organisation import Commissioned, Submission
from engine.nouns.evidence.share import share_facts
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.policy.condition import FactRef, comparisons, facts_named
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rollup import Rollup
from engine.nouns.policy.verdict_fact import rule_read
from engine.nouns.verdict import Basis, Truth
from engine.parameters import in_force_for

_KEEPS = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}


def roll_up(
    pack: Pack, submissions: Sequence[Submission], as_of: dt.date
) -> tuple[Submission, ...]:
    """The submissions of one quarter, those with contracts with the pack's roll-ups added.

    Each provider on a register is judged by its own return of the quarter. One that sent none,
    or that the register does not name plainly, is unknown: silence neither keeps nor breaks.
    Raises NotInForce where a parameter has no value on the as-of date.
    """
    commissioned = {
        provider.code for submission in submissions for provider in submission.commissions or ()
    }
    if not pack.rollups or not commissioned:
        return tuple(submissions)
    sent = [
        submission
        for submission in submissions
        if submission.received and submission.organisation.code in commissioned
    ]
    received = _with_verdicts(pack, sent, as_of)
    return tuple(
        replace(
            submission, facts=under(submission.facts, _rolled(pack, submission, received, as_of))
        )
        if submission.commissions
        else submission
        for submission in submissions
    )


def _with_verdicts(
    pack: Pack, submissions: Sequence[Submission], as_of: dt.date
) -> Mapping[str, Submission]:
    """The submissions by organisation's code, with the verdicts that roll-ups ask for as facts."""
    read = dict.fromkeys(
        rule
        for rollup in pack.rollups.values()
        for name in facts_named(rollup.kept_when)
        if (rule := rule_read(name)) is not None
    )
    verdicts = verdict_facts(pack, submissions, list(read), as_of)
    return {
        code: replace(submission, facts=under(submission.facts, verdicts[code]))
        if code in verdicts
        else submission
        for submission in submissions
        for code in (submission.organisation.code,)
    }


def _rolled(
    pack: Pack,
    submission: Submission,
    received: Mapping[str, Submission],
    as_of: dt.date,
) -> dict[str, Fact]:
    """The facts of every roll-up over the providers of one register."""
    providers = submission.commissions or ()
    returns = [received.get(provider.code) for provider in providers]
    own = in_force_for(pack, as_of, [provider.code for provider in providers])
    cases = _cases(pack, returns, [own[provider.code] for provider in providers], as_of)
    origins = tuple(origin for provider in providers for origin in provider.origins)
    number = Range.of_number(float(len(providers)))
    who = pack.vocabulary.wording.commissioned
    facts = [Fact(fact_names.COMMISSIONED, number, Basis.REGISTER, origins, returned=True)]
    for rollup in pack.rollups.values():
        members = [
            _member(rollup, provider, case, _judged_by(pack, rollup, came, submission))
            for provider, case, came in zip(providers, cases, returns, strict=True)
        ]
        name = fact_names.share_of(rollup.fact)
        basis = _weakest(rollup, cases)
        shares: tuple[Fact, ...] = share_facts(name, fact_names.COMMISSIONED, who, members, basis)
        by_claim = _by_claim(rollup, cases, members)
        if by_claim:
            claimed = [
                share_facts(name, fact_names.COMMISSIONED, who, counted, basis)
                for counted in by_claim
            ]
            shares = _in_dispute(shares, claimed)
        facts.extend(shares)
    return {fact.name: fact for fact in facts}


def _by_claim(
    rollup: Rollup, cases: Sequence[Case], members: Sequence[Member]
) -> tuple[tuple[Member, ...], tuple[Member, ...]] | None:
    """The members at their worst and at their best, as far as single claims of returns that
    contradict themselves would decide it; None where no claim matters.
    """
    planes = combine(rollup.kept_when, cases[0].settled.planes).claimed
    if planes is None:
        return None
    worst, best = list(members), list(members)
    for case in cases:
        place = case.place
        true, false, unknown = (
            bool(plane[place]) for plane in (planes.true, planes.false, planes.unknown)
        )
        if true + false + unknown > 1:
            worst[place] = replace(members[place], keeps=False if false else None)
            best[place] = replace(members[place], keeps=True if true else None)
    return (tuple(worst), tuple(best)) if worst != best else None


def _in_dispute(shares: Sequence[Fact], claimed: Sequence[Sequence[Fact]]) -> tuple[Fact, ...]:
    """Shares with what single claims would make of them, worst first."""
    return tuple(
        replace(
            share,
            claims=tuple(Claim(facts[place].value, origins=share.origins) for facts in claimed),
        )
        for place, share in enumerate(shares)
    )


def _cases(
    pack: Pack,
    returns: Sequence[Submission | None],
    parameters: Sequence[Mapping[str, ParameterUsed]],
    as_of: dt.date,
) -> list[Case]:
    """Each provider before the roll-ups' conditions, all of them settled at once."""
    facts = [came.facts if came is not None else {} for came in returns]
    distinct = dict.fromkeys(
        comparison
        for rollup in pack.rollups.values()
        for comparison in comparisons(rollup.kept_when)
    )
    names = dict.fromkeys(
        name
        for comparison in distinct
        for name in (
            comparison.fact,
            *((comparison.right.name,) if isinstance(comparison.right, FactRef) else ()),
        )
    )
    columns = columns_of(facts, names, pack.catalogue)
    setting = setting_of(parameters, as_of)
    planes = {comparison: compare(comparison, columns, setting) for comparison in distinct}
    trace = Trace.from_planes(planes, len(facts))
    settled = Settled((), np.empty((0, len(facts)), dtype=np.int8), trace, as_of)
    return [
        Case(settled, place, given, pack.catalogue, parameters[place])
        for place, given in enumerate(facts)
    ]


def _judged_by(
    pack: Pack, rollup: Rollup, came: Submission | None, submission: Submission
) -> Submission | str:
    """The return by which a provider is judged, or why there is none. Nobody is a provider of its
    own, nor one of whom nothing that is counted is asked: that would be kept by all such."""
    if came is None:
        return f"no return of it for {submission.quarter.label} is among the files"
    if came.organisation.code == submission.organisation.code:
        return "the register names the organisation itself"
    read = [rule for name in facts_named(rollup.kept_when) if (rule := rule_read(name))]
    kind = came.organisation.kind
    if read and not any(kind in pack.rules[rule].binds for rule in read if rule in pack.rules):
        known = pack.vocabulary.kinds.get(kind)
        return f"its return is that of a {known.label if known else kind}, of which it is not asked"
    return came


def _member(rollup: Rollup, provider: Commissioned, case: Case, came: Submission | str) -> Member:
    """One provider: whether it keeps what is counted, and what its return says of it."""
    if isinstance(came, str):
        return Member(provider.name, None, came, provider.origins, provider.code)
    statements: dict[str, str] = {}
    origins: list[Fact] = []
    for comparison in supporting_comparisons(rollup.kept_when, case):
        spec, fact = case.catalogue[comparison.fact], case.fact(comparison.fact)
        statements[fact.name] = f"{spec.label}: {found_in_words(spec, fact)}"
        origins.append(fact)
    cells = tuple(origin for fact in origins for origin in fact.origins) or provider.origins
    truth = case.truth(rollup.kept_when)
    return Member(
        came.organisation.name, _KEEPS[truth], "; ".join(statements.values()), cells, provider.code
    )


def _weakest(rollup: Rollup, cases: Sequence[Case]) -> Basis:
    """The weakest evidence that decided it for any provider: a share is no better than that."""
    bases = (
        case.fact(comparison.fact).basis
        for case in cases
        for comparison in supporting_comparisons(rollup.kept_when, case)
    )
    return weakest(bases) or Basis.REGISTER
