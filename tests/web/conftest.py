"""A site of the web application for each test: its folder, its database, its people.

All tests run on SQLite, and with ``-m postgresql`` on a PostgreSQL of their own.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        *("--kills",), type=int, default=0, help="how often web and worker are killed; 0: as usual"
    )


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
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The sites that were made, each once in a session, to be copied for every test."""
    return Made(tmp_path_factory.mktemp("made"))


@dataclass
class Made:
    """Sites by name and kind of database: their folder of data, and their database."""

    home: Path
    names: set[str] = field(default_factory=set)


class Connection:
    """Where the site of a test is kept, and what can be copied there."""

    def __init__(self, data: Path, server: str | None, made: Made) -> None:
        from web.config import config_in

        self.server, self.made = server, made
        self.config = config_in(data)
        self.kind = "sqlite" if server is None else "postgresql"

    def connect(self, database: str = "") -> None:
        """Let Django work on the folder, and on a database of the server where there is one."""
        from django.conf import settings
        from django.db import connections

        from web.settings import database_for

        url = f"{self.server}/{database}" if self.server is not None else ""
        own = replace(self.config, database=url)
        settings.CLAUSEWISE = own
        connections["default"].close()
        del connections["default"]
        described = connections.configure_settings({"default": database_for(own)})
        connections.settings["default"] = described["default"]
        self.database = database

    def begin(self, name: str, make: Callable[[], None]) -> None:
        """Go on from a site of a name, which is made where there is none yet."""
        from django.db import connections

        from web.config import config_in

        key = f"{self.kind}_{name}"
        if key not in self.made.names:
            make()
            connections["default"].close()
            shutil.copytree(self.config.data, self.made.home / key)
            if self.server is not None:
                run(self.server, f"CREATE DATABASE {key} TEMPLATE {self.database}")
            self.made.names.add(key)
        connections["default"].close()
        shutil.rmtree(self.config.data)
        shutil.copytree(self.made.home / key, self.config.data)
        self.config = config_in(self.config.data)  # its secret was copied too
        self.fresh(key)

    def fresh(self, template: str = "") -> None:
        """A database of this test's own, as another is or empty."""
        if self.server is None:
            self.connect()
            return
        name = f"site_{next(_NUMBERS)}"
        run(self.server, f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
        self.connect(name)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def connection(request: pytest.FixtureRequest, tmp_path: Path, made: Made) -> Iterator[Connection]:
    """A site with all tables and nothing in them."""
    from django.db import connections

    from web.serving.database import bring_up_to_date

    server = request.getfixturevalue("server") if request.param == "postgresql" else None
    own = Connection(tmp_path / "data", server, made)

    def make() -> None:
        own.fresh()
        bring_up_to_date()

    own.begin("migrated", make)
    yield own
    connections["default"].close()


@pytest.fixture
def site(connection: Connection) -> Site:
    """A site with nobody in it."""
    from tests.web.people_of import Site

    return Site(connection.config)


def run(server: str, statement: str) -> None:
    """Run a statement on a server."""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(statement)
