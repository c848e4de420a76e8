"""What a pack says of one organisation in one quarter, gathered before it is laid out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.agenda import agenda
from engine.nouns.evidence.decision import Action
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.concern import Concern
from engine.nouns.outcome.finding import Finding
from engine.nouns.outcome.movement import Movement
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict
from reports.lookup import Lookup, by_own_word


@dataclass(frozen=True, slots=True)
class OrganisationStatus:
    """One organisation in the quarter assessed."""

    lookup: Lookup
    organisation: Organisation
    quarter: Quarter
    before: Quarter | None
    """The quarter assessed before; None where there is none."""
    findings: tuple[Finding, ...]
    """Those of the quarter, in the policy's order."""
    concerns: tuple[Concern, ...]
    """Those that reach into the quarter and are taken in by no other, as they are discussed."""
    movements: Mapping[str, Movement]
    """By rule."""
    actions: tuple[Action, ...]
    """Those agreed for the organisation; overdue ones first, then by due date."""

    def counts(self, quarter: Quarter) -> Mapping[Verdict, int]:
        """How many of each verdict it had in a quarter, by the files or as an earlier run found."""
        assessment, code = self.lookup.assessment, self.organisation.code
        if quarter in assessment.quarters:
            return assessment.counts(code, quarter)
        verdicts = [
            finding.verdict
            for finding in assessment.past.findings
            if finding.organisation == code and finding.period == quarter
        ]
        return {verdict: verdicts.count(verdict) for verdict in Verdict}

    def findings_with(self, *verdicts: Verdict) -> tuple[Finding, ...]:
        """The findings with one of these verdicts, in the policy's order."""
        return tuple(finding for finding in self.findings if finding.verdict in verdicts)

    @property
    def on_own_word(self) -> int:
        """How many duties count as met on nothing but its own word."""
        return sum(by_own_word(finding) for finding in self.findings)


def status_of(lookup: Lookup, organisation: Organisation) -> OrganisationStatus:
    """The status of an organisation in the quarter that was assessed."""
    assessment = lookup.assessment
    period, code = assessment.run.period, organisation.code
    concerns = tuple(item.concern for item in agenda(assessment, code))
    remembered = {
        finding.period for finding in assessment.past.findings if finding.organisation == code
    }
    earlier = sorted(quarter for quarter in {*assessment.quarters, *remembered} if quarter < period)
    return OrganisationStatus(
        lookup,
        organisation,
        period,
        earlier[-1] if earlier else None,
        tuple(assessment.findings.of_organisation(code, period)),
        concerns,
        {movement.rule: movement for movement in lookup.movements if movement.organisation == code},
        _actions(assessment, code),
    )


def _actions(assessment: Assessment, code: str) -> tuple[Action, ...]:
    """An organisation's actions: the overdue first, those done last, then by the day due."""
    day = assessment.run.as_of
    actions = (action for action in assessment.decisions.actions if action.organisation == code)
    return tuple(
        sorted(
            actions,
            key=lambda action: (
                not action.is_overdue(day),
                action.is_done_on(day),
                action.due or day,
                action.clause,
            ),
        )
    )


def group_alike(concerns: Sequence[Concern]) -> tuple[tuple[Concern, int], ...]:
    """The first concern of each organisation and title, and how many more there are like it."""
    groups: dict[tuple[str, str], list[Concern]] = {}
    for concern in concerns:
        groups.setdefault((concern.organisation, concern.title), []).append(concern)
    return tuple((group[0], len(group) - 1) for group in groups.values())
