"""A PostgreSQL server for the tests alone: Debian's package ``postgresql``, on the loopback."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server on the loopback, for the tests alone; its URL without a database."""
    with running() as url:
        yield url


@contextmanager
def running() -> Iterator[str]:
    """A PostgreSQL server of one's own as long as it is wanted; its URL without a database."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="clausewise-postgresql-"))
    user = _server_user()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    port = _free_port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -F"

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [str(programs / program), *arguments],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            user=user.pw_uid if user is not None else None,
            group=user.pw_gid if user is not None else None,
        )

    data, log = str(folder / "data"), str(folder / "log")
    try:
        run("initdb", "-D", data, "-A", "trust", "-U", "clausewise", "-E", "UTF8", "--no-sync")
        run("pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")
        try:
            yield f"postgresql://clausewise@127.0.0.1:{port}"
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    assert found, "the tests marked postgresql want Debian's package “postgresql”"
    return found[-1].parent


def _server_user() -> pwd.struct_passwd | None:
    """Who runs the server: PostgreSQL refuses to be run by root."""
    return pwd.getpwnam("postgres") if os.getuid() == 0 else None


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port
