"""What is not carried forward into the next blank return, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import openpyxl
import pytest

from engine.nouns.quarter import Quarter
from evidence.blank_return.carried_rows import CarriedRow
from evidence.blank_return.carry_forward import CannotCarry, carried_from, carried_in_words
from evidence.blank_return.plan import plan
from evidence.blank_return.request import Request
from evidence.reading import read_returns
from tests.evidence.blank_return.previous_return import DAY, PROVIDER, answer, document
from tests.evidence.blank_return.written import write_template


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (answer("TBC"), "S6.p11.c (section11 B2): it cannot be read."),
        (answer("N/A"), "S6.p11.c (section11 B2): N/A without a reason."),
        (
            answer(3, moderated_score=1, moderated_by="Panel"),
            "S6.p11.c (section11 B2): a moderator found otherwise (C2).",
        ),
        (
            answer(3, moderated_score="?"),
            "S6.p11.c (section11 B2): a moderator found otherwise (C2).",
        ),
    ],
)
def test_an_answer_that_does_not_stand(carry, line, left) -> None:
    found = carry((), [line])
    assert (found.audit, found.left) == ({}, (left,))


def test_an_answer_that_the_moderator_shares_is_carried_without_the_moderator(carry) -> None:
    line = answer(3, moderated_score="met", moderated_by="Panel", moderated_on="01/06/2014")
    found = carry((), [line])
    assert found.audit == {"S6.p11.c": CarriedRow({"score": "3", "first_given": DAY})}


def test_what_tells_of_one_person_is_not_carried_and_not_repeated(carry) -> None:
    found = carry(
        [document(title="Plan for 943 476 5919")], [answer(3, evidence="See 943 476 5919")]
    )
    assert found.audit == {"S6.p11.c": CarriedRow({"score": "3", "first_given": DAY})}
    assert [dict(each.cells) for each in found.documents["training_strategy"]] == [
        {"approved_on": dt.date(2014, 2, 1), "first_given": DAY}
    ]
    assert found.left == (
        "documents B2: it cannot be read.",
        "S6.p11.c (section11 F2): it cannot be read.",
    )


def test_an_answer_on_two_lines_is_not_chosen_between(carry) -> None:
    found = carry((), [answer(3), answer(0)])
    assert (found.audit, found.left) == ({}, ("S6.p11.c: it is answered on 2 lines.",))


def test_of_a_document_only_what_can_be_read(carry) -> None:
    found = carry(
        [
            document(approved_on="31/02/2014", review_due="01/02/2016", published_at="yes"),
            document(kind="A recipe"),
        ]
    )
    assert found.documents == {
        "training_strategy": (
            CarriedRow(
                {"title": "Strategy", "review_due": dt.date(2016, 2, 1), "first_given": DAY}
            ),
        )
    }
    assert found.left == (
        "documents C2: it cannot be read.",
        "documents E2: it cannot be read.",
        "documents A3: its kind of document is not understood.",
    )


def test_what_the_new_return_does_not_ask_for(carry) -> None:
    asked = Request("provider", frozenset())
    found = carry((), [{"question": "S6.p08.b", "score": 3}, answer(3)], asked)
    assert list(found.audit) == ["S6.p11.c"]
    assert found.left == ("S6.p08.b: the new return does not ask for it.",)


def test_services_that_are_not_understood_are_asked_anew(carry) -> None:
    found = carry(services="maternity, a zoo")
    assert (found.services, found.left) == (
        "",
        ("organisation B5, the services: not all of them are understood.",),
    )
    assert carried_in_words(found) == "no document and no audit answer that still stands"


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (Request("ccg"), "is the return of an organisation of the kind provider, not ccg."),
        (Request("provider", code="RZ2"), "is the return of RZ1, not of RZ2."),
        (
            Request("provider", quarter=Quarter(2014, 1)),
            "is the return for 2014-15 Q1, which is not before 2014-15 Q1.",
        ),
    ],
)
def test_a_return_that_is_not_the_previous_one(carry, request_, words) -> None:
    with pytest.raises(CannotCarry) as told:
        carry(request=request_)
    assert (str(told.value), told.value.faults) == (words, ())


def test_a_refused_return_tells_its_faults(carry) -> None:
    with pytest.raises(CannotCarry, match=r"^is no return that can be used\.$") as told:
        carry(period=None)
    assert [fault.sheet for fault in told.value.faults] == ["organisation"]


def test_after_the_rules_have_changed_no_audit_answer_is_carried(pack, tmp_path) -> None:
    path = tmp_path / "old.xlsx"
    request = Request("provider", None, "RZ1", "Orwell", Quarter(2014, 1))
    write_template(pack, request, path)
    book = openpyxl.load_workbook(path)
    book["section11"]["C2"] = "3"
    book["documents"]["B2"] = "Strategy"
    book.save(path)
    newer = replace(pack, version="2")
    found = carried_from(read_returns([path], newer), newer, PROVIDER)
    assert (list(found.documents), found.audit) == (["training_strategy"], {})
    assert found.left == (
        "The audit: the return was made for other rules, or another version of them, and a "
        "question may have changed.",
    )


def test_nothing_of_the_period_or_of_who_sent_it_is_carried(carry, pack) -> None:
    organisation = plan(pack, replace(PROVIDER, carried=carry()))[0]
    filled = {line.printed[0]: line.filled.get("value") for line in organisation.lines}
    assert filled == {
        "code": "RZ1",
        "name": "Orwell Hospital",
        "kind": "provider",
        "services": "Maternity and A&E",
        "period": None,
        "submitted_on": None,
        "submitted_by": None,
    }
