"""Organisations settled block by block come out as those settled all at once."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.evaluating import settle as settling
from engine.evaluating.blocks import columns_in
from engine.evaluating.columns import (
    Columns,
    NumberColumn,
    WordColumn,
    number_column,
    yes_no_column,
)
from engine.evaluating.ingest import columns_of
from engine.evaluating.planes import Setting
from engine.evaluating.settle import settle
from engine.nouns.policy.rule import Rule
from tests.engine.evaluating.naive import AS_OF, CATALOGUE, PARAMETERS, Facts, evidence, rules


@given(st.lists(rules, min_size=1, max_size=4), st.lists(evidence(), max_size=7))
def test_blocks_change_no_verdict_and_no_truth(some_rules: list[Rule], facts: list[Facts]) -> None:
    # Each organisation has a value of its own, so that parameters are cut into blocks too.
    own = {"low": np.arange(len(facts), dtype=float)}
    setting = Setting({**PARAMETERS, **own}, AS_OF)
    columns = columns_of(facts, CATALOGUE, CATALOGUE)
    whole = settle(some_rules, columns, setting)
    with patch.object(settling, "BLOCK", 2):
        blocks = settle(some_rules, columns, setting)
    assert (whole.verdicts == blocks.verdicts).all()
    assert (whole.planes.truths == blocks.planes.truths).all()


def test_a_block_of_a_column_keeps_the_short_forms_that_comparing_is_quicker_by() -> None:
    returned = np.ones(3, dtype=bool)
    bounds = np.array([1.0, -np.inf, 3.0]), np.array([1.0, np.inf, 3.0])
    answers = yes_no_column(np.array([0, 1, 2], dtype=np.int8), returned)
    columns = Columns(3, {"number": number_column(*bounds, returned), "answer": answers})
    block = columns_in(columns, slice(1, 3))
    number, answer = block.of["number"], block.of["answer"]
    assert block.length == 2
    assert isinstance(number, NumberColumn)
    assert number.exact is not None
    np.testing.assert_array_equal(number.exact.values, [np.nan, 3.0])
    assert number.exact.unknown.tolist() == [1, 0]
    assert isinstance(answer, WordColumn)
    assert answer.yes is not None
    assert answer.yes.tolist() == [1, 2]


def test_a_number_with_one_bound_alone_is_not_unknown() -> None:
    returned = np.ones(2, dtype=bool)
    for low, high in (([-np.inf, 1.0], [5.0, 1.0]), ([5.0, 1.0], [np.inf, 1.0])):
        assert number_column(np.array(low), np.array(high), returned).exact is None
