"""Where a history is kept: in a file, and with ``-m postgresql`` in a PostgreSQL of the tests' own.

The tests marked ``postgresql`` are left out unless asked for. They want Debian's package
``postgresql`` and start a server of their own on the loopback, as another user where the tests
run as root.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.postgresql_server import server

Where = Callable[[], str]
_NUMBERS = count()
__all__ = ["server"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "postgresql" not in (config.option.markexpr or ""):
        left_out = [item for item in items if item.get_closest_marker("postgresql")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("postgresql")]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A history not yet made: its file or URL."""
    if request.param == "sqlite":
        return str(tmp_path / "history.db")
    server: str = request.getfixturevalue("server")
    name = f"history_{next(_NUMBERS)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{server}/{name}"
