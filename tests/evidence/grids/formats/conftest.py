"""The small return, read from any format."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.nouns.policy.pack import Pack
from evidence.nouns.returns import ReturnsRead
from evidence.reading import read_returns
from tests.evidence.grids.formats.small_return import WHOLE, Sent
from tests.evidence.sheets import WRITERS, Sheet


@pytest.fixture
def sent(tmp_path: Path, pack: Pack) -> Sent:
    """Reads the return in a format, with sheets replaced, added, or (None) left out."""

    def read(form: str, /, since_1904: bool = False, **sheets: Sheet | None) -> ReturnsRead:
        merged = {**WHOLE, **sheets}
        kept = {name: sheet for name, sheet in merged.items() if sheet is not None}
        return read_returns([WRITERS[form](tmp_path / "orwell", kept, since_1904)], pack)

    return read
