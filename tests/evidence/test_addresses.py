"""Addresses among words: found, cut out, and nothing else with them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from evidence.addresses import names_address, without_addresses

ONE_EXPRESSION = re.compile(
    r"\bhttps?://\S+|\bwww\.\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:uk|org|com|net)\b\S*"
)
"""What an address is, said at once; it takes the square of a text's length."""
PIECES = ["a", "b-c", ".", "..", "-", " ", "/", "www.", "https://", ".uk", ".org", ".com.", "x.net"]


def test_what_is_an_address() -> None:
    said = "Board papers at trust.nhs.uk/board, https://x.example/a and www.example.de; not yet."
    assert without_addresses(said) == "Board papers at     and   not yet."
    assert names_address(said)
    assert not names_address("It is in the library. Ask for it at 9.30")
    assert without_addresses("not published...www.x.org") == "not published... "


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_as_one_expression_would_find_them(text: str) -> None:
    words = re.compile(r"\w+")
    assert words.findall(without_addresses(text)) == words.findall(ONE_EXPRESSION.sub(" ", text))
