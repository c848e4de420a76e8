"""Dependencies: pinned with hashes, licensed for everybody's use, and written down."""

from __future__ import annotations

from importlib.metadata import metadata
from pathlib import Path

import pytest

from tests.packaging.dependencies_page import HOME, page
from tests.packaging.lock import Pinned, licence_of, read_lock
from tests.packaging.locks import locked

PERMISSIVE = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "MIT",
    "MIT-0",
    "PSF-2.0",
    "Zlib",
    "ZPL-2.1",
}
"""Licences that ask for nothing but their own words."""
SHARED = {
    "certifi": "MPL-2.0",
    "psycopg": "LGPL-3.0-only",
    "psycopg-binary": "LGPL-3.0-only",
}
"""Used as they are, replaceable by whoever installs them, and parts of no wheel of ours."""


def is_permissive(licence: str) -> bool:
    """Whether every part of an expression is; of those to choose from, one."""
    return any(set(choice.split(" AND ")) <= PERMISSIVE for choice in licence.split(" OR "))


LOCKS = sorted(path.name for path in (HOME / "requirements").glob("*.txt"))


def test_the_page_is_the_one_made_now() -> None:
    written = (HOME / "docs/develop/dependencies.md").read_text("utf-8")
    assert written == page(), "python -m tests.packaging.dependencies_page docs/develop/…"


def test_what_is_installed_with_clausewise_is_licensed_permissively() -> None:
    licences = {
        package.name: licence_of(metadata(package.name))
        for lock in ("run", "durable", "web", "team")
        for package in locked(lock)
    }
    other = {name: licence for name, licence in licences.items() if not is_permissive(licence)}
    assert other == SHARED


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_has_a_version_and_hashes(lock: str) -> None:
    every = read_lock(HOME / "requirements" / lock)
    assert every
    assert [package.name for package in every if package.hashes == 0] == []
    again = [(package.name, package.where) for package in every]
    assert len(again) == len(set(again))


def test_a_lock_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "run.txt"
    path.write_text(
        "a-b==1.0 \\\n    --hash=sha256:00 \\\n    --hash=sha256:01\n"
        "c==2 ; sys_platform != 'win32' \\\n    --hash=sha256:02\nd==3\n",
        "utf-8",
    )
    assert read_lock(path) == (
        Pinned("a-b", "1.0", "", 2),
        Pinned("c", "2", "sys_platform != 'win32'", 1),
        Pinned("d", "3", "", 0),
    )
    path.write_text("--index-url elsewhere\n", "utf-8")
    with pytest.raises(ValueError, match="“--index-url elsewhere” pins no package"):
        read_lock(path)
