"""The image, built of what its Containerfile copies, and its services as processes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.web.serving.behind_proxy import Behind

HOME = Path(__file__).resolve().parents[3]
DEPLOY = HOME / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
IMAGE = (DEPLOY / "Containerfile").read_text("utf-8")
INSIDE = "/etc/clausewise/team.toml"


def engine() -> str:
    """The container engine at hand; empty where none is."""
    images = sorted(set(re.findall(r"^FROM (\S+)", IMAGE, re.M)))
    for name in ("docker", "podman"):
        if shutil.which(name) and all(
            succeeds(name, *words) for words in (["info"], *(["pull", image] for image in images))
        ):
            return name
    return ""


def succeeds(*words: str) -> bool:
    return subprocess.run(words, capture_output=True, timeout=300, check=False).returncode == 0


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
                wait_until(lambda: is_healthy(config))
        yield started
    finally:
        for process in started.values():
            process.terminate()
        ended = [process.wait(60) for process in started.values()]
    assert ended == [0, 0]


def is_healthy(config: Path) -> bool:
    port = tomllib.loads(config.read_text("utf-8"))["port"]
    try:
        return Behind(port, "127.0.0.1").ask("/health")[2] == "ok"
    except OSError:
        return False


def wait_until(holds: Any, seconds: float = 90.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.2)
