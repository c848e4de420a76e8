"""What says only that nothing is known, beside an answer of met: the answer is in dispute."""

from __future__ import annotations

import pytest

NAME = "section11.S6.p11.c"


@pytest.mark.parametrize("text", ["?", "??", "TBC", "Unknown", "Not known", "N/K", "pending"])
@pytest.mark.parametrize("column", ["evidence", "document"])
def test_a_score_of_met_shown_by_what_is_not_known_is_in_dispute(gather, column, text) -> None:
    found = gather(section11=[{"question": "S6.p11.c", "score": 3, column: text}])
    assert [claim.value for claim in found.facts[NAME].claims] == ["met", None]


@pytest.mark.parametrize("text", ["N/A", "n/a", "Not applicable"])
def test_evidence_that_does_not_apply_is_none_of_a_score_of_met(gather, text) -> None:
    found = gather(section11=[{"question": "S6.p11.c", "score": 3, "evidence": text}])
    assert [claim.value for claim in found.facts[NAME].claims] == ["met", None]


def test_a_document_shows_it_where_no_other_evidence_applies(gather) -> None:
    line = {"question": "S6.p11.c", "score": 3, "evidence": "N/A", "document": "Training report"}
    assert gather(section11=[line]).value(NAME) == "met"


@pytest.mark.parametrize("text", ["-", " "])
def test_what_says_nothing_leaves_the_score_on_its_own_word(gather, text) -> None:
    found = gather(section11=[{"question": "S6.p11.c", "score": 3, "evidence": text}])
    assert (found.value(NAME), found.facts[NAME].claims) == ("met", ())
