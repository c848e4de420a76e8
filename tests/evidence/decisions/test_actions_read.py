"""Actions as written: when a row is one, how it stands, and every fault of it at once."""

from __future__ import annotations

import datetime as dt

from engine.nouns.evidence.decision import Status

ABOUT = ("RZ1", "S6.p08.a", "S6-nurse")
AGREED, DUE, CLOSED = dt.date(2014, 7, 1), dt.date(2014, 8, 1), dt.date(2014, 7, 20)
AS_OF = dt.date(2014, 9, 30)


def row(*, action="Appoint", owner="Matron", status="open", closed=None, evidence=None, due=DUE):
    return (*ABOUT, action, owner, AGREED, due, status, closed, evidence)


def test_a_row_is_a_suggestion_until_somebody_takes_it_up(decide) -> None:
    decided, faults = decide(actions=[(*ABOUT, *[None] * 7)])
    assert (decided.actions, faults) == ((), ())


def test_an_action_needs_an_owner_and_an_owner_an_action(decide) -> None:
    decided, faults = decide(
        actions=[row(owner=None), row(action=None), row(owner="vacant"), row(action="TBC")]
    )
    assert decided.actions == ()
    assert [(fault.severity.name, fault.cell, fault.found) for fault in faults] == [
        ("CELL", "E2", "an action that nobody owns"),
        ("CELL", "D3", "a row filled in without an action"),
        ("CELL", "E4", "an action that nobody owns"),
        ("CELL", "D5", "a row filled in without an action"),
    ]


def test_statuses_in_peoples_words(decide) -> None:
    words = ("open", "Completed", "WITHDRAWN", None, "in progress", "nearly")
    rows = [
        row(action=f"Do {n}", status=word, closed=CLOSED, evidence="Minutes")
        for n, word in enumerate(words)
    ]
    decided, faults = decide(actions=rows)
    assert [action.status for action in decided.actions] == [
        *(Status.OPEN, Status.DONE, Status.WITHDRAWN, Status.OPEN, Status.OPEN, Status.OPEN),
    ]
    assert [(fault.cell, fault.found) for fault in faults if fault.severity.name == "CELL"] == [
        ("H7", "nearly")
    ]


def test_done_counts_with_its_day_and_evidence_alone(decide) -> None:
    decided, faults = decide(
        actions=[
            row(action="a", status="done", closed=CLOSED, evidence="Minutes of 20/07/2014"),
            row(action="b", status="done", closed=CLOSED),
            row(action="c", status="done", evidence="Minutes"),
            row(action="d", status="done", closed=dt.date(2014, 10, 2), evidence="Minutes"),
            row(action="e", status="withdrawn"),
        ]
    )
    stands = [(action.is_done_on(AS_OF), action.is_overdue(AS_OF)) for action in decided.actions]
    assert stands == [(True, False), (False, True), (False, True), (False, True), (False, False)]
    assert [(fault.severity.name, fault.cell, fault.found) for fault in faults] == [
        ("CELL", "J3", "an action marked done without evidence of its closure"),
        ("CELL", "I4", "an action marked done without the day it was closed"),
        ("CHECK", "I5, H5", "closed on 02/10/2014"),
        ("CHECK", "J6, H6", "an action withdrawn without a reason"),
    ]


def test_days_that_do_not_agree_and_days_that_are_missing(decide) -> None:
    early = dt.date(2014, 6, 1)
    decided, faults = decide(
        actions=[
            row(action="a", due=early),
            row(action="b", due=None),
            row(action="c", status="done", closed=early, evidence="Minutes"),
            row(action="d", closed=CLOSED),
        ]
    )
    assert len(decided.actions) == 4
    assert [(fault.severity.name, fault.cell, fault.found) for fault in faults] == [
        ("CHECK", "G2, F2", "due 01/06/2014, before it was agreed on 01/07/2014"),
        ("CELL", "G3", "an open action without the day it is due"),
        ("CHECK", "I4, F4", "closed on 01/06/2014, before it was agreed on 01/07/2014"),
        ("CHECK", "H5, I5", "an open action with a day or evidence of its closure"),
    ]


def test_the_same_action_twice_and_one_that_says_otherwise(decide) -> None:
    done = row(status="done", closed=CLOSED, evidence="Minutes")
    decided, faults = decide(actions=[row(), row(), done])
    assert [action.status for action in decided.actions] == [Status.OPEN, Status.DONE]
    assert [(fault.cell, fault.found) for fault in faults] == [
        ("D3", "the same action as in D2"),
        ("D4", "the same action as in D2, but not the same in every column"),
    ]


def test_a_rule_alone_tells_the_clause(decide) -> None:
    decided, faults = decide(
        actions=[
            ("RZ1", None, "S6-nurse", "Do", "Matron", AGREED, DUE, "open", None, None),
            ("RZ1", None, None, "Do", "Matron", AGREED, DUE, "open", None, None),
        ]
    )
    assert [(action.clause, action.rule) for action in decided.actions] == [
        ("S6.p08.a", "S6-nurse"),
        ("", ""),
    ]
    assert [fault.found for fault in faults] == ["an action without a clause or a rule"]
