"""What packages want, by what they declare of themselves where they are installed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, requires
from itertools import product

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
_SYSTEMS = {"win32": "Windows", "linux": "Linux", "darwin": "Darwin"}
_MACHINES = [
    {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": system,
        "platform_system": _SYSTEMS[system],
        "os_name": "nt" if system == "win32" else "posix",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
    }
    for python, system in product(PYTHONS, _SYSTEMS)
]
Asked = tuple[str, Requirement]
"""What asks, and what it asks for."""


def needs(asked: Iterable[Requirement], by: str = "Clausewise") -> Mapping[str, tuple[Asked, ...]]:
    """By package, whatever asks for it on any machine: what is asked for, and what that wants in
    its turn. What a package wants that is not installed here is not known."""
    found: dict[str, dict[str, Asked]] = {}
    waiting = [(by, requirement) for requirement in asked if _wanted(requirement, set())]
    while waiting:
        asking, requirement = waiting.pop(0)
        name = canonicalize_name(requirement.name)
        if f"{asking} {requirement}" in found.setdefault(name, {}):
            continue
        found[name][f"{asking} {requirement}"] = (asking, requirement)
        try:
            lines = requires(name) or ()
        except PackageNotFoundError:  # one that Windows alone has
            continue
        more = (Requirement(line) for line in lines)
        waiting += [(name, need) for need in more if _wanted(need, requirement.extras)]
    return {name: tuple(every.values()) for name, every in found.items()}


def _wanted(requirement: Requirement, extras: set[str]) -> bool:
    """Whether any machine wants it, where its package was asked for with those extras."""
    marker = requirement.marker
    return marker is None or any(
        marker.evaluate({**machine, "extra": extra})
        for machine in _MACHINES
        for extra in ("", *extras)
    )
