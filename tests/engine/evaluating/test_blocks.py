"""Organisations settled block by block come out as those settled all at once."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.evaluating import settle as settling
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
