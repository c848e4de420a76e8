"""Columns put together as codes: each line keeps its value, by type too."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from evidence.grids.columnar.codes import Coder

VALUES = {
    "text": st.sampled_from(["", "1", "2 ", "True"]),
    "whole number": st.integers(-2, 2),
    "yes or no": st.booleans(),
    "number": st.sampled_from([1.0, 0.5, math.nan, math.inf]),
    "day": st.dates(),
    "blank": st.none(),
}
BLOCKS = st.lists(
    st.sampled_from([*VALUES]).flatmap(lambda kind: st.lists(VALUES[kind]))
    | st.lists(st.one_of(*VALUES.values()))
)


@given(BLOCKS)
def test_each_line_keeps_its_value_however_the_lines_come_in(blocks: list[list[object]]) -> None:
    coder = Coder()
    for block in blocks:
        coder.extend(block)
    raws = [raw if raw == raw else None for block in blocks for raw in block]
    column = coder.column()
    assert [(type(raw), raw) for raw in column.values_by_line()] == [
        (type(raw), raw) for raw in raws
    ]
    met = dict.fromkeys((type(raw), raw) for raw in raws if raw is not None)
    assert [(type(value), value) for value in column.values] == list(met)
