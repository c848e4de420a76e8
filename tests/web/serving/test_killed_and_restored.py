"""Nothing that was acknowledged is lost: not by killing web and worker, not by restoring."""

from __future__ import annotations

import json
import random
import shutil
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
import zipfile
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import DatabaseError, connections, transaction

from clausewise.cli import command
from clausewise.places import DEFAULT_PACK
from tests.web.conftest import Connection
from tests.web.people_of import MARLHAVEN, OWN, Site, do_jobs, upload
from tests.web.serving.team_server import Server, served
from web.access.roles import PersonRole
from web.record.append import record_verdict
from web.record.models import EventRow
from web.rounds.models import Round, SentFile, SentReturn
from web.rounds.store import path_of

KILLS = {"sqlite": 50, "postgresql": 12}
"""How often web or worker is killed; ``--kills 50`` does it as often on both."""
PATIENCE = 240.0
"""Seconds within which all jobs are done after the last kill."""


@pytest.fixture
def held(site: Site) -> Round:
    return site.round(codes=(OWN,))


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
    site: Site,
    connection: Connection,
    held: Round,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    kills = request.config.getoption("--kills", default=0) or KILLS[connection.kind]
    monkeypatch.setattr(settings, "SECRET_KEY", connection.config.secret)
    client = site.client(PersonRole.SUBMITTER, OWN)
    chance = random.Random(20141130)
    taken: list[bytes] = []
    with served(connection) as server:
        sender = Sender(server, client.cookies["sessionid"].value, held)
        for number in range(kills):
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
    assert len(taken) > kills // 2
    kept = {path_of(file.sha256).read_bytes() for file in SentFile.objects.all()}
    assert [content[-12:] for content in taken if content not in kept] == []
    assert not SentReturn.objects.filter(state="received").exists()
    assert record_verdict().is_whole


def options(connection: Connection, folder: Path, database: str) -> list[str]:
    """What names the data of a site to a command: a folder, or settings with a database."""
    if connection.server is None:
        return ["--data", str(folder)]
    path = folder.with_suffix(".toml")
    url = f"{connection.server}/{database}"
    path.write_text(f'data = "{folder}"\ndatabase = "{url}"\n', "utf-8")
    return ["--config", str(path)]


def test_a_backup_is_taken_while_it_runs_and_restores_everything(
    site: Site, connection: Connection, held: Round, tmp_path: Path
) -> None:
    client = site.client(PersonRole.SUBMITTER, OWN)
    client.post(f"/rounds/{held.pk}/organisations/{OWN}/send", {"files": [upload(MARLHAVEN)]})
    do_jobs()
    archive, data = tmp_path / "backup.zip", connection.config.data
    here = options(connection, data, connection.database)
    run = CliRunner().invoke
    result = run(command, ["backup", str(archive), *here])
    assert result.exit_code == 0, result.output
    again = run(command, ["backup", str(archive), *here])
    assert (again.exit_code, "already exists" in again.output) == (2, True)
    SentReturn.objects.update(state="withdrawn")
    restored = tmp_path / "restored"
    settings.CLAUSEWISE = connection.config = type(connection.config)(restored, "another")
    connection.fresh()
    connections["default"].close()
    there = options(connection, restored, connection.database)
    result = run(command, ["restore", str(archive), *there])
    assert result.exit_code == 0, result.output
    of_pack = sum(path.is_file() for path in DEFAULT_PACK.rglob("*"))
    assert result.output.startswith(f"Restored: {restored}, with {of_pack + 2} files and ")
    settings.CLAUSEWISE = connection.config
    sent = SentReturn.objects.get()
    assert sent.state == "checked"
    assert path_of(SentFile.objects.get().sha256).read_bytes() == MARLHAVEN.read_bytes()
    assert record_verdict().is_whole
    with pytest.raises(DatabaseError), transaction.atomic():
        EventRow.objects.filter(number=1).update(who="nobody")
    full = run(command, ["restore", str(archive), *there])
    assert (full.exit_code, "is not empty" in full.output) == (2, True)
    connections["default"].close()
    other = options(connection, tmp_path / "other", connection.database)
    if connection.server is not None:
        full = run(command, ["restore", str(archive), *other])
        assert (full.exit_code, "is not empty. Give one that is." in full.output) == (2, True)


def test_a_backup_that_was_changed_is_not_restored(
    site: Site, connection: Connection, held: Round, tmp_path: Path
) -> None:
    archive, data = tmp_path / "backup.zip", connection.config.data
    CliRunner().invoke(
        command, ["backup", str(archive), *options(connection, data, connection.database)]
    )
    short, outside = tmp_path / "short.zip", tmp_path / "outside.zip"
    with zipfile.ZipFile(archive) as whole, zipfile.ZipFile(short, "w") as packed:
        for name in whole.namelist():
            content = whole.read(name)
            packed.writestr(name, content[:-1] if name.startswith("clausewise.") else content)
    shutil.copyfile(archive, outside)
    with zipfile.ZipFile(outside, "a") as packed:
        packed.writestr("../outside", "x")
    spoilt = tmp_path / "spoilt.zip"
    with zipfile.ZipFile(archive) as whole:
        last = whole.infolist()[-1]
    content = bytearray(archive.read_bytes())
    content[last.header_offset + 30 + len(last.filename) + last.compress_size // 2] ^= 0xFF
    spoilt.write_bytes(content)
    connection.fresh()
    connections["default"].close()
    folder = tmp_path / "there"
    for path, words in (
        (short, "does not hold what it says"),
        (outside, "is no backup that can be restored"),
        (spoilt, "is no backup that can be restored"),
    ):
        there = options(connection, folder, connection.database)
        result = CliRunner().invoke(command, ["restore", str(path), *there])
        assert (result.exit_code, words in result.output) == (2, True), result.output
        assert [path.name for path in folder.glob("*")] in ([], ["secret.txt"])
    assert not (tmp_path / "outside").exists()
    result = CliRunner().invoke(command, ["restore", str(archive), *there])
    assert result.exit_code == 0, result.output


def test_a_backup_that_says_other_rows_than_it_has_is_taken_away_again(
    site: Site, connection: Connection, held: Round, tmp_path: Path
) -> None:
    archive, data = tmp_path / "backup.zip", connection.config.data
    CliRunner().invoke(
        command, ["backup", str(archive), *options(connection, data, connection.database)]
    )
    lying = tmp_path / "lying.zip"
    with zipfile.ZipFile(archive) as whole, zipfile.ZipFile(lying, "w") as packed:
        for name in whole.namelist():
            content = whole.read(name)
            if name == "backup.json":
                said = json.loads(content)
                said["rows"]["people_account"] += 1
                content = json.dumps(said).encode()
            packed.writestr(name, content)
    connection.fresh()
    connections["default"].close()
    there = options(connection, tmp_path / "there", connection.database)
    result = CliRunner().invoke(command, ["restore", str(lying), *there])
    assert (result.exit_code, "does not hold what it says" in result.output) == (2, True)
    if connection.server is not None:
        with connections["default"].cursor() as cursor:
            assert connections["default"].introspection.table_names(cursor) == []
    else:
        assert not (tmp_path / "there" / "clausewise.sqlite3").exists()
