"""The long form of long texts, in short: steps are counted, no clock is asked."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import clausewise
from clausewise.packs import LoadedPack
from tests.fuzz import long_text
from tests.fuzz.long_text import MOST, Cost, Plain, every_cell, holds
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


@pytest.mark.parametrize(
    ("cost", "each", "held"),
    [
        (Cost(10, {"reading": 1.0}), 1.0, True),
        (Cost(10, {"reading": 1.0}), MOST + 0.1, False),
        (Cost(10, {"reading": 1.0}), None, False),
        (Cost(has_ended=True), 0.0, False),
        (Cost(10, {"refused": 0.1}, "The return is too large."), 0.1, False),
    ],
    ids=["as plain", "dearer", "plain ones not measured", "out of time", "refused unasked"],
)
def test_a_case_holds_only_where_it_was_read_and_held_to_plain_words(
    cost: Cost, each: float | None, held: bool
) -> None:
    assert holds("cells: any", cost, each) is held


def test_what_is_to_be_refused_holds_for_its_own_reason_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(long_text, "REFUSED", {"bombs": "too large"})
    for refused, held in (("It is too large to open.", True), ("It is locked.", False)):
        assert holds("bombs", Cost(10, {"refused": 0.1}, refused), 0.1) is held


def test_a_plain_case_that_is_out_of_time_measures_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    costs = {"x": Cost(10, {"reading": 1.0}), "ended": Cost(has_ended=True)}
    costs |= {"refused": Cost(10, {"refused": 9.0}, "no"), "plain": Cost(1_000, {"reading": 2.0})}
    monkeypatch.setattr(long_text, "measured", lambda case: costs.get(str(case), costs["x"]))
    plain = Plain()
    times = {kind: plain.times(Cost(1_000, {"reading": 5.0}), kind, kind) for kind in costs}  # type: ignore[arg-type]
    assert (times["plain"], times["ended"], times["refused"]) == (4.0, None, None)
