"""Figures that words beside them doubt: checks still hold them against each other."""

from __future__ import annotations

import datetime as dt

import pytest

from engine.disputing.firing import firings
from engine.judge import setting_of
from engine.nouns.evidence.fact import Claim, Fact, Range
from engine.nouns.evidence.in_dispute import with_claims
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.return_check import checkable
from engine.parameters import in_force

DAY = dt.date(2014, 9, 30)
SUPERVISED = Fact("dashboard.6.4", Range.of_number(96), returned=True)
NOBODY = Fact("dashboard.6.3", Range.of_number(0), returned=True)


@pytest.mark.parametrize(
    ("claim", "fires"),
    [
        (Claim(None, returned=False), True),
        (Claim(Range.of_number(3)), False),
        (Claim(None, returned=False, check="another"), False),
    ],
)
def test_words_that_only_doubt_a_figure_silence_no_check(
    pack: Pack, claim: Claim, fires: bool
) -> None:
    [check] = [check for check in pack.checks if check.id == "supervised-of-nobody"]
    doubted = with_claims(NOBODY, [claim], "")
    setting = setting_of([in_force(pack, DAY)], DAY)
    facts = {fact.name: fact for fact in (SUPERVISED, doubted)}
    [firing] = firings([check], [facts], checkable(pack.catalogue), setting)
    assert bool(firing.fires[0]) is fires
