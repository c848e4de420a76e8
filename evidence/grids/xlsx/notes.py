"""The notes (comments) on the cells of a worksheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openpyxl.utils.cell import coordinate_to_tuple

from evidence.files.archive import Package
from evidence.grids.xlsx.parts import MAIN, relations_of
from evidence.grids.xml_stream import tree_of
from evidence.nouns.grid import OWN_AUTHOR, CellNote
from evidence.privacy.guard import repeatable

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MOST_NOTES = 10_000
"""So many are looked at; who has more has them on a register, where one is told like all."""
_LONGEST = 2_000
"""So many signs of a note are read."""
_THREADED = "[Threaded comment]"
"""How Excel begins the note that stands for a conversation, before it says so at length."""
_SPOKEN = re.compile(r"^[ \t]*(?:Comment|Reply):[ \t]*", re.MULTILINE)


def notes_of(package: Package, part: str) -> list[CellNote]:
    """The notes on the cells of a sheet, in the file's order.

    Those of the blank return are left out, and those without an author, as programs write them.
    Raises what a garbled part raises.
    """
    notes: list[CellNote] = []
    for relation in relations_of(package, part):
        if relation.kind != "comments" or relation.target not in package:
            continue
        tree = tree_of(package, relation.target)
        name = next((space for space in MAIN if str(tree.tag).startswith(space)), MAIN[0])
        authors = [author.text or "" for author in tree.iterfind(f"{name}authors/{name}author")]
        for note in tree.iterfind(f"{name}commentList/{name}comment"):
            author = int(note.get("authorId", "0"))
            by = authors[author].strip() if author < len(authors) else ""
            if by not in ("", OWN_AUTHOR):
                row, column = coordinate_to_tuple(str(note.attrib["ref"]))
                notes.append(CellNote(row, column, repeatable(_said(note, name, by))))
            if len(notes) >= _MOST_NOTES:
                return notes
    return notes


def _said(note: Element, name: str, author: str) -> str:
    """What a note says, without its author's name in front and without Excel's own words."""
    text = "".join(part.text or "" for part in note.iterfind(f"{name}text//{name}t"))[:_LONGEST]
    if text.startswith(_THREADED):
        text = " ".join(part.strip() for part in _SPOKEN.split(text)[1:])
    return text.strip().removeprefix(f"{author}:").strip()
