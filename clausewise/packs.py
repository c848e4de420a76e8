"""Policy packs, loaded with the parameters of one's own that are laid over them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clausewise.errors import PackUnusable
from clausewise.places import DEFAULT_PACK
from engine.kept.store import NOTHING_KEPT, Store
from engine.loading.file_names import digest_of, pack_files
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
    cache: Store = field(default=NOTHING_KEPT, compare=False)
    """What earlier runs kept of the same files."""


def load_pack(
    path: FilePath = DEFAULT_PACK,
    parameters: FilePath | Sequence[FilePath] = (),
    cache: Store = NOTHING_KEPT,
) -> LoadedPack:
    """The policy pack in a folder, with the values of parameters files in place of its own.

    Without ``path`` it is the pack of the Suffolk safeguarding children policy of 2013. With
    ``cache``, as ``cache_in()`` gives it, the pack and all that is read by it is taken from there
    where it was kept of the same files. Raises PackUnusable with every fault of every file.
    """
    folder, files = Path(path), paths_of(parameters)
    pack = _cached_pack(folder, cache) or _read_pack(folder, cache)
    return LoadedPack(_laid_over(files, pack), folder, files, cache)


def _cached_pack(folder: Path, cache: Store) -> Pack | None:
    """The pack as it was kept of the same files; None where it was not."""
    if cache.folder is None:
        return None
    try:
        files = [(name, file.read_bytes()) for name, file in pack_files(folder).items()]
    except OSError:
        return None
    digest = digest_of(files)
    found: Pack | None = cache.get(("pack", digest), Pack)
    return found if found is not None and found.digest == digest else None


def _read_pack(folder: Path, cache: Store) -> Pack:
    from engine.loading import PackError
    from engine.loading import load_pack as pack_in

    try:
        pack = pack_in(folder)
    except PackError as error:
        raise pack_unusable(f"The rules in {folder} cannot be used", error.faults) from None
    cache.put(("pack", pack.digest), Pack, pack)
    return pack


def _laid_over(files: Sequence[Path], pack: Pack) -> Pack:
    if not files:
        return pack
    from engine.loading import OverlayError, load_overlays

    try:
        return load_overlays(files, pack)
    except OverlayError as error:
        names = " and ".join(str(file) for file in files)
        raise pack_unusable(f"The parameters in {names} cannot be used", error.faults) from None


def pack_unusable(heading: str, faults: Sequence[PackFault]) -> PackUnusable:
    """The error that lists all faults of a pack under a heading, which counts them."""
    return PackUnusable(f"{heading}: {counted(len(faults), 'fault')}.", faults)


def paths_of(given: FilePath | Sequence[FilePath]) -> tuple[Path, ...]:
    """One path or several, as several."""
    if isinstance(given, str | os.PathLike):
        return (Path(given),)
    return tuple(Path(path) for path in given)
