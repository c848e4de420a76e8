"""Concerns told again from masked findings and facts, by the writer that told them first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.chaining.derive import default_chainer, grounds_of
from engine.chaining.limits import compile_rules
from engine.chaining.signal import Signal, quarter_of
from engine.chaining.signals import Answers, Figures, Pair, Signals, Source, signals_of
from engine.chaining.write import Writer
from engine.nouns.assessment import Assessment
from engine.nouns.concern import Concern
from engine.nouns.fact import Fact
from engine.nouns.finding import Finding
from engine.nouns.organisation import Submission
from engine.nouns.quarter import Quarter
from engine.parameters import FIGURES_TOLERANCE, in_force_for

Key = tuple[str, str, str]


def concerns_of(
    true: Assessment,
    findings: Mapping[Key, Finding],
    submissions: Mapping[tuple[str, Quarter], Submission],
    withheld: frozenset[Key],
) -> tuple[Concern, ...]:
    """The concerns of the true assessment in the words of masked findings and submissions.

    One that rests on a finding whose verdict is withheld is left out.
    """
    rules = compile_rules(true.pack.concern_rules)
    by_id = {rule.id: rule for rule in true.pack.concern_rules}
    codes = [one.code for one in true.organisations]
    parameters = in_force_for(true.pack, true.run.as_of, codes)
    chainer = default_chainer()
    told: dict[str, Concern] = {}
    for code in codes:
        own = [one for one in true.findings if one.organisation.code == code]
        sent = [one for one in true.submissions if one.organisation.code == code]
        used = parameters[code].get(FIGURES_TOLERANCE)
        signals = signals_of(own, sent, true.pack.vocabulary, used.value if used else 0.0)
        shown_sent = [submissions[code, one.quarter] for one in sent]
        by_quarter = {one.quarter: one.facts for one in shown_sent}
        shown = Signals(
            {
                signal: _shown(signal, source, findings, by_quarter)
                for signal, source in signals.sources.items()
            }
        )
        writer = Writer(true.pack, [findings[one.key] for one in own], shown_sent, shown)
        for key, ground in grounds_of(rules, chainer.chain(rules, signals.all)).items():
            one = writer.concern(by_id[str(key[1])], key, ground.signals, ground.follows_from)
            told[one.id] = one
    return _without(
        [told[one.id] for one in true.concerns if one.id in told],
        {one.id: one for one in true.concerns},
        withheld,
    )


def _without(
    told: Sequence[Concern], true: Mapping[str, Concern], withheld: frozenset[Key]
) -> tuple[Concern, ...]:
    kept = {
        one.id
        for one in told
        if not any(
            (key.rule, key.organisation, key.period) in withheld for key in true[one.id].findings
        )
    }
    return tuple(
        replace(one, follows_from=tuple(each for each in one.follows_from if each in kept))
        for one in told
        if one.id in kept
    )


def _shown(
    signal: Signal,
    source: Source,
    findings: Mapping[Key, Finding],
    by_quarter: Mapping[Quarter, Mapping[str, Fact]],
) -> Source:
    """What a signal was made from, masked."""
    if isinstance(source, Finding):
        return findings[source.key]
    facts = by_quarter[Quarter.of_index(quarter_of(signal))]
    match source:
        case Answers(clause, answers):
            return Answers(clause, tuple(facts[one.name] for one in answers))
        case Figures():
            in_date = source.in_date
            return replace(
                source,
                declared=facts[source.declared.name],
                register=facts[source.register.name],
                staff=facts[source.staff.name],
                in_date=facts[in_date.name] if in_date is not None else None,
            )
        case Pair(part, total, clauses):
            return Pair(facts[part.name], facts[total.name], clauses)
