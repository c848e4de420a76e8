"""From what was read to facts: each return's tables, its derived measures and its checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.nouns.evidence.decision import Moderation
from engine.nouns.evidence.fault import Fault
from engine.nouns.evidence.organisation import Submission
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.parameter import ParameterValue
from engine.nouns.quarter import Quarter
from evidence.facts.across.agreement import check_across
from evidence.facts.across.completeness import gather_completeness
from evidence.facts.across.totals import check_totals, gather_shares
from evidence.facts.audit import gather_audit
from evidence.facts.checks import gather_checks
from evidence.facts.collector import FactCollector, InForce
from evidence.facts.contracts import gather_contracts
from evidence.facts.dashboard import gather_dashboard
from evidence.facts.directory import Directory
from evidence.facts.documents import gather_documents
from evidence.facts.named_professionals import gather_named_professionals
from evidence.facts.organisation import gather_organisation
from evidence.facts.standing_answers import check_carried
from evidence.facts.training.figures import gather_training
from evidence.facts.vacancies import gather_vacancies
from evidence.nouns.returns import Return, ReturnsRead


@dataclass(frozen=True, slots=True)
class Judged:
    """How a run judges each quarter: on which day, and with which parameters."""

    as_of: Callable[[Quarter], dt.date]
    """The day on which a quarter is judged."""
    parameter: Callable[[str, Quarter, str], float]
    """The value of a parameter, by name, in force on that day for the organisation of a code."""
    narrowed: Callable[[str, Quarter, str], Sequence[ParameterValue]] = lambda *_: ()
    """The same parameter's values for some lines of a register alone, the one to be taken before
    the others first."""


def submissions(
    reading: ReturnsRead, pack: Pack, judged: Judged, moderations: Sequence[Moderation] = ()
) -> tuple[tuple[Submission, ...], tuple[Fault, ...]]:
    """The facts of every return that was read, and what was wrong with their cells.

    One submission for each return, in the same order. What a return leaves blank, or what
    cannot be read, is unknown and says why; nothing is ever made up. The faults are those found
    here, beside the ones of ``reading``. The parameters asked for are each framework's
    and check's ``refresh_parameter`` (months) and ``figures_tolerance`` (percentage points), and
    only where there is a register. ``moderations`` are assessors' scores from elsewhere than the
    returns; those of an organisation and quarter without a return are passed over.
    """
    directory = Directory.of(submitted.organisation for submitted in reading.returns)
    by_return: dict[tuple[str, Quarter], list[Moderation]] = {}
    for score in moderations:
        by_return.setdefault((score.organisation, score.quarter), []).append(score)
    gathered = [
        _gather(
            submitted,
            pack,
            judged,
            by_return.get((submitted.organisation.code, submitted.quarter), ()),
        )
        for submitted in reading.returns
    ]
    found = tuple(_submission(collector, directory) for collector in gathered)
    return found, tuple(fault for collector in gathered for fault in collector.faults)


def _submission(collector: FactCollector, directory: Directory) -> Submission:
    commissions = gather_contracts(collector, directory)
    return Submission(
        collector.submitted.organisation,
        collector.submitted.quarter,
        collector.facts,
        files=tuple(collector.submitted.sha256),
        commissions=commissions,
        training=tuple(collector.training),
    )


def _gather(
    submitted: Return, pack: Pack, judged: Judged, moderations: Sequence[Moderation]
) -> FactCollector:
    def parameter(name: str) -> float:
        return judged.parameter(name, submitted.quarter, submitted.organisation.code)

    as_of = judged.as_of(submitted.quarter)

    def narrowed(name: str) -> Sequence[ParameterValue]:
        return judged.narrowed(name, submitted.quarter, submitted.organisation.code)

    def limit(name: str) -> float | None:
        return parameter(name) if name in pack.parameters else None

    collector = FactCollector(
        submitted, pack.vocabulary, InForce(as_of, parameter, narrowed, limit), moderations
    )
    gather_organisation(collector)
    gather_named_professionals(collector)
    gather_dashboard(collector)
    gather_shares(collector)
    gather_vacancies(collector)
    gather_audit(collector)
    gather_training(collector)
    gather_documents(collector)
    gather_checks(collector)
    collector.report_unknown_rows()
    gather_completeness(collector)
    check_totals(collector)
    check_across(collector)
    check_carried(collector)
    return collector
