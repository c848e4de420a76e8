"""The page of what Clausewise installs with it: versions and licences, from the lock itself.

``python -m tests.packaging.dependencies_page docs/develop/dependencies.md`` writes it anew.
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import metadata, requires
from pathlib import Path

from tests.packaging.lock import Pinned, licence_of, read_lock

HOME = Path(__file__).resolve().parents[2]
LOCK = HOME / "requirements" / "run.txt"
DURABLE = HOME / "requirements" / "durable.txt"
"""What is compiled where that can be, and stood in for where it cannot."""
_HEAD = """\
# What Clausewise installs with it

Made from `requirements/run.txt`, `durable.txt` and from what each package declares of itself, by
`python -m tests.packaging.dependencies_page docs/develop/dependencies.md`; a test holds it to both.
Why each library was taken stands in [decisions](decisions.md). `make sbom` writes the same as a
bill of materials (CycloneDX 1.6, `sbom.cdx.json`) of a new environment; CI validates it.

| package | version | licence | wanted by |
|---|---|---|---|
"""


def page(lock: Path = LOCK) -> str:
    """The page, for a lock whose packages are installed in one of the versions that it pins."""
    every = read_lock(lock)
    wanted_by = _wanted_by({package.name for package in every})
    rows = [_row(package, wanted_by[package.name]) for package in every]
    built = [_row(package, ["Clausewise, where it can be built"]) for package in read_lock(DURABLE)]
    return _HEAD + "".join((*rows, *built))


def _row(package: Pinned, wanted_by: list[str]) -> str:
    where = f" ({package.where.replace('python_full_version', 'Python')})" if package.where else ""
    licence = licence_of(metadata(package.name))
    return f"| {package.name}{where} | {package.version} | {licence} | {', '.join(wanted_by)} |\n"


def _wanted_by(names: set[str]) -> dict[str, list[str]]:
    """By package, those that require it; Clausewise first."""
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
    direct = {_name(line) for line in project["dependencies"]}
    found = {name: ["Clausewise"] if name in direct else [] for name in sorted(names)}
    for name in sorted(names):
        for line in requires(name) or ():
            wanted = _name(line)
            if "extra ==" not in line and wanted in names and name not in found[wanted]:
                found[wanted].append(name)
    return found


def _name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), "utf-8")
