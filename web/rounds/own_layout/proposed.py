"""What is proposed of a return in its sender's own layout, kept for the page that confirms it."""

from __future__ import annotations

import json
from collections.abc import Mapping as Dict
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from clausewise.errors import MappingUnusable
from clausewise.packs import LoadedPack
from clausewise.use_cases.map import map_files
from engine.nouns.policy.pack import Pack
from evidence.files.sources import showable
from evidence.mapping.file import mapping_as_data, mapping_of
from evidence.mapping.nouns import Mapping
from web.rounds.own_layout.picture import (
    PictureCell,
    PictureRow,
    SheetPicture,
    pictures_of,
)
from web.rounds.store import keep, path_of

MOST_ROWS, MOST_PROPOSALS = 6_000, 1_500
"""Rows that are looked at, half a minute's work, and proposals that a page can hold."""


@dataclass(frozen=True, slots=True)
class LayoutProposed:
    """The proposals of a file, what each reads in it now, and a picture of its cells."""

    mapping: Mapping
    now: Dict[tuple[int, int], str]
    """By sheet and place in it."""
    pictures: tuple[SheetPicture, ...]


def proposed_of(path: Path, name: str, policy: LoadedPack, kind: str) -> LayoutProposed | None:
    """What is proposed of a return that an organisation of a kind sent under a name; None where it
    cannot be opened, is too large to be mapped on a page, or nothing of it may answer the pack."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    known = kind if kind in policy.pack.vocabulary.kinds else ""
    try:
        proposed = map_files(files, policy, known, MOST_ROWS)
    except MappingUnusable:
        return None
    count = sum(len(sheet.proposals) for sheet in proposed.mapping.sheets)
    if proposed.is_empty or count > MOST_PROPOSALS:
        return None
    plain = {**mapping_as_data(proposed.mapping), "made_from": showable(name)}
    mapping, _ = mapping_of(json.dumps(plain), name, policy.pack)
    if mapping is None:
        return None
    return LayoutProposed(mapping, proposed.now(), pictures_of(proposed.foreign_sheets, mapping))


def keep_proposed(proposed: LayoutProposed) -> str:
    """Keep it; returns the SHA-256 of it."""
    plain = {
        "mapping": mapping_as_data(proposed.mapping),
        "now": [[sheet, place, text] for (sheet, place), text in proposed.now.items()],
        "pictures": [asdict(picture) for picture in proposed.pictures],
    }
    return keep([json.dumps(plain, ensure_ascii=False).encode()]).sha256


def kept_proposed(sha256: str, pack: Pack) -> LayoutProposed | None:
    """What was kept; None where it is not there any more, or the pack knows it no longer."""
    try:
        plain = json.loads(path_of(sha256).read_text("utf-8"))
    except OSError:
        return None
    mapping, _ = mapping_of(json.dumps(plain["mapping"]), "proposals", pack)
    if mapping is None:
        return None
    now = {(sheet, place): text for sheet, place, text in plain["now"]}
    return LayoutProposed(mapping, now, tuple(map(_picture, plain["pictures"])))


def _picture(plain: Dict[str, Any]) -> SheetPicture:
    rows = (
        PictureRow(row["number"], tuple(PictureCell(**cell) for cell in row["cells"]))
        for row in plain["rows"]
    )
    columns = tuple(plain["columns"])
    return SheetPicture(plain["name"], plain["lasting_name"], columns, tuple(rows), plain["is_cut"])
