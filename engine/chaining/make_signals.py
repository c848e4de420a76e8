"""From findings and facts to signals, each with what it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.chaining.chainers.signal_forms import DECLARED_HIGHER, NO_BASIS, REGISTER_HIGHER, Signal
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.evidence.organisation import Submission
from engine.nouns.outcome.rulings import Judged, Ruling
from engine.nouns.policy.handling import REASON_GIVEN
from engine.nouns.policy.vocabulary import Vocabulary
from engine.nouns.verdict import Basis, Verdict

# A signal holds plain text; asking an enumeration's member for its value costs much more.
_VERDICT = {verdict: verdict.value for verdict in Verdict}
_BASIS = {basis: basis.value for basis in Basis}
_SLACK = 1e-9
"""Less than any figure is given to: what floating point may add to a difference."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the organisation answered in its audit on one clause."""

    clause: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """A figure both declared and worked out from a register."""

    measure: str
    """The fact that the register gives: "training.safeguarding.level_3.percent"."""
    clause: str
    """The clause of the dashboard item that declares it."""
    declared: Fact
    register: Fact
    staff: Fact
    in_date: Fact | None


@dataclass(frozen=True, slots=True)
class PartAndTotal:
    """A part and the total that it exceeds, with the clauses of their dashboard items."""

    part: Fact
    total: Fact
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A finding on another organisation, under a duty of this one."""

    duty: str
    """The clause of this organisation's duty."""
    finding: Ruling


@dataclass(frozen=True, slots=True)
class Common:
    """The findings of one rule and quarter in which several organisations are alike."""

    findings: tuple[Ruling, ...]
    """In order of the organisations' names."""


Source = Ruling | Answers | Figures | PartAndTotal | Elsewhere | Common


def findings_in(source: Source) -> tuple[Ruling, ...]:
    """The findings that a source is or holds."""
    match source:
        case Ruling():
            return (source,)
        case Elsewhere():
            return (source.finding,)
        case Common():
            return source.findings
    return ()


def finding_word(finding: Judged) -> str:
    """What a signal says of a finding: its verdict, or that a reason was given for its silence."""
    return REASON_GIVEN if finding.excused else _VERDICT[finding.verdict]


def basis_of(finding: Judged) -> str:
    """A finding's basis as its signal holds it: that of no evidence while it may yet be met."""
    if finding.basis is None or finding.may_yet_be_met:
        return NO_BASIS
    return _BASIS[finding.basis]


@dataclass(frozen=True, slots=True)
class Signals:
    """The signals of one organisation, and what each was made from."""

    sources: Mapping[Signal, Source]

    @property
    def all(self) -> Sequence[Signal]:
        """Every signal once, in the order made."""
        return tuple(self.sources)


def signals_of(
    findings: Iterable[Ruling],
    submissions: Iterable[Submission],
    vocabulary: Vocabulary,
    tolerance: float,
) -> Signals:
    """The signals of one organisation, over all its quarters.

    ``tolerance`` is in percentage points: a declared figure clashes with a register only if it
    lies further than that from every figure that the register allows.
    """
    sources: dict[Signal, Source] = {}
    submissions = tuple(submissions)
    received = (submission.quarter.index for submission in submissions if submission.received)
    first = min(received, default=-1)
    for finding in findings:
        quarter, verdict = finding.period.index, finding_word(finding)
        basis = basis_of(finding)
        sources["finding", finding.rule, quarter, verdict, basis] = finding
        for clause in finding.cites:
            sources["citation", clause, finding.rule, quarter, verdict, basis] = finding
            if quarter == first:
                sources["first_seen", clause, finding.rule, quarter, verdict, basis] = finding
    for submission in submissions:
        quarter = submission.quarter.index
        sources.update(_answers(submission.facts, quarter, vocabulary))
        sources.update(_figures(submission.facts, quarter, vocabulary, tolerance))
        sources.update(_pairs(submission.facts, quarter, vocabulary))
    return Signals(sources)


def _answers(
    facts: Mapping[str, Fact], quarter: int, vocabulary: Vocabulary
) -> Iterator[tuple[Signal, Answers]]:
    """One signal for each clause and answer: two questions on a clause may agree or differ."""
    said: dict[tuple[str, str], list[Fact]] = {}
    for question in vocabulary.questions.values():
        fact = facts.get(fact_names.declared(vocabulary.audit.fact(question.id)))
        if fact is not None and isinstance(fact.value, str):
            said.setdefault((question.clause, fact.value), []).append(fact)
    for (clause, says), answers in said.items():
        yield ("answer", clause, quarter, says), Answers(clause, tuple(answers))


def _figures(
    facts: Mapping[str, Fact], quarter: int, vocabulary: Vocabulary, tolerance: float
) -> Iterator[tuple[Signal, Figures]]:
    for framework in vocabulary.frameworks.values():
        for level in range(1, framework.levels + 1):
            declared = facts.get(fact_names.declared_level(framework.declared_item, level))
            name = fact_names.training_level(framework.key, level)
            register = facts.get(fact_names.percent(name))
            staff = facts.get(fact_names.staff(name))
            # Only a register counts the staff; without it the percentage is the declared one.
            if declared is None or register is None or staff is None or not staff.is_known:
                continue
            clash = _clash(declared.value, register.value, tolerance)
            if clash:
                indicator = vocabulary.indicators.get(framework.declared_item)
                yield (
                    ("figures", fact_names.percent(name), quarter, clash),
                    Figures(
                        fact_names.percent(name),
                        indicator.clause if indicator else "",
                        declared,
                        register,
                        staff,
                        facts.get(fact_names.in_date(name)),
                    ),
                )


def _clash(declared: object, register: object, tolerance: float) -> str:
    if not (isinstance(declared, Range) and isinstance(register, Range)):
        return ""
    if declared.low - register.high > tolerance + _SLACK:
        return DECLARED_HIGHER
    if register.low - declared.high > tolerance + _SLACK:
        return REGISTER_HIGHER
    return ""


def _pairs(
    facts: Mapping[str, Fact], quarter: int, vocabulary: Vocabulary
) -> Iterator[tuple[Signal, PartAndTotal]]:
    clauses = {
        name: indicator.clause
        for indicator in vocabulary.indicators.values()
        for name in indicator.facts
    }
    for indicator in vocabulary.indicators.values():
        total = facts.get(indicator.never_more_than)
        for name in indicator.facts if total is not None else ():
            part = facts.get(name)
            if part is None or total is None or name == total.name:
                continue
            if (
                isinstance(part.value, Range)
                and isinstance(total.value, Range)
                and part.value.low > total.value.high
            ):
                cited = (indicator.clause, clauses.get(total.name, indicator.clause))
                yield (
                    ("pair", part.name, total.name, quarter),
                    PartAndTotal(part, total, tuple(dict.fromkeys(cited))),
                )
