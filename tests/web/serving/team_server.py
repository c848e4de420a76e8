"""A team's server as a process of its own, on the folder and database of a test."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from tests.web.conftest import Connection


class Server:
    """A server on the folder of a test, which is killed and started again."""

    def __init__(self, connection: Connection, more: str, environment: Mapping[str, str]) -> None:
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            self.port = listening.getsockname()[1]
        config = settings.CLAUSEWISE
        self.environment = {**os.environ, **environment}
        self.path = config.data.parent / "team.toml"
        self.path.write_text(
            f'data = "data"\nport = {self.port}\ndatabase = "{config.database}"\n{more}', "utf-8"
        )
        self.base = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        words = ["serve", "--config", str(self.path)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "clausewise", *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self.environment,
        )
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.base}/health", timeout=5).close()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def kill(self, worker_alone: bool) -> None:
        """Kill the worker, or the server; the worker then ends by itself."""
        assert self.process is not None
        if worker_alone:
            os.kill(self._worker(), signal.SIGKILL)
        else:
            self.process.kill()
            self.process.wait()

    def _worker(self) -> int:
        """The process of the worker, once there is one (again)."""
        assert self.process is not None
        threads = Path(f"/proc/{self.process.pid}/task")  # one of them begins each next worker
        for _ in range(600):
            found = [child for own in threads.iterdir() for child in _children(own)]
            if found:
                return found[0]
            time.sleep(0.05)
        raise AssertionError("no worker was begun again")

    def end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)


def _children(thread: Path) -> list[int]:
    """The processes that a thread began and that still run."""
    try:
        return [int(word) for word in (thread / "children").read_text().split()]
    except FileNotFoundError:  # the thread has ended
        return []


@contextmanager
def served(
    connection: Connection, more: str = "", environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """A server that answers; ``more`` are further lines of its settings."""
    server = Server(connection, more, environment or {})
    try:
        server.start()
        yield server
    finally:
        server.end()
