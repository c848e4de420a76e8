"""An assessment as the page shows it: columns, matrices, duties, faults and sources."""

from __future__ import annotations

from engine.nouns.evidence.fault import Fault
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.policy.clause import Clause
from engine.nouns.policy.pack import PolicyQuery
from engine.nouns.verdict import Verdict
from reports.content.coverage import coverage
from reports.content.faults import in_order_of_severity
from reports.content.figures import run_figures
from reports.content.inputs import whose
from reports.content.not_shown import not_shown_rows
from reports.content.not_testable import duties_for
from reports.content.resubmissions import change_words, told
from reports.content.rows import kind_label, kinds_with_rules
from reports.lookup import Lookup, by_own_word, change_since, not_inside, section_of
from reports.page.clauses import clauses_view
from reports.page.concerns import concerns_view
from reports.page.decisions import decided_view
from reports.page.findings import Anchors, clause_view, duty_view
from reports.page.views import (
    ClauseView,
    ColumnView,
    DutyView,
    FaultView,
    MatrixView,
    PageView,
    QueryView,
    RowView,
    SectionView,
    UntestedView,
)
from reports.page.what_ifs import what_ifs_view
from reports.words import day_words


def page_view(lookup: Lookup) -> PageView:
    """The page of an assessment."""
    assessment, run = lookup.assessment, lookup.assessment.run
    pack = assessment.pack
    anchors = Anchors.of(lookup)
    duties = {
        rule.id: duty_view(lookup, anchors, rule)
        for rule in pack.rules.values()
        if any(kind in rule.binds for kind in kinds_with_rules(lookup))
    }
    matrices = tuple(_matrix(lookup, anchors, duties, kind) for kind in kinds_with_rules(lookup))
    rows = coverage(pack)
    figures = run_figures(run.parameters)
    before = assessment.quarters[-2].label if len(assessment.quarters) > 1 else ""
    return PageView(
        title=pack.title,
        policy=pack.policy,
        period=run.period.label,
        as_of=day_words(run.as_of),
        before=before,
        columns=tuple(column for matrix in matrices for column in matrix.columns),
        unruled=tuple(
            (one.name, kind_label(lookup, one.kind)) for one in lookup.kinds_without_rules()
        ),
        concerns=concerns_view(lookup, anchors),
        concern_count=len(not_inside(assessment.concerns)),
        matrices=matrices,
        what_ifs=what_ifs_view(lookup, anchors),
        duties=tuple(duties.values()),
        faults=tuple(_fault(lookup, one) for one in in_order_of_severity(assessment.faults)),
        queries=tuple(query_view(one) for one in pack.queries),
        clause_count=len(rows),
        untested=tuple(
            ClauseView(
                row.id,
                row.citation,
                row.section,
                ", ".join(kind_label(lookup, kind) for kind in row.bearers),
                row.force,
                row.reason,
            )
            for row in rows
            if not row.rules
        ),
        parameters=figures,
        not_shown=tuple(tuple(row) for row in not_shown_rows(assessment)),
        resubmissions=tuple(
            (
                told(one),
                (*map(change_words, one.changes), *([one.register] if one.register else [])),
            )
            for one in run.superseded
        ),
        inputs=tuple(
            (
                one.name,
                whose(one),
                "used" if one.used else "not used",
                one.sha256,
            )
            for one in run.inputs
        ),
        made_of=(
            ("Policy pack", f"{pack.id}, version {pack.version}"),
            ("Pack’s SHA-256", pack.digest),
            ("Software", run.software),
            ("Concerns chained by", run.chained_by),
            ("Quarters assessed", ", ".join(one.label for one in assessment.quarters)),
            ("Judged as of", day_words(run.as_of)),
        ),
        clauses=clauses_view(lookup, anchors, figures),
        decided=decided_view(lookup, anchors),
    )


def query_view(query: PolicyQuery) -> QueryView:
    return QueryView(
        query.id, ", ".join(query.clauses), query.words, query.reading, query.consequence
    )


def _fault(lookup: Lookup, fault: Fault) -> FaultView:
    names = {one.code: one.name for one in lookup.assessment.organisations}
    whose = ", ".join(
        part for part in (names.get(fault.organisation, fault.organisation), fault.period) if part
    )
    return FaultView(
        fault.severity.value,
        fault.place,
        fault.found,
        fault.expected,
        fault.to_do,
        whose,
        fault.kind_found,
        ", ".join(fault.clauses),
    )


def _matrix(lookup: Lookup, anchors: Anchors, duties: dict[str, DutyView], kind: str) -> MatrixView:
    organisations = [one for one in lookup.assessment.organisations if one.kind == kind]
    columns = tuple(_column(lookup, anchors, one) for one in organisations)
    sections: dict[str, list[RowView | UntestedView]] = {}
    for one in duties_for(lookup, kind):
        if isinstance(one, Clause):
            untested = UntestedView(clause_view(lookup, one), one.reason)
            sections.setdefault(one.section, []).append(untested)
            continue
        duty = duties[one.id]
        by_column = {cell.column: cell for cell in duty.findings}
        row = RowView(duty, tuple(by_column.get(column.number) for column in columns))
        sections.setdefault(section_of(lookup, one), []).append(row)
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
        anchors.organisations[code],
        organisation.name,
        code,
        kind_label(lookup, organisation.kind),
        lookup.was_received(code, period),
        tuple((verdict, counts[verdict]) for verdict in Verdict),
        own_word,
        len(assessment.pack.not_testable(organisation.kind)),
        changes.count("worse") + changes.count("evidence stopped"),
        changes.count("better"),
        sum(1 for one in not_inside(assessment.concerns) if one.organisation == code),
        sum(1 for one in assessment.faults if one.organisation == code),
    )
