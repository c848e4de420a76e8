"""From the tables of one return to its facts: as returned, as derived, and where they disagree."""

from __future__ import annotations

from collections.abc import Sequence

from engine.nouns.evidence.decision import Moderation
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.parameter import ParameterValue
from evidence.facts.across.agreement import check_across
from evidence.facts.across.completeness import gather_completeness
from evidence.facts.across.totals import check_totals, doubt_shares_of_few, gather_shares
from evidence.facts.audit import gather_audit
from evidence.facts.checks import gather_checks
from evidence.facts.collector import FactCollector, InForce
from evidence.facts.contracts import gather_contracts
from evidence.facts.dashboard import gather_dashboard
from evidence.facts.directory import Directory
from evidence.facts.documents import gather_documents
from evidence.facts.named_professionals import gather_named_professionals
from evidence.facts.organisation import gather_organisation
from evidence.facts.remarks.sheet_notes import dispute_by_notes
from evidence.facts.standing_answers import check_carried
from evidence.facts.training.figures import gather_training
from evidence.facts.vacancies import gather_vacancies
from evidence.kept_facts import ReturnFacts
from evidence.nouns.returns import Return
from evidence.nouns.yardstick import Yardstick


def facts_of(
    submitted: Return,
    pack: Pack,
    yardstick: Yardstick,
    moderations: Sequence[Moderation],
    directory: Directory,
) -> ReturnFacts:
    """The facts of one return and the faults met on the way; ``moderations`` are those of its
    own organisation and quarter, and the directory says whom a register of contracts names."""
    collector = _gathered(submitted, pack, yardstick, moderations)
    commissions = gather_contracts(collector, directory)
    return ReturnFacts(
        tuple(collector.facts.values()),
        tuple(collector.faults),
        tuple(collector.training),
        commissions,
    )


def _gathered(
    submitted: Return, pack: Pack, yardstick: Yardstick, moderations: Sequence[Moderation]
) -> FactCollector:
    def parameter(name: str) -> float:
        return yardstick.parameter(name, submitted.quarter, submitted.organisation.code)

    as_of = yardstick.as_of(submitted.quarter)

    def narrowed(name: str) -> Sequence[ParameterValue]:
        return yardstick.narrowed(name, submitted.quarter, submitted.organisation.code)

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
    doubt_shares_of_few(collector)
    check_across(collector)
    check_carried(collector)
    dispute_by_notes(collector)
    return collector
