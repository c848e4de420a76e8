"""Rows of a long sheet written as nearly all programs write them, told by one pattern.

Whatever the pattern matches is well formed, every cell stands in its row, and nothing is in it
that calamine tells as something else: no error, yes or no, percentage, no formula that may never
have been calculated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from evidence.grids.number_formats import Shown

TEXT = rb"[^<&]*+(?:&(?:amp|lt|gt|quot|apos);[^<&]*+)*+"
_FORMULA = (
    rb"<f(?: aca=\"false\")?+(?: t=\"shared\")?+(?: ref=\"[A-Z0-9:]*+\")?+(?: si=\"[0-9]++\")?+"
    rb"(?:/>|>%s</f>)" % TEXT
)
_CALCULATED, _NOT_0 = rb"<v>(?!</v>)%s</v>" % TEXT, rb"<v>(?=[1-9])%s</v>" % TEXT
_INLINE = rb"<is><t(?: xml:space=\"preserve\")?+>%s</t></is>" % TEXT
_ATTRIBUTES = rb"((?: [A-Za-z][\w.:-]*+=\"[^\"<&]*+\")*+)"
_ROW = re.compile(rb"<row r=\"([0-9]{1,7}+)\"" + _ATTRIBUTES)
_NAME = re.compile(rb" ([\w.:-]+)=\"([^\"]*)\"")
NO_TEXT = bytes(n for n in range(32) if n not in b"\t\n\r")
_TRUE = (b"1", b"true")


class Plain(NamedTuple):
    """The numbers of plain rows, and of those among them that are hidden."""

    numbers: list[int]
    hidden: set[int]


class PlainRows:
    """Knows plain rows of one workbook, whose cell styles show what ``formats`` says.

    ``to_be_calculated`` is whether the workbook asks for its formulas to be calculated: then
    one whose value may be 0 is not plain.
    """

    def __init__(self, formats: Sequence[Shown], to_be_calculated: bool) -> None:
        percent = [b"%d" % n for n, shown in enumerate(formats) if shown is Shown.PERCENT]
        style = rb"(?: s=\"(?!0*+(?:%s)\")[0-9]{1,6}+\")?+" % (b"|".join(percent) or b"x")
        start = rb"<c r=\"[A-Z]{1,3}+\1\"" + style
        known = _NOT_0 if to_be_calculated else _CALCULATED
        held = rb"<v>%s</v>|%s|%s" % (TEXT, _INLINE, _FORMULA + known)
        cell = start + rb"(?: t=\"(?:s|n|str|inlineStr)\")?+(?:/>| />|>(?:%s)?+</c>)" % held
        cell += rb"|" + start + rb" t=\"str\">" + _FORMULA + _CALCULATED + rb"</c>"
        row = _ROW.pattern + rb"(?:/>|>(?:%s)*+</row>)" % cell
        self._rows = re.compile(rb"(?:%s)*+" % row)

    def rows(self, piece: bytes) -> Plain | None:
        """The rows of a piece of a sheet that holds plain rows and nothing else; None for any
        other piece."""
        if (
            not piece.isascii()
            or b"]]>" in piece
            or len(piece.translate(None, NO_TEXT)) < len(piece)
            or not self._rows.fullmatch(piece)
        ):
            return None
        found = _ROW.findall(piece)
        attributes = {text: _NAME.findall(text) for text in {text for _, text in found}}
        if not all(map(_once_each, attributes.values())):
            return None
        hiding = {text for text, named in attributes.items() if dict(named).get(b"hidden") in _TRUE}
        hidden = {int(number) for number, text in found if text in hiding} if hiding else set()
        return Plain([int(number) for number, _ in found], hidden)


def _once_each(named: list[tuple[bytes, bytes]]) -> bool:
    """Whether a row's attributes are given once each."""
    names = [b"r", *(name for name, _ in named)]
    return len(set(names)) == len(names)
