"""The image and the compose file: built and run where an engine is at hand, else as processes.

An engine counts as at hand where it answers and can fetch the images that ours begins from. Without
one the very commands of the compose file are run on this machine, with its settings, beside a
PostgreSQL of the tests' own: from a wheel that is built of what the Containerfile copies and of
nothing else, with its environment, and held to its health check.
"""

from __future__ import annotations

import http.client
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import tomllib
import urllib.parse
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyotp
import pytest
import yaml

from tests.web.conftest import Connection
from tests.web.people_of import OWN, PASSWORD, Site
from web.clock import now
from web.config import config_from
from web.people.models import Account
from web.rounds.models import Expected

HOME = Path(__file__).resolve().parents[3]
DEPLOY = HOME / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
IMAGE = (DEPLOY / "Containerfile").read_text("utf-8")
INSIDE = "/etc/clausewise/team.toml"
ON_POSTGRESQL = pytest.mark.parametrize(
    "connection", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)


def engine() -> str:
    """The container engine at hand; empty where none is."""
    images = sorted(set(re.findall(r"^FROM (\S+)", IMAGE, re.M)))
    for name in ("docker", "podman"):
        if shutil.which(name) and all(
            _succeeds(name, *words) for words in (["info"], *(["pull", image] for image in images))
        ):
            return name
    return ""


def _succeeds(*words: str) -> bool:
    return subprocess.run(words, capture_output=True, timeout=300, check=False).returncode == 0


@dataclass
class Behind:
    """A browser behind a proxy that speaks HTTPS: it says so, and by which name it asks."""

    port: int
    host: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, **form: str) -> tuple[int, dict[str, str], str]:
        """Status, headers and text of an answer, to a form where one is given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Host": self.host,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "192.0.2.7",
            "Origin": f"https://{self.host}",
            "Referer": f"https://{self.host}{path}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        body = urllib.parse.urlencode(form) if form else None
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("POST" if form else "GET", path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        for name, said in answer.getheaders():
            if name == "Set-Cookie":
                assert "; Secure" in said
                cookie, _, value = said.partition(";")[0].partition("=")
                self.cookies[cookie] = value
        connection.close()
        return answer.status, dict(answer.getheaders()), text

    def send(self, path: str, page: str = "", **form: str) -> tuple[int, dict[str, str], str]:
        """Send a form that stands on a page, by default at its own address."""
        _, _, text = self.ask(page or path)
        token = text.partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
        return self.ask(path, csrfmiddlewaretoken=token, **form)


@dataclass(frozen=True)
class Image:
    """What the image holds of ours, built as its Containerfile says, in a folder."""

    app: Path
    """Where the wheel is unpacked."""
    aside: Path
    """An empty folder, in which programs are started."""

    @property
    def environment(self) -> dict[str, str]:
        """What programs in the image find: its own variables, our packages, and no home."""
        said = re.findall(r"^ENV (.+)$", IMAGE, re.M)
        own = dict(word.split("=", 1) for line in said for word in line.split())
        own.pop("PATH")  # the programs are this machine's own
        home = str(self.aside / "nobody")
        return {**os.environ, **own, "PYTHONPATH": str(self.app), "HOME": home}

    @property
    def files(self) -> set[Path]:
        return {*self.app.rglob("*")}


def copied() -> list[str]:
    """What the Containerfile copies into the image from the top of the repository."""
    lines = re.findall(r"^COPY (?!--from)(.+)$", IMAGE, re.M)
    return [word for line in lines for word in line.split()[:-1]]


def built(folder: Path) -> Image:
    """The image's wheel, built of what is copied and of nothing else."""
    source = folder / "source"
    source.mkdir()
    for name in copied():
        if (HOME / name).is_dir():
            leave = shutil.ignore_patterns("__pycache__")
            shutil.copytree(HOME / name, source / name, ignore=leave)
        else:
            shutil.copyfile(HOME / name, source / name)
    words = re.findall(
        r"^RUN (HATCH_BUILD_NO_HOOKS=true) \S+ install .* --no-deps \.$", IMAGE, re.M
    )
    variable, _, value = words[0].partition("=")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "wheel")],
        check=True,
        cwd=source,
        env={**os.environ, variable: value},
        capture_output=True,
    )
    image = Image(folder / "app", folder / "aside")
    image.aside.mkdir()
    [wheel] = (folder / "wheel").glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(image.app)
    where = subprocess.check_output(
        [sys.executable, "-c", "import web, clausewise; print(web.__file__, clausewise.__file__)"],
        text=True,
        cwd=image.aside,
        env=image.environment,
    )
    assert where.split() == [
        str(image.app / name / "__init__.py") for name in ("web", "clausewise")
    ]
    return image


def health_check(port: int) -> list[str]:
    """The health check of the image, at the port of this test."""
    [said] = re.findall(r"^HEALTHCHECK .*\\\n\s+CMD (\[.+\])$", IMAGE, re.M)
    words = [word.replace(":8000/", f":{port}/") for word in yaml.safe_load(said)]
    assert words[0] == "python"
    return [sys.executable, *words[1:]]


def command_of(service: str, config: Path) -> list[str]:
    """The command of a service, as it is run on this machine."""
    words: list[str] = COMPOSE["services"][service]["command"]
    programs = {"clausewise": [sys.executable, "-m", "clausewise"], "python": [sys.executable]}
    rest = [str(config) if word == INSIDE else word for word in words[1:]]
    return [*programs[words[0]], *rest]


@contextmanager
def running(config: Path, image: Image) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """The web application and its worker as processes; both end when they are told to."""
    started = {}
    try:
        for service in ("web", "worker"):
            started[service] = subprocess.Popen(
                command_of(service, config), cwd=image.aside, env=image.environment
            )
            if service == "web":
                _wait_until(lambda: _is_healthy(config))
        yield started
    finally:
        for process in started.values():
            process.terminate()
        ended = [process.wait(60) for process in started.values()]
    assert ended == [0, 0]


def _is_healthy(config: Path) -> bool:
    port = tomllib.loads(config.read_text("utf-8"))["port"]
    try:
        return Behind(port, "127.0.0.1").ask("/health")[2] == "ok"
    except OSError:
        return False


def _wait_until(holds: Any, seconds: float = 90.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.2)


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
        _wait_until(lambda: bool(Expected.objects.get().blank_sha256))
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
