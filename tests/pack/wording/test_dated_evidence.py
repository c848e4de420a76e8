"""Days and years in what an answer rests on: of long ago, or still to come."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nouns.policy.pack import Pack
from evidence.facts.remarks.dated_evidence import DatingLimits, out_of_time

PAST, AHEAD, OVER = "is from long ago", "is still to come", "is about years that are over"
Q2 = DatingLimits(dt.date(2014, 9, 30), dt.date(2014, 10, 14), months=24, lasting=60)


def test_evidence_by_the_days_that_it_names(pack: Pack) -> None:
    dating = pack.vocabulary.phrasing.dating
    expected = {
        "Last asked of staff in the 2011 survey": PAST,
        "2010 audit": PAST,
        "Minutes of March 2011": PAST,
        "Audit 14/02/2011": PAST,
        "Policy of 2008": PAST,
        "Policy 2009-2012": OVER,
        "Training plan 2012-13": OVER,
        "In place from January 2015": AHEAD,
        "Paper to the Board 27 November": AHEAD,
        "Paper to the Board November 27": AHEAD,
        "On the agenda for January": AHEAD,
        "Policy of 2012, review due 2015": "",
        "Policy approved 2011": "",
        "Annual report 2013-14": "",
        "Audit of 2010, done again in June 2014": "",
        "In use since 2009": "",
        "Section 11 of the Children Act 2004": "",
        "Working Together 2010": "",
        "Next audit March 2015": "",
        "Approved in May": "",
        "Report to committee 3 September": "",
        "Board minute 14/62": "",
        "": "",
    }
    assert {words: out_of_time(words, dating, Q2) for words in expected} == expected


@pytest.mark.parametrize("words", ["2010 audit", "Policy of 1999"])
def test_a_run_without_a_limit_asks_about_no_age(pack: Pack, words: str) -> None:
    anything = DatingLimits(Q2.as_of, Q2.sent, None, None)
    assert out_of_time(words, pack.vocabulary.phrasing.dating, anything) == ""


@given(year=st.integers(1980, 2099), later=st.integers(0, 40))
def test_a_later_year_beside_it_makes_evidence_no_older(pack: Pack, year: int, later: int) -> None:
    dating = pack.vocabulary.phrasing.dating
    newer = out_of_time(f"Survey of {year}, and of {min(year + later, 2014)}", dating, Q2)
    assert out_of_time(f"Survey of {year}", dating, Q2) == PAST or newer != PAST


@given(words=st.text(max_size=60))
def test_any_text_can_be_held_to_the_days(pack: Pack, words: str) -> None:
    dating = pack.vocabulary.phrasing.dating
    assert out_of_time(words, dating, Q2) in ("", PAST, AHEAD, OVER)
