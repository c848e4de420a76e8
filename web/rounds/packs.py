"""The policy packs that rounds may be held under, loaded once in a process."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

from django.conf import settings

from clausewise.packs import LoadedPack, load_pack

PARAMETERS = "parameters.yaml"


def pack_names() -> tuple[str, ...]:
    """The names of the packs, the first of them the usual one."""
    return tuple(folder.name for folder in settings.CLAUSEWISE.packs)


def pack_folder(name: str) -> Path:
    """The folder of a pack by its name. Raises KeyError where there is none."""
    folders: dict[str, Path] = {folder.name: folder for folder in settings.CLAUSEWISE.packs}
    return folders[name]


@functools.cache
def loaded(folder: Path) -> LoadedPack:
    """A pack as it is, without numbers of a round's own."""
    return load_pack(folder)


def pack_named(name: str) -> LoadedPack:
    """A pack by its name."""
    return loaded(pack_folder(name))


def kinds_known() -> dict[str, str]:
    """The label of each kind of organisation in any of the packs, by its name there."""
    return {
        kind: term.label
        for name in pack_names()
        for kind, term in pack_named(name).pack.vocabulary.kinds.items()
    }


def check_parameters(name: str, text: str) -> None:
    """Raises PackUnusable, with every fault, where numbers cannot be laid over a pack."""
    if not text.strip():
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / PARAMETERS
        path.write_text(text, "utf-8")
        load_pack(pack_folder(name), path)
