"""Decisions for others: no names for those at the table, no words and no hints for anybody."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace

from engine.nouns.evidence.decision import (
    Action,
    Decisions,
    Moderation,
    Status,
    Waiver,
    WaiverStatus,
)
from engine.nouns.evidence.fact import Origin
from engine.nouns.outcome.audience import NamesGiven
from engine.nouns.quarter import Quarter
from engine.publishing.decisions import decisions_of
from engine.publishing.for_shared import NAME_NOT_SHOWN
from engine.publishing.mask import AS_TYPED
from engine.publishing.rewriting import Rewriter
from engine.publishing.shown_places import ShownPlaces

PLACES = ShownPlaces((), {"waivers": "waivers"})
DAY = dt.date(2014, 9, 1)
NOW = Quarter(2014, 2)


def origin(cell: str, text: str) -> Origin:
    return Origin("decisions.xlsx", "ab" * 32, "waivers", cell, text)


def waiver(rule: str) -> Waiver:
    at = origin("B2", rule)
    return Waiver("RZ1", rule, "Ask Dr Quill", "Dr Quill", DAY, DAY, WaiverStatus.LAPSED, at)


def action(rule: str, clause: str = "S6.p08") -> Action:
    return Action(
        *("RZ1", clause, rule, "Call Dr Quill", "Dr Quill", DAY, DAY, Status.DONE, DAY),
        *("Letter of Dr Quill", origin("D2", "Call Dr Quill")),
    )


MODERATION = Moderation(
    *("RZ1", NOW, "S6.p08", "2", "Dr Quill", DAY, "Seen by Dr Quill", origin("E2", "2"), "3")
)
DECIDED = Decisions((waiver("a"), waiver("b")), (action("a"), action("b")), (MODERATION,))


def true(decided: Decisions) -> SimpleNamespace:
    rules = {"a": SimpleNamespace(cites=("S6.p08", "A1.1")), "b": SimpleNamespace(cites=())}
    return SimpleNamespace(
        decisions=decided, run=SimpleNamespace(period=NOW), pack=SimpleNamespace(rules=rules)
    )


def test_anybody_sees_days_and_standing_and_no_words() -> None:
    shown = decisions_of(true(DECIDED), frozenset(), PLACES)
    at = Origin("another file", "", "waivers", "B2", "")
    assert shown.waivers[0] == replace(waiver("a"), reason="", approved_by="", origin=at)
    first = shown.actions[0]
    at = Origin("another file", "", "waivers", "D2", "")
    assert first == replace(action("a"), action=AS_TYPED, owner="", evidence=AS_TYPED, origin=at)
    # What counted as done still does, and nothing else.
    assert first.is_done_on(DAY)
    open_ = decisions_of(
        true(Decisions((), (replace(action("a"), evidence=""),))), frozenset(), PLACES
    )
    assert [one.evidence for one in open_.actions] == [""]
    at = Origin("another file", "", "waivers", "E2", "")
    assert shown.moderations == (
        replace(MODERATION, score=AS_TYPED, own_score="", by="", reason="", origin=at),
    )
    assert "Quill" not in repr(shown)


def test_what_would_tell_a_verdict_that_is_not_shown_is_left_out() -> None:
    withheld = frozenset({("a", "RZ1", NOW.label), ("b", "RZ1", "2014-15 Q1")})
    by_clause = action("", "A1.1")
    shown = decisions_of(
        true(replace(DECIDED, actions=(*DECIDED.actions, by_clause))), withheld, PLACES
    )
    assert [one.rule for one in shown.waivers] == ["b"]
    assert [(one.rule, one.clause) for one in shown.actions] == []
    other = decisions_of(
        true(replace(DECIDED, actions=(action("b", "S5.p01"), by_clause))), withheld, PLACES
    )
    assert [(one.rule, one.clause) for one in other.actions] == [("b", "S5.p01")]


def test_those_at_the_table_see_everything_but_names() -> None:
    given = NamesGiven(frozenset({"Dr Quill"}))

    def hide(text: str) -> str:
        return text.replace(*given.names, NAME_NOT_SHOWN)

    rewriter = Rewriter(hide, lambda one: replace(one, text=hide(one.text)), hide)
    shown = rewriter._decisions(DECIDED)
    assert "Quill" not in repr(shown)
    assert shown.waivers[0].reason == f"Ask {NAME_NOT_SHOWN}"
    assert replace(shown.waivers[0], reason="", approved_by="") == replace(
        waiver("a"), reason="", approved_by=""
    )
