"""Bills of materials, made of a new environment that grows, each held to its locks.

``python -m tests.packaging.components CYCLONEDX_PY`` writes ``sbom.cdx.json`` and its two sisters
with that program. It ends with status 1, and says which, where a bill lists what its locks do not,
or the other way about, or where a component has no licence.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from tests.packaging.lock import Pinned, read_lock

HOME = Path(__file__).resolve().parents[2]
BILLS: Mapping[str, tuple[str, ...]] = {
    "sbom.cdx.json": ("run", "durable"),
    "sbom-web.cdx.json": ("web", "durable"),
    "sbom-team.cdx.json": ("team", "durable"),
}
"""Each bill and its locks, in this order: an environment holds what the one before it did."""
_BUILT = "-DPyEval_CallObject=PyObject_CallObject"
"""hatch_build.py says what the flag is for."""
OF_THE_ENVIRONMENT = {"pip", "setuptools", "wheel"}
"""What a new environment has before anything is installed in it."""


def differences(bill: Mapping[str, Any], pinned: Iterable[Pinned]) -> tuple[str, ...]:
    """What the bill of materials says otherwise than the lock, in words; nothing where all is one.

    A package that the lock pins under a condition may be missing.
    """
    packages = list(pinned)
    listed = {
        (_plain(component["name"]), component["version"]): component
        for component in bill["components"]
        if _plain(component["name"]) not in OF_THE_ENVIRONMENT
    }
    locked = {(package.name, package.version) for package in packages}
    needed = {(package.name, package.version) for package in packages if not package.where}
    return (
        *(f"{name} {version} is not in the lock" for name, version in sorted({*listed} - locked)),
        *(f"{name} {version} is not listed" for name, version in sorted(needed - {*listed})),
        *(
            f"{name} {version} has no licence"
            for (name, version), component in sorted(listed.items())
            if not component.get("licenses")
        ),
    )


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")


def bill_of(tool: str, name: str, environment: Path) -> Mapping[str, Any]:
    """A bill written of an environment, once its locks are installed too.

    Raises CalledProcessError.
    """
    for lock in BILLS[name]:
        install = ("pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes")
        file = HOME / "requirements" / f"{lock}.txt"
        flagged = {**os.environ, "CPPFLAGS": _BUILT}
        command = (environment / "bin" / "python", "-m", *install, "-r", file)
        subprocess.run(command, env=flagged, check=True)
    about = ("--pyproject", "pyproject.toml", "--output-reproducible", "--validate", "-o", name)
    subprocess.run((tool, "environment", environment, *about), cwd=HOME, check=True)
    bill: Mapping[str, Any] = json.loads((HOME / name).read_text("utf-8"))
    return bill


def main(tool: str) -> int:
    """Write each bill and say what is wrong with it; 1 where anything is."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run((sys.executable, "-m", "venv", folder), check=True)
        for name, locks in BILLS.items():
            bill = bill_of(tool, name, Path(folder))
            pinned = (read_lock(HOME / "requirements" / f"{lock}.txt") for lock in locks)
            found = differences(bill, chain.from_iterable(pinned))
            print(f"{name}: {len(bill['components'])} components", *found, sep="\n  ", flush=True)
            wrong += len(found)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(str(Path(sys.argv[1]).absolute())))
