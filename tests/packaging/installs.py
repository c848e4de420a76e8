"""Clausewise installed as its users do, by every Python at hand, with and without a compiler.

``python -m tests.packaging.installs`` makes a new environment for each, installs this source by
pip (and by pipx and uv, where they are at hand), assesses the examples, and ends with status 1
where an install fails, the findings, concerns and the matrix are not the same everywhere, or a
stand-in for durable_rules is not said on the terminal. ``--root FOLDER`` tries the Python of a
system in a folder of its own too, with and without a compiler (`make installs-newest`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
NO_COMPILER = {"CC": "/bin/false"}
"""What makes every compilation fail, as on a machine without a compiler."""
_LEFT = shutil.ignore_patterns(".git", ".venv", ".*_cache", "build", "node_modules", "__pycache__")
STAND_IN = "the plain-Python stand-in"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one install."""

    chained_by: str
    digest: str
    """The SHA-256 of the matrix and of all findings and concerns."""
    told: str
    """What the terminal said."""

    @property
    def is_said(self) -> bool:
        """Whether the terminal says that the stand-in chained where it did, and only there."""
        return (STAND_IN in self.chained_by) == (STAND_IN in " ".join(self.told.split()))


@dataclass(frozen=True, slots=True)
class Way:
    """One way of installing."""

    name: str
    command: tuple[str, ...]
    program: tuple[str, ...]
    """How the program is called then."""
    environment: Mapping[str, str]
    root: Path = Path("/")
    """The system that it is installed in; the program knows this folder as the root."""


def pythons() -> Iterator[tuple[str, str]]:
    """The versions of Python at hand, on the path or among pyenv's, each with its program."""
    kept = ":".join(str(path) for path in Path.home().glob(".pyenv/versions/*/bin"))
    for version in VERSIONS:
        program = shutil.which(f"python{version}", path=f"{kept}:{os.environ['PATH']}")
        if program and subprocess.run([program, "-c", ""], capture_output=True).returncode == 0:
            yield version, program


def ways(found: Mapping[str, str], work: Path) -> Iterator[Way]:
    """Each Python with pip, the first without a compiler too, then pipx and uv."""
    for number, (version, python) in enumerate(found.items()):
        for named, environment in (("", {}), (", no compiler", NO_COMPILER)):
            if named and number:
                continue
            place = work / f"{version}{named.replace(', ', '-').replace(' ', '-')}"
            subprocess.run([python, "-m", "venv", str(place)], check=True)
            pip = (str(place / "bin" / "python"), "-m", "pip", "install", "--quiet", str(HOME))
            yield Way(
                f"pip, Python {version}{named}", pip, (str(place / "bin/clausewise"),), environment
            )
    for tool, command in (("pipx", ("install",)), ("uv", ("tool", "install"))):
        if program := shutil.which(tool):
            places = {
                "PIPX_HOME": str(work / "pipx"),
                "PIPX_BIN_DIR": str(work / "pipx-bin"),
                "UV_TOOL_DIR": str(work / "uv"),
                "UV_TOOL_BIN_DIR": str(work / "uv-bin"),
            }
            at = (str(work / f"{tool}-bin" / "clausewise"),)
            yield Way(tool, (program, *command, str(HOME)), at, places)


def ways_within(root: Path, work: Path) -> Iterator[Way]:
    """The Python 3.14 of a system in a folder, by pip, with and without a compiler.

    ``work`` is a folder in it that holds the source.
    """
    inside = Path("/") / work.relative_to(root)
    for named, environment in (("", {}), (", no compiler", NO_COMPILER)):
        place = inside / ("without" if named else "with")
        chroot = ("chroot", str(root))
        subprocess.run((*chroot, "python3.14", "-m", "venv", str(place)), check=True)
        pip = (str(place / "bin/python"), "-m", "pip", "install", "--quiet", str(inside / "source"))
        program = (*chroot, str(place / "bin" / "clausewise"))
        yield Way(
            f"pip, Python 3.14 in a system of its own{named}",
            (*chroot, *pip),
            program,
            environment,
            root,
        )


def outcome(way: Way, work: Path) -> Outcome:
    """Install, assess the examples, and say what came of it. Raises CalledProcessError."""
    environment = {**os.environ, **way.environment}
    subprocess.run(way.command, check=True, env=environment, capture_output=True, text=True)
    out = work / "out"
    shutil.rmtree(out, ignore_errors=True)
    demo = (*way.program, "demo", "--out", str(Path("/") / out.relative_to(way.root)))
    said = subprocess.run(demo, check=True, cwd=work, capture_output=True, text=True).stdout
    findings = json.loads((out / "findings.json").read_bytes())
    chained_by = findings["run"].pop("chained_by")
    digest = hashlib.sha256((out / "matrix.csv").read_bytes())
    digest.update(json.dumps(findings, sort_keys=True).encode())
    return Outcome(chained_by, digest.hexdigest(), said)


def tried(every: Iterable[Way], work: Path) -> Iterator[Outcome | None]:
    """What came of each way, said as it comes; None for one that failed."""
    for way in every:
        try:
            found = outcome(way, work)
        except subprocess.CalledProcessError as error:
            print(f"{way.name}: FAILED\n{error.stderr}", flush=True)
            yield None
            continue
        said = "" if found.is_said else ", WHICH THE TERMINAL DOES NOT SAY"
        print(f"{way.name}: {found.digest[:12]}, chained by {found.chained_by}{said}", flush=True)
        yield found


def main() -> int:
    """Try every way, say what came of each; 1 where one failed or differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = dict(pythons())
        outcomes = [*tried(ways(found, Path(folder)), Path(folder))]
    if asked.root:
        with tempfile.TemporaryDirectory(dir=asked.root / "var" / "tmp") as folder:
            work = Path(folder)
            shutil.copytree(HOME, work / "source", symlinks=True, ignore=_LEFT)
            outcomes += tried(ways_within(asked.root, work), work)
    missing = {*VERSIONS} - {*found} - ({"3.14"} if asked.root else set())
    for version in sorted(missing):
        print(f"Python {version}: not at hand, so not tried")
    same = {found.digest if found else None for found in outcomes}
    said = all(found and found.is_said for found in outcomes)
    print(f"{len(outcomes)} installs, {'all the same' if len(same) == 1 else 'NOT THE SAME'}")
    return 0 if len(same) == 1 and said else 1


if __name__ == "__main__":
    sys.exit(main())
