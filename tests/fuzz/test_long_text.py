"""The long form of long texts, in short: steps are counted, no clock is asked."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import clausewise
from clausewise.packs import LoadedPack
from tests.fuzz.long_text import every_cell
from tests.fuzz.texts_tried import TEXTS

LENGTH = 1_000
KINDS = ("born", "postcodes", "aged", "cells", "runs of figures", "semicolons", "people", "titles")


def steps_of_reading(folder: Path, policy: LoadedPack) -> int:
    """How many functions are called while a return is read, those of C among them."""
    calls = 0

    def count(_frame: FrameType, event: str, _arg: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        evidence = clausewise.read_returns([folder], policy)
    finally:
        sys.setprofile(before)
    assert [each.organisation.code for each in evidence.reading.returns] == ["ZX1"]
    return calls


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_twice_as_long_a_text_takes_no_more_than_twice_the_steps(kind: str, tmp_path: Path) -> None:
    policy = clausewise.load_pack()
    for times in (1, 2):
        every_cell(tmp_path / str(times), TEXTS[kind], LENGTH * times)
    # What is remembered from any reading is no step of the text; a text read before would be.
    every_cell(tmp_path / "any", "x", 3)
    steps_of_reading(tmp_path / "any", policy)

    short, long = (steps_of_reading(tmp_path / str(times), policy) for times in (1, 2))

    assert long <= 2 * short
