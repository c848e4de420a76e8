"""The phrases of wording.yaml: what a careful reader asks about, and what says nothing against."""

from __future__ import annotations

import pytest

from engine.nouns.policy.pack import Pack
from evidence.facts.remarks.words_beside import ONLY_SOME
from evidence.phrases import phrase_in
from evidence.text import folded


def denies(pack: Pack, words: str) -> bool:
    phrasing = pack.vocabulary.phrasing
    said = any(phrase_in(words, phrases) for phrases in (phrasing.not_so, phrasing.nothing))
    return said or bool(ONLY_SOME.search(folded(words)))


@pytest.mark.parametrize(
    "words",
    [
        "Process being written; none at present",
        "Only 3 of 40 job descriptions updated so far",
        "All staff bar 14",
        "We did not respond to two requests this quarter",
        "LADO not informed of one allegation",
        "To be evaluated next year",
        "IT system cannot flag children yet",
        "Pilot on one ward only",
        "Out of date",
        "No survey this quarter",
        "Data not validated",
        "Last year’s figure",
    ],
)
def test_words_that_deny_an_answer(pack: Pack, words: str) -> None:
    assert denies(pack, words)


@pytest.mark.parametrize(
    "words",
    [
        "Director of Nursing; no vacancy",
        "Not applicable to adult wards; flag in place on PAS since 2012",
        "Not only quality but appropriateness; September, 40 referrals",
        "All flags reviewed; none outdated",
        "Children who did not attend are followed up within five days",
        "Did Not Attend policy, March 2014",
        "Policy, to be reviewed 2016",
        "36 of 36 records audited",
        "No missed appointments went without follow-up",
        "Up from 92 % the previous year",
        "All but one ward visited by the team; both sites covered",
        "Seen by the Board in July; no concerns",
        "Only the executive lead may sign off closures",
        "Chief Nurse chairs the committee, minutes on file",
        "Policy kept under review, next due 2016",
        "All but one ward visited; both sites covered",
        "Audit of 20 of 340 staff files, all complete",
        "98% of staff trained",
        "82% of staff said they knew the lead",
        "None overdue",
        "No gaps identified at the last audit",
        "Follow-up of missed appointments within five days",
        "Cancelled appointments are rebooked the same week",
        "Pilot of 2012 now rolled out to every ward",
        "Training records; 12 of 12 supervisors trained",
        "Risk register reviewed by the committee",
        "Improvement plan of 2013 closed",
        "Disputes with social care are escalated",
        "Partial shifts are covered by the bank",
        "Interim review done in May",
        "Used only in exceptional cases",
        "Executive lead named in the scheme of delegation",
        "Procedures adopted and linked on the intranet",
        "Evidence folder 7, tab 3",
        "Minutes of the safeguarding committee, 4 July 2014",
        "LSCB attendance 6 of 6",
        "Chief Executive's statement on the website",
        "Supervision log; group sessions monthly",
        "Training needs analysis 2014",
        "Protocol with mental health signed March 2013",
        "Job description template v4",
        "Three serious incidents, all reported to the Designated Nurse",
        "Two allegations, both referred within a day",
        "Flow chart on every ward",
        "Survey of parents, n=64",
        "Escalation used twice this quarter, resolved both times",
    ],
)
def test_words_that_deny_nothing(pack: Pack, words: str) -> None:
    assert not denies(pack, words)


@pytest.mark.parametrize(
    ("words", "empty"),
    [
        ("Interim cover being sought", True),
        ("Left on 31 August, successor starts in November", True),
        ("No named person", True),
        ("N/A", True),
        ("Named Nurse, appointed in May", False),
        ("Lead for recruitment and safeguarding", False),
        ("Successor to the Head of Nursing", False),
    ],
)
def test_words_that_mean_an_empty_post(pack: Pack, words: str, empty: bool) -> None:
    assert bool(phrase_in(words, pack.vocabulary.phrasing.empty_post)) is empty


@pytest.mark.parametrize(
    ("title", "unapproved"),
    [
        ("Supervision policy (expired)", True),
        ("Supervision policy (not yet signed off)", True),
        ("Supervision policy, signed off by the Board", False),
    ],
)
def test_titles_of_what_is_not_approved(pack: Pack, title: str, unapproved: bool) -> None:
    assert bool(phrase_in(title, pack.vocabulary.phrasing.not_approved)) is unapproved
