"""A run of many, which holds what it read packed, writes the bytes of one that holds it open."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from clausewise.assessing import assess, publish
from clausewise.packs import load_pack
from clausewise.returns import read_returns
from clausewise.use_cases.write_reports import write_reports
from engine.kept.packed import PackedMapping, PackedSequence
from tests.reports.site import contents_of

pytestmark = pytest.mark.slow

FIRE = Path(__file__).resolve().parents[3] / "examples" / "fire-safety-care-home"


@contextlib.contextmanager
def packed_at_once() -> Iterator[None]:
    """Everything is packed, and of what is read next to nothing stays at hand."""
    with (
        patch("evidence.reading.MOST_HELD", 0),
        patch("evidence.submissions.MOST_HELD", 0),
        patch("engine.chaining.concerns.MOST_HELD", 0),
        patch("engine.trending.trends.MOST_HELD", 0),
        patch("engine.kept.packed.Shelf.__init__.__defaults__", (1,)),
    ):
        yield


@pytest.mark.parametrize("audience", ["internal", "shared", "public"])
def test_it_writes_the_same_bytes(tmp_path: Path, audience: str) -> None:
    for name, held in (("open", contextlib.nullcontext()), ("packed", packed_at_once())):
        # In a place of its own: what one place holds is read once in all tests.
        returns = shutil.copytree(FIRE / "returns", tmp_path / name / "returns")
        with held:
            read = read_returns(returns, load_pack(FIRE / "rules"))
            run = publish(assess(read), audience)
            write_reports(run, tmp_path / name / "out")
            assert _is_packed(run.whole.submissions[0].facts) == (name == "packed")
            assert _is_packed(read.reading.returns[0].tables) == (name == "packed")
            assert _is_packed(run.whole.concerns[0].statements) == (name == "packed")
    assert contents_of(tmp_path / "packed" / "out") == contents_of(tmp_path / "open" / "out")


def _is_packed(values: object) -> bool:
    return isinstance(values, PackedMapping | PackedSequence)
