"""A spool: lines made in one order and read in another, on the disk where they are many."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator

_IN_MEMORY = 16_000_000
"""So many bytes are held in memory; beyond them all goes to a temporary file."""
_PART = 1_000_000
"""About so many bytes are given at once."""


class Spool:
    """Lines by their place in an order; they can be read as often as wanted."""

    def __init__(self, count: int = 0) -> None:
        """``count`` places are there from the start, each of an empty line."""
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed below
        self._starts = array("Q", bytes(8 * count))
        self._sizes = array("L", bytes(array("L").itemsize * count))
        self._end = 0
        self._is_at_end = True

    def __len__(self) -> int:
        return len(self._starts)

    def put(self, place: int, line: bytes) -> None:
        """Keep the line of a place."""
        self._starts[place], self._sizes[place] = self._write(line), len(line)

    def add(self, line: bytes) -> None:
        """Keep a line at a place of its own, after all others."""
        self._starts.append(self._write(line))
        self._sizes.append(len(line))

    def line(self, place: int) -> bytes:
        """The line of a place."""
        self._is_at_end = False
        self._file.seek(self._starts[place])
        return self._file.read(self._sizes[place])

    def lines(self) -> Iterator[bytes]:
        """Every line in the order of the places."""
        return map(self.line, range(len(self)))

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

    def __del__(self) -> None:
        # Who reads a spool cannot tell who else does: it goes with the last of them.
        self.close()

    def _write(self, line: bytes) -> int:
        if not self._is_at_end:
            self._file.seek(self._end)
            self._is_at_end = True
        start = self._end
        self._file.write(line)
        self._end += len(line)
        return start
