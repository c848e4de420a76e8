"""Policy packs, loaded with the parameters of one's own that are laid over them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clausewise.errors import PackUnusable
from clausewise.places import DEFAULT_PACK
from engine.loading import OverlayError, PackError
from engine.loading import load_overlays as laid_over
from engine.loading import load_pack as pack_in
from engine.nouns.english import counted
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.pack import Pack

FilePath = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A policy pack that can be used, and where it came from."""

    pack: Pack
    path: Path
    """The folder of its rules."""
    parameters: tuple[Path, ...] = ()
    """The files of one's own parameters, in the order given."""


def load_pack(
    path: FilePath = DEFAULT_PACK, parameters: FilePath | Sequence[FilePath] = ()
) -> LoadedPack:
    """The policy pack in a folder, with the values of parameters files in place of its own.

    Without ``path`` it is the pack of the Suffolk safeguarding children policy of 2013. Raises
    PackUnusable with every fault of every file.
    """
    folder, files = Path(path), paths_of(parameters)
    try:
        pack = pack_in(folder)
    except PackError as error:
        raise pack_unusable(f"The rules in {folder} cannot be used", error.faults) from None
    try:
        return LoadedPack(laid_over(files, pack), folder, files)
    except OverlayError as error:
        names = " and ".join(str(file) for file in files)
        raise pack_unusable(f"The parameters in {names} cannot be used", error.faults) from None


def pack_unusable(heading: str, faults: Sequence[PackFault]) -> PackUnusable:
    """The error that tells all faults of a pack under a heading, which counts them."""
    return PackUnusable(f"{heading}: {counted(len(faults), 'fault')}.", faults)


def paths_of(given: FilePath | Sequence[FilePath]) -> tuple[Path, ...]:
    """One path or several, as several."""
    if isinstance(given, str | os.PathLike):
        return (Path(given),)
    return tuple(Path(path) for path in given)
