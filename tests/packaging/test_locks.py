"""Each lock pins what ``pyproject.toml`` asks for, what that wants, and nothing else."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from tests.packaging.locks import LOCKS, REQUIREMENTS, TOGETHER, asked_for, differences, locked
from tests.packaging.needs import needs

TRIED = ("run", "web", "team", "dev")
"""Locks whose packages stand in a developer's environment."""


def test_every_lock_is_made_of_something_said() -> None:
    assert {path.stem for path in REQUIREMENTS.iterdir()} == {*LOCKS, "durable"}


@pytest.mark.parametrize("name", TRIED)
def test_a_lock_pins_all_that_is_wanted_and_nothing_else(name: str) -> None:
    assert {package.name for package in locked(name)} == {*needs(asked_for(LOCKS[name]))}


@pytest.mark.parametrize("name", TRIED)
def test_what_a_lock_pins_is_what_everybody_asks_for(name: str) -> None:
    asked = needs(asked_for(LOCKS[name]))
    wrong = [
        f"{package.name} {package.version}, where {requirement} is asked for"
        for package in locked(name)
        if not package.where
        for _, requirement in asked[package.name]
        if not requirement.specifier.contains(package.version, prereleases=True)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", list(LOCKS))
def test_what_pyproject_asks_for_is_pinned_as_asked(name: str) -> None:
    pinned: dict[str, list[str]] = {}
    for package in locked(name):
        pinned.setdefault(package.name, []).append(package.version)
    wrong = [
        str(requirement)
        for requirement in asked_for(LOCKS[name])
        for versions in [pinned.get(canonicalize_name(requirement.name), [])]
        if not versions or not all(map(requirement.specifier.contains, versions))
    ]
    assert wrong == []


def test_locks_of_one_environment_pin_the_same() -> None:
    pins: dict[tuple[str, str], set[str]] = {}
    for name in TOGETHER:
        for package in locked(name):
            pins.setdefault((package.name, package.where), set()).add(package.version)
    assert {package: versions for package, versions in pins.items() if len(versions) > 1} == {}


def test_the_environment_of_the_tests_is_the_one_locked() -> None:
    here = {
        package.name: package.version
        for package in locked("dev")
        if not package.where and version(package.name) != package.version
    }
    assert here == {}


def test_a_lock_that_was_not_made_again_is_told(tmp_path: Path) -> None:
    kept, again = tmp_path / "run.txt", tmp_path / "again.txt"
    kept.write_text("a==1 \\\n    --hash=sha256:00 \\\n    --hash=sha256:0f\nb==2 \\\n"
                    "    --hash=sha256:01\n")  # fmt: skip
    again.write_text("a==1 \\\n    --hash=sha256:00 \\\n    --hash=sha256:02\n"
                     "c==3 ; sys_platform == 'win32' \\\n    --hash=sha256:03\n")  # fmt: skip
    assert list(differences(kept, again)) == [
        "run.txt: b 2 is asked for by nothing",
        "run.txt: c 3 (sys_platform == 'win32') is missing",
        "run.txt: sha256:01 is a hash that the registry does not give",
        "run.txt: sha256:0f is a hash that the registry does not give",
    ]
    assert list(differences(kept, kept)) == []
