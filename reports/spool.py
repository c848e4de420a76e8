"""A spool: lines made in one order and read in another, on the disk where they are many."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator

_IN_MEMORY = 64_000_000
"""So many bytes are held in memory; beyond them all goes to a temporary file."""
_PART = 1_000_000
"""About so many bytes are given at once."""


class Spool:
    """Lines by their place in an order."""

    def __init__(self, count: int) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed below
        self._starts = array("Q", bytes(8 * count))
        self._sizes = array("L", bytes(array("L").itemsize * count))
        self._end = 0

    def put(self, place: int, line: bytes) -> None:
        """Keep the line of a place."""
        self._starts[place], self._sizes[place] = self._end, len(line)
        self._file.write(line)
        self._end += len(line)

    def lines(self) -> Iterator[bytes]:
        """Every line in the order of the places."""
        for start, size in zip(self._starts, self._sizes, strict=True):
            self._file.seek(start)
            yield self._file.read(size)

    def joined(self, between: bytes) -> Iterator[bytes]:
        """The lines with something between them, in parts of some size."""
        held: list[bytes] = []
        length = 0
        for number, line in enumerate(self.lines()):
            held.append(between + line if number else line)
            length += len(line)
            if length >= _PART:
                yield b"".join(held)
                held, length = [], 0
        yield b"".join(held)

    def close(self) -> None:
        """Let go of what is kept."""
        self._file.close()
