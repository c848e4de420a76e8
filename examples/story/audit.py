"""The Section 11 audit of the story: the questions, what is shown for each, and the answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from examples.story.nouns import Entry, Line, MadeQuarter, of_quarter

SHOWN: Mapping[str, tuple[str, str]] = {
    "S6.p01.a": ("Safeguarding committee, terms of reference and minutes", "Safeguarding policy"),
    "S6.p01.b": ("Quarterly assurance paper to the Board", "Board paper"),
    "S6.p02": ("Staff survey question on speaking up about children", "Staff survey 2014"),
    "S6.p03": ("Missed appointments reported to the committee each quarter", "DNA report"),
    "S6.p04": ("Routine enquiry on the adult assessment form", "Assessment form"),
    "S6.p05": ("Think-family prompt on the adult assessment form", "Assessment form"),
    "S6.p06": ("Arrangements listed in the policy, with owners", "Safeguarding policy"),
    "S6.p07": ("Executive lead named in the scheme of delegation", "Scheme of delegation"),
    "S6.p08.a": ("Named professionals listed under item 1", "Job descriptions"),
    "S6.p08.b": ("Named Midwife listed under item 1", "Job description"),
    "S6.p08.c": ("Advice log kept by the named professionals", "Advice log"),
    "S6.p09.a": ("DBS tracker reviewed monthly by HR", "Recruitment policy"),
    "S6.p09.b": ("Safeguarding clause in the job description template", "Template"),
    "S6.p10.a": ("Named Senior Officer recorded in the allegations policy", "Allegations policy"),
    "S6.p10.b": ("Allegations log, each with the LADO reference", "Allegations policy"),
    "S6.p11.a": ("Strategy rests on this year's training needs analysis", "Training strategy"),
    "S6.p11.b": ("Three-month follow-up of course learning", "Evaluation report"),
    "S6.p11.c": ("Courses mapped to the intercollegiate levels", "Training matrix"),
    "S6.p12.a": ("Group and one-to-one supervision offered", "Supervision policy"),
    "S6.p12.b": ("Frequency set by contact with children", "Supervision policy"),
    "S6.p13": ("Supervision record with the Designated Nurse", "Supervision record"),
    "S6.p14.a": ("Designated Nurse copied into incident notifications", "SI policy"),
    "S6.p14.b": ("Entries checked against the national system", "SI log"),
    "S6.p15": ("Requests answered within the LSCB's date", "Request log"),
    "S6.p16": ("Joint audit programme agreed with the LSCB", "Audit programme"),
    "S6.p17": ("Responsibilities in induction and annual appraisal", "Induction pack"),
    "S6.p17.a": ("Scenarios on abuse and neglect in training", "Course outline"),
    "S6.p17.b": ("Early-help module in training", "Course outline"),
    "S6.p17.c": ("Communication with children assessed in practice", "Competency record"),
    "S6.p17.d": ("Information sharing module and pocket guide", "Pocket guide"),
    "S6.p17.e": ("Attendance at joint meetings monitored", "Attendance log"),
    "S6.p18": ("Procedures adopted and linked on the intranet", "Procedures"),
    "S6.p18.a": ("Referrals chased at 72 hours", "Referral log"),
    "S6.p18.b": ("Pathway for children in homes with domestic abuse", "Domestic abuse pathway"),
    "S6.p18.c": ("Follow-up of each missed appointment within five days", "DNA policy"),
    "S6.p18.d": ("Conference and core group attendance monitored", "Attendance log"),
    "S6.p18.e": ("Dependants asked about at assessment", "Assessment form"),
    "S6.p18.f": ("Alert on the patient record", "Flagging procedure"),
    "S6.p18.g": ("Weekly list from children's social care matched", "Flagging procedure"),
    "S6.p19": ("Escalation flow chart in each clinical area", "Escalation procedure"),
    "S6.p20.a": ("Annual report to the Board and the CCGs", "Annual report"),
    "S6.p20.b": ("Outcome 7 self-assessment on file", "Provider compliance file"),
    "S6.p20.c": ("This audit", "Section 11 audit"),
    "S6.p20.d": ("Dashboard sent with this return", "Dashboard"),
    "S4.2.5.p02.a/2": ("Chief Nurse sits on the LSCB", "LSCB minutes"),
}
"""By question, in the order of the form: what an organisation shows, and the document it names."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to one question: a score from 0 to 3, or what somebody typed instead."""

    score: int | str | None
    evidence: str | None = None
    reason: str | None = None
    action: str | None = None
    owner: str | None = None
    due: dt.date | None = None


FULLY = Answer(3)
Answers = Sequence[Answer]
"""The answers of the last quarters of the story; the first holds before them too."""

_WORDS = {0: "not met", 1: "partly met", 2: "partly met", 3: "met"}


def plan(score: int, action: str, owner: str, due: dt.date) -> Answer:
    """A score short of fully met, with what will be done, by whom and by when."""
    return Answer(score, action=action, owner=owner, due=due)


def not_ours(reason: str) -> Answer:
    """ "N/A", with its reason."""
    return Answer("N/A", reason=reason)


def audit(
    quarter: MadeQuarter,
    answers: Mapping[str, Answers],
    *,
    in_words: bool = False,
    evidence: str | None = None,
) -> tuple[Line, ...]:
    """The audit's lines for a quarter; a question not in ``answers`` is scored 3, fully met.

    ``in_words`` writes "met" for 3; ``evidence`` stands for every question in place of what is
    usually shown. Raises ValueError for an answer to a question that is not on the form.
    """
    if strangers := set(answers) - set(SHOWN):
        raise ValueError(f"not questions of the audit: {sorted(strangers)}")
    return tuple(
        _line(
            question,
            of_quarter(answers.get(question, (FULLY,)), quarter),
            in_words,
            evidence,
        )
        for question in SHOWN
    )


def answers_to(
    questions: Sequence[str],
    quarter: MadeQuarter,
    answers: Mapping[str, Answers],
    *,
    in_words: bool = False,
) -> tuple[Line, ...]:
    """The lines of an audit with other questions than a provider's, no evidence shown.

    A question not in ``answers`` is scored 3, fully met. Raises ValueError for an answer to a
    question that is not asked.
    """
    if strangers := set(answers) - set(questions):
        raise ValueError(f"not questions of the audit: {sorted(strangers)}")
    return tuple(
        _line(
            question,
            of_quarter(answers.get(question, (FULLY,)), quarter),
            in_words,
            "",
        )
        for question in questions
    )


def answered(answers: Mapping[str, Answer]) -> tuple[Line, ...]:
    """The lines of an audit of which only these questions are there, with no evidence shown."""
    return tuple(_line(question, answer, True, "") for question, answer in answers.items())


def _line(question: str, answer: Answer, in_words: bool, evidence: str | None) -> Line:
    score: Entry = answer.score
    if in_words and isinstance(answer.score, int):
        score = _WORDS[answer.score]
    shown, document = SHOWN[question] if evidence is None else (evidence, "")
    if not isinstance(answer.score, int) or answer.score == 0:
        shown, document = "", ""
    return (
        question,
        score,
        *(None, None, None),  # The score, the name and the day of who moderates it stay empty.
        answer.evidence or shown or None,
        document or None,
        answer.reason,
        answer.action,
        answer.owner,
        answer.due,
    )
