"""Which of a workbook's sheets are long, told before a library sees any."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.bounds import CHUNK, LONG_FROM_TAGS, MAX_TAGS
from evidence.package import Package, TooLargeError


def long_parts(package: Package, parts: Iterable[str]) -> frozenset[str]:
    """The parts with so many tags that openpyxl would take too long.

    Tags are counted by the sign that begins each, which says more than a size: they bound the
    cells, rows and all else that a reader can meet, however it is written. Raises TooLargeError
    where the parts have more together than are read, DamagedError where one is broken.
    """
    long: set[str] = set()
    total = 0
    for part in parts:
        tags = 0
        with package.stream(part) as stream:
            while chunk := stream.read(CHUNK):
                tags += chunk.count(b"<")
        total += tags
        if total > MAX_TAGS:
            raise TooLargeError(f"over {MAX_TAGS:,} cells, rows and other tags")
        if tags > LONG_FROM_TAGS:
            long.add(part)
    return frozenset(long)
