"""The first page: what a chair reads in two minutes."""

from __future__ import annotations

from collections.abc import Iterator

from engine.nouns.english import capitalised, counted, day_words, listed
from engine.nouns.evidence.decision import Action
from engine.nouns.outcome.movement import Turn
from engine.nouns.verdict import Verdict
from reports.content.decisions import standing_words
from reports.document.blocks import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Style,
    TableBlock,
    Words,
    plain_paragraph,
)
from reports.meeting.items import concern_item
from reports.meeting.status import OrganisationStatus, group_alike

MOST_CONCERNS = 5
MOST_ACTIONS = 8


def front_page(status: OrganisationStatus) -> tuple[Block, ...]:
    """Verdicts now and in the quarter before, the gravest concerns, what was promised."""
    return (
        Heading(f"{status.organisation.name}: {status.quarter.label}", 1),
        plain_paragraph(_judged(status), Style.SMALL),
        Paragraph((Words(headline(status), strong=True),), Style.LEAD),
        *_silent(status),
        _verdicts(status),
        *_moved(status),
        Heading("What matters most", 2),
        *_concerns(status),
        Heading("What was promised", 2),
        *_promised(status),
    )


def _judged(status: OrganisationStatus) -> str:
    assessment = status.lookup.assessment
    return (
        f"{assessment.pack.title}. Judged as of {day_words(assessment.run.as_of)} from what the "
        "organisation returned; each finding cites its clause and its cell in the annex."
    )


def headline(status: OrganisationStatus) -> str:
    """``Of 90 duties that apply: 15 not met, 13 partly met, 9 without evidence and 53 met.``"""
    counts = status.counts(status.quarter)
    applicable = sum(counts.values()) - counts[Verdict.NOT_APPLICABLE]
    if not applicable:
        return "No duty of the policy applies."
    own = status.on_own_word
    resting = f" ({own} of them on the organisation’s own word only)" if own else ""
    conflicting = counts[Verdict.CONFLICTING]
    contradicted = f", {conflicting} contradicted by the return itself" if conflicting else ""
    return (
        f"Of {counted(applicable, 'duty', 'duties')} that apply: {counts[Verdict.NOT_MET]} "
        f"not met, {counts[Verdict.PARTLY_MET]} partly met{contradicted}, "
        f"{counts[Verdict.NO_EVIDENCE]} without evidence and {counts[Verdict.MET]} met{resting}."
    )


def _silent(status: OrganisationStatus) -> Iterator[Block]:
    if not status.lookup.was_received(status.organisation.code, status.quarter):
        words = f"No return came for {status.quarter.label}: every duty is without evidence."
        yield Paragraph((Words(words, strong=True),))


def _verdicts(status: OrganisationStatus) -> TableBlock:
    """How many duties have each verdict: a row a quarter, and one for the change between them."""
    now = status.counts(status.quarter)
    rows = [(status.quarter.label, *(str(now[verdict]) for verdict in Verdict))]
    if status.before is not None:
        then = status.counts(status.before)
        changes = (f"{now[verdict] - then[verdict]:+d}".replace("+0", "0") for verdict in Verdict)
        rows.append((status.before.label, *(str(then[verdict]) for verdict in Verdict)))
        rows.append(("Change", *changes))
    header = ("Quarter", *(verdict.words for verdict in Verdict))
    return TableBlock("Duties by verdict", header, tuple(rows), (3, *(2 for _ in Verdict)))


def _moved(status: OrganisationStatus) -> Iterator[Block]:
    if status.before is None:
        return
    turns = [movement.turn for movement in status.movements.values()]
    moved = [f"{turns.count(turn)} {turn.value}" for turn in Turn if turn in turns]
    yield plain_paragraph(f"Since {status.before.label}: {listed(moved) or 'no change'}.")


def _concerns(status: OrganisationStatus) -> Iterator[Block]:
    if not status.concerns:
        yield plain_paragraph("Nothing that follows from the findings taken together.")
        return
    groups = group_alike(status.concerns)
    yield Bullets(
        tuple(
            concern_item(status.lookup, concern, others)
            for concern, others in groups[:MOST_CONCERNS]
        ),
        numbered=True,
    )
    more = len(status.concerns) - sum(1 + others for _, others in groups[:MOST_CONCERNS])
    if more > 0:
        yield plain_paragraph(
            f"{counted(more, 'more concern')} under “Questions to ask”.", Style.SMALL
        )


NOTHING_PROMISED = (
    "No agreed action of this organisation is on record here. Ask what was promised at the last "
    "review, and whether it was done."
)


def _promised(status: OrganisationStatus) -> Iterator[Block]:
    if not status.actions:
        yield plain_paragraph(NOTHING_PROMISED)
        return
    day = status.lookup.assessment.run.as_of
    overdue = sum(action.is_overdue(day) for action in status.actions)
    yield TableBlock(
        f"{capitalised(counted(len(status.actions), 'action'))} agreed, {overdue} overdue",
        ("Action", "Owner", "Due", "Done?"),
        tuple(
            (
                action.action,
                action.owner,
                day_words(action.due) if action.due else "no date",
                done_words(status, action),
            )
            for action in status.actions[:MOST_ACTIONS]
        ),
        (6, 3, 3, 4),
    )
    more = len(status.actions) - MOST_ACTIONS
    if more > 0:
        yield plain_paragraph(f"{counted(more, 'more action')} under “Actions”.", Style.SMALL)


def done_words(status: OrganisationStatus, action: Action) -> str:
    """How an action stands on the day judged: ``overdue``, ``done on …``, ``marked done …``."""
    day = status.lookup.assessment.run.as_of
    if action.is_done_on(day) and action.closed_on is not None:
        return f"done on {day_words(action.closed_on)}"
    return standing_words(action, day)
