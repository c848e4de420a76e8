"""That every worker is the same software as the run: another would find otherwise."""

from __future__ import annotations

import functools
import hashlib
import platform

from clausewise.libraries import LIBRARIES, version_of
from clausewise.places import HOME
from engine.kept.store import fingerprint
from engine.nouns.evidence.errors import ClausewiseError

ROOMS = ("engine", "evidence", "reports", "clausewise")


class OtherSoftware(ClausewiseError):
    """A worker is another version than the run."""

    def __init__(self, machine: str) -> None:
        super().__init__(
            f"The worker on {machine} has another version of Clausewise, of Python or of a library "
            "than this run, and could find otherwise. Nothing is written. Install the same lock on "
            "every machine."
        )


@functools.cache
def software() -> str:
    """The fingerprint of the software by its content, the same wherever it is installed."""
    files = hashlib.sha256()
    for room in ROOMS:
        for path in sorted((HOME / room).rglob("*")):
            if path.suffix in (".py", ".html", ".css", ".js") and path.is_file():
                files.update(path.relative_to(HOME).as_posix().encode() + b"\0")
                files.update(path.read_bytes())
    versions = [version_of(name) for name in LIBRARIES]
    return fingerprint(files.hexdigest(), platform.python_version(), versions)


def check_same_software(wanted: str) -> None:
    """That this worker is the same software as the run. Raises OtherSoftware."""
    if software() != wanted:
        raise OtherSoftware(platform.node())
