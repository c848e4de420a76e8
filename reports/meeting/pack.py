"""The pack of one organisation: the chair's page first, every finding last."""

from __future__ import annotations

from collections.abc import Sequence

from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.trend import Trend
from reports.document.blocks import Chapter, Document
from reports.lookup import Lookup
from reports.meeting.actions import actions
from reports.meeting.annex import annex
from reports.meeting.front_page import front_page
from reports.meeting.gaps import contradicted_duties, gaps, not_evidenced
from reports.meeting.pictures import training, trends
from reports.meeting.questions import questions
from reports.meeting.status import status_of
from reports.own_forms import MEETING_PACK


def meeting_pack(
    lookup: Lookup, organisation: Organisation, known_trends: Sequence[Trend] = ()
) -> Document:
    """What a review meeting needs of one organisation in the quarter assessed."""
    status = status_of(lookup, organisation)
    assessment = lookup.assessment
    title = f"{organisation.name}: assurance pack, {status.quarter.label}"
    return Document(
        title,
        f"{assessment.pack.title}: what was found, what to ask, what would meet each duty",
        assessment.run.as_of,
        title,
        (
            Chapter((*front_page(status), *questions(status))),
            Chapter(
                (*gaps(status), *contradicted_duties(status), *not_evidenced(status)),
                landscape=True,
            ),
            Chapter((*training(status), *trends(status, known_trends), *actions(status))),
            Chapter(annex(status), landscape=True),
        ),
        MEETING_PACK,
    )
