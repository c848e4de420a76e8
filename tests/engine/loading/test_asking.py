"""The audit's questions held to the words of the clauses that they ask about."""

from __future__ import annotations

from dataclasses import replace

from engine.loading.linting.asking import asking_faults
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.vocabulary import Question

WARDEN = Question("F1", "F1", "Is a fire warden in post?", ("home",))
TRAINED = Question("F2", "F2", "Are all staff trained in fire safety?", ("home",))


def faults_of_questions(pack: Pack, *questions: Question) -> list[str]:
    vocabulary = replace(
        pack.vocabulary, questions={question.id: question for question in questions}
    )
    return [fault.found for fault in asking_faults(replace(pack, vocabulary=vocabulary))]


def test_a_question_in_words_of_its_clause(small_pack: Pack) -> None:
    assert faults_of_questions(small_pack, WARDEN, TRAINED) == []


def test_a_question_that_asks_what_another_clause_says(small_pack: Pack) -> None:
    assert faults_of_questions(small_pack, replace(WARDEN, text=TRAINED.text), TRAINED) == [
        "the question F1, of which the words are those of F2"
    ]
    assert faults_of_questions(small_pack, replace(WARDEN, text="Is there a boiler?"), TRAINED) == [
        "the question F1, of other words"
    ]


def test_a_question_about_another_clause_than_its_id_names(small_pack: Pack) -> None:
    assert faults_of_questions(small_pack, replace(WARDEN, clause="F2"), TRAINED) == [
        "the question F1, which is said to be about F2"
    ]


def test_others_are_asked_other_questions(small_pack: Pack) -> None:
    """A clause that only another kind is asked about is no rival."""
    theirs = replace(TRAINED, id="F3", clause="F3", kinds=("office",))
    assert faults_of_questions(
        small_pack, replace(WARDEN, text="Is a warden on the doors by day?"), theirs
    ) == ["the question F3, of other words"]
