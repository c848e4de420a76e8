"""The Section 11 audit's answers as facts."""

from __future__ import annotations

import datetime as dt

import pytest

from engine.nouns.evidence.fact import Fact, Origin
from engine.nouns.verdict import Basis

NAME = "section11.S6.p11.c"
OWN = Origin("orwell.xlsx", "a" * 64, "section11", "B2", "3")
SET = Origin("orwell.xlsx", "a" * 64, "section11", "C2", "1")


def answer(**said) -> dict:
    return {"question": "S6.p11.c", **said}


def test_the_organisations_own_score(gather) -> None:
    found = gather(section11=[answer(score=3)])
    declared = Fact(f"{NAME}.declared", "met", Basis.DECLARED, (OWN,), returned=True)
    assert found.facts[f"{NAME}.declared"] == declared
    assert found.facts[NAME] == Fact(
        NAME, "met", Basis.DECLARED, (OWN,), (f"{NAME}.declared",), returned=True
    )
    assert found.facts[f"{NAME}.not_applicable"] == Fact(
        f"{NAME}.not_applicable", False, Basis.DECLARED, (OWN,), returned=True
    )
    assert f"{NAME}.moderated" not in found.facts
    assert found.faults == ()


def test_what_the_return_says_of_moderation_counts_for_nothing(gather) -> None:
    line = answer(
        score=0,
        moderated_score=3,
        moderated_by="Designated Nurse",
        moderated_on=dt.date(2014, 9, 12),
    )
    found = gather(section11=[line])
    assert (found.value(NAME), found.facts[NAME].basis) == ("not_met", Basis.DECLARED)
    assert f"{NAME}.moderated" not in found.facts
    [fault] = found.faults
    assert (fault.severity.name, fault.sheet, fault.cell) == ("CHECK", "section11", "C2, D2, E2")
    assert fault.expected == (
        "nothing here: moderated scores come from the assessor’s file of decisions alone"
    )
    assert fault.facts == ()


@pytest.mark.parametrize("own", [None, "N/A"])
def test_a_moderated_score_on_the_return_is_no_answer(gather, own) -> None:
    line = answer(score=own, not_applicable_reason=own and "No such service", moderated_score=3)
    assert gather(section11=[line]).value(NAME) is None


@pytest.mark.parametrize("column", ["evidence", "document"])
def test_a_score_of_met_that_the_words_beside_it_deny_is_not_taken(gather, column) -> None:
    found = gather(section11=[answer(score=3, **{column: "Draft, to be agreed"})])
    assert (found.value(NAME), found.value(f"{NAME}.declared")) == (None, None)
    assert [claim.value for claim in found.facts[NAME].claims] == ["met", None]
    [fault] = found.faults
    assert fault.found == "“3” beside “Draft, to be agreed”"
    assert fault.facts == (NAME, f"{NAME}.declared")
    assert found.why(NAME).startswith("section11 B2 says “3”, and section11 ")


@pytest.mark.parametrize(
    ("score", "words"),
    [(3, "Review not yet due"), (3, "Seen in the policy library"), (2, "Draft"), (0, "Not yet")],
)
def test_words_that_agree_with_the_score_change_nothing(gather, score, words) -> None:
    found = gather(section11=[answer(score=score, evidence=words)])
    assert found.value(NAME) is not None
    assert found.faults == ()


def test_a_question_mark_is_no_answer(gather) -> None:
    found = gather(section11=[answer(score="?")])
    assert found.value(NAME) is None
    assert found.why(NAME) == "section11 B2 says “?”, which is not on the audit’s scale"
    assert found.faults[0].facts == (NAME, f"{NAME}.declared")
    assert found.faults[0].expected == (
        "0, 1, 2, 3, not met, partly met or met, or N/A with a reason"
    )


def test_a_blank_is_no_answer_and_no_fault(gather) -> None:
    found = gather(section11=[answer()])
    assert (found.value(NAME), found.why(NAME)) == (None, "left blank")
    assert found.faults == ()


def test_not_applicable_with_a_reason(gather) -> None:
    found = gather(section11=[answer(score="N/A", not_applicable_reason="No such service")])
    assert found.value(NAME) is None
    assert not found.facts[NAME].returned
    assert found.why(NAME) == "given as not applicable: “No such service”"
    assert found.value(f"{NAME}.not_applicable") is True
    assert found.faults == ()


def test_not_applicable_without_a_reason(gather) -> None:
    found = gather(section11=[answer(score="N/A")])
    assert found.value(NAME) is None
    assert f"{NAME}.not_applicable" not in found.facts
    assert found.faults_in_short == [("CELL", "section11 B2", "N/A")]


def test_a_reason_beside_a_score_is_asked_about(gather) -> None:
    found = gather(section11=[answer(score=3, not_applicable_reason="No such service")])
    assert found.value(NAME) is None
    assert [claim.value for claim in found.facts[NAME].claims] == ["met", None]
    assert found.why(NAME) == (
        "section11 B2 says “3”, and section11 H2 says “No such service”, a reason for which it "
        "does not apply"
    )
    assert found.faults_in_short == [("CHECK", "section11 H2", "No such service")]


def test_an_action_still_to_bring_it_about_puts_a_score_of_met_in_dispute(gather) -> None:
    action = "Introduce a flag on the patient system"
    found = gather(section11=[answer(score=3, action=action, due="31/03/2015")])
    assert [claim.value for claim in found.facts[NAME].claims] == ["met", None]
    assert action in found.why(NAME)
    assert gather(section11=[answer(score=1, action=action)]).value(NAME) == "partly_met"


@pytest.mark.parametrize(
    ("evidence", "denied"),
    [
        ("In place on two of three sites", True),
        ("4 of 16 staff trained", True),
        ("50% of staff", True),
        ("38 of 40 staff trained", False),
        ("98% of staff", False),
        ("Audit of 20 of 340 staff files", False),
        ("82% of staff said they knew the lead", False),
        ("Three sites visited", False),
    ],
)
def test_what_holds_for_some_alone_denies_a_score_of_met(gather, evidence, denied) -> None:
    found = gather(section11=[answer(score=3, evidence=evidence)])
    assert (found.value(NAME) is None) is denied


def test_an_action_that_keeps_it_up_stands_in_the_note_of_a_score(gather) -> None:
    found = gather(section11=[answer(score=3, action="Annual review", due="31/03/2015")])
    assert found.value(NAME) == "met"
    assert found.facts[NAME].note == "an action beside it: “Annual review”, due 31/03/2015"


def test_a_reason_without_a_score_is_not_taken(gather) -> None:
    found = gather(section11=[answer(not_applicable_reason="No such service")])
    assert found.value(NAME) is None
    assert f"{NAME}.not_applicable" not in found.facts
    assert found.faults_in_short == [("CELL", "section11 H2", "No such service")]


def test_an_unknown_question(gather) -> None:
    found = gather(section11=[{"question": "S6.p11.d", "score": 3}])
    assert found.faults_in_short == [("CELL", "section11 A2", "S6.p11.d")]
    assert found.faults[0].to_do == ("Write one of the words expected here, or take the line out.")
    assert NAME not in found.facts


@pytest.mark.parametrize(
    "question",
    [
        *("s6.p11.c", " S6.p11.c ", "S6.P11.C.", "Does training follow the levels?"),
        *("DOES TRAINING\xa0follow the levels", "S6.p11.c: Does training follow the levels?"),
    ],
)
def test_ways_of_writing_a_question(gather, question) -> None:
    assert gather(section11=[{"question": question, "score": 0}]).value(NAME) == "not_met"


@pytest.mark.parametrize(
    "question", ["Does training follow levels?", "S6.p08.a Does training follow the levels?"]
)
def test_a_question_in_nearly_its_words_is_only_hinted_at(gather, question) -> None:
    found = gather(section11=[{"question": question, "score": 3}])
    assert found.faults_in_short == [("CELL", "section11 A2", question)]
    assert NAME not in found.facts


def test_an_answer_to_another_kinds_question_is_told(gather) -> None:
    found = gather(section11=[{"question": "S4.p02", "score": 3}])
    assert found.faults_in_short == [("CHECK", "section11 A2", "S4.p02")]
    assert gather(section11=[{"question": "S4.p02"}]).faults == ()


def test_twice(gather) -> None:
    found = gather(section11=[answer(score=3), answer(score=1)])
    assert found.value(NAME) is None
    assert found.value(f"{NAME}.declared") is None
    assert found.why(NAME) == (
        "it is answered more than once, and not the same: "
        "section11 B2 says “3” and section11 B3 says “1”"
    )
    assert found.faults_in_short == [("CELL", "section11 A2, A3", "S6.p11.c on 2 lines")]
    found = gather(section11=[answer(score=3), answer(score="met")])
    assert found.value(NAME) == "met"
    assert found.faults_in_short == [("CHECK", "section11 A2, A3", "S6.p11.c on 2 lines")]


QUESTIONS = ("S6.p08.a", "S6.p08.b", "S6.p11.c", "S6.p18.c")


def test_every_question_answered(gather) -> None:
    found = gather(section11=[{"question": each, "score": 0} for each in QUESTIONS])
    assert found.value("section11.answered_percent") == 100


@pytest.mark.parametrize(
    ("services", "share"),
    [("maternity", 50.0), ("paediatrics", 200 / 3), (None, (50.0, 200 / 3))],
)
def test_questions_left_out(gather, services, share) -> None:
    lines = [{"question": each, "score": 3} for each in ("S6.p08.a", "S6.p11.c")]
    found = gather(services, section11=lines)
    assert found.value("section11.answered_percent") == share


def test_what_is_there_and_cannot_be_used_may_be_an_answer(gather) -> None:
    lines = [{"question": "S6.p08.a", "score": 3}, {"question": "S6.p11.c", "score": "Met?"}]
    assert gather("paediatrics", section11=lines).value("section11.answered_percent") == (
        100 / 3,
        200 / 3,
    )


def test_not_applicable_takes_no_question_out_that_the_services_ask(gather) -> None:
    lines = [
        {"question": each, "score": "N/A", "not_applicable_reason": "not relevant to us"}
        for each in QUESTIONS
    ]
    found = gather(section11=lines)
    assert found.value("section11.answered_percent") == 0


def test_unknown_services_do_no_harm_where_all_is_answered(gather) -> None:
    found = gather(None, section11=[{"question": each, "score": 0} for each in QUESTIONS])
    assert found.value("section11.answered_percent") == 100


def test_another_kinds_questions_are_not_asked(gather) -> None:
    found = gather(None, "ccg", section11=[{"question": "S4.p02", "score": 3}])
    assert found.value("section11.answered_percent") == 100
