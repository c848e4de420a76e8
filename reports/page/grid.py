"""The matrix of the page: organisations across, duties down, section by section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.nouns.evidence.organisation import Organisation
from engine.nouns.policy.clause import Clause
from engine.nouns.verdict import Verdict
from reports.content.not_testable import duties_for
from reports.content.rows import kind_label
from reports.lookup import Lookup, by_own_word, change_since, not_inside, section_of
from reports.page.findings import DutyView, FindingView
from reports.page.links import Anchors, Cited, clause_view


@dataclass(frozen=True, slots=True)
class ColumnView:
    """An organisation as a column of a matrix and a row of the summary."""

    number: int
    name: str
    code: str
    kind: str
    received: bool
    counts: tuple[tuple[Verdict, int], ...]
    own_word: int
    """How many of those met are met by the organisation's own word alone."""
    not_testable: int
    """How many duties nothing submitted can test: no verdict, and in no count of verdicts."""
    worse: int
    better: int
    concerns: int
    faults: int


@dataclass(frozen=True, slots=True)
class RowView:
    """A rule as a row of a matrix."""

    duty: DutyView
    cells: tuple[FindingView | None, ...]
    """One a column; None where nothing was assessed."""


@dataclass(frozen=True, slots=True)
class UntestedView:
    """A duty that nothing submitted can test, as a row of its own."""

    cited: Cited
    reason: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """The rows of a matrix under one heading of the policy."""

    number: int
    title: str
    rows: tuple[RowView | UntestedView, ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """The matrix of one kind of organisation."""

    kind: str
    columns: tuple[ColumnView, ...]
    sections: tuple[SectionView, ...]


def matrix_view(
    lookup: Lookup, anchors: Anchors, duties: Mapping[str, DutyView], kind: str
) -> MatrixView:
    """The matrix of one kind of organisation; ``duties`` are the rules' views by id."""
    columns = tuple(
        _column(lookup, anchors, organisation)
        for organisation in lookup.assessment.organisations
        if organisation.kind == kind
    )
    sections: dict[str, list[RowView | UntestedView]] = {}
    for duty in duties_for(lookup, kind):
        if isinstance(duty, Clause):
            untested = UntestedView(clause_view(lookup, duty), duty.reason)
            sections.setdefault(duty.section, []).append(untested)
            continue
        view = duties[duty.id]
        by_column = {cell.column: cell for cell in view.findings}
        row = RowView(view, tuple(by_column.get(column.number) for column in columns))
        sections.setdefault(section_of(lookup, duty), []).append(row)
    return MatrixView(
        kind_label(lookup, kind),
        columns,
        tuple(
            SectionView(anchors.sections[title], title, tuple(rows))
            for title, rows in sections.items()
        ),
    )


def _column(lookup: Lookup, anchors: Anchors, organisation: Organisation) -> ColumnView:
    assessment = lookup.assessment
    code, period = organisation.code, assessment.run.period
    counts = assessment.counts(code, period)
    changes: list[str] = []
    own_word = 0
    for finding in assessment.findings:
        if finding.organisation.code == code and finding.period == period:
            own_word += finding.verdict is Verdict.MET and by_own_word(finding)
            history = lookup.history(finding)
            changes.append(change_since(finding, history[0] if history else None))
    return ColumnView(
        number=anchors.organisations[code],
        name=organisation.name,
        code=code,
        kind=kind_label(lookup, organisation.kind),
        received=lookup.was_received(code, period),
        counts=tuple((verdict, counts[verdict]) for verdict in Verdict),
        own_word=own_word,
        not_testable=len(assessment.pack.not_testable(organisation.kind)),
        worse=changes.count("worse") + changes.count("evidence stopped"),
        better=changes.count("better"),
        concerns=sum(concern.organisation == code for concern in not_inside(assessment.concerns)),
        faults=sum(fault.organisation == code for fault in assessment.faults),
    )
