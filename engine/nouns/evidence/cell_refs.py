"""The cells that a fault names, as people write them: "C9", "C2, D2", "F2, F3 and 7 more"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_REF = re.compile(r"\b([A-Z]{1,3})([1-9][0-9]{0,6})\b")
_RANGE = re.compile(r"\b([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})\b")
_LAST_ROW = 1_048_576


@dataclass(frozen=True, slots=True)
class CellRefs:
    """Some cells of one sheet."""

    named: frozenset[str]
    ranges: tuple[tuple[str, int, int], ...]
    """Parts of a column: its letters, the first and the last row."""

    @classmethod
    def parse(cls, text: str) -> CellRefs:
        """The cells that a text names. Of "F2, F3 and 7 more" all below in the same column are
        among them, since it does not say which."""
        refs = _REF.findall(text)
        ranges = tuple(
            (left, int(top), int(bottom))
            for left, top, right, bottom in _RANGE.findall(text)
            if left == right
        )
        if refs and text.endswith(" more"):
            column, row = refs[-1]
            ranges += ((column, int(row), _LAST_ROW),)
        return cls(frozenset(f"{column}{row}" for column, row in refs), ranges)

    def __contains__(self, ref: str) -> bool:
        found = _REF.fullmatch(ref)
        return ref in self.named or (
            found is not None
            and any(
                found[1] == column and top <= int(found[2]) <= bottom
                for column, top, bottom in self.ranges
            )
        )
