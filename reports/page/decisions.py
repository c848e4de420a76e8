"""Every decision of a run, as the page lists them: also those that stand beside no finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.nouns.english import capitalised
from engine.nouns.evidence.decision import Action, Moderation, Waiver
from reports.content.decisions import action_words, moderation_words, waiver_words
from reports.lookup import Lookup, citation_of
from reports.page.links import Anchors, Link
from reports.words import place_of


@dataclass(frozen=True, slots=True)
class DecidedView:
    """One decision in the list of all of them."""

    sort: str
    """"Waiver", "Action" or "Moderated score"."""
    whose: str
    about: Link
    """The finding that it is about; text alone where the matrix has none."""
    words: str
    place: str
    """Where it was read."""


def decided_view(lookup: Lookup, anchors: Anchors) -> tuple[DecidedView, ...]:
    """The waivers, the actions and the moderated scores, each in the order written."""
    return tuple(_views(lookup, anchors))


def _views(lookup: Lookup, anchors: Anchors) -> Iterator[DecidedView]:
    decided, day = lookup.assessment.decisions, lookup.assessment.run.as_of

    def view(
        sort: str, decision: Waiver | Action | Moderation, about: Link, words: str
    ) -> DecidedView:
        names = {
            organisation.code: organisation.name for organisation in lookup.assessment.organisations
        }
        whose = names.get(decision.organisation, decision.organisation)
        return DecidedView(sort, whose, about, capitalised(words), place_of(decision.origin))

    for waiver in decided.waivers:
        about = _duty(lookup, anchors, waiver.rule, waiver.organisation)
        yield view("Waiver", waiver, about, waiver_words(waiver))
    for action in decided.actions:
        about = (
            _duty(lookup, anchors, action.rule, action.organisation)
            if action.rule
            else Link("", citation_of(lookup, (action.clause,)) if action.clause else "")
        )
        yield view("Action", action, about, action_words(action, day))
    for score in decided.moderations:
        about = Link("", f"{score.question}, {score.quarter.label}")
        yield view("Moderated score", score, about, moderation_words(score))


def _duty(lookup: Lookup, anchors: Anchors, rule: str, code: str) -> Link:
    number = anchors.finding(rule, code)
    known = lookup.assessment.pack.rules.get(rule)
    return Link(f"f{number}" if number else "", known.title if known is not None else rule)
