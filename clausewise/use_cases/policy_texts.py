"""A policy's text: written out, compared with another version, held to the rules."""

from __future__ import annotations

from pathlib import Path

from clausewise.errors import PackUnusable, TextUnusable
from clausewise.packs import FilePath, load_pack, pack_unusable
from engine.amending.compare import TextComparison, compare
from engine.amending.policy_text import PolicyText
from engine.amending.sources import SourceError, read_source, read_text_of
from engine.amending.verify import Verification, verify
from engine.amending.write import UnwritableError, text_of
from engine.nouns.evidence.fault import Fault, PackFault
from engine.nouns.policy.pack import Pack


def policy_text(pack: Pack) -> str:
    """The register's clauses as a text with their ids.

    Raises TextUnusable where an id cannot stand in one.
    """
    try:
        return text_of(pack)
    except UnwritableError as error:
        names = ", ".join(f"“{name}”" for name in error.ids)
        raise TextUnusable(
            f"These ids hold a space, a bracket or a bar and cannot be written: {names}."
        ) from None


def compare_policies(
    old: FilePath, new: FilePath, pack_path: FilePath
) -> tuple[Pack, TextComparison]:
    """What one version of a policy amends in another, and the pack whose rules it touches.

    Each version is a text with ids, a pack's folder, or its policy.yaml. Raises PackUnusable
    with the faults of all three.
    """
    faults: list[Fault | PackFault] = []
    texts: list[PolicyText] = []
    for path in (Path(old), Path(new)):
        try:
            texts.append(read_source(path))
        except SourceError as error:
            faults.extend(error.faults)
    pack = _pack_or_faults(pack_path, faults)
    if faults or pack is None:
        raise _unusable("Nothing can be compared", list(dict.fromkeys(faults)))
    return pack, compare(*texts)


def hold_to_text(text: FilePath, pack_path: FilePath) -> Verification:
    """The words that a pack's rules rest on, held to a policy's text, with ids or without.

    Raises PackUnusable with the faults of both.
    """
    faults: list[Fault | PackFault] = []
    read: tuple[PolicyText, str] | None = None
    pack = _pack_or_faults(pack_path, faults)
    try:
        read = read_text_of(Path(text), () if pack is None else pack.clauses)
    except SourceError as error:
        faults.extend(error.faults)
    if faults or pack is None or read is None:
        raise _unusable("Nothing can be verified", faults)
    return verify(pack, *read)


def _pack_or_faults(path: FilePath, faults: list[Fault | PackFault]) -> Pack | None:
    """The pack; None where it has faults, which are added to those of the texts."""
    try:
        return load_pack(path).pack
    except PackUnusable as error:
        faults.extend(error.faults)
        return None


def _unusable(heading: str, faults: list[Fault | PackFault]) -> PackUnusable:
    return pack_unusable(heading, [fault for fault in faults if isinstance(fault, PackFault)])
