"""Every decision of a run: also those that stand beside no finding; and what is still owed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from engine.nouns.english import capitalised, day_words
from engine.nouns.evidence.decision import Action, Moderation, Status, Waiver
from reports.content.decisions import (
    action_words,
    moderation_words,
    standing_words,
    waiver_words,
)
from reports.lookup import Lookup, citation_of
from reports.page.links import Addresses, Link
from reports.words import place_of


@dataclass(frozen=True, slots=True)
class DecidedView:
    """One decision in the list of all of them."""

    sort: str
    """"Waiver", "Action" or "Moderated score"."""
    whose: Link
    name: str
    """The name of the organisation's page, which filters call it by."""
    about: Link
    """The finding that it is about; text alone where the matrix has none."""
    words: str
    place: str
    """Where it was read."""


@dataclass(frozen=True, slots=True)
class OpenActionView:
    """An action that is neither done nor withdrawn."""

    whose: Link
    action: str
    about: Link
    owner: str
    due: str
    """The day in words; empty where none was agreed."""
    is_overdue: bool
    standing: str


def decided_view(lookup: Lookup, addresses: Addresses) -> tuple[DecidedView, ...]:
    """The waivers, the actions and the moderated scores, each in the order written."""
    return tuple(_views(lookup, addresses))


def owed_view(lookup: Lookup, addresses: Addresses) -> tuple[OpenActionView, ...]:
    """What is still owed, what is due first before the rest."""
    assessment = lookup.assessment
    day = assessment.run.as_of
    owed = [
        action
        for action in assessment.decisions.actions
        if not action.is_done_on(day) and action.status is not Status.WITHDRAWN
    ]
    return tuple(
        OpenActionView(
            _whose(lookup, addresses, action.organisation),
            action.action,
            _about(lookup, addresses, action),
            action.owner,
            day_words(action.due) if action.due is not None else "",
            action.is_overdue(day),
            capitalised(standing_words(action, day)),
        )
        for action in sorted(owed, key=lambda action: action.due or dt.date.max)
    )


def _views(lookup: Lookup, addresses: Addresses) -> Iterator[DecidedView]:
    decided, day = lookup.assessment.decisions, lookup.assessment.run.as_of

    def view(
        sort: str, decision: Waiver | Action | Moderation, about: Link, words: str
    ) -> DecidedView:
        code = decision.organisation
        return DecidedView(
            sort,
            _whose(lookup, addresses, code),
            addresses.organisations.get(code, ""),
            about,
            capitalised(words),
            place_of(decision.origin),
        )

    for waiver in decided.waivers:
        about = _duty(lookup, addresses, waiver.rule, waiver.organisation)
        yield view("Waiver", waiver, about, waiver_words(waiver))
    for action in decided.actions:
        about = _about(lookup, addresses, action)
        yield view("Action", action, about, action_words(action, day))
    for score in decided.moderations:
        clause = score.question.partition("/")[0]
        cited = citation_of(lookup, (clause,))
        about = Link(addresses.clause(clause), f"{cited}, {score.quarter.label}")
        yield view("Moderated score", score, about, moderation_words(score))


def _whose(lookup: Lookup, addresses: Addresses, code: str) -> Link:
    names = {body.code: body.name for body in lookup.assessment.organisations}
    return Link(addresses.organisation(code), names.get(code, code))


def _about(lookup: Lookup, addresses: Addresses, action: Action) -> Link:
    if action.rule:
        return _duty(lookup, addresses, action.rule, action.organisation)
    if action.clause:
        return Link(addresses.clause(action.clause), citation_of(lookup, (action.clause,)))
    return Link(None, "")


def _duty(lookup: Lookup, addresses: Addresses, rule: str, code: str) -> Link:
    known = lookup.assessment.pack.rules.get(rule)
    return Link(addresses.finding(rule, code), known.title if known is not None else rule)
