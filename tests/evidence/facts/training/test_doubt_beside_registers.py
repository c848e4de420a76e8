"""Words beside a declared share that leave it in doubt leave the register's share in doubt too."""

from __future__ import annotations

import pytest

from engine.nouns.evidence.fact import Range
from tests.evidence.facts.training.lines import FOUR, SG, declared

SHARE = f"{SG}.level_3.percent"


@pytest.mark.parametrize(
    ("note", "also", "words"),
    [
        ("an estimate", None, "noted beside it: “an estimate”"),
        ("planned for nights", Range(0.0, 52.0), "noted beside it: “planned for nights”"),
        ("HR counts 31 %", Range(31.0, 52.0), "noted beside it: “HR counts 31 %”"),
    ],
)
def test_what_is_in_doubt_is_claimed_beside_the_register(gather, note, also, words) -> None:
    found = gather(register=FOUR, dashboard=[declared(3, "52%", note)])
    share = found.facts[SHARE]
    assert [claim.value for claim in share.claims] == [Range(50.0, 50.0), also]
    assert f"the dashboard’s figure is in doubt: {words}" in share.note
    assert [what for _, _, what in found.faults_in_short if "declared" in what] == [
        "Level 3, safeguarding children: “52%” declared (dashboard C2), which the words beside it "
        "leave in doubt, 50 % by the register (training A2:F5)"
    ]


@pytest.mark.parametrize("note", [None, "All wards", "From the training system"])
def test_a_figure_in_no_doubt_leaves_the_register_as_it_is(gather, note) -> None:
    found = gather(register=FOUR, dashboard=[declared(3, "52%", note)])
    assert found.value(SHARE) == 50
    assert found.facts[SHARE].claims == ()
