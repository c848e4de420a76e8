"""That a stand-in for durable_rules derived the concerns is said in every form of the reports."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from engine.chaining.chainers.fixpoint import NAME as STAND_IN
from engine.nouns.outcome.assessment import Assessment
from reports.document.blocks import Document, Paragraph
from reports.findings_json.run import run_object
from reports.lookup import Lookup
from reports.meeting.area import area_pack
from reports.meeting.pack import meeting_pack
from reports.page.within.parts import WithinScheme, site_parts
from reports.terminal.summary import summary
from reports.workbook.rows import input_rows
from tests.reports.site import html_of

DURABLE = "durable_rules 2.0.28"


def paragraphs(document: Document) -> str:
    blocks = (block for chapter in document.chapters for block in chapter.blocks)
    words = (part.text for b in blocks if isinstance(b, Paragraph) for part in b.words)
    return " ".join(words)


def pack_of_the_first(lookup: Lookup) -> str:
    return paragraphs(meeting_pack(lookup, lookup.assessment.organisations[0]))


FORMS: dict[str, Callable[[Lookup], str]] = {
    "the terminal": lambda lookup: " ".join(summary(lookup.assessment).split()),
    "the pages": html_of,
    "the pages of the web application": lambda lookup: "".join(
        page.main for page in site_parts(lookup, WithinScheme("/rounds/1/"))
    ),
    "the workbook": lambda lookup: str(input_rows(lookup)),
    "findings.json": lambda lookup: str(run_object(lookup.assessment)),
    "the meeting pack": pack_of_the_first,
    "the area pack": lambda lookup: paragraphs(area_pack(lookup)),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_a_stand_in_is_said_where_it_derived_the_concerns_and_only_there(
    form: Callable[[Lookup], str], assessment: Assessment
) -> None:
    def mentions_stand_in(chained_by: str) -> bool:
        run = dataclasses.replace(assessment.run, chained_by=chained_by)
        return STAND_IN in form(Lookup.for_assessment(dataclasses.replace(assessment, run=run)))

    assert (mentions_stand_in(STAND_IN), mentions_stand_in(DURABLE)) == (True, False)
