"""An organisation's page: how it stands, its concerns, and every duty by its verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.rulings import Ruling
from engine.nouns.outcome.trend import Trend
from engine.nouns.verdict import Verdict
from reports.content.rows import kind_label
from reports.lookup import Lookup, by_own_word, change_since, rules_for, section_of
from reports.page.concerns import ConcernLine, ConcernLines
from reports.page.decisions import DecidedView, decided_view
from reports.page.findings import CellView, FindingView, cell_view, finding_view
from reports.page.links import Address, Addresses, Link, Page, clause_view
from reports.page.pictures import OwnPictures, own_pictures

GRAVEST_FIRST = (
    *(Verdict.NOT_MET, Verdict.CONFLICTING, Verdict.NO_EVIDENCE, Verdict.PARTLY_MET),
    *(Verdict.MET, Verdict.NOT_APPLICABLE),
)
"""The order in which an organisation's page shows its duties."""


@dataclass(frozen=True, slots=True)
class CountView:
    """How many duties have a verdict, and where they are listed."""

    verdict: Verdict
    count: int
    to: Address


@dataclass(frozen=True, slots=True)
class StandingView:
    """How an organisation stands, in numbers."""

    name: str
    """The name of its page, which filters call it by."""
    organisation: Link
    code: str
    kind: str
    received: bool
    counts: tuple[CountView, ...]
    own_word: int
    """How many of those met are met by the organisation's own word alone."""
    not_testable: int
    """How many duties nothing submitted can test: no verdict, and in no count of verdicts."""
    worse: int
    better: int
    concerns: int
    faults: int


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty in the list of an organisation's, with its verdict in short."""

    duty: str
    citation: str
    cell: CellView


@dataclass(frozen=True, slots=True)
class VerdictGroup:
    """The duties of an organisation that have one verdict."""

    verdict: Verdict
    lines: tuple[DutyLine, ...]


@dataclass(frozen=True, slots=True)
class UntestedView:
    """A duty that nothing submitted can test, and why."""

    clause: Link
    citation: str
    reason: str


@dataclass(frozen=True, slots=True)
class PartLink:
    """Findings in full, under one part of the policy."""

    findings: Link
    count: int


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """One organisation."""

    standing: StandingView
    concerns: tuple[ConcernLine, ...]
    groups: tuple[VerdictGroup, ...]
    untested: tuple[UntestedView, ...]
    parts: tuple[PartLink, ...]
    decided: tuple[DecidedView, ...]
    pictures: OwnPictures


@dataclass(frozen=True, slots=True)
class SectionFindings:
    """Findings in full, under one heading of the policy."""

    title: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class FindingsView:
    """The findings of one organisation under one part of the policy, in full."""

    address: Address
    organisation: Link
    title: str
    sections: tuple[SectionFindings, ...]
    parts: tuple[PartLink, ...]
    """All parts of the organisation, this one among them."""


class OwnLists(Protocol):
    """What the lists of the whole run show of single organisations."""

    def own_concerns(self, code: str) -> tuple[ConcernLine, ...]:
        """The lines of one organisation, by its code, with their places among all."""

    def own_decided(self, name: str) -> Sequence[DecidedView]:
        """The decisions about one organisation, by the name of its page."""

    def own_trends(self, code: str) -> Sequence[Trend]:
        """The figures of one organisation over the quarters, by its code."""


class RunLists:
    """What the lists of the whole run show, each made once; and what of them is one's own."""

    def __init__(self, lookup: Lookup, addresses: Addresses) -> None:
        self._lines = ConcernLines(lookup, addresses)
        self.decided = decided_view(lookup, addresses)
        self._own_decided: dict[str, list[DecidedView]] = {}
        for decision in self.decided:
            self._own_decided.setdefault(decision.name, []).append(decision)
        self._own_trends = lookup.trends_of

    @property
    def concerns(self) -> tuple[ConcernLine, ...]:
        """The ranked list of all."""
        return self._lines.all_lines()

    def own_concerns(self, code: str) -> tuple[ConcernLine, ...]:
        """The lines of one organisation, by its code, with their places among all."""
        return self._lines.of_organisation(code)

    def own_places(self, code: str) -> list[tuple[int, str]]:
        """The place among all and the id of each concern of one organisation."""
        return self._lines.places(code)

    def own_decided(self, name: str) -> Sequence[DecidedView]:
        """The decisions about one organisation, by the name of its page."""
        return self._own_decided.get(name, ())

    def own_trends(self, code: str) -> Sequence[Trend]:
        """The figures of one organisation over the quarters, by its code."""
        return self._own_trends.get(code, ())


def standing_view(lookup: Lookup, addresses: Addresses, organisation: Organisation) -> StandingView:
    """How an organisation stands in the run's quarter."""
    assessment = lookup.assessment
    code, period = organisation.code, assessment.run.period
    counts = assessment.counts(code, period)
    changes: list[str] = []
    own_word = 0
    for ruling in _rulings(lookup, organisation):
        own_word += ruling.verdict is Verdict.MET and by_own_word(ruling)
        before = lookup.verdict_before(ruling)
        changes.append(change_since(ruling, before[1] if before is not None else None))
    name = addresses.organisations[code]
    return StandingView(
        name=name,
        organisation=Link(addresses.organisation(code), organisation.name),
        code=code,
        kind=kind_label(lookup, organisation.kind),
        received=lookup.was_received(code, period),
        counts=tuple(
            CountView(verdict, counts[verdict], Address(Page.ORGANISATION, (name,), verdict.value))
            for verdict in Verdict
        ),
        own_word=own_word,
        not_testable=len(assessment.pack.not_testable(organisation.kind)),
        worse=changes.count("worse") + changes.count("evidence stopped"),
        better=changes.count("better"),
        concerns=lookup.concern_counts.get(code, 0),
        faults=lookup.fault_counts.get(code, 0),
    )


def organisation_view(
    lookup: Lookup, addresses: Addresses, standing: StandingView, lists: OwnLists
) -> OrganisationView:
    """The page of an organisation."""
    organisation = lookup.organisations[standing.code]
    lines: dict[Verdict, list[DutyLine]] = {verdict: [] for verdict in GRAVEST_FIRST}
    clauses = lookup.assessment.pack.clauses
    for ruling in _rulings(lookup, organisation):
        first = ruling.cites[0] if ruling.cites else ""
        citation = clauses[first].citation if first in clauses else first
        line = DutyLine(ruling.title, citation, cell_view(lookup, addresses, ruling))
        lines[ruling.verdict].append(line)
    return OrganisationView(
        standing,
        lists.own_concerns(standing.code),
        tuple(VerdictGroup(verdict, tuple(own)) for verdict, own in lines.items() if own),
        tuple(
            UntestedView(
                Link(addresses.clause(clause.id), clause_view(lookup, addresses, clause).words),
                clause.citation,
                clause.reason,
            )
            for clause in lookup.assessment.pack.not_testable(organisation.kind)
        ),
        _parts(lookup, addresses, organisation),
        tuple(lists.own_decided(standing.name)),
        own_pictures(lookup, organisation, lists.own_trends(organisation.code)),
    )


def findings_views(
    lookup: Lookup, addresses: Addresses, organisation: Organisation
) -> Iterator[FindingsView]:
    """The pages of an organisation's findings in full, part by part of the policy."""
    parts = _parts(lookup, addresses, organisation)
    period = lookup.assessment.run.period
    for part in parts:
        assert part.findings.to is not None
        sections: dict[str, list[FindingView]] = {}
        for ruling in _rulings(lookup, organisation):
            if addresses.groups[ruling.rule] != part.findings.to.names[1]:
                continue
            finding = lookup.finding(ruling.rule, organisation.code, period)
            assert finding is not None
            section = section_of(lookup, lookup.assessment.pack.rules[finding.rule])
            sections.setdefault(section, []).append(finding_view(lookup, addresses, finding))
        yield FindingsView(
            part.findings.to,
            Link(addresses.organisation(organisation.code), organisation.name),
            part.findings.text,
            tuple(SectionFindings(title, tuple(own)) for title, own in sections.items()),
            parts,
        )


def _rulings(lookup: Lookup, organisation: Organisation) -> Iterator[Ruling]:
    """How its duties stand in the run's quarter, in the policy's order."""
    for rule in rules_for(lookup, organisation.kind):
        ruling = lookup.ruling(rule.id, organisation.code, lookup.assessment.run.period)
        if ruling is not None:
            yield ruling


def _parts(
    lookup: Lookup, addresses: Addresses, organisation: Organisation
) -> tuple[PartLink, ...]:
    counts: dict[str, int] = {}
    titles: dict[str, str] = {}
    clauses = lookup.assessment.pack.clauses
    for ruling in _rulings(lookup, organisation):
        group = addresses.groups[ruling.rule]
        counts[group] = counts.get(group, 0) + 1
        first = ruling.cites[0] if ruling.cites else ""
        cited = clauses[first].citation if first in clauses else "Other duties"
        titles.setdefault(group, cited.partition(",")[0])
    name = addresses.organisations[organisation.code]
    return tuple(
        PartLink(Link(Address(Page.FINDINGS, (name, group)), titles[group]), count)
        for group, count in counts.items()
    )
