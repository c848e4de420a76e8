"""A fact in dispute keeps what is claimed of it, and is known as far as all claims agree."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from engine.nouns.evidence.fact import Claim, Fact, Origin, Range
from engine.nouns.evidence.in_dispute import with_claims
from engine.nouns.verdict import Basis

OWN, OTHER, THIRD = (Origin("a.xlsx", "a" * 64, "sheet", cell, "") for cell in ("A1", "B1", "C1"))
FACT = Fact("figure", Range.of_number(5), Basis.FIGURE, (OWN,), note="a note", returned=True)
SAID = Claim(FACT.value, True, (OWN,))


@pytest.mark.parametrize(
    ("other", "value", "why"),
    [
        (Claim(None, False, (OTHER,)), None, "in words"),
        (Claim(Range(3, 4), True, (OTHER,)), Range(3, 5), ""),
        (Claim(FACT.value, False, (OTHER,)), FACT.value, ""),
        (Claim("word", True, (OTHER,)), None, "in words"),
    ],
)
def test_another_claim_puts_a_fact_in_dispute(other: Claim, value: object, why: str) -> None:
    assert with_claims(FACT, [other], "in words") == replace(
        FACT, value=value, claims=(SAID, other), origins=(OWN, OTHER), why_unknown=why
    )


def test_a_claim_of_the_same_leaves_a_fact_as_it_was() -> None:
    assert with_claims(FACT, [Claim(FACT.value, True, (OTHER,))], "in words") is FACT
    assert with_claims(FACT, [], "in words") is FACT


def test_further_claims_come_after_those_there_are_and_count_once() -> None:
    low, high = Claim(Range.of_number(1), True, (OTHER,)), Claim(Range.of_number(9), True, (THIRD,))
    once = with_claims(FACT, [low, low], "in words")
    assert with_claims(once, [high, low], "in words") == replace(
        FACT, value=Range(1, 9), claims=(SAID, low, high), origins=(OWN, OTHER, THIRD)
    )


@pytest.mark.parametrize(("low", "high"), [(math.nan, 1), (1, math.nan), (2, 1)])
def test_no_range_has_ends_that_are_none_or_the_wrong_way_round(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="not a range"):
        Range(low, high)
