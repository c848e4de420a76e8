"""How old the packages of the locks are, which are withdrawn, which faults of theirs are known.

``python -m tests.packaging.audit FOLDER`` asks the registry with the tools in FOLDER (uv and
pip-audit of ``requirements/supply.txt``). With ``--advisories`` a folder of advisories in the form
of OSV is asked too, which somebody brought. It ends with status 0 where all was answered and no
fault is known, 1 where one is or a version was withdrawn, and 3 where the registry did not answer
and no folder of this month did: that is never the same as none.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from tests.packaging.advisories.osv import FolderAnswer, answer_of
from tests.packaging.lock import Pinned, read_lock
from tests.packaging.locks import REQUIREMENTS

FAULTS, UNANSWERED = 1, 3
OLD = dt.timedelta(days=730)
"""What was published longer ago is named one by one."""
_PATIENCE = 600
_PROJECT = """\
[project]
name = "aged"
version = "0"
requires-python = ">=3.11"
dependencies = {}
"""


@dataclass(frozen=True, slots=True)
class Advisories:
    """What is known of the packages of the locks."""

    known: tuple[str, ...]
    """Each fault: package, version, its name, and the version that mends it."""
    asked: int
    unanswered: int
    """Packages of which nothing was told, neither good nor bad."""


def advisories(answers: Iterable[Mapping[str, Any]]) -> Advisories:
    """What pip-audit's answers say, one of them for each lock."""
    packages = {(p["name"], p.get("version", "")): p for a in answers for p in a["dependencies"]}
    known = (
        f"{name} {version}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'none'}"
        for (name, version), package in sorted(packages.items())
        for fault in package.get("vulns", ())
    )
    silent = sum("skip_reason" in package for package in packages.values())
    return Advisories(tuple(dict.fromkeys(known)), len(packages), silent)


def published(uv_lock: Mapping[str, Any]) -> dict[tuple[str, str], dt.date]:
    """When each version was first uploaded, by name and version, where the registry says so."""
    found = {}
    for package in uv_lock["package"]:
        files = [*package.get("wheels", ()), *filter(None, [package.get("sdist")])]
        times = [str(file["upload-time"]) for file in files if "upload-time" in file]
        if times:
            day = dt.date.fromisoformat(min(times)[:10])
            found[package["name"], package["version"]] = day
    return found


def ages(
    pinned: Sequence[Pinned], days: Mapping[tuple[str, str], dt.date], today: dt.date
) -> Iterator[str]:
    """The ages of a lock's packages, in lines."""
    dated = sorted(
        {
            (days[p.name, p.version], p.name, p.version)
            for p in pinned
            if (p.name, p.version) in days
        }
    )
    silent = len({(p.name, p.version) for p in pinned} - {(n, v) for _, n, v in dated})
    untold = f"; of {silent} no day is told" if silent else ""
    if not dated:
        yield f"no day is told of any of {silent} packages"
        return
    middle = median((today - day).days for day, _, _ in dated)
    yield f"{len(dated)} dated, half of them younger than {middle:.0f} days{untold}"
    for day, name, version in dated:
        if today - day > OLD:
            yield f"  {name} {version} is of {day}, older than two years"


def say(told: Advisories) -> int:
    """Say what is known of faults; the status."""
    print(f"Advisories: asked about {told.asked} packages.")
    for line in told.known:
        print(f"  {line}")
    if told.unanswered:
        print(
            f"  NOT ANSWERED for {told.unanswered}: whether faults of these are known cannot be "
            "said here. Ask again where the whole of the package index can be reached."
        )
    else:
        print(f"  {len(told.known)} faults known." if told.known else "  No fault is known.")
    return FAULTS if told.known else UNANSWERED if told.unanswered else 0


def say_folder(told: FolderAnswer, today: dt.date) -> int:
    """Say what a folder of advisories tells; the status."""
    print(f"Advisories brought: {told.records}, the newest of {told.newest}.")
    for line in told.known:
        print(f"  {line}")
    print(f"  {len(told.known)} faults known." if told.known else "  No fault is known.")
    if told.is_fresh(today):
        return FAULTS if told.known else 0
    print("  They are not of this month: what came to be known since cannot be said by them.")
    return FAULTS if told.known else UNANSWERED


def _asked(tool: Path, lock: Path) -> Mapping[str, Any]:
    """pip-audit's answer on a lock; where it has none, every package counts as unanswered."""
    command = [str(tool), "--format", "json", "--progress-spinner", "off", "--require-hashes"]
    command += ["--disable-pip", "-r", str(lock)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    try:
        answer: Mapping[str, Any] = json.loads(done.stdout)
    except ValueError:
        silent = [{"name": p.name, "skip_reason": "no answer"} for p in read_lock(lock)]
        return {"dependencies": silent}
    return answer


def withdrawn(told: str) -> tuple[str, ...]:
    """The versions that their projects have withdrawn, as uv tells of them."""
    return tuple(re.findall(r"`([^`]+)` is yanked", told))


def _dated(
    uv: Path, pinned: Sequence[Pinned], folder: Path
) -> tuple[dict[tuple[str, str], dt.date], tuple[str, ...]]:
    """When the versions of a lock were uploaded, and which were withdrawn; nothing where the
    registry cannot be asked."""
    lines = [f"{p.name}=={p.version}{f' ; {p.where}' if p.where else ''}" for p in pinned]
    (folder / "pyproject.toml").write_text(_PROJECT.format(json.dumps(lines)), "utf-8")
    done = subprocess.run(
        (str(uv), "lock"),
        cwd=folder,
        timeout=_PATIENCE,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return {}, ()
    lock = tomllib.loads((folder / "uv.lock").read_text("utf-8"))
    return published(lock), withdrawn(done.stderr)


def main(tools: Path, brought: Path | None = None) -> int:
    """Ask about every lock and say what was answered."""
    today = dt.datetime.now(dt.UTC).date()
    locks = sorted(REQUIREMENTS.glob("*.txt"))
    silent = False
    taken_back: set[str] = set()
    print(f"Ages on {today}, by the registry's days of upload:")
    for lock in locks:
        with tempfile.TemporaryDirectory() as folder:
            pinned = read_lock(lock)
            days, back = _dated(tools / "uv", pinned, Path(folder))
        silent |= not days
        taken_back.update(back)
        print(f"{lock.stem}:", *ages(pinned, days, today), sep="\n  ", flush=True)
    print(f"Withdrawn by their projects: {', '.join(sorted(taken_back)) or 'none'}.")
    statuses = {say(advisories(_asked(tools / "pip-audit", lock) for lock in locks))}
    if brought is not None:
        every = (package for lock in locks for package in read_lock(lock))
        statuses.add(say_folder(answer_of(brought, every), today))
    if taken_back or FAULTS in statuses:
        return FAULTS
    # Of the services and the folder one is enough.
    return UNANSWERED if silent else min(statuses)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tools", type=Path)
    parser.add_argument("--advisories", type=Path)
    given = parser.parse_args()
    sys.exit(main(given.tools.absolute(), given.advisories))
