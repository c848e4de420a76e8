"""The chair's page of every organisation of the examples is one page of paper."""

from __future__ import annotations

import re

import pytest

from clausewise.assessing import assess
from clausewise.packs import load_pack
from clausewise.places import DEFAULT_PACK, EXAMPLE_DECISIONS, EXAMPLES
from clausewise.returns import read_returns
from reports.document.blocks import Chapter, Document
from reports.document.pdf import pdf
from reports.lookup import Lookup
from reports.meeting.front_page import front_page
from reports.meeting.status import status_of
from tests.reports.document.test_documents import structure


@pytest.mark.slow
def test_it_fits_on_one_page() -> None:
    policy = load_pack(DEFAULT_PACK)
    run = assess(read_returns([EXAMPLES], policy, EXAMPLE_DECISIONS)).whole
    lookup = Lookup.for_assessment(run)
    pages = {}
    for organisation in run.organisations:
        chapters = (Chapter(front_page(status_of(lookup, organisation))),)
        made = pdf(Document("Page", "One", run.run.as_of, organisation.name, chapters))
        pages[organisation.code] = len(re.findall(rb"/Type/Page\b", structure(made)))
    assert len(pages) == 12
    assert pages == dict.fromkeys(pages, 1)
