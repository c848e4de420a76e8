"""From findings to concerns: signals, chaining, and one concern for each subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Protocol

from engine.chaining.causes import group_by_cause, with_parts
from engine.chaining.chainers.compile import CompiledRules
from engine.chaining.chainers.fixpoint import Fixpoint
from engine.chaining.chainers.limits import compile_rules
from engine.chaining.chainers.signal_forms import AREA, Match, Signal, quarter_of
from engine.chaining.derived import Derived
from engine.chaining.ladder import rungs, step_words
from engine.chaining.make_signals import Signals, Source, findings_in, signals_of
from engine.chaining.new_failures import with_new_together
from engine.chaining.rank import rank_concerns
from engine.chaining.shared_gaps import common_of, elsewhere_of
from engine.chaining.write import Writer
from engine.kept.packed import Shelf
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.concern import Concern
from engine.nouns.outcome.findings import Findings
from engine.nouns.policy.pack import Pack
from engine.nouns.verdict import Verdict

MOST_HELD = 200
"""With more organisations what concerns rest on is packed until it is read."""
NO_OWN: Mapping[str, float] = MappingProxyType({})


class Chainer(Protocol):
    """Finds what follows from one organisation's signals."""

    @property
    def name(self) -> str:
        """Who chains, for the run's record."""

    def chain(self, rules: CompiledRules, signals: Sequence[Signal]) -> frozenset[Match]:
        """All matches of the rules, over the signals and the concerns that follow from them."""


@dataclass(slots=True)
class Ground:
    """What one concern rests on."""

    signals: dict[Signal, None]
    """Signals made from findings and facts, in order; with those of the concerns below it."""
    follows_from: dict[Signal, None]


def derive_concerns(  # noqa: PLR0913 - all that concerns rest on
    pack: Pack,
    findings: Findings,
    submissions: Sequence[Submission],
    figures_tolerance: float,
    chainer: Chainer | None = None,
    own_tolerances: Mapping[str, float] = NO_OWN,
    common: float | None = None,
) -> tuple[tuple[Concern, ...], str]:
    """The concerns that follow from findings and facts, and who chained.

    ``figures_tolerance`` is in percentage points; ``own_tolerances`` has that of organisations
    that may have one of their own, by code. ``common`` is how many organisations make a gap
    common; without it none is. Concerns come in order of rank: those that are part of no other
    first. The second part is "durable_rules 2.0.28", or "the plain-Python stand-in" where
    durable_rules is not installed.
    Raises ChainingError where durable_rules itself fails.
    """
    chainer = chainer or default_chainer()
    own = own_signals(pack, findings, submissions, figures_tolerance, own_tolerances)
    across = signals_across(pack, findings, submissions, common)
    return conclude(
        pack, with_signals_of_others(own, across), findings, submissions, chainer
    ), chainer.name


def own_signals(
    pack: Pack,
    findings: Findings,
    submissions: Iterable[Submission],
    figures_tolerance: float,
    own_tolerances: Mapping[str, float] = NO_OWN,
) -> Iterator[tuple[str, Signals]]:
    """The signals of each organisation from its own findings and facts, by code.

    One organisation at a time: those of a thousand would take more memory than all their facts.
    """
    organisations: dict[str, list[Submission]] = {
        who.code: [] for row in findings.rows for who in row.organisations
    }
    for submission in submissions:
        organisations.setdefault(submission.organisation.code, []).append(submission)
    for code, sent in organisations.items():
        tolerance = own_tolerances.get(code, figures_tolerance)
        yield code, signals_of(findings.rulings_of(code), sent, pack.vocabulary, tolerance)


def with_signals_of_others(
    own: Iterable[tuple[str, Signals]], across: Mapping[str, Mapping[Signal, Source]]
) -> Iterator[tuple[str, Signals]]:
    """The signals of each organisation, with those that others make for it."""
    left = dict(across)
    for code, signals in own:
        more = left.pop(code, None)
        yield code, Signals({**signals.sources, **more}) if more else signals
    for code, sources in left.items():
        yield code, Signals(sources)


def signals_across(
    pack: Pack,
    findings: Findings,
    submissions: Iterable[Submission],
    common: float | None,
) -> dict[str, dict[Signal, Source]]:
    """The signals that the findings of several organisations make, by the code they are for.

    Those of all organisations together are under ``AREA``.
    """
    across: dict[str, dict[Signal, Source]] = {}
    for submission in submissions if pack.handling.raises else ():
        if submission.commissions:
            found = elsewhere_of(pack.handling.raises, [submission], findings)
            across.setdefault(submission.organisation.code, {}).update(found)
    if common is not None:
        across[AREA] = dict(common_of(findings.rulings(), common))
    return across


def conclude(
    pack: Pack,
    chained: Iterable[tuple[str, Signals]],
    findings: Findings,
    submissions: Sequence[Submission],
    chainer: Chainer,
) -> tuple[Concern, ...]:  # house: the steps of telling, in order
    """The concerns that follow from signals, by organisation's code, put into words and ranked.

    Their words come from the sources of the signals and from ``findings`` and ``submissions``.
    """
    rules = compile_rules(pack.concern_rules)
    by_id = {rule.id: rule for rule in pack.concern_rules}
    kind_of = {rule.id: rule.kind for rule in pack.concern_rules}
    ladder = pack.handling.ladder
    sent = {
        (submission.organisation.code, submission.quarter): submission for submission in submissions
    }
    named = _named(pack, findings, submissions)
    derived: list[Derived] = []
    shelf = Shelf() if len(named) > MOST_HELD else None
    for code, signals in chained:
        grounds = grounds_of(rules, chainer.chain(rules, signals.all))
        if not grounds:
            continue
        organisation = named[code]
        writer = Writer(pack, organisation, findings, sent, signals)
        writer.foresee(signal for ground in grounds.values() for signal in ground.signals)
        on_ladder = rungs(ladder, kind_of, organisation.kind, grounds)
        for key, ground in grounds.items():
            rule = by_id[str(key[1])]
            concern = writer.concern(rule, key, ground.signals, ground.follows_from)
            if shelf is not None:
                concern = replace(concern, statements=shelf.packed_several(concern.statements))
            rung = on_ladder.get(key, 0)
            if ladder is not None and rung:
                step, words = step_words(ladder, rung)
                concern = replace(concern, step=step, next_step=f"{concern.next_step} {words}")
            about, clauses = writer.about(key)
            derived.append(
                Derived(
                    concern,
                    str(key[2]),
                    quarter_of(key),
                    about,
                    clauses or concern.cites,
                    rung,
                    *_verdicts(signals.sources, ground, quarter_of(key)),
                )
            )
    derived.sort(key=lambda derived: derived.concern.id)
    names = {code: organisation.name for code, organisation in named.items()}
    quarters = [
        *(row.period for row in findings.rows),
        *(submission.quarter for submission in submissions),
    ]
    now = max((quarter.index for quarter in set(quarters)), default=0)
    new = with_new_together(pack.handling.ranking, with_parts(derived), now)
    whole = group_by_cause(pack.handling, new, names, now)
    return rank_concerns(pack.handling.ranking, whole, now)


def _verdicts(
    sources: Mapping[Signal, Source], ground: Ground, quarter: int
) -> tuple[frozenset[Verdict], frozenset[Verdict]]:
    """The verdicts of all findings under a concern, and of those of one quarter."""
    under = [finding for signal in ground.signals for finding in findings_in(sources[signal])]
    return (
        frozenset(finding.verdict for finding in under),
        frozenset(finding.verdict for finding in under if finding.period.index == quarter),
    )


def _named(
    pack: Pack, findings: Findings, submissions: Iterable[Submission]
) -> dict[str, Organisation]:
    """Each organisation as its latest return names it, or its latest finding; and all together."""
    named = {
        organisation.code: organisation
        for row in sorted(findings.rows, key=lambda row: row.period)
        for organisation in row.organisations
    }
    for submission in sorted(submissions, key=lambda submission: submission.quarter):
        named[submission.organisation.code] = submission.organisation
    named[AREA] = Organisation(AREA, pack.vocabulary.wording.area, "")
    return named


def default_chainer() -> Chainer:
    """durable_rules, or the plain-Python stand-in where it is not installed."""
    try:
        from engine.chaining.chainers.durable_adapter import DurableChainer
    except ImportError:
        return Fixpoint()
    return DurableChainer()


def grounds_of(rules: CompiledRules, matches: frozenset[Match]) -> Mapping[Signal, Ground]:
    """Each concern, as its signal, with the signals and concerns of all matches that lead to it.

    Matches about the same subject in the same quarter become one concern.
    """
    by_id = {rule.id: rule for rule in rules}
    direct: dict[Signal, dict[Signal, None]] = {}
    for match in sorted(matches, key=lambda match: (match.rule, match.signals)):
        derived = by_id[match.rule].derived(match.signals)
        direct.setdefault(derived, {}).update(dict.fromkeys(match.signals))
    return {
        derived: Ground(
            _leaves(derived, direct, frozenset()),
            dict.fromkeys(signal for signal in under if signal in direct),
        )
        for derived, under in direct.items()
    }


def _leaves(
    signal: Signal, direct: Mapping[Signal, Mapping[Signal, None]], above: frozenset[Signal]
) -> dict[Signal, None]:
    found: dict[Signal, None] = {}
    for under in direct[signal]:
        if under not in direct:
            found[under] = None
        elif under not in above:
            found.update(_leaves(under, direct, above | {signal}))
    return dict.fromkeys(sorted(found, key=lambda leaf: (quarter_of(leaf), str(leaf[0]), leaf)))
