"""A server on data of its own, with its worker: how it starts, and what processor time it takes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path

_SET_UP = """
import sys
from pathlib import Path
from web.clock import now
from web.config import config_from
from web.settings import set_up
set_up(config_from(Path(sys.argv[1])))
from web.people.accounts import make_link
from web.serving.database import bring_up_to_date
from web.serving.start import owner
"""
_SEED = """
from web.serving.demo import seed
bring_up_to_date()
seed(owner(), lambda words: None)
"""
_LINK = """
print(make_link(owner(), False, now()))
"""


@dataclass(frozen=True)
class Served:
    """A server that runs."""

    process: subprocess.Popen[str]
    base: str

    @property
    def seconds(self) -> float:
        """The processor seconds of the server so far."""
        return processor_seconds(self.process.pid)

    @property
    def seconds_of_worker(self) -> float:
        """Those of its worker."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return sum(processor_seconds(int(child)) for child in children)


def processor_seconds(pid: int) -> float:
    """The processor seconds of a process so far."""
    said = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(folder: Path, database: str) -> Iterator[Served]:
    """A team's server with the examples, on a folder and a database (empty for SQLite)."""
    settings = folder / "team.toml"
    settings.write_text(
        f'data = "data"\ndatabase = "{database}"\nsecond_factor = false\n', encoding="utf-8"
    )
    _run(settings, _SEED)
    command = [sys.executable, "-m", "clausewise", "serve", "--config", str(settings)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = (re.search(r"http://[\d.]+:\d+", line) for line in server.stdout)
        try:
            yield Served(server, next(match for match in found if match)[0])
        finally:
            server.terminate()


def entry(folder: Path, base: str) -> str:
    """A link by which the owner of the examples comes in."""
    return f"{base}/enter/{_run(folder / 'team.toml', _LINK)}"


def _run(settings: Path, steps: str) -> str:
    """What some steps print on the installation of a file of settings."""
    made = subprocess.run(
        [sys.executable, "-c", _SET_UP + steps, str(settings)],
        capture_output=True,
        text=True,
        check=True,
    )
    return made.stdout.strip()


def start_once(folder: Path) -> tuple[float, float]:
    """Start a server of one person on an empty folder: the seconds until its first page was read,
    and the processor seconds of the server by then."""
    command = [sys.executable, "-m", "clausewise", "serve", "--no-browser", "--data", str(folder)]
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = (re.search(r"http://\S+/enter/\S+", line) for line in server.stdout)
        link = next(match for match in found if match)[0]
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        browser.open(link).read()
        taken = time.perf_counter() - begun, processor_seconds(server.pid)
        server.terminate()
    return taken
