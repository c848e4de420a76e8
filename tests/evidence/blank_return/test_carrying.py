"""What is carried forward into the next blank return: what stands, and since when."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from engine.nouns.quarter import Quarter
from evidence.blank_return.carried_rows import Carried, CarriedRow
from evidence.blank_return.carry_forward import carried_from, carried_in_words
from evidence.blank_return.plan import plan
from evidence.blank_return.request import Request
from evidence.facts.standing_answers import NOT_KNOWN
from evidence.reading import read_returns
from tests.evidence import sheets as plain
from tests.evidence.blank_return.previous_return import (
    DAY,
    DOCUMENTS,
    PROVIDER,
    QUESTIONS,
    WHOSE,
    answer,
    document,
)


def test_documents_and_own_answers_with_the_day_of_submission(carry) -> None:
    found = carry(
        [document(review_due="March 2016", published_at="Website"), {"kind": "Annual report"}],
        [
            answer(3, evidence="Minutes", document="Plan", action="Tell Ada", owner="Ada Quill"),
            {"question": "S6.p18.c", "score": "N/A", "not_applicable_reason": "None held"},
            {"question": "S6.p08.a", "score": None, "evidence": "To follow"},
        ],
    )
    assert replace(found, file="") == Carried(
        "",
        Quarter(2014, 1),
        "RZ1",
        "Orwell Hospital",
        "Maternity and A&E",
        {
            "training_strategy": (
                CarriedRow(
                    {
                        "title": "Strategy",
                        "approved_on": dt.date(2014, 2, 1),
                        "review_due": "March 2016",
                        "published_at": "Website",
                        "first_given": DAY,
                    }
                ),
            )
        },
        {
            "S6.p11.c": CarriedRow(
                {"score": "3", "evidence": "Minutes", "document": "Plan", "first_given": DAY}
            ),
            "S6.p18.c": CarriedRow(
                {"score": "N/A", "not_applicable_reason": "None held", "first_given": DAY}
            ),
        },
        (),
    )
    assert carried_in_words(found) == (
        "1 document and 2 audit answers, the oldest first given 14 July 2014"
    )


@pytest.mark.parametrize(
    ("submitted", "marked", "since"),
    [
        ("14/07/2014", None, DAY),
        (None, None, NOT_KNOWN),
        ("July 2014", None, NOT_KNOWN),
        ("14/07/2014", "01/04/2013", dt.date(2013, 4, 1)),
        (None, "01/04/2013", dt.date(2013, 4, 1)),
        ("14/07/2014", "April 2013", "April 2013"),
        ("14/07/2014", "not known", NOT_KNOWN),
        ("14/07/2014", "soon", NOT_KNOWN),
        ("14/07/2014", "15/07/2014", NOT_KNOWN),
    ],
)
def test_since_when_it_stands(carry, submitted, marked, since) -> None:
    """Never the quarter's last day, and never later than the answer that was carried says."""
    found = carry(
        [document(first_given=marked)], [answer(3, first_given=marked)], submitted_on=submitted
    )
    assert found.first_given == (since, since)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (["April 2013", DAY], "2 audit answers, the oldest first given in April 2013"),
        ([DAY, NOT_KNOWN], "2 audit answers, the oldest first given 14 July 2014; of 1 it is"),
        ([NOT_KNOWN, NOT_KNOWN], "2 audit answers; of 2 it is"),
    ],
)
def test_how_much_is_carried_in_words(carry, days, words) -> None:
    marked = zip(("S6.p11.c", "S6.p18.c"), days, strict=True)
    lines = [{"question": each, "score": 3, "first_given": day} for each, day in marked]
    more = " not known when" if words.endswith("it is") else ""
    assert carried_in_words(carry((), lines)) == f"0 documents and {words}{more}"


@pytest.mark.parametrize("format_", plain.WRITERS)
def test_from_every_format_the_same(pack, tmp_path, format_) -> None:
    documents = [DOCUMENTS, ("Training strategy", "Strategy", dt.date(2014, 2, 1), "March 2016")]
    audit = [QUESTIONS, ("S6.p11.c", 3, *[None] * 9, dt.date(2013, 4, 1))]
    whose = [("field", "value"), *((name, said) for name, said in WHOSE.items())]
    tables = {"organisation": whose, "documents": documents, "section11": audit}
    path = plain.WRITERS[format_](
        tmp_path / "previous", {name: plain.Sheet(rows) for name, rows in tables.items()}, False
    )
    found = carried_from(read_returns([path], pack), pack, PROVIDER)
    assert [each.cells for each in found.documents["training_strategy"]] == [
        {
            "title": "Strategy",
            "approved_on": dt.date(2014, 2, 1),
            "review_due": "March 2016",
            "first_given": DAY,
        }
    ]
    assert found.audit == {
        "S6.p11.c": CarriedRow({"score": "3", "first_given": dt.date(2013, 4, 1)})
    }


def test_what_the_command_says_stands_before_what_is_carried(carry, pack) -> None:
    request = Request("provider", frozenset({"paediatrics"}), "RZ1", "Orwell", carried=carry())
    organisation = plan(pack, request)[0]
    assert [(line.filled.get("value"), line.carried) for line in organisation.lines[:4]] == [
        ("RZ1", ""),
        ("Orwell", ""),
        ("provider", ""),
        ("Paediatrics", ""),
    ]
