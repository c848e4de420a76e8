"""The page of what Clausewise installs with it: versions and licences, from the lock itself.

``python -m tests.packaging.dependencies_page docs/develop/dependencies.md`` writes it anew.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib.metadata import metadata
from pathlib import Path

from tests.packaging.lock import Pinned, licence_of
from tests.packaging.locks import LOCKS, asked_for, locked
from tests.packaging.needs import needs

HOME = Path(__file__).resolve().parents[2]
_HEAD = """\
# What Clausewise installs with it

Made from the locks (`requirements/`) and from what each package declares of itself, by
`python -m tests.packaging.dependencies_page docs/develop/dependencies.md`; a test holds it to both.
Why each library was taken stands in [decisions](decisions.md).

| lock | what it pins | for |
|---|---|---|
| `run.txt` | what Clausewise cannot do without | everybody |
| `durable.txt` | durable_rules, which is compiled | where there is a C compiler |
| `web.txt` | what `clausewise[web]` needs | `clausewise serve` |
| `team.txt` | what `clausewise[team]` needs | a team's server |
| `dev.txt` | all of it, and what tests and checks need | developers, CI |
| `bench.txt` | other programs to compare speed with | `make bench` |
| `supply.txt` | tools, in an environment of their own | the commands below, CI |

- `make locks` resolves every lock anew and says what is different from `pyproject.toml`;
  WRITE=1 writes them. A test holds names and versions to it without a network, and that each
  package has its hashes.
- `make sbom` writes bills of materials (CycloneDX 1.6) of what everybody installs
  (`sbom.cdx.json`), of the web application's environment (`sbom-web.cdx.json`) and the team's
  (`sbom-team.cdx.json`), made of new environments, validated and held to the locks.
- `make audit` says how old each lock's packages are, which versions their projects have
  withdrawn, and which faults of theirs are known. It ends with status 0 in one case only: all
  was answered and nothing is known. Where no service answers, `ADVISORIES=FOLDER` names a copy of
  the Python Packaging Authority's database of advisories; one older than 30 days is no full answer.

"""
_SECTIONS = (
    ("run", "Everybody", ()),
    ("durable", "Where it can be compiled", ("run",)),
    ("web", "With the web application", ("run",)),
    ("team", "With the team's", ("run", "web")),
)
"""A lock, its heading, and the locks whose packages stood in a table before."""
_TABLE = """\
| package | version | licence | wanted by |
|---|---|---|---|
"""
_OWN = {"durable": "Clausewise, where it can be built"}


def page() -> str:
    """The page, where the packages of the locks are installed in one of the versions pinned."""
    return _HEAD + "\n".join(_section(*section) for section in _SECTIONS)


def _section(name: str, heading: str, before: tuple[str, ...]) -> str:
    """A lock's own packages under a heading."""
    listed = {package.name for lock in before for package in locked(lock)}
    every = locked(name)
    wanted_by = _wanted_by(name)
    rows = (
        _row(package, wanted_by[package.name]) for package in every if package.name not in listed
    )
    return f"## {heading}\n\n{_TABLE}{''.join(rows)}"


def _row(package: Pinned, wanted_by: list[str]) -> str:
    where = f" ({package.where.replace('python_full_version', 'Python')})" if package.where else ""
    licence = licence_of(metadata(package.name))
    return f"| {package.name}{where} | {package.version} | {licence} | {', '.join(wanted_by)} |\n"


def _wanted_by(lock: str) -> Mapping[str, list[str]]:
    """By package, those that require it; Clausewise first, then by name."""
    if lock in _OWN:
        return {package.name: [_OWN[lock]] for package in locked(lock)}
    return {
        name: sorted({by for by, _ in asked if by != name}, key=lambda by: (by != "Clausewise", by))
        for name, asked in needs(asked_for(LOCKS[lock])).items()
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), "utf-8")
