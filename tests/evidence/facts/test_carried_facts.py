"""Answers carried forward: they count, they say so, and somebody is told to ask."""

from __future__ import annotations

import datetime as dt

import pytest

from engine.nouns.evidence.fact import Origin, Range
from engine.nouns.evidence.fault import Severity
from evidence.blank_return.instructions import instructions

REPORT = "documents.annual_report"
DAY = dt.date(2014, 7, 14)
HOLD = "answers that still hold"
ASK = (
    "Ask whether each still holds. They count as they are; whoever changes one clears its First "
    "given."
)
SINCE = "carried forward, first given 14 July 2014"


def report(first_given=None, **said) -> dict:
    known = {"approved_on": "02/05/2013", "review_due": "02/05/2016", "published_at": "Website"}
    return {"kind": "annual report", **known, **said, "first_given": first_given}


def answer(question="S6.p11.c", **said) -> dict:
    return {"question": question, **said}


def notes(found, name: str) -> dict[str, str]:
    return {key: fact.note for key, fact in found.facts.items() if key.startswith(name)}


def faults_in_full(found) -> list[tuple]:
    return [
        (f.severity, f"{f.sheet} {f.cell}", f.found, f.expected, f.to_do, f.facts, f.stage.number)
        for f in found.faults
    ]


def test_a_carried_document_says_so_and_counts(gather) -> None:
    found = gather(documents=[report(DAY)])
    assert notes(found, REPORT) == {
        f"{REPORT}.approved_on": SINCE,
        f"{REPORT}.review_due": SINCE,
        f"{REPORT}.published": SINCE,
    }
    assert found.facts[f"{REPORT}.approved_on"].value == Range.of_day(dt.date(2013, 5, 2))
    assert faults_in_full(found) == [
        (
            Severity.CHECK,
            "documents F2",
            "1 answer carried forward, first given 14 July 2014",
            HOLD,
            ASK,
            (),
            6,
        )
    ]


def test_given_anew_beside_the_column_it_reads_as_ever(gather) -> None:
    with_column, line = gather(documents=[report()]), report()
    del line["first_given"]
    assert (with_column.facts, with_column.faults) == (
        gather(documents=[line]).facts,
        (),
    )


def test_a_carried_score(gather) -> None:
    found = gather(section11=[answer(score=3, first_given=DAY)])
    assert notes(found, "section11.S6.p11.c") == {
        "section11.S6.p11.c.declared": SINCE,
        "section11.S6.p11.c": SINCE,
        "section11.S6.p11.c.not_applicable": "",
    }
    assert found.value("section11.S6.p11.c") == "met"
    assert [each[:3] for each in faults_in_full(found)] == [
        (
            Severity.CHECK,
            "section11 L2",
            "1 answer carried forward, first given 14 July 2014",
        )
    ]


def test_a_carried_reason(gather) -> None:
    found = gather(
        section11=[answer(score="N/A", not_applicable_reason="No such posts", first_given=DAY)]
    )
    assert found.facts["section11.S6.p11.c.not_applicable"].note == (
        f"the reason given: “No such posts”; {SINCE}"
    )
    assert found.why("section11.S6.p11.c") == (f"given as not applicable: “No such posts”, {SINCE}")


@pytest.mark.parametrize(
    ("days", "words", "cell"),
    [
        ([DAY, dt.date(2013, 4, 1)], "2 answers; the oldest first given 1 April 2013", "L3"),
        (
            [DAY, "not known"],
            "2 answers; the oldest first given 14 July 2014; of 1 it is not known when",
            "L2",
        ),
        (["N/K", "Unknown"], "2 answers; when first given is not known", "L2"),
        ([None, "June 2014"], "1 answer; first given in June 2014", "L3"),
    ],
)
def test_one_fault_for_a_table(gather, days, words, cell) -> None:
    questions = ("S6.p11.c", "S6.p18.c")
    lines = [
        answer(each, score=3, first_given=day) for each, day in zip(questions, days, strict=True)
    ]
    [fault] = gather(section11=lines).faults
    found = words.replace(";", " carried forward,", 1)
    assert (fault.severity, fault.found, fault.cell) == (Severity.CHECK, found, cell)


def test_not_known_is_said(gather) -> None:
    found = gather(section11=[answer(score=3, first_given="not known")])
    assert found.facts["section11.S6.p11.c"].note == (
        "carried forward, when it was first given is not known"
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("15/10/2014", "a day not after 14/10/2014, on which this return was submitted"),
        ("soon", "the day on which the answer was first given, such as 30/06/2014"),
        ("31/02/2014", "the day on which the answer was first given, such as 30/06/2014"),
        ("-", "the day on which the answer was first given, such as 30/06/2014"),
        (7, "the day on which the answer was first given, such as 30/06/2014"),
    ],
)
def test_no_day_on_which_it_can_have_been_given(gather, typed, expected) -> None:
    found = gather(section11=[answer(score=3, first_given=typed)])
    assert [each[:4] for each in faults_in_full(found)] == [
        (Severity.CELL, "section11 L2", str(typed), expected),
        (
            Severity.CHECK,
            "section11 L2",
            "1 answer carried forward, when first given is not known",
            HOLD,
        ),
    ]
    assert found.value("section11.S6.p11.c") == "met"
    assert found.facts["section11.S6.p11.c"].note == (
        "carried forward, when it was first given is not known"
    )


def test_a_refused_cell_still_says_that_it_was_carried(gather, refused) -> None:
    found = gather(section11=[answer(score=3, first_given=refused)])
    assert [fault.found for fault in found.faults] == [
        "1 answer carried forward, when first given is not known"
    ]


def test_the_day_of_submission_itself_is_taken(gather) -> None:
    [fault] = gather(section11=[answer(score=3, first_given="14/10/2014")]).faults
    assert fault.found == "1 answer carried forward, first given 14 October 2014"


def test_a_day_beside_no_answer_says_nothing(gather) -> None:
    alone = {"kind": "annual report", "first_given": DAY}
    found = gather(section11=[answer(first_given=DAY)], documents=[alone])
    assert found.faults == ()
    assert found.why("section11.S6.p11.c") == "left blank"
    assert found.why(f"{REPORT}.approved_on") == "left blank"
    assert set(notes(found, "").values()) <= {""}


def test_a_document_approved_since_was_changed(gather) -> None:
    first, second = gather(documents=[report(DAY, approved_on="01/09/2014")]).faults
    assert (first.severity, first.cell, first.found, first.to_do) == (
        Severity.CHECK,
        "F2, C2",
        "carried forward, first given 14 July 2014 (documents F2), and approved 1 September 2014 "
        "(documents C2)",
        "If the line was changed since it was carried forward, clear First given.",
    )
    assert second.found == "1 answer carried forward, first given 14 July 2014"


def test_of_several_documents_the_latest_says_whether_it_was_carried(gather) -> None:
    older, newer = report(DAY), report(approved_on="01/09/2014")
    found = gather(documents=[older, newer])
    assert found.facts[f"{REPORT}.approved_on"].note == "the latest of 2"
    assert found.facts[f"{REPORT}.published"].note == ""
    assert [fault.found for fault in found.faults] == [
        "1 answer carried forward, first given 14 July 2014"
    ]


def test_the_instruction_is_as_the_reader_has_it(pack, gather) -> None:
    [instruction] = [e for e in instructions(pack, carried=True) if e.about == "Carried forward"]
    for example in instruction.examples:
        found = gather(documents=[report(example.typed or None)])
        assert found.facts[f"{REPORT}.approved_on"].note == example.read
        assert bool(found.faults) == bool(example.read)
    assert "Carried forward" not in [instruction.about for instruction in instructions(pack)]


def test_its_origin_is_still_the_answers_own_cell(gather) -> None:
    found = gather(section11=[answer(score=3, first_given=DAY)])
    assert found.facts["section11.S6.p11.c"].origins == (
        Origin("orwell.xlsx", "a" * 64, "section11", "B2", "3"),
    )
