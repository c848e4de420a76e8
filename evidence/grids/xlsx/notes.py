"""The cells of a worksheet that somebody has put a note (a comment) on."""

from __future__ import annotations

from openpyxl.utils.cell import coordinate_to_tuple

from evidence.files.archive import Package
from evidence.grids.xlsx.parts import MAIN, relations_of
from evidence.grids.xml_stream import tree_of
from evidence.nouns.grid import OWN_AUTHOR

_MOST_NOTES = 10_000
"""So many are looked at; who has more has them on a register, where one is told like all."""


def noted_cells(package: Package, part: str) -> list[tuple[int, int]]:
    """The row and column of each cell of a sheet with a note, in the file's order.

    Those of the blank return are left out, and those without an author, as programs write them.
    Raises what a garbled part raises.
    """
    noted: list[tuple[int, int]] = []
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
                noted.append(coordinate_to_tuple(str(note.attrib["ref"])))
            if len(noted) >= _MOST_NOTES:
                return noted
    return noted
