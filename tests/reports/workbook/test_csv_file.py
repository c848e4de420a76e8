"""matrix.csv: its columns, its rows, and text that tries to become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.nouns.outcome.assessment import Assessment
from reports.content.not_testable import not_testable_rows
from reports.content.rows import COLUMNS, finding_rows
from reports.file_parts import joined_content
from reports.lookup import Lookup
from reports.text import neutral
from reports.workbook.csv_file import matrix_csv_parts
from tests.draws import draws


def csv_of(assessment: Assessment) -> bytes:
    lookup = Lookup.for_assessment(assessment)
    return joined_content(matrix_csv_parts(lookup, finding_rows(lookup)))


def cells(assessment: Assessment) -> list[list[str]]:
    text = csv_of(assessment).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_columns_are_those_documented(assessment: Assessment) -> None:
    assert cells(assessment)[0] == [
        "period",
        "organisation_code",
        "organisation",
        "kind",
        "section",
        "clauses",
        "citation",
        "rule",
        "duty",
        "verdict",
        "previous_verdict",
        "change",
        "basis",
        "because",
        "found",
        "where",
        "parameters",
        "to_comply",
        "question",
        "concerns",
        "policy_queries",
        "waiver",
        "closeness",
        "contradictions",
    ]
    assert [column.name for column in COLUMNS if not column.meaning] == []


def test_a_finding_is_one_row(assessment: Assessment) -> None:
    header, *rows = cells(assessment)
    untested = not_testable_rows(Lookup.for_assessment(assessment))
    assert len(rows) == len(assessment.findings) + len(untested)
    assert dict(zip(header, rows[9], strict=True)) == {
        "period": "2014-15 Q2",
        "organisation_code": "RQX",
        "organisation": "Orwell and Deben NHS Trust",
        "kind": "Provider",
        "section": "Appendix 1: Safeguarding Children and Looked After Children Dashboard Returns",
        "clauses": "A1.4.1",
        "citation": "Appendix 1, item 4.1 (A1.4.1)",
        "rule": "A1-level-3",
        "duty": "Staff who need Level 3 are trained to it",
        "verdict": "Partly met",
        "previous_verdict": "Not met",
        "change": "better",
        "basis": "a figure that the organisation gave",
        "because": "Level 3: in part. \"quoted\" & 'single' &amp;",
        "found": (
            "Level 3 training, safeguarding children: between 61 and 64.5 %\n"
            "Training strategy approved: 31 March 2013"
        ),
        "where": (
            "\n".join(f"orwell-q2.xlsx > training > E{row} = “3”" for row in range(2, 8))
            + "\nand 22 more cells\norwell-q2.xlsx > documents > C2 = “31/03/2013”"
        ),
        "parameters": (
            "Share of staff that must be trained, to be met: 95 %, "
            "default, not agreed (since 1 November 2013)\n"
            "How long training lasts: 36 months, set by the policy since 1 November 2013, "
            "clause A1.4.1, from the run’s own parameters file ours.yaml"
        ),
        "to_comply": "Level 3: put it right.\n38 more staff must be in date",
        "question": "Level 3: when will it be right?",
        "concerns": (
            "The self-audit says met; the figures say otherwise [U+202E]reversed[U+2066]\n"
            "Below what is asked in two quarters running"
        ),
        "policy_queries": "Q-levels",
        "waiver": "",
        "closeness": "",
        "contradictions": "",
    }


def test_it_opens_in_excel_as_utf8_with_crlf(assessment: Assessment) -> None:
    content = csv_of(assessment)
    assert content.startswith(b"\xef\xbb\xbfperiod,")
    assert content.endswith(b"\r\n")


@settings(max_examples=draws(20), deadline=None)
@given(st.lists(st.text(), min_size=13, max_size=13))
def test_no_cell_begins_a_formula_whatever_was_typed(
    make_assessment: Callable[..., Assessment], texts: list[str]
) -> None:
    assessment = make_assessment(tuple(texts))
    header, *rows = cells(assessment)
    lookup = Lookup.for_assessment(assessment)
    meant = [*finding_rows(lookup), *not_testable_rows(lookup)]
    assert rows == [[neutral(row[name]) for name in header] for row in meant]
    assert [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r\n")] == []
