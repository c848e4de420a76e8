"""The long form of files made to exhaust the reader, in short."""

from __future__ import annotations

import pytest

from tests.fuzz.bombs import KINDS, cost_of, plain

SHARE = 0.01
"""Of the size that ``python -m tests.fuzz.bombs`` makes each of."""


@pytest.mark.slow
@pytest.mark.parametrize("kind", list(KINDS))
def test_what_is_made_to_exhaust_the_reader_ends_in_words_and_in_bounds(kind: str) -> None:
    cost = cost_of(KINDS[kind], SHARE).beside(cost_of(plain, 1))
    assert cost.ended.startswith("a fault: ")
    assert cost.holds, cost
