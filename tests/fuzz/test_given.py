"""The long form of spoiling what is given beside the returns, in short."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.given import kinds, tried

pytestmark = pytest.mark.slow

QUICK = {"history": 4, "url": 8, "pack": 2}
"""Cases of each kind that a developer tries at each change; CI tries 25 of every kind."""


@pytest.mark.parametrize(("kind", "cases"), QUICK.items(), ids=list(QUICK))
def test_what_is_spoilt_ends_in_words(
    kind: str, cases: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(cases):
        tried(kind, kinds()[kind], number)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", list(kinds()))
def test_much_that_is_spoilt_ends_in_words(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(1_000, 1_025):
        tried(kind, kinds()[kind], number)
    assert list(tmp_path.iterdir()) == []
