"""A round with one certified return, closed and judged: made once in a session, then copied."""

from __future__ import annotations

import io
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

from django.test import Client

from tests.web.conftest import Connection
from tests.web.people_of import OTHER, TOLLWICK, Site, do_jobs, upload
from web.access.roles import PersonRole
from web.judging.models import RoundAssessment
from web.judging.site.read import findings_of
from web.judging.state import state_of
from web.rounds.models import Round

SENDER = OTHER


def judged_round(site: Site, connection: Connection) -> Round:
    """The round, at a site that goes on from there."""

    def make() -> None:
        made = site.round()
        own = f"/rounds/{made.pk}/organisations/{SENDER}"
        files = {"files": [upload(TOLLWICK)]}
        site.client(PersonRole.SUBMITTER, SENDER).post(f"{own}/send", files)
        do_jobs()
        site.client(PersonRole.CERTIFIER, SENDER).post(f"{own}/returns/1/certify")
        site.client(PersonRole.ADMINISTRATOR).post(f"/rounds/{made.pk}/state", {"state": "closed"})
        do_jobs()

    connection.begin("judged", make)
    held = Round.objects.get()
    assert held.state == "assessed"
    return held


def published_round(site: Site, connection: Connection) -> Round:
    """The round signed, and published to providers."""

    def make() -> None:
        held = judged_round(site, connection)
        commissioner = site.client(PersonRole.COMMISSIONER)
        commissioner.post(f"/rounds/{held.pk}/sign-off", {"state": state_of(held).digest})
        commissioner.post(f"/rounds/{held.pk}/publish", {"audience": "shared"})
        do_jobs()

    connection.begin("published", make)
    site.people.clear()
    return Round.objects.get()


def wanting(held: Round) -> str:
    """The address of a finding of the round that is not met."""
    assessment = RoundAssessment.objects.get(round=held, state=state_of(held).digest)
    found = next(line for line in findings_of(assessment) if line.verdict == "not_met")
    return f"/rounds/{held.pk}/pages/finding/{found.page}/{found.anchor}"


def seen(client: Client, address: str) -> str:
    """What the forms of a page say that somebody has seen."""
    page = client.get(address).content.decode()
    return page.partition('name="seen" value="')[2].partition('"')[0]


def archive(client: Client, path: str) -> zipfile.ZipFile:
    """An archive that somebody takes."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    answer.close()
    return zipfile.ZipFile(io.BytesIO(content))


def made_by_command_line(exported: Path) -> dict[str, bytes]:
    """What the command that stands in an exported round makes of it, file by file."""
    words = shlex.split((exported / "command.txt").read_text("utf-8"))
    subprocess.run(
        [sys.executable, "-m", "clausewise", *words[1:]],
        cwd=exported,
        capture_output=True,
        check=False,
        env={"PYTHONPATH": str(Path.cwd())},
    )
    out = exported / "shared"
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file()
    }
