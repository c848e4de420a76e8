"""What a history told a run is kept in its manifest and given back as it was."""

from __future__ import annotations

import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from engine.nouns.evidence.fact import Range
from engine.nouns.outcome.past import NO_PAST, Past, PastFigure, PastFinding, PastReturn
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Verdict
from engine.verifying.manifest_form import manifest_bytes, manifest_from
from engine.verifying.remembered import past_from, past_record
from tests.engine.verifying.manifests import MANIFEST

quarters = st.builds(Quarter, st.integers(2010, 2020), st.integers(1, 4))
codes = st.text(min_size=1, max_size=4)
edges = st.one_of(st.floats(allow_nan=False), st.just(math.inf), st.just(-math.inf))
ranges = st.tuples(edges, edges).map(sorted).map(lambda pair: Range(*pair))
findings = st.builds(
    PastFinding,
    codes,
    codes,
    quarters,
    st.sampled_from(Verdict),
    st.none() | st.sampled_from(Basis),
)
figures = st.builds(PastFigure, codes, codes, quarters, ranges)
returns = st.builds(PastReturn, codes, quarters, st.booleans(), codes, codes, st.booleans())
pasts = st.builds(
    Past,
    st.lists(findings, max_size=3).map(tuple),
    st.lists(figures, max_size=3).map(tuple),
    st.lists(quarters, max_size=3).map(tuple),
    st.lists(returns, max_size=3).map(tuple),
    st.lists(returns, max_size=3).map(tuple),
)


def finite(past: Past) -> bool:
    """Whether no figure is infinite on its wrong side, which no history holds."""
    return not any(
        figure.value.low == math.inf or figure.value.high == -math.inf for figure in past.figures
    )


@given(pasts.filter(finite))
def test_what_was_remembered_comes_back_through_the_manifests_bytes(past: Past) -> None:
    content = manifest_bytes(replace(MANIFEST, past=past_record(past)))
    assert past_from(manifest_from(content).past) == past


def test_without_a_history_nothing_is_remembered() -> None:
    assert past_from(manifest_from(manifest_bytes(MANIFEST)).past) == NO_PAST
