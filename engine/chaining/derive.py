"""From findings to concerns: signals, chaining, and one concern for each subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from engine.chaining.compile import CompiledRules
from engine.chaining.fixpoint import Fixpoint
from engine.chaining.limits import compile_rules
from engine.chaining.signal import KINDS, Match, Signal, quarter_of
from engine.chaining.signals import signals_of
from engine.chaining.write import Writer
from engine.nouns.concern import Concern, ConcernRule
from engine.nouns.finding import Finding
from engine.nouns.organisation import Submission
from engine.nouns.pack import Pack

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


def derive_concerns(
    pack: Pack,
    findings: Sequence[Finding],
    submissions: Sequence[Submission],
    figures_tolerance: float,
    chainer: Chainer | None = None,
    own_tolerances: Mapping[str, float] = NO_OWN,
) -> tuple[tuple[Concern, ...], str]:
    """The concerns that follow from findings and facts, and who chained.

    ``figures_tolerance`` is in percentage points; ``own_tolerances`` has that of organisations
    that may have one of their own, by code. Concerns come in order of kind (see ``KINDS``),
    organisation's code, quarter (latest first) and subject. The second part is
    "durable_rules 2.0.28", or "the plain-Python stand-in" where durable_rules is not installed.
    Raises ChainingError where durable_rules itself fails.
    """
    chainer = chainer or default_chainer()
    rules = compile_rules(pack.concern_rules)
    by_id = {rule.id: rule for rule in pack.concern_rules}
    organisations: dict[str, tuple[list[Finding], list[Submission]]] = {}
    for finding in findings:
        organisations.setdefault(finding.organisation.code, ([], []))[0].append(finding)
    for submission in submissions:
        organisations.setdefault(submission.organisation.code, ([], []))[1].append(submission)
    ordered: list[tuple[tuple[int, str, int, str, str], Concern]] = []
    for code, (own_findings, own_submissions) in organisations.items():
        tolerance = own_tolerances.get(code, figures_tolerance)
        signals = signals_of(own_findings, own_submissions, pack.vocabulary, tolerance)
        writer = Writer(pack, own_findings, own_submissions, signals)
        grounds = grounds_of(rules, chainer.chain(rules, signals.all))
        for key, ground in grounds.items():
            rule = by_id[str(key[1])]
            concern = writer.concern(rule, key, ground.signals, ground.follows_from)
            ordered.append((_order(rule, key, code), concern))
    return tuple(concern for _, concern in sorted(ordered, key=lambda one: one[0])), chainer.name


def default_chainer() -> Chainer:
    """durable_rules, or the plain-Python stand-in where it is not installed."""
    try:
        from engine.chaining.durable_adapter import DurableChainer
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
    return dict.fromkeys(sorted(found, key=lambda one: (quarter_of(one), str(one[0]), one)))


def _order(rule: ConcernRule, key: Signal, code: str) -> tuple[int, str, int, str, str]:
    place = KINDS.index(rule.kind) if rule.kind in KINDS else len(KINDS)
    return place, code, -quarter_of(key), rule.id, str(key[2])
