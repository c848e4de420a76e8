"""Comparisons sent to another process, where the hash of the same text is another."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from engine.nouns.policy.condition import Comparison, Literal, ParameterRef
from engine.nouns.policy.operators import Op

HOME = Path(__file__).parents[3]
SENT = {
    Comparison("dashboard.6.4", Op.IS_AT_LEAST, ParameterRef("supervision_met")): "first",
    Comparison("section11.S6.p07", Op.IS, Literal("met")): "second",
}
LOOK_UP = """
import pickle, sys
from engine.nouns.policy.condition import Comparison
from engine.nouns.policy.operators import Op
given = pickle.load(sys.stdin.buffer)
for comparison, place in given.items():
    made = Comparison(comparison.fact, comparison.op, comparison.right)
    print(given[made], place, hash(made) == hash(comparison))
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_a_comparison_is_found_again_in_another_process(seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOOK_UP],
        cwd=HOME,
        env={**os.environ, "PYTHONHASHSEED": seed},
        input=pickle.dumps(SENT),
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().split("\n") == ["first first True", "second second True", ""]
