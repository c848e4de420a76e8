"""Concerns told again from masked findings and facts, by the writer that told them first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from engine.chaining.chainers.signal_forms import Signal, quarter_of
from engine.chaining.concerns import (
    conclude,
    default_chainer,
    own_signals,
    signals_across,
    with_signals_of_others,
)
from engine.chaining.make_signals import Answers, Figures, PartAndTotal, Signals, Source
from engine.nouns.evidence.fact import Fact
from engine.nouns.evidence.organisation import Submission
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.concern import Concern
from engine.nouns.outcome.findings import Findings
from engine.nouns.outcome.rulings import Key, Ruling
from engine.nouns.quarter import Quarter
from engine.parameters import COMMON_GAP, FIGURES_TOLERANCE, in_force, in_force_for


def concerns_of(
    true: Assessment,
    findings: Findings,
    submissions: Mapping[tuple[str, Quarter], Submission],
    withheld: frozenset[Key],
) -> tuple[Concern, ...]:
    """The concerns that follow where the withheld verdicts are unknown, in masked words.

    What rests on a finding whose verdict is withheld is not derived at all, so that neither a
    concern nor its rank nor who shares a gap reveals that verdict; nor does any rest on more of a
    finding than its mask leaves of it.
    """
    pack = true.pack
    shown = findings.filtered(lambda ruling: ruling.key not in withheld)
    facts = {place: submission.facts for place, submission in submissions.items()}
    own = (
        (
            code,
            Signals(
                {
                    signal: _shown(signal, source, code, facts)
                    for signal, source in signals.sources.items()
                }
            ),
        )
        for code, signals in own_signals(pack, shown, true.submissions, 0.0, _tolerances(true))
    )
    common = in_force(pack, true.run.as_of).get(COMMON_GAP)
    across = signals_across(
        pack, shown, submissions.values(), common.value if common is not None else None
    )
    chained = with_signals_of_others(own, across)
    return conclude(pack, chained, shown, tuple(submissions.values()), default_chainer())


def _tolerances(true: Assessment) -> dict[str, float]:
    """How far two figures may be apart, by organisation; only where the pack says so."""
    codes = [organisation.code for organisation in true.organisations]
    parameters = in_force_for(true.pack, true.run.as_of, codes)
    return {
        code: own[FIGURES_TOLERANCE].value
        for code, own in parameters.items()
        if FIGURES_TOLERANCE in own
    }


def _shown(
    signal: Signal,
    source: Source,
    code: str,
    submissions: Mapping[tuple[str, Quarter], Mapping[str, Fact]],
) -> Source:
    """What a signal of one organisation was made from, masked."""
    if isinstance(source, Ruling):
        return source
    facts = submissions[code, Quarter.of_index(quarter_of(signal))]
    match source:
        case Answers(clause, answers):
            return Answers(clause, tuple(facts[answer.name] for answer in answers))
        case Figures():
            in_date = source.in_date
            return replace(
                source,
                declared=facts[source.declared.name],
                register=facts[source.register.name],
                staff=facts[source.staff.name],
                in_date=facts[in_date.name] if in_date is not None else None,
            )
        case PartAndTotal(part, total, clauses):
            return PartAndTotal(facts[part.name], facts[total.name], clauses)
    raise TypeError(f"no source of an organisation’s own signals: {source!r}")
