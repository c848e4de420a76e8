"""Packs under which counts up to 4.5 are small."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from engine.loading import load_pack
from engine.nouns.policy.pack import Pack
from tests.engine.publishing.published.returns import SMALL_NUMBER


@pytest.fixture
def pack(write_pack: Callable[[Mapping[str, str]], Path], pack_files: dict[str, str]) -> Pack:
    parameters = pack_files["parameters.yaml"] + SMALL_NUMBER
    return load_pack(write_pack({**pack_files, "parameters.yaml": parameters}))
