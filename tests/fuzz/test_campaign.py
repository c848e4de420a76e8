"""A short campaign in every run of the suite, and every case that a long one has found."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from clausewise.places import DEFAULT_PACK
from engine.loading import load_pack
from engine.nouns.policy.pack import Pack
from evidence.nouns.returns import ReturnsRead
from tests.fuzz.campaign import outcome, spoil

HOME = Path(__file__).resolve().parents[2]
QUARTER = HOME / "examples/returns/2014-15-Q2"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(DEFAULT_PACK)


FOUND = (("limewick-2014-15-Q2", 1_023_603),)
"""The cases that long campaigns kept. This one ran out of time by the clock on a busy machine; it
takes a third of a second of a processor."""


@pytest.mark.parametrize(
    ("seed", "number"),
    [
        *itertools.product(("wickmere-2014-15-Q2.xlsx", "limewick-2014-15-Q2"), range(12)),
        *FOUND,
    ],
)
def test_a_spoilt_return_is_a_return_or_a_fault(
    seed: str, number: int, tmp_path: Path, pack: Pack
) -> None:
    assert outcome(spoil(QUARTER / seed, tmp_path, number), pack) in ("a return", "a fault")


def test_the_same_number_spoils_the_same_way(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    first, second = (
        spoil(QUARTER / "wickmere-2014-15-Q2.xlsx", tmp_path / name, 7) for name in ("one", "two")
    )
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes() != (QUARTER / "wickmere-2014-15-Q2.xlsx").read_bytes()


def test_what_yields_neither_a_return_nor_a_fault_is_found(
    tmp_path: Path, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.fuzz.campaign.read_returns", lambda *_: ReturnsRead(()))
    with pytest.raises(AssertionError, match="neither a return nor a fault"):
        outcome(tmp_path, pack)
