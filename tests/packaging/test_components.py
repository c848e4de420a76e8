"""A bill of materials that says otherwise than the lock is told apart."""

from __future__ import annotations

from tests.packaging.components import differences
from tests.packaging.lock import Pinned

LOCK = (Pinned("a-b", "1", "", 1), Pinned("only-here", "2", "sys_platform != 'win32'", 1))


def component(name: str, version: str, *licences: str) -> dict[str, object]:
    return {
        "name": name,
        "version": version,
        "licenses": [{"license": {"id": licence}} for licence in licences],
    }


def test_the_same_packages_in_the_same_versions_with_licences_are_no_difference() -> None:
    bill = {"components": [component("A_b", "1", "MIT"), component("pip", "24")]}
    assert differences(bill, LOCK) == ()


def test_another_version_a_stranger_and_no_licence_are_told() -> None:
    bill = {"components": [component("a-b", "2", "MIT"), component("only-here", "2")]}
    assert differences(bill, LOCK) == (
        "a-b 2 is not in the lock",
        "a-b 1 is not listed",
        "only-here 2 has no licence",
    )
