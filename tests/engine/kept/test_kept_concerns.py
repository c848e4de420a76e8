"""Concerns come back from where they were kept as they were, whatever they share."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.chaining.kept_concerns import ConcernKeeper, KeptConcerns
from engine.kept.store import Store
from engine.nouns.evidence.fact import Origin
from engine.nouns.outcome.concern import Concern, FindingKey, Statement
from engine.nouns.verdict import Verdict

words = st.sampled_from(("", "C9", "61%", "Level 3"))
origins = st.lists(st.builds(Origin, words, words, words, words, words), max_size=3).map(tuple)
statements = st.builds(
    Statement, words, words, origins, words, st.none() | st.sampled_from(Verdict), words
)
concerns = st.builds(
    Concern,
    id=words,
    rule=words,
    kind=words,
    title=words,
    organisation=words,
    periods=st.lists(words, max_size=2).map(tuple),
    cites=st.lists(words, max_size=2).map(tuple),
    findings=st.lists(st.builds(FindingKey, words, words, words), max_size=3).map(tuple),
    statements=st.lists(statements, max_size=3).map(tuple),
    because=words,
    question=words,
    next_step=words,
    rank=st.integers(0, 9),
)


@given(st.lists(concerns, max_size=4).map(tuple))
def test_concerns_come_back_as_they_were_written(found: tuple[Concern, ...]) -> None:
    assert KeptConcerns.from_concerns(found).read() == found


def test_what_several_rest_on_is_written_once() -> None:
    cell = Origin("return.xlsx", "", "Dashboard", "C9", "61%")
    said = Statement("item 8.1", "61%", (cell, cell))
    key = FindingKey("R", "ZA1", "2014-15 Q2")
    concern = Concern("c", "r", "k", "t", "ZA1", (), (), (key,), (said,), "", "", "")
    kept = KeptConcerns.from_concerns([concern, replace(concern, id="d")])
    assert (len(kept.origins), len(kept.statements), len(kept.keys)) == (1, 1, 1)


@pytest.mark.parametrize("place", [-1, 1])
def test_what_names_a_place_that_is_none_is_derived_anew(tmp_path: Path, place: int) -> None:
    concern = Concern("c", "r", "k", "t", "ZA1", (), (), (), (), "", "", "")
    keeper = ConcernKeeper(Store(tmp_path), "returns")
    spoilt = KeptConcerns((), (), (), ((concern, (place,), ()),))
    keeper.store.put(("concerns", "returns", "durable_rules"), KeptConcerns, spoilt)
    assert keeper.concerns("durable_rules", lambda: (concern,)) == (concern,)
    # What is kept now is that, and is read.
    assert keeper.concerns("durable_rules", tuple) == (concern,)
