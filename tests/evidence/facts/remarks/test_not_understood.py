"""Words beside an answer that are not those in which evidence is written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.nouns.policy.phrasing import Denials, KnownWords, Phrasing
from evidence.facts.remarks.not_understood import not_understood

PHRASING = Phrasing(
    denials=Denials(negates=("no",), harmless=("gap*",)),
    known=KnownWords(
        checkable=("minute*", "policy", "audit*"),
        plain=(
            "of",
            "the",
            "and",
            "on",
            "board",
            "by",
            "seen",
            "each",
            "ward",
            "approv*",
            "sent off",
        ),
        joining=("it", "is", "what"),
    ),
)
KNOWN = st.lists(
    st.sampled_from(
        ["minutes", "of", "the", "Board", "2014", "LSCB", "policy", "ward", "approved"]
    ),
    min_size=1,
).map(" ".join)


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("Jury is out", ("Jury", "out")),
        ("It is what it is.", ("It", "is", "what", "it", "is.")),
        ("ASK JANE", ("ASK", "JANE")),
        ("Seen by Jane nobody", ("nobody",)),
        ("Policy, dusty", ("dusty",)),
        ("Minutes of the Board, May 2014. Binned since", ("Binned", "since")),
        ("Seen by a friend", ("friend",)),
    ],
)
def test_what_is_not_understood(text: str, strange: tuple[str, ...]) -> None:
    assert not_understood(text, PHRASING) == strange


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "Minutes of the Board, 3 May 2014",
        "Policy approved by the Board and by each ward",
        "Seen by the Board",
        "Seen by Jane Cole",
        "Jo Ellis, policy of the ward",
        "LSCB minutes",
        "Policy sent off",
        "Audit of the ward, no gaps",
        "Policy’s audit (LSCB), 24/24",
        "APPROVED BY THE BOARD",
    ],
)
def test_what_is_understood(text: str) -> None:
    assert not_understood(text, PHRASING) == ()


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("MINUTES OF THE NHSE BOARD", ()),
        ("SCP AND LSCB POLICY", ()),
        ("JURY IS OUT", ("JURY", "OUT")),
        ("MINUTES OF THE SHRUG", ("SHRUG",)),
    ],
)
def test_in_capitals_what_is_no_word_is_an_abbreviation(
    text: str, strange: tuple[str, ...]
) -> None:
    assert not_understood(text, PHRASING) == strange


def test_a_document_named_beside_it_lets_a_strange_word_pass_among_many() -> None:
    text = "Seen by the board and by each ward on Monday"
    assert not_understood(text + " gladly", PHRASING) == ("gladly",)
    assert not_understood(text + " gladly", PHRASING, named=True) == ()
    assert not_understood("Seen gladly", PHRASING, named=True) == ("gladly",)


@given(st.text(max_size=80))
def test_without_known_words_all_is_understood(text: str) -> None:
    assert not_understood(text, replace(PHRASING, known=KnownWords())) == ()


@given(st.text(max_size=80))
def test_what_is_strange_stands_in_the_text(text: str) -> None:
    assert all(word in text for word in not_understood(text, PHRASING))


@given(KNOWN, KNOWN)
def test_known_words_are_understood_in_any_order_and_strange_ones_are_told(
    before: str, after: str
) -> None:
    text = f"{before} {after}"
    # Where all is in capitals, no word tells itself for an abbreviation.
    assume(text != text.upper())
    assert not_understood(text, PHRASING) == ()
    assert not_understood(f"{before}. Gathering dust", PHRASING) == ("Gathering", "dust")
