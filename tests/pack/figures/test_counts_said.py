"""Counts beside an answer: fewer than there were, late, still owed, or too few to tell of all."""

from __future__ import annotations

import pytest

from engine.nouns.policy.pack import Pack
from engine.nouns.policy.phrasing import Counting
from evidence.facts.remarks.counts_said import (
    counted_in_all,
    falls_short,
    fewest_asked,
    of_another_quarter,
)

SHORT = (
    "Three cases this year, two reported",
    "Audit of twenty missed appointments, five followed up",
    "LADO told in 3 of 4 cases",
    "Eight requests this year; six answered, none late",
    "Two of the three allegations were referred on",
    "19 of 20 referrals acknowledged",
    "Five incidents, 4 were notified to the Designated Nurse",
    "Referral log, six chased after a fortnight",
    "Two answered after more than three weeks",
    "Log of requests: four were replied to over a month later",
    "Training list, two GPs to book",
    "Three practice nurses still to attend",
    "Policy signed by all; one partner to sign",
    "One of the two took 90 days",
    "Five allegations, LADO rung about three",
)
WHOLE = (
    "Three cases this year, all three reported",
    "Three cases this year, three reported",
    "LADO told in 4 of 4 cases, each within one working day",
    "Six allegations, four referred and two answered by the LADO",
    "Four allegations, one substantiated",
    "Twelve referrals, two escalated, all resolved",
    "Records show the child's own words in 48 of 50 cases",
    "Referrals chased after three days if nobody has replied",
    "Twelve staff interviewed after three months",
    "Two nurses to attend each meeting",
    "40 referrals to social care",
    "One to one supervision, 4 to 6 weekly",
    "Forty referrals audited in August; 3 lessons shared",
    "Attended 5 of 6 LSCB meetings, deputy sent to the sixth",
    "Page 3 of 12",
    "Five allegations, LADO rung about all five the same day",
    "Both took under 45 days",
    "Two Named Nurses to whom staff turn",
)


@pytest.mark.parametrize("words", SHORT)
def test_counts_that_fall_short_of_all(pack: Pack, words: str) -> None:
    assert falls_short(words, pack.vocabulary.phrasing.counting)


@pytest.mark.parametrize("words", WHOLE)
def test_counts_that_do_not(pack: Pack, words: str) -> None:
    assert not falls_short(words, pack.vocabulary.phrasing.counting)


def test_without_the_words_of_a_pack_no_count_tells() -> None:
    assert not any(falls_short(words, Counting()) for words in SHORT)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("Survey, n=3", 3),
        ("n = 147", 147),
        ("Audit of four records", 4),
        ("Sample of only 2", 2),
        ("Ninety sent out, 4 replies", 4),
        ("Survey of 147 children, July to September 2014", 147),
        ("Asked 9 families, 4 answered", 4),
        ("Four forms came back", 4),
        ("Survey of 3 July 2014", None),
        ("Survey of 12% of staff", None),
        ("Audit of referrals, 3 lessons", None),
    ],
)
def test_how_many_were_asked(words: str, asked: int | None) -> None:
    assert fewest_asked(words) == asked


@pytest.mark.parametrize(
    ("words", "in_all"),
    [("Four in all, two left", 4), ("12 in total", 12), ("All in hand", None), ("Two", None)],
)
def test_how_many_there_are_in_all(words: str, in_all: int | None) -> None:
    assert counted_in_all(words) == in_all


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("One of these was from Q1", [1]),
        ("two of them were reported in quarter 1", [2]),
        ("Some from last quarter", [None]),
        ("Three from Q2", []),
        ("Up from 31 in Q1", []),
        ("4 in Q2, 3 in Q1", []),
        ("9 more than in Q1", []),
        ("none in Q1", []),
    ],
)
def test_how_many_are_of_another_quarter(words: str, others: list[int | None]) -> None:
    assert list(of_another_quarter(words, 2)) == others
