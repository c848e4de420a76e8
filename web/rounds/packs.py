"""The policy packs that rounds may be held under, loaded once in a process."""

from __future__ import annotations

import datetime as dt
import functools
import re
import shutil
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from django.conf import settings

from clausewise.cache import cache_in
from clausewise.errors import PackUnusable
from clausewise.packs import LoadedPack, load_pack
from engine.kept.store import Store
from engine.nouns.english import number
from engine.nouns.quarter import Quarter

PARAMETERS, PACKS, CACHE = "parameters.yaml", "packs", "cache"

_NUMBER = re.compile(r"(?P<name>\w+)\s*:\s*(?P<value>\d+(?:\.\d+)?)\s*(?:%\s*)?")


def cache() -> Store:
    """What was read of packs and of returns that can be used, kept for the next job."""
    data: Path = settings.CLAUSEWISE.data
    return cache_in(data / CACHE)


def cache_apart(folder: Path) -> Store:
    """A cache of one job alone, for what may turn out to be nothing to keep."""
    return cache_in(folder / CACHE)


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
    return load_pack(folder, cache=cache())


def keep_pack(name: str) -> str:
    """Keep a pack as it is now, for the rounds that are held under it; returns its digest."""
    policy = load_pack(pack_folder(name), cache=cache())
    target = _kept_pack(name, policy.pack.digest)
    if not target.is_dir():
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".draft-", dir=target.parent) as draft:
            copy = Path(draft) / name
            shutil.copytree(pack_folder(name), copy)
            with suppress(OSError):  # another process has kept it meanwhile
                copy.rename(target)
    return policy.pack.digest


def folder_of(name: str, digest: str) -> Path:
    """The folder of the pack that rounds were made under: the installed one where it is still
    that, else what was kept."""
    installed, kept = pack_folder(name), _kept_pack(name, digest)
    has_changed = loaded(installed).pack.digest != digest
    return kept if has_changed and kept.is_dir() else installed


def pack_in(folder: Path, digest: str, parameters: tuple[Path, ...] = ()) -> LoadedPack:
    """The pack of a digest in a folder. Raises PackUnusable where it is another by now."""
    if parameters:
        policy = load_pack(folder, parameters, cache())
    else:
        policy = replace(_once_loaded(folder, digest), cache=cache())
    if policy.pack.digest != digest:
        raise PackUnusable(
            f"The policy pack {folder.name} is no longer the one that the round was made under, "
            "and that one was not kept. Install the version of Clausewise that the round was made "
            "with.",
            (),
        )
    return policy


@functools.lru_cache(maxsize=8)
def _once_loaded(folder: Path, digest: str) -> LoadedPack:
    """A pack of a digest in a folder; the worker has it for the next job too."""
    return load_pack(folder, cache=cache())


def _kept_pack(name: str, digest: str) -> Path:
    data: Path = settings.CLAUSEWISE.data
    return data / PACKS / digest / name


def pack_named(name: str) -> LoadedPack:
    """A pack by its name."""
    return loaded(pack_folder(name))


def citations_in(name: str) -> dict[str, str]:
    """The citation of each clause of a pack, by its id; empty where the pack is not there."""
    if name not in pack_names():
        return {}
    return {id: clause.citation for id, clause in pack_named(name).pack.clauses.items()}


def kinds_known() -> dict[str, str]:
    """The label of each kind of organisation in any of the packs, by its name there."""
    return {
        kind: term.label
        for name in pack_names()
        for kind, term in pack_named(name).pack.vocabulary.kinds.items()
    }


def known_numbers(day: dt.date) -> dict[str, list[tuple[str, str, str]]]:
    """Of each pack the numbers that may be agreed: name, meaning, and value on a day in words."""
    return {
        pack: [
            (name, parameter.meaning, number(value.value, parameter.unit))
            for name, parameter in pack_named(pack).pack.parameters.items()
            if (value := parameter.value_on(day)) is not None
        ]
        for pack in pack_names()
    }


def numbers_in_full(text: str, quarter: Quarter) -> str:
    """Numbers as an administrator types them, ``training_met: 90``, each written out as the file of
    numbers has it: agreed by the commissioner, from the first day of a quarter. What is written
    out already stays as it is."""
    lines = [_NUMBER.fullmatch(line) for line in text.splitlines()]
    if not any(lines):
        return text
    agreed = f"in_force_from: {quarter.first_day.isoformat()}, set_by: commissioner"
    note = f"Agreed for the round of {quarter.label}"
    return "".join(
        f"{found['name']}:\n  values:\n    - {{value: {found['value']}, {agreed}, note: {note}}}\n"
        if found
        else f"{line}\n"
        for line, found in zip(text.splitlines(), lines, strict=True)
    )


def check_parameters(name: str, text: str) -> None:
    """Raises PackUnusable, with every fault, where numbers cannot be laid over a pack."""
    if not text.strip():
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / PARAMETERS
        path.write_text(text, "utf-8")
        load_pack(pack_folder(name), path)
