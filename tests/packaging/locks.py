"""Which lock pins what of ``pyproject.toml``, and all of them made again.

``python -m tests.packaging.locks UV`` resolves each anew, keeping the versions that it pins, and
ends with status 1, saying which, where a lock is not what ``pyproject.toml`` asks for, or holds a
hash that the registry does not give. With ``--write`` it writes them. UV is the program uv.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

from tests.packaging.lock import Pinned, read_lock

HOME = Path(__file__).resolve().parents[2]
REQUIREMENTS = HOME / "requirements"
_RESOLVED = (
    *("--universal", "--generate-hashes", "--python-version", "3.11"),
    *("--no-header", "--no-annotate", "--quiet"),
)


@dataclass(frozen=True, slots=True)
class Lock:
    """What a lock is made of."""

    extras: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    with_project: bool = True
    """Whether it pins what Clausewise itself requires too."""

    def words(self) -> tuple[str, ...]:
        """What uv is asked for."""
        return (
            *(("pyproject.toml",) if self.with_project else ()),
            *(word for extra in self.extras for word in ("--extra", extra)),
            *(word for group in self.groups for word in ("--group", group)),
        )


LOCKS: Mapping[str, Lock] = {
    "run": Lock(),
    "web": Lock(("web",)),
    "team": Lock(("team",)),
    "scale": Lock(("scale",)),
    "dev": Lock(("team",), ("dev",)),
    "bench": Lock((), ("bench",)),
    "mutation": Lock((), ("mutation",), with_project=False),
    "supply": Lock((), ("supply",), with_project=False),
}
"""Each lock but ``durable.txt``, whose one package is compiled by itself."""
TOGETHER = ("run", "web", "team", "scale", "dev", "bench", "mutation", "durable")
"""Those that are installed into one environment."""


def locked(name: str) -> tuple[Pinned, ...]:
    """The packages of a lock, by its name."""
    return read_lock(REQUIREMENTS / f"{name}.txt")


def asked_for(lock: Lock) -> tuple[Requirement, ...]:
    """What ``pyproject.toml`` asks for by its own lines, for a lock; an extra that takes another
    one in asks for what that asks for."""
    whole = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))
    project = whole["project"]
    lines = [
        *(project["dependencies"] if lock.with_project else ()),
        *(line for group in lock.groups for line in whole["dependency-groups"][group]),
    ]
    found = [Requirement(line) for line in lines]
    extras = [*lock.extras]
    for extra in extras:
        for asked in map(Requirement, project["optional-dependencies"][extra]):
            if asked.name == project["name"]:
                extras += sorted(asked.extras - {*extras})
            else:
                found.append(asked)
    return tuple(found)


def made_again(uv: str, name: str, folder: Path) -> Path:
    """A lock resolved anew, with the versions that it pins wherever they still answer."""
    again = folder / f"{name}.txt"
    shutil.copy(REQUIREMENTS / again.name, again)
    command = (uv, "pip", "compile", *LOCKS[name].words(), *_RESOLVED, "-o", str(again))
    subprocess.run(command, cwd=HOME, check=True, stdout=subprocess.DEVNULL)
    return again


def differences(kept: Path, again: Path) -> Iterator[str]:
    """What a lock says otherwise than it would when made now, in words.

    More hashes are no difference: a project may build its version for another system later.
    """
    pins = [{(p.name, p.version, p.where) for p in read_lock(path)} for path in (kept, again)]
    for name, version, where in sorted(pins[0] ^ pins[1]):
        what = "is asked for by nothing" if (name, version, where) in pins[0] else "is missing"
        yield f"{kept.name}: {name} {version}{f' ({where})' if where else ''} {what}"
    hashes = [set(path.read_text("utf-8").split("--hash=")) for path in (kept, again)]
    given = {line.split()[0] for line in hashes[1] if line.startswith("sha256:")}
    for line in sorted(hashes[0]):
        if line.startswith("sha256:") and line.split()[0] not in given:
            yield f"{kept.name}: {line.split()[0]} is a hash that the registry does not give"


def main(uv: str, write: bool) -> int:
    """Make each again, and say what is different; 1 where anything is."""
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in LOCKS:
            again = made_again(uv, name, Path(folder))
            found += differences(REQUIREMENTS / again.name, again)
            if write:
                shutil.copy(again, REQUIREMENTS / again.name)
    print(*found, f"{len(LOCKS)} locks made again, {len(found)} differences", sep="\n")
    return 1 if found and not write else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], "--write" in sys.argv))
