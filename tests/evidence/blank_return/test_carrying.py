"""What still stands of an earlier return is carried into the next one, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from engine.nouns.quarter import Quarter
from evidence.blank_return.carried_rows import Carried, CarriedRow
from evidence.blank_return.carry_forward import CannotCarry, carried_from, said_of
from evidence.blank_return.excel.write import write_template
from evidence.blank_return.plan import plan
from evidence.blank_return.request import Request
from evidence.facts.standing_answers import NOT_KNOWN
from evidence.nouns.columns import AUDIT, columns_of
from evidence.reading import read_returns
from tests.evidence import sheets as plain

DAY = dt.date(2014, 7, 14)
PROVIDER = Request("provider")
DOCUMENTS = columns_of("documents")
QUESTIONS = columns_of(AUDIT)
WHOSE = {
    "code": "RZ1",
    "name": "Orwell Hospital",
    "kind": "provider",
    "services": "Maternity and A&E",
    "period": "2014-15 Q1",
    "submitted_on": "14/07/2014",
    "submitted_by": "Dr Ada Quill",
}

Lines = Sequence[dict[str, object]]
Carry = Callable[..., Carried]


@pytest.fixture
def carry(returned, pack) -> Carry:
    """What is carried from a return with these documents and answers."""

    def carried(
        documents: Lines = (), answers: Lines = (), request: Request = PROVIDER, **whose: object
    ) -> Carried:
        def rows(columns: Sequence[str], lines: Lines) -> list[list[object]]:
            return [list(columns), *([line.get(column) for column in columns] for line in lines)]

        path = returned(
            organisation=[("field", "value"), *{**WHOSE, **whose}.items()],
            documents=rows(DOCUMENTS, documents),
            section11=rows(QUESTIONS, answers),
        )
        return carried_from(read_returns([path], pack), pack, request)

    return carried


def document(**said: object) -> dict[str, object]:
    return {"kind": "Training strategy", "title": "Strategy", "approved_on": "01/02/2014", **said}


def answer(score: object, **said: object) -> dict[str, object]:
    return {"question": "S6.p11.c", "score": score, **said}


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
    assert said_of(found) == ("1 document and 2 audit answers, the oldest first given 14 July 2014")


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
    assert said_of(carry((), lines)) == f"0 documents and {words}{more}"


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
    assert said_of(found) == "no document and no audit answer that still stands"


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


@pytest.fixture
def carried_book(carry, pack, tmp_path) -> Path:
    found = carry(
        [document(), document(approved_on="March 2013")],
        [answer(3, evidence="-1+1"), {"question": "S6.p18.c", "score": "0", "document": "Plan"}],
    )
    path = tmp_path / "next.xlsx"
    request = replace(PROVIDER, quarter=Quarter(2014, 2), carried=found)
    write_template(pack, request, path)
    return path


def test_the_next_return_is_filled_in(carried_book) -> None:
    book, since = openpyxl.load_workbook(carried_book), dt.datetime(2014, 7, 14)
    assert [row[:6] for row in book["documents"].iter_rows(values_only=True)] == [
        ("Kind", "Title", "Approved on", "Review due", "Published at", "First given"),
        ("Training strategy", "Strategy", dt.datetime(2014, 2, 1), None, None, since),
        ("Training strategy", "Strategy", "March 2013", None, None, since),
        ("Supervision policy", None, None, None, None, None),
        ("Safeguarding children annual report", None, None, None, None, None),
    ]
    answers = {row[0]: row for row in book["section11"].iter_rows(values_only=True)}
    blank = (None,) * 4
    assert answers["S6.p11.c"][2:9] == ("3", "-1+1", None, *blank)
    assert answers["S6.p11.c"][9:13] == (since, None, None, None)
    assert answers["S6.p08.a"][2:13] == (None,) * 11
    assert [cell.value for cell in book["organisation"]["B"][1:]] == [
        "RZ1",
        "Orwell Hospital",
        "provider",
        "Maternity and A&E",
        "2014-15 Q2",
        None,
        None,
    ]
    assert book["section11"]["D4"].data_type == "s"
    assert "Quill" not in "".join(
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row
    )


def test_carried_cells_are_marked_for_as_long_as_they_say_so(carried_book) -> None:
    book = openpyxl.load_workbook(carried_book)
    said = (
        "Carried forward from your return for 2014-15 Q1. If it still holds, leave the line as it "
        "is. If you change anything on the line, clear First given."
    )
    comments = {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }
    before = "As in your return for 2014-15 Q1. Change it if it is no longer so."
    assert comments == {
        ("documents", "B2"): said,
        ("documents", "B3"): said,
        ("section11", "C4"): said,
        ("section11", "C5"): said,
        **{("organisation", cell): before for cell in ("B2", "B3", "B5")},
    }
    marks = {
        str(area.sqref): rule.formula
        for area in book["section11"].conditional_formatting
        for rule in area.rules
    }
    assert {area for area, formula in marks.items() if formula == ["LEN(TRIM($J2))>0"]} == {
        "C2:C5",
        "D2:D5",
        "E2:E5",
        "F2:F5",
        "J2:J5",
    }


def test_it_is_read_as_carried_and_once_changed_and_cleared_as_new(
    carried_book, pack, judged
) -> None:
    from evidence.submissions import submissions

    def facts_and_faults():
        reading = read_returns([carried_book], pack)
        found, faults = submissions(reading, pack, judged)
        assert reading.faults == ()
        return found[0].facts, [fault.found for fault in faults]

    facts, faults = facts_and_faults()
    since = "carried forward, first given 14 July 2014"
    assert [facts[f"section11.{each}"].note for each in ("S6.p11.c", "S6.p18.c")] == [since, since]
    assert faults == [
        "2 answers carried forward, the oldest first given 14 July 2014",
        "2 answers carried forward, the oldest first given 14 July 2014",
    ]
    book = openpyxl.load_workbook(carried_book)
    book["section11"]["C5"] = "3"
    book["section11"]["J5"] = None
    book.save(carried_book)
    facts, faults = facts_and_faults()
    assert [facts[f"section11.{each}"].note for each in ("S6.p11.c", "S6.p18.c")] == [since, ""]
    assert facts["section11.S6.p18.c"].value == "met"
    assert faults[0] == "1 answer carried forward, first given 14 July 2014"


def test_carried_again_it_keeps_its_day(carried_book, pack) -> None:
    book = openpyxl.load_workbook(carried_book)
    book["organisation"]["B7"] = dt.datetime(2014, 10, 14)
    book["section11"]["C2"] = "met"
    book.save(carried_book)
    found = carried_from(read_returns([carried_book], pack), pack, PROVIDER)
    assert {question: each.cells["first_given"] for question, each in found.audit.items()} == {
        "S6.p08.a": dt.date(2014, 10, 14),
        "S6.p11.c": DAY,
        "S6.p18.c": DAY,
    }


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


def test_what_the_command_says_stands_before_what_is_carried(carry, pack) -> None:
    request = Request("provider", frozenset({"paediatrics"}), "RZ1", "Orwell", carried=carry())
    organisation = plan(pack, request)[0]
    assert [(line.filled.get("value"), line.carried) for line in organisation.lines[:4]] == [
        ("RZ1", ""),
        ("Orwell", ""),
        ("provider", ""),
        ("Paediatrics", ""),
    ]
