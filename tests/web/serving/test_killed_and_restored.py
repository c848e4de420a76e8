"""Nothing that was acknowledged is lost: not by killing web and worker, not by restoring."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings

from clausewise.cli import command
from clausewise.places import DEFAULT_PACK
from tests.web.conftest import Connection
from tests.web.people_of import MARLHAVEN, OWN, Site, do_jobs, upload
from web.access.roles import PersonRole
from web.record.append import record_verdict
from web.rounds.models import Round, SentFile, SentReturn
from web.rounds.store import path_of

KILLS = 50
SQLITE = pytest.mark.parametrize("connection", ["sqlite"], indirect=True)
"""Of a PostgreSQL a backup is taken by its own pg_dump."""
PATIENCE = 240.0
"""Seconds within which all jobs are done after the last kill."""


@pytest.fixture
def held(site: Site) -> Round:
    return site.round(codes=(OWN,))


class Server:
    """A server on the folder of a test, which is killed and started again."""

    def __init__(self, connection: Connection) -> None:
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            self.port = listening.getsockname()[1]
        config = settings.CLAUSEWISE
        self.path = config.data.parent / "team.toml"
        self.path.write_text(
            f'data = "data"\nport = {self.port}\ndatabase = "{config.database}"\n', "utf-8"
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
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        found = children.read_text().split() if children.exists() else []
        if worker_alone and found:
            os.kill(int(found[0]), signal.SIGKILL)
        elif not worker_alone:
            self.process.kill()
            self.process.wait()

    def end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(60)


@contextmanager
def served(connection: Connection) -> Iterator[Server]:
    server = Server(connection)
    try:
        server.start()
        yield server
    finally:
        server.end()


class Sender:
    """A provider's browser, as far as sending a return wants one."""

    def __init__(self, server: Server, cookie: str, held: Round) -> None:
        jar = CookieJar()
        self.open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar)).open
        self.jar, self.cookie = jar, f"sessionid={cookie}"
        self.address = f"{server.base}/rounds/{held.pk}/organisations/{OWN}"

    def send(self, content: bytes) -> bool:
        """Send a workbook; whether it was acknowledged."""
        try:
            request = urllib.request.Request(f"{self.address}/", headers={"Cookie": self.cookie})
            with self.open(request, timeout=20) as page:
                text = page.read().decode()
                token = page.headers["Set-Cookie"].partition("csrftoken=")[2].partition(";")[0]
            hidden = text.partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
            return self._post(content, hidden, token)
        except (OSError, AttributeError):
            return False

    def _post(self, content: bytes, hidden: str, token: str) -> bool:
        edge = uuid.uuid4().hex
        body = (
            f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
            f"{hidden}\r\n--{edge}\r\nContent-Disposition: form-data; "
            'name="files"; filename="return.xlsx"\r\n\r\n'
        ).encode()
        request = urllib.request.Request(
            f"{self.address}/send",
            data=body + content + f"\r\n--{edge}--\r\n".encode(),
            headers={
                "Cookie": f"{self.cookie}; csrftoken={token}",
                "Content-Type": f"multipart/form-data; boundary={edge}",
            },
        )
        no_redirect = urllib.request.build_opener(_NoRedirect)
        try:
            no_redirect.open(request, timeout=20).close()
        except urllib.error.HTTPError as error:
            status = error.code
            error.close()
            return status == 302
        return False


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *given: object) -> None:
        return None


@pytest.mark.slow
def test_fifty_kills_lose_nothing_that_was_acknowledged(
    site: Site, connection: Connection, held: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SECRET_KEY", connection.config.secret)
    client = site.client(PersonRole.SUBMITTER, OWN)
    chance = random.Random(20141130)
    taken: list[bytes] = []
    with served(connection) as server:
        sender = Sender(server, client.cookies["sessionid"].value, held)
        for number in range(KILLS):
            content = MARLHAVEN.read_bytes() + f"<!-- {number} -->".encode()
            if sender.send(content):
                taken.append(content)
            time.sleep(chance.random() * 0.3)
            worker_alone = chance.random() < 0.7
            server.kill(worker_alone)
            if not worker_alone:
                server.start()
        end = time.monotonic() + PATIENCE
        while SentReturn.objects.filter(state="received").exists() and time.monotonic() < end:
            time.sleep(0.5)
    assert len(taken) > KILLS // 2
    kept = {path_of(file.sha256).read_bytes() for file in SentFile.objects.all()}
    assert [content[-12:] for content in taken if content not in kept] == []
    assert not SentReturn.objects.filter(state="received").exists()
    assert record_verdict().is_whole


@SQLITE
def test_a_backup_is_taken_while_it_runs_and_restores_everything(
    site: Site, connection: Connection, held: Round, tmp_path: Path
) -> None:
    client = site.client(PersonRole.SUBMITTER, OWN)
    client.post(f"/rounds/{held.pk}/organisations/{OWN}/send", {"files": [upload(MARLHAVEN)]})
    do_jobs()
    archive, data = tmp_path / "backup.zip", connection.config.data
    run = CliRunner().invoke
    result = run(command, ["backup", str(archive), "--data", str(data)])
    assert result.exit_code == 0, result.output
    again = run(command, ["backup", str(archive), "--data", str(data)])
    assert (again.exit_code, "is there already" in again.output) == (2, True)
    SentReturn.objects.update(state="withdrawn")
    restored = tmp_path / "restored"
    result = run(command, ["restore", str(archive), "--data", str(restored)])
    of_pack = sum(path.is_file() for path in DEFAULT_PACK.rglob("*"))
    assert result.output.startswith(f"Restored: {restored}, with {of_pack + 2} files and ")
    assert not (restored / "secret.txt").exists()
    settings.CLAUSEWISE = connection.config = type(connection.config)(restored, "another")
    connection.connect()
    sent = SentReturn.objects.get()
    assert sent.state == "checked"
    assert path_of(SentFile.objects.get().sha256).read_bytes() == MARLHAVEN.read_bytes()
    assert record_verdict().is_whole
    full = run(command, ["restore", str(archive), "--data", str(restored)])
    assert (full.exit_code, "is not empty" in full.output) == (2, True)


@SQLITE
def test_a_backup_that_was_changed_is_not_restored(
    site: Site, connection: Connection, held: Round, tmp_path: Path
) -> None:
    archive, data = tmp_path / "backup.zip", connection.config.data
    CliRunner().invoke(command, ["backup", str(archive), "--data", str(data)])
    with zipfile.ZipFile(archive, "a") as packed:
        packed.writestr("../outside", "x")
    result = CliRunner().invoke(command, ["restore", str(archive), "--data", str(tmp_path / "r")])
    assert result.exit_code == 2
    assert "is no backup that can be restored" in result.output
    assert not (tmp_path / "outside").exists()
