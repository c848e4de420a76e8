"""Finding again what a manifest names: as given, or else where the manifest says."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from clausewise.places import DEFAULT_PACK, EXAMPLE_DECISIONS, EXAMPLES
from clausewise.recording import Asked
from engine.nouns.outcome.audience import Audience
from engine.nouns.outcome.manifest import (
    DECISIONS,
    PARAMETERS,
    RETURN,
    SHIPPED,
    SHIPPED_DECISIONS,
    SHIPPED_RULES,
    Manifest,
)
from engine.nouns.quarter import Quarter
from engine.verifying.places import Places

GIVEN_BY: Mapping[str, str] = {
    PARAMETERS: "--parameters FILE",
    DECISIONS: "--decisions FILE",
}
"""By role of a file that a run reads beside the returns: the option that gives its place."""


@dataclass(frozen=True, slots=True)
class Located:
    """Where the things are that a manifest names."""

    folder: Path
    """The manifest's own, with the outputs."""
    returns: tuple[Path, ...]
    given: Mapping[str, tuple[Path, ...]]
    """By role, the files beside the returns."""
    pack_path: Path

    def asked(self, period: Quarter, as_of: dt.date, audience: Audience) -> Asked:
        """The run that the manifest records, from where its things are now."""
        overlay = self.given[PARAMETERS]
        decisions = next(iter(self.given[DECISIONS]), None)
        return Asked(self.returns, self.pack_path, overlay, period, as_of, audience, decisions)


def located(
    recorded: Manifest,
    folder: Path,
    returns: Sequence[Path],
    given: Mapping[str, Sequence[Path]],
    pack_path: Path | None,
) -> tuple[Located | None, list[str]]:
    """Where everything is, or all that cannot be found, each with the option that gives it.

    ``folder`` is the manifest's own; ``returns``, ``given`` (by role) and ``pack_path`` are
    what the command line says, which goes before what the manifest says.
    """
    places = Places(folder, near_only=False)
    problems = [
        f"It read a file as “{one.role}” ({one.name}), which this version of Clausewise does "
        "not know. Use the version that wrote the manifest."
        for one in recorded.inputs
        if one.role != RETURN and one.role not in GIVEN_BY
    ]
    roots = tuple(returns) or tuple(
        EXAMPLES if one == SHIPPED else places.at(one) for one in recorded.returns if one
    )
    if not returns and None in recorded.returns:
        problems.append("The manifest does not tell where the returns are: give --returns FOLDER.")
    gone = [one for one in roots if not os.path.exists(one)]
    problems += [f"{one} is not there: give --returns FOLDER." for one in gone]
    others = {
        role: tuple(given.get(role, ())) or tuple(_recorded(recorded, role, places))
        for role in GIVEN_BY
    }
    problems += [
        f"The {role} file {file} is not there: give {GIVEN_BY[role]}."
        for role, files in others.items()
        for file in files
        if not (os.path.isfile(file) or (role == DECISIONS and os.path.isdir(file)))
    ]
    told = recorded.pack.path
    pack = pack_path or (DEFAULT_PACK if told == SHIPPED_RULES else places.at(told or ""))
    if pack_path is None and told is None:
        problems.append("The manifest does not tell where the rules are: give --rules PACK.")
    elif not os.path.isdir(pack):
        problems.append(f"The rules {pack} are not there: give --rules PACK.")
    return (None if problems else Located(folder, roots, others, pack)), problems


def _recorded(recorded: Manifest, role: str, places: Places) -> Iterator[Path]:
    for one in recorded.inputs:
        if one.role == role:
            place = places.at(one.path) if one.path else Path(one.name)
            if one.path == SHIPPED_DECISIONS:
                yield EXAMPLE_DECISIONS
            elif role == DECISIONS and "/" in one.name:
                # Of a folder of CSV files each is recorded; the folder is what was given.
                yield place.parent
            else:
                yield place
