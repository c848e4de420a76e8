"""Known faults from a folder of advisories in the form of OSV, as the Python Packaging Authority's
database has them: what a copy brought by hand answers where no service can be asked."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from packaging.version import InvalidVersion, Version

from tests.packaging.lock import Pinned

FRESH = dt.timedelta(days=30)
"""How old the newest advisory of a folder may be that is taken for an answer."""
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FolderAnswer:
    """What a folder of advisories tells of some packages."""

    known: tuple[str, ...]
    """Each fault: package, version, its name, and the version that mends it."""
    records: int
    newest: dt.date | None
    """The day of the newest of them; None where there is none."""

    def is_fresh(self, today: dt.date) -> bool:
        """Whether what is not among them is likely not known at all."""
        return self.newest is not None and today - self.newest <= FRESH


def answer_of(folder: Path, pinned: Iterable[Pinned]) -> FolderAnswer:
    """What the advisories of a folder tell of the packages of locks."""
    records = [*_records(folder)]
    days = [dt.date.fromisoformat(str(record["modified"])[:10]) for record in records]
    versions = {(package.name, package.version) for package in pinned}
    known = sorted({line for record in records for line in _lines(record, versions)})
    return FolderAnswer(tuple(known), len(records), max(days, default=None))


def _records(folder: Path) -> Iterator[Record]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".yaml", ".json") and path.is_file():
            text = path.read_text("utf-8")
            read = yaml.load(text, yaml.CSafeLoader) if path.suffix == ".yaml" else json.loads(text)
            if isinstance(read, dict) and {"id", "modified", "affected"} <= read.keys():
                yield read


def _lines(record: Record, versions: set[tuple[str, str]]) -> Iterator[str]:
    if record.get("withdrawn"):
        return
    for affected in record["affected"]:
        package = affected.get("package", {})
        if package.get("ecosystem") != "PyPI":
            continue
        name = re.sub(r"[-_.]+", "-", package["name"]).lower()
        for _, version in sorted(found for found in versions if found[0] == name):
            if is_affected(version, affected):
                mended = ", ".join(_fixes(affected)) or "none"
                yield f"{name} {version}: {record['id']}, mended in {mended}"


def is_affected(version: str, affected: Mapping[str, Any]) -> bool:
    """Whether a version is among those that an advisory names, or within its ranges."""
    if version in affected.get("versions", ()):
        return True
    return any(
        _is_within(Version(version), kind["events"])
        for kind in affected.get("ranges", ())
        if kind["type"] == "ECOSYSTEM"
    )


def _is_within(version: Version, events: Sequence[Mapping[str, str]]) -> bool:
    is_in = False
    for event in sorted(events, key=_place):
        ((kind, _),) = event.items()
        at = _place(event)
        if kind == "introduced" and version >= at:
            is_in = True
        elif (kind == "fixed" and version >= at) or (kind == "last_affected" and version > at):
            is_in = False
    return is_in


def _place(event: Mapping[str, str]) -> Version:
    ((_, version),) = event.items()
    try:
        return Version(version)
    except InvalidVersion:  # of before there were rules for versions: older than any that is pinned
        return Version("0")


def _fixes(affected: Mapping[str, Any]) -> list[str]:
    events = [event for kind in affected.get("ranges", ()) for event in kind["events"]]
    return [event["fixed"] for event in events if "fixed" in event]
