"""A site of the web application for each test: its folder, its database, its people.

All tests run on SQLite, and with ``-m postgresql`` on a PostgreSQL of their own.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.postgresql_server import server

if TYPE_CHECKING:
    from tests.web.people_of import Site

__all__ = ["server"]
_NUMBERS = count()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Who does not ask for these tests does not wait for Django."""
    return True if "not web" in (config.option.markexpr or "") else None


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> None:
    """Models want Django's settings before they can be imported; a site has its own folder."""
    from django.conf import settings

    from web.config import WebConfig
    from web.settings import set_up

    if not settings.configured:
        set_up(WebConfig(Path(), "for tests alone"))
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        settings.ALLOWED_HOSTS = ["testserver"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.web)


@pytest.fixture(scope="session")
def migrated() -> dict[str, str]:
    """By the kind of database: one with all tables and nothing in them."""
    return {}


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def site(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    migrated: dict[str, str],
) -> Iterator[Site]:
    """A site with nothing in it."""
    from django.conf import settings
    from django.db import connections

    from tests.web.people_of import Site
    from web.config import DATABASE_FILE, config_in
    from web.serving.start import bring_up_to_date
    from web.settings import database_for

    config = config_in(tmp_path / "data")

    def connect(at: str) -> None:
        own = replace(config, database=at)
        settings.CLAUSEWISE = own
        connections["default"].close()
        del connections["default"]
        connections.settings["default"] = connections.configure_settings(
            {"default": database_for(own)}
        )["default"]

    if request.param == "sqlite":
        if "sqlite" not in migrated:
            connect("")
            bring_up_to_date()
            connections["default"].close()
            kept = tmp_path_factory.mktemp("migrated") / DATABASE_FILE
            shutil.copy(config.data / DATABASE_FILE, kept)
            migrated["sqlite"] = str(kept)
        shutil.copy(migrated["sqlite"], config.data / DATABASE_FILE)
        connect("")
    else:
        at: str = request.getfixturevalue("server")
        if "postgresql" not in migrated:
            _run(at, "CREATE DATABASE migrated")
            connect(f"{at}/migrated")
            bring_up_to_date()
            connections["default"].close()
            migrated["postgresql"] = "migrated"
        name = f"site_{next(_NUMBERS)}"
        _run(at, f"CREATE DATABASE {name} TEMPLATE migrated")
        connect(f"{at}/{name}")
    yield Site(config)
    connections["default"].close()


def _run(server: str, statement: str) -> None:
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(statement)
