"""Rows of a long sheet written as nearly all programs write them, told by one pattern.

Whatever the pattern matches is well formed, every cell stands in its row, and nothing is in it
that calamine tells as something else: no formula, error, yes or no, percentage, nothing hidden.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.number_formats import Shown

_TEXT = rb"[^<&]*+(?:&(?:amp|lt|gt|quot|apos);[^<&]*+)*+"
_HELD = rb"(?:/>| />|>(?:<v>%s</v>|<is><t(?: xml:space=\"preserve\")?+>%s</t></is>)?+</c>)" % (
    _TEXT,
    _TEXT,
)
_ATTRIBUTES = rb"((?: [A-Za-z][\w.:-]*+=\"[^\"<&]*+\")*+)"
_ROW = re.compile(rb"<row r=\"([0-9]{1,7}+)\"" + _ATTRIBUTES)
_NAME = re.compile(rb" ([\w.:-]+)=\"([^\"]*)\"")
_NO_TEXT = bytes(n for n in range(32) if n not in b"\t\n\r")
_SHOWN = (b"0", b"false")


class PlainRows:
    """Knows plain rows of one workbook, whose cell styles show what ``formats`` says."""

    def __init__(self, formats: Sequence[Shown]) -> None:
        percent = [b"%d" % n for n, shown in enumerate(formats) if shown is Shown.PERCENT]
        style = rb"(?: s=\"(?!0*+(?:%s)\")[0-9]{1,6}+\")?+" % (b"|".join(percent) or b"x")
        kind = rb"(?: t=\"(?:s|n|str|inlineStr)\")?+"
        cell = rb"<c r=\"[A-Z]{1,3}+\1\"" + style + kind + _HELD
        row = _ROW.pattern + rb"(?:/>|>(?:%s)*+</row>)" % cell
        self._rows = re.compile(rb"(?:%s)*+" % row)

    def numbers(self, piece: bytes) -> list[int] | None:
        """The numbers of the rows of a piece of a sheet that holds plain rows and nothing else;
        None for any other piece."""
        if (
            not piece.isascii()
            or b"]]>" in piece
            or len(piece.translate(None, _NO_TEXT)) < len(piece)
            or not self._rows.fullmatch(piece)
        ):
            return None
        found = _ROW.findall(piece)
        if any(map(_odd, {attributes for _, attributes in found})):
            return None
        return [int(number) for number, _ in found]


def _odd(attributes: bytes) -> bool:
    """Whether a row's attributes hide it, or name one twice."""
    named = _NAME.findall(attributes)
    names = [b"r", *(name for name, _ in named)]
    return len(set(names)) < len(names) or dict(named).get(b"hidden", b"0") not in _SHOWN
