"""Names that a user gives: what they mean, or which of those there are is near."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from clausewise.errors import UnknownName

# The command line asks for near names at every start, which is to be quick.
if TYPE_CHECKING:
    from engine.nouns.evidence.organisation import Organisation
    from engine.nouns.outcome.assessment import Assessment
    from engine.nouns.policy.pack import Pack

_UNSAFE = re.compile("[^A-Za-z0-9]+")
_LONGEST = 60


def nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to three of the names there are that resemble one, the nearest first."""
    return tuple(difflib.get_close_matches(name, list(known), n=3))


def unknown(name: str, what: str, pack: Pack, known: Iterable[str]) -> UnknownName:
    """The error for a name that a pack does not have; ``what`` is like "neither a rule nor a
    clause"."""
    return UnknownName(f"“{name}” is {what} of {pack.title}.", nearest(name, known))


def file_stem(organisation: Organisation) -> str:
    """A file's name for an organisation, without its ending: ``ZA1-marlhaven-hospitals``.

    Whatever else stands in its code and name becomes a hyphen, so that it is a name anywhere.
    """
    code = _UNSAFE.sub("-", organisation.code).strip("-")
    name = _UNSAFE.sub("-", organisation.name.casefold())[:_LONGEST].strip("-")
    return "-".join(part for part in (code, name) if part) or "organisation"


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """The names in their order; one that is there already has its number after it."""
    taken: dict[str, int] = {}
    found = []
    for name in names:
        number = taken[name.casefold()] = taken.get(name.casefold(), 0) + 1
        found.append(name if number == 1 else f"{name}-{number}")
    return tuple(found)


def organisation_named(assessment: Assessment, text: str) -> Organisation:
    """The organisation with that code, or the only one whose name holds that text.

    Raises UnknownName, naming those there are, where none or several fit.
    """
    wanted = text.strip().casefold()
    every = assessment.organisations
    exact = [organisation for organisation in every if organisation.code.casefold() == wanted]
    found = exact or [
        organisation for organisation in every if wanted in organisation.name.casefold()
    ]
    if len(found) == 1:
        return found[0]
    listed = "; ".join(
        f"{organisation.code} {organisation.name}" for organisation in found or every
    )
    how = "fits several organisations" if found else "is not an organisation of these returns"
    raise UnknownName(f"“{text}” {how}: {listed}.")
