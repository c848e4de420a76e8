"""A bill of materials held to a lock.

``python -m tests.packaging.components sbom.cdx.json requirements/run.txt …`` ends with status 1,
and says which, where the one lists what the other does not, or where a component has no licence.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from tests.packaging.lock import Pinned, read_lock

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


if __name__ == "__main__":
    bill = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    locks = (read_lock(Path(lock)) for lock in sys.argv[2:])
    found = differences(bill, chain.from_iterable(locks))
    sys.exit("\n".join(found) or None)
