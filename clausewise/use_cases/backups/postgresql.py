"""The database of a backup, where it is PostgreSQL: dumped and restored by its own programs."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from clausewise.errors import BackupUnusable, LibraryMissing
from clausewise.use_cases.backups.database import DatabaseHeld, held_of
from engine.verifying.event_chain import RecordedEvent, chain_verdict

if TYPE_CHECKING:
    import psycopg

DUMP = "clausewise.dump"
_COLUMNS = "number, at, who, what, about, before, after, previous, digest"
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"


@dataclass(frozen=True, slots=True)
class PostgresqlData:
    """A PostgreSQL database."""

    url: str
    environment: Mapping[str, str] = field(default_factory=dict)
    """That of this process, in which the programs are run."""

    @property
    def name(self) -> str:
        """The name of the dump within a backup."""
        return DUMP

    def copy(self, copy: Path) -> DatabaseHeld:
        """Dump the database as it is at one moment, while others may write to it: the dump and
        the counts are of one snapshot."""
        with self._connected() as connection:
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
            self._run("pg_dump", f"--snapshot={snapshot}", "--format=custom", f"--file={copy}")
            return _held(connection)

    @property
    def is_file(self) -> bool:
        """Whether its copy is a file of the folder of data."""
        return False

    def check(self, copy: Path, check: Callable[[DatabaseHeld], None]) -> None:
        """Nothing to check yet: a dump is read by restoring it."""

    def check_empty(self) -> None:
        """Raises BackupUnusable where the database has any table."""
        with self._connected() as connection:
            if connection.execute(_TABLES).fetchone() is not None:
                raise BackupUnusable(
                    f"The database {self._parts['dbname']} is not empty. Give one that is."
                )

    def restore(self, copy: Path, check: Callable[[DatabaseHeld], None]) -> None:
        """Restore a dump, all of it or nothing; its tables go again where it does not pass."""
        words = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
        self._run("pg_restore", *words, str(copy))
        try:
            with self._connected() as connection:
                check(_held(connection))
        except BackupUnusable:
            self._undo()
            raise

    def _undo(self) -> None:
        """Take every table away again."""
        with self._connected() as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")

    @property
    def _parts(self) -> dict[str, str]:
        url = urlsplit(self.url)
        return {
            "host": url.hostname or "",
            "port": str(url.port or ""),
            "username": unquote(url.username or ""),
            "dbname": url.path.lstrip("/"),
        }

    def _connected(self) -> psycopg.Connection[tuple[object, ...]]:
        try:
            import psycopg
        except ImportError:
            raise LibraryMissing(
                "A backup of PostgreSQL needs the library psycopg. "
                "Install it with: pip install clausewise[team]"
            ) from None
        try:
            return psycopg.connect(self.url, autocommit=True)
        except psycopg.Error as error:
            raise BackupUnusable(f"The database cannot be reached: {error}.") from None

    def _run(self, program: str, *words: str) -> None:
        """Run a program of PostgreSQL's; the password goes by the environment, where no other
        person of the machine sees it."""
        found = shutil.which(program)
        if found is None:
            raise BackupUnusable(
                f"The program {program} is not here. Install PostgreSQL’s programs for clients."
            )
        named = [f"--{name}={value}" for name, value in self._parts.items() if value]
        password = unquote(urlsplit(self.url).password or "")
        done = subprocess.run(
            [found, *named, "--no-password", *words],
            env={**self.environment, **({"PGPASSWORD": password} if password else {})},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise BackupUnusable(f"{program} says: {done.stderr.strip()}")


def _held(connection: psycopg.Connection[tuple[object, ...]]) -> DatabaseHeld:
    tables = [str(name) for (name,) in connection.execute(_TABLES).fetchall()]
    if "record_eventrow" not in tables:
        raise BackupUnusable("The database holds no record of a web application.")
    rows = {table: _count(connection, table) for table in tables}
    return held_of(chain_verdict(_events(connection)), rows)


def _count(connection: psycopg.Connection[tuple[object, ...]], table: str) -> int:
    from psycopg import sql

    counted = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
    return int(str((counted.fetchone() or (0,))[0]))


def _events(connection: psycopg.Connection[tuple[object, ...]]) -> Iterator[RecordedEvent]:
    for row in connection.execute(f"SELECT {_COLUMNS} FROM record_eventrow ORDER BY number"):
        yield RecordedEvent(*row)  # type: ignore[arg-type]
