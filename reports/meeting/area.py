"""The area pack: all organisations of a kind side by side, what they share, who does better."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from engine.agenda import in_order_of_gravity
from engine.chaining.chainers.signal_forms import AREA
from engine.nouns.english import capitalised, counted, day_words, listed
from engine.nouns.verdict import Verdict
from reports.content.inputs import stand_in_words
from reports.content.rows import kind_label, kinds_with_rules
from reports.document.blocks import (
    Block,
    Bullets,
    Chapter,
    Document,
    Heading,
    Style,
    TableBlock,
    plain_paragraph,
)
from reports.lookup import Lookup, citation_of
from reports.meeting.area_gaps import common_gaps
from reports.meeting.area_heat import side_by_side
from reports.meeting.front_page import done_words
from reports.meeting.items import concern_item
from reports.meeting.status import OrganisationStatus, group_alike, status_of
from reports.own_forms import AREA_PACK

MOST_CONCERNS = 6
_BESIDE = ("Met on own word only", "Actions overdue")


def area_pack(lookup: Lookup) -> Document:
    """What a commissioner needs of all organisations in the quarter assessed."""
    assessment = lookup.assessment
    period = assessment.run.period.label
    title = f"{assessment.pack.title}: area pack, {period}"
    kinds = kinds_with_rules(lookup)
    statuses = {
        kind: tuple(
            status_of(lookup, organisation)
            for organisation in assessment.organisations
            if organisation.kind == kind
        )
        for kind in kinds
    }
    maps = [block for kind in kinds for block in side_by_side(lookup, kind)]
    return Document(
        title,
        f"{assessment.pack.title}: organisations side by side, common gaps, who does better",
        assessment.run.as_of,
        title,
        (
            Chapter(tuple(_front(lookup, statuses))),
            Chapter((*_by_verdict(lookup, statuses), *_overdue(statuses)), landscape=True),
            Chapter(tuple(maps), landscape=True),
            Chapter(tuple(common_gaps(lookup, statuses)), landscape=True),
        ),
        AREA_PACK,
    )


def _front(lookup: Lookup, statuses: Mapping[str, Sequence[OrganisationStatus]]) -> Iterator[Block]:
    assessment = lookup.assessment
    yield Heading(f"All organisations: {assessment.run.period.label}", 1)
    day = day_words(assessment.run.as_of)
    yield plain_paragraph(f"{assessment.pack.title}. Judged as of {day}.", Style.SMALL)
    silent = [
        organisation_status.organisation.name
        for those in statuses.values()
        for organisation_status in those
        if not lookup.was_received(
            organisation_status.organisation.code, organisation_status.quarter
        )
    ]
    if silent:
        yield plain_paragraph(
            f"No return came from {listed(silent)}: every duty is without evidence."
        )
    if words := stand_in_words(assessment.run):
        yield plain_paragraph(words, Style.SMALL)
    yield Heading("What matters most", 2)
    yield from _concerns(lookup)


def _by_verdict(
    lookup: Lookup, statuses: Mapping[str, Sequence[OrganisationStatus]]
) -> Iterator[Block]:
    """A row an organisation: how many duties have each verdict, and what that rests on."""
    yield Heading("Duties by verdict", 1)
    header = ("Organisation", *(verdict.words for verdict in Verdict), *_BESIDE)
    rows = [
        _counts(organisation_status, kind_label(lookup, kind))
        for kind, those in statuses.items()
        for organisation_status in those
    ]
    caption = "Duties by verdict, with the change since the quarter before"
    yield TableBlock(caption, header, tuple(rows), (7, *(2 for _ in header[1:])), small=True)


def _counts(status: OrganisationStatus, kind: str) -> tuple[str, ...]:
    """The counts of an organisation, each with its change since the quarter before."""
    now = status.counts(status.quarter)
    then = status.counts(status.before) if status.before is not None else None
    day = status.lookup.assessment.run.as_of
    overdue = sum(action.is_overdue(day) for action in status.actions)
    cells = []
    for verdict in Verdict:
        change = now[verdict] - then[verdict] if then is not None and any(then.values()) else 0
        cells.append(f"{now[verdict]} ({change:+d})" if change else str(now[verdict]))
    return (f"{status.organisation.name} ({kind})", *cells, str(status.on_own_word), str(overdue))


def _overdue(statuses: Mapping[str, Sequence[OrganisationStatus]]) -> Iterator[Block]:
    """Every overdue action of every organisation, the longest overdue first."""
    every = [status for those in statuses.values() for status in those]
    overdue = [
        (action, status)
        for status in every
        for action in status.actions
        if action.is_overdue(status.lookup.assessment.run.as_of)
    ]
    yield Heading("Overdue actions", 1)
    if not overdue:
        agreed = sum(len(status.actions) for status in every)
        yield plain_paragraph(
            f"None of {counted(agreed, 'action')} on record is overdue."
            if agreed
            else "No agreed action is on record here. Ask each what was promised, and whether it "
            "was done."
        )
        return
    overdue.sort(key=lambda pair: pair[0].due or dt.date.max)
    yield TableBlock(
        f"{capitalised(counted(len(overdue), 'action'))} overdue, the longest first",
        ("Organisation", "Action", "Owner", "Due", "How it stands", "Clause"),
        tuple(
            (
                status.organisation.name,
                action.action,
                action.owner,
                day_words(action.due) if action.due is not None else "",
                done_words(status, action),
                citation_of(status.lookup, (action.clause,)) if action.clause else "",
            )
            for action, status in overdue
        ),
        (24, 40, 20, 16, 24, 26),
        small=True,
    )


def _concerns(lookup: Lookup) -> Iterator[Block]:
    assessment = lookup.assessment
    names = {organisation.code: organisation.name for organisation in assessment.organisations}
    names[AREA] = capitalised(assessment.pack.vocabulary.wording.area)
    parts = {part for concern in assessment.concerns for part in concern.parts}
    now = [
        concern
        for concern in in_order_of_gravity(assessment.concerns)
        if assessment.run.period.label in concern.periods and concern.id not in parts
    ]
    if not now:
        yield plain_paragraph("Nothing that follows from the findings taken together.")
        return
    groups = group_alike(now)
    yield Bullets(
        tuple(
            concern_item(
                lookup,
                concern,
                others,
                names.get(concern.organisation, concern.organisation),
            )
            for concern, others in groups[:MOST_CONCERNS]
        ),
        numbered=True,
    )
    more = len(now) - sum(1 + others for _, others in groups[:MOST_CONCERNS])
    if more > 0:
        words = counted(more, "more concern")
        yield plain_paragraph(
            f"{words} in the organisations’ own packs and in the matrix.", Style.SMALL
        )
