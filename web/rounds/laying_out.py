"""What a round holds, laid out as files: the way in which the command line is given it too."""

from __future__ import annotations

import shutil
from pathlib import Path

from clausewise.packs import LoadedPack
from web.rounds.models import Round, SentReturn
from web.rounds.packs import PARAMETERS, folder_of, pack_in
from web.rounds.sending import files_of
from web.rounds.store import path_of


def return_name(sent: SentReturn) -> str:
    """What a return is called in a run, whatever its sender called it: the workbook
    ``ZA1-2014-15-Q3.xlsx``, or the folder ``ZA1-2014-15-Q3`` of its CSV files."""
    name = f"{sent.organisation.code}-{sent.round.quarter.replace(' ', '-')}"
    endings = [Path(file.name).suffix.lower() for file in files_of(sent)]
    is_workbook = len(endings) == 1 and endings[0] not in (".csv", ".tsv", ".txt")
    return f"{name}{endings[0]}" if is_workbook else name


def lay_out_return(sent: SentReturn, folder: Path) -> Path:
    """Lay a return's files out under a folder; returns the workbook, or the folder of its CSV."""
    files, path = [*files_of(sent)], folder / return_name(sent)
    if path.suffix:
        shutil.copyfile(path_of(files[0].sha256), path)
        return path
    path.mkdir()
    for file in files:
        shutil.copyfile(path_of(file.sha256), path / file.name)
    return path


def policy_of(held: Round, folder: Path) -> LoadedPack:
    """A round's pack with the numbers agreed for it, which are laid out under a folder."""
    rules = folder_of(held.pack, held.pack_digest)
    if not held.parameters.strip():
        return pack_in(rules, held.pack_digest)
    path = folder / PARAMETERS
    path.write_text(held.parameters, "utf-8", newline="\n")
    return pack_in(rules, held.pack_digest, (path,))
