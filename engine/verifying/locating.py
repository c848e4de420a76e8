"""Locating: where the things are now that a manifest names."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from engine.nouns.outcome.manifest import (
    DECISIONS,
    MAPPING,
    PARAMETERS,
    RETURN,
    SHIPPED,
    SHIPPED_DECISIONS,
    SHIPPED_RULES,
    InputRecord,
    Manifest,
)
from engine.verifying.places import Places

RULES = "rules"
"""What a problem with the pack is about; otherwise it is about the role of a file."""
BESIDE = (PARAMETERS, DECISIONS, MAPPING)
"""The roles of the files that a run reads beside the returns."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """Where the things are that come with the program."""

    returns: Path
    pack: Path
    decisions: Path


@dataclass(frozen=True, slots=True)
class Hints:
    """Where somebody says that things are; it goes before what the manifest says."""

    returns: tuple[Path, ...] = ()
    beside: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    """By role, the files beside the returns."""
    pack: Path | None = None


@dataclass(frozen=True, slots=True)
class Unlocated:
    """Something that a manifest names and that cannot be found."""

    about: str
    """The role of a file, or RULES; empty where nothing that is told could help."""
    words: str
    """What is missing, without a full stop: "The rules x are not there"."""


@dataclass(frozen=True, slots=True)
class Located:
    """Where the things are that a manifest names."""

    folder: Path
    """The manifest's own, with the outputs."""
    returns: tuple[Path, ...]
    parameters: tuple[Path, ...]
    decisions: Path | None
    pack: Path
    mappings: tuple[Path, ...] = ()


def locate(
    recorded: Manifest, folder: Path, hints: Hints, shipped: Shipped
) -> Located | tuple[Unlocated, ...]:
    """Where everything is, or all that cannot be found; ``folder`` is the manifest's own.

    What a manifest alone names is looked for beside its folder and nowhere else: it may be a
    stranger's, and name any place of the machine.
    """
    places = Places(folder, near_only=False)
    returns, missing = _returns(recorded, hints, places, shipped)
    problems = [*_unknown_roles(recorded), *missing]
    beside: dict[str, tuple[Path, ...]] = {}
    for role in BESIDE:
        beside[role], missing = _beside(recorded, role, hints, places, shipped)
        problems += missing
    pack, missing = _pack(recorded, hints, places, shipped)
    problems += missing
    if problems or pack is None:
        return tuple(problems)
    decisions = next(iter(beside[DECISIONS]), None)
    return Located(folder, returns, beside[PARAMETERS], decisions, pack, beside[MAPPING])


def _unknown_roles(recorded: Manifest) -> list[Unlocated]:
    return [
        Unlocated(
            "",
            f"It read a file as “{file.role}” ({file.name}), which this version of Clausewise does "
            "not know. Use the version that wrote the manifest",
        )
        for file in recorded.inputs
        if file.role not in (RETURN, *BESIDE)
    ]


def _returns(
    recorded: Manifest, hints: Hints, places: Places, shipped: Shipped
) -> tuple[tuple[Path, ...], list[Unlocated]]:
    problems: list[Unlocated] = []
    roots = hints.returns or tuple(
        shipped.returns if root == SHIPPED else places.path_at(root)
        for root in recorded.returns
        if root
    )
    if not hints.returns and None in recorded.returns:
        problems.append(Unlocated(RETURN, "The manifest does not tell where the returns are"))
    for root in roots:
        if not hints.returns and root != shipped.returns and _is_outside(root, places):
            problems.append(_outside(RETURN, f"The returns {root} lie", places))
        elif not os.path.exists(root):
            problems.append(Unlocated(RETURN, f"{root} is not there"))
    return roots, problems


def _is_outside(path: Path, places: Places) -> bool:
    """Whether a place that a manifest names is another than beside its folder, links followed."""
    return not path.resolve().is_relative_to(places.folder_around)


def _outside(about: str, words: str, places: Places) -> Unlocated:
    return Unlocated(
        about,
        f"{words} outside {places.folder_around}, where nothing is opened on a manifest’s word "
        "alone",
    )


def _beside(
    recorded: Manifest, role: str, hints: Hints, places: Places, shipped: Shipped
) -> tuple[tuple[Path, ...], list[Unlocated]]:
    """The files of a role beside the returns."""
    hinted = hints.beside.get(role)
    files = hinted or tuple(
        _place_of(file, places, shipped) for file in recorded.inputs if file.role == role
    )
    problems = []
    for file in files:
        if not hinted and file != shipped.decisions and _is_outside(file, places):
            problems.append(_outside(role, f"The {role} file {file} lies", places))
        elif not (os.path.isfile(file) or (role == DECISIONS and os.path.isdir(file))):
            problems.append(Unlocated(role, f"The {role} file {file} is not there"))
    return files, problems


def _place_of(file: InputRecord, places: Places, shipped: Shipped) -> Path:
    place = places.path_at(file.path) if file.path else Path(file.name)
    if file.path == SHIPPED_DECISIONS:
        return shipped.decisions
    # Of a folder of CSV files each is recorded; the folder is what was given.
    return place.parent if file.role == DECISIONS and "/" in file.name else place


def _pack(
    recorded: Manifest, hints: Hints, places: Places, shipped: Shipped
) -> tuple[Path | None, list[Unlocated]]:
    path = recorded.pack.path
    if hints.pack is None and path is None:
        return None, [Unlocated(RULES, "The manifest does not tell where the rules are")]
    pack = hints.pack or (shipped.pack if path == SHIPPED_RULES else places.path_at(path or ""))
    if pack not in (hints.pack, shipped.pack) and _is_outside(pack, places):
        return None, [_outside(RULES, f"The rules {pack} lie", places)]
    if not os.path.isdir(pack):
        return None, [Unlocated(RULES, f"The rules {pack} are not there")]
    return pack, []
