"""Signals across organisations: gaps of those under contract, and gaps that several share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from engine.chaining.chainers.signal_forms import NOT_MET, SILENT, UNMET, Signal
from engine.chaining.make_signals import Common, Elsewhere, basis_of, finding_word
from engine.nouns.evidence.organisation import Submission
from engine.nouns.outcome.findings import Findings
from engine.nouns.outcome.rulings import Ruling
from engine.nouns.policy.handling import Raises
from engine.nouns.verdict import Verdict


def elsewhere_of(
    raises: Sequence[Raises],
    submissions: Iterable[Submission],
    findings: Findings,
) -> dict[Signal, Elsewhere]:
    """For one organisation: the findings of those on its register that touch a duty of its own.

    ``submissions`` are its own; ``findings`` are everybody's. Only
    the register of the same quarter tells who is under contract: without one nobody is.
    """
    duties: dict[str, list[str]] = {}
    for raising in raises:
        for clause in raising.gaps_in:
            duties.setdefault(clause, []).append(raising.duty)
    found: dict[Signal, Elsewhere] = {}
    for finding in _rulings_under_contract(submissions, findings):
        touched = [duty for clause in finding.cites for duty in duties.get(clause, ())]
        for duty in dict.fromkeys(touched):
            signal = (
                "elsewhere",
                duty,
                finding.rule,
                finding.organisation.code,
                finding.period.index,
                finding_word(finding),
                basis_of(finding),
            )
            found[signal] = Elsewhere(duty, finding)
    return found


def _rulings_under_contract(
    submissions: Iterable[Submission], findings: Findings
) -> Iterator[Ruling]:
    """The rulings on those that each return has a contract with, in the return's own quarter."""
    for submission in submissions:
        codes = dict.fromkeys(contract.code for contract in submission.commissions or ())
        for code in codes:
            if code and code != submission.organisation.code:
                yield from findings.rulings_of(code, submission.quarter)


def common_of(findings: Iterable[Ruling], at_least: float) -> dict[Signal, Common]:
    """For all organisations together: the gaps on one rule that so many of them share."""
    by_gap: dict[tuple[str, int, str], list[Ruling]] = {}
    for finding in findings:
        for gap in _gaps(finding):
            by_gap.setdefault((finding.rule, finding.period.index, gap), []).append(finding)
    return {
        ("common", rule, quarter, gap): Common(
            tuple(
                sorted(
                    shared,
                    key=lambda finding: (finding.organisation.name, finding.organisation.code),
                )
            )
        )
        for (rule, quarter, gap), shared in by_gap.items()
        if len(shared) >= at_least
    }


def _gaps(finding: Ruling) -> tuple[str, ...]:
    match finding.verdict:
        case Verdict.NOT_MET:
            return (UNMET, NOT_MET)
        case Verdict.PARTLY_MET if not finding.may_yet_be_met:
            return (UNMET,)
        case Verdict.NO_EVIDENCE if not finding.excused:
            return (SILENT,)
    return ()
