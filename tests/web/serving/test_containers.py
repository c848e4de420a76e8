"""The image and the compose file: built and run where an engine is at hand, else as processes.

An engine counts as at hand where it answers and can fetch the images that ours begins from. Without
one the very commands of the compose file are run on this machine, with its settings, beside a
PostgreSQL of the tests' own: from a wheel that is built of what the Containerfile copies and of
nothing else, with its environment, and held to its health check.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pyotp
import pytest
import yaml

from tests.web.conftest import Connection
from tests.web.people_of import OWN, PASSWORD, Site
from tests.web.serving.behind_proxy import Behind
from tests.web.serving.image import (
    COMPOSE,
    DEPLOY,
    HOME,
    IMAGE,
    built,
    copied,
    engine,
    health_check,
    running,
    wait_until,
)
from web.clock import now
from web.config import config_from
from web.people.models import Account
from web.rounds.models import Expected

ON_POSTGRESQL = pytest.mark.parametrize(
    "connection", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)


def settings_here(connection: Connection, folder: Path) -> Path:
    """The settings of the containers, with the folder, the port and the database of this test."""
    port = 20_000 + hash(connection.database) % 20_000
    text = (DEPLOY / "team.toml").read_text("utf-8")
    (folder / "database.txt").write_text(f"{connection.server}/{connection.database}\n", "utf-8")
    for inside, here in (
        ('data = "/data"', f'data = "{connection.config.data}"'),
        ('database_file = "/run/secrets/database"', 'database_file = "database.txt"'),
        ('address = "0.0.0.0"', 'address = "127.0.0.1"'),
        ("port = 8000", f"port = {port}"),
    ):
        assert text.count(inside) == 1
        text = text.replace(inside, here)
    path = folder / "team.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.slow
@ON_POSTGRESQL
def test_a_team_signs_in_and_its_worker_does_a_job(
    site: Site, connection: Connection, tmp_path: Path
) -> None:
    name = engine()
    if name:
        _containers_answer(name, tmp_path)
    config = settings_here(connection, tmp_path)
    host = config_from(config).hosts[0]
    image = built(tmp_path)
    before = image.files
    with running(config, image):
        port = config_from(config).port
        healthy = subprocess.run(health_check(port), env=image.environment, check=False)
        assert healthy.returncode == 0
        browser = Behind(config_from(config).port, host)
        status, headers, _ = browser.ask("/sign-in")
        assert (status, headers["Strict-Transport-Security"]) == (200, "max-age=31536000")
        assert "unsafe" not in headers["Content-Security-Policy"]
        _come_in(browser, config, host)
        held = site.round(codes=(OWN,), is_open=False)
        status, _, _ = browser.send(f"/rounds/{held.pk}/state", f"/rounds/{held.pk}/", state="open")
        assert status == 302
        wait_until(lambda: bool(Expected.objects.get().blank_sha256))
        assert "2014-15 Q3" in browser.ask("/")[2]
    # The compose file mounts the image read-only.
    assert COMPOSE["services"]["web"]["read_only"] is True
    assert image.files == before


def _come_in(browser: Behind, config: Path, host: str) -> None:
    """The first administrator comes in by the link that ``clausewise invite`` says."""
    invite = [sys.executable, "-m", "clausewise", "invite", "jane@example.org"]
    link = subprocess.check_output([*invite, "--config", str(config)], text=True, cwd=HOME).strip()
    assert link.startswith(f"https://{host}/join/")
    way = link.removeprefix(f"https://{host}")
    status, headers, _ = browser.send(way, password=PASSWORD, again=PASSWORD)
    assert (status, headers["Location"]) == (302, "/sign-in/second-factor")
    _, _, page = browser.ask("/sign-in/second-factor")
    secret = re.findall(r"<code>([A-Z2-7]{32})</code>", page)[0]
    status, _, page = browser.send("/sign-in/second-factor", code=pyotp.TOTP(secret).at(now()))
    assert (status, "Your recovery codes" in page) == (200, True)
    status, _, page = browser.ask("/people/")
    assert (status, "jane@example.org" in page) == (200, True)
    assert Account.objects.filter(email="jane@example.org").exists()


def _containers_answer(name: str, folder: Path) -> None:
    """Build the image, start everything, and ask the web application whether it is well."""
    own = folder / "deploy"
    shutil.copytree(DEPLOY, own)
    for file, content in (
        ("secrets/database.txt", "postgresql://clausewise:secret@database/clausewise"),
        ("secrets/database_password.txt", "secret"),
    ):
        (own / file).parent.mkdir(exist_ok=True)
        (own / file).write_text(content, "utf-8")
    (own / "compose.yaml").write_text(
        (own / "compose.yaml").read_text("utf-8").replace("context: ..", f"context: {HOME}"),
        "utf-8",
    )
    compose = [name, "compose", "-f", str(own / "compose.yaml"), "-p", "clausewise-test"]
    try:
        words = "up --build --wait --detach database web worker"
        subprocess.run([*compose, *shlex.split(words)], check=True, timeout=1800)
        ask = "import urllib.request as r; print(r.urlopen('http://127.0.0.1:8000/health').read())"
        said = subprocess.check_output([*compose, "exec", "-T", "web", "python", "-c", ask])
        assert b"ok" in said
    finally:
        subprocess.run([*compose, "down", "--volumes"], check=True, timeout=300)


def test_the_image_is_made_of_what_is_there_and_starts_as_the_compose_file_says() -> None:
    assert [name for name in copied() if not (HOME / name).exists()] == []
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert set(packages) <= set(copied())
    for lock in re.findall(r"-r (\S+)", IMAGE):
        assert (HOME / lock).is_file(), lock
    assert all(
        "--require-hashes" in line
        for line in IMAGE.splitlines()
        if "pip install" in line and "--no-deps" not in line
    )
    assert "\nUSER clausewise\n" in IMAGE
    start = re.findall(r"^CMD (\[.+\])$", IMAGE, re.M)[-1]
    assert yaml.safe_load(start) == COMPOSE["services"]["web"]["command"]


def test_the_settings_of_the_containers_are_such_as_the_server_takes(tmp_path: Path) -> None:
    text = (DEPLOY / "team.toml").read_text("utf-8").replace('"/data"', f'"{tmp_path}/data"')
    path = tmp_path / "team.toml"
    path.write_text(text.replace("/run/secrets/database", "url.txt"), "utf-8")
    (tmp_path / "url.txt").write_text("postgresql://clausewise:x@database/clausewise\n", "utf-8")
    config = config_from(path)
    assert (config.database, config.proxy, config.second_factor, config.worker_beside) == (
        "postgresql://clausewise:x@database/clausewise",
        "*",
        True,
        False,
    )
    assert config.hosts[0] in (DEPLOY / "Caddyfile").read_text("utf-8")
    assert "ports" not in COMPOSE["services"]["web"]
    assert COMPOSE["services"]["worker"]["image"] == COMPOSE["services"]["web"]["image"]
