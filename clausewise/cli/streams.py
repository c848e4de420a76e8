"""What is told on the terminal or into a pipe: that it cannot be told ends no run."""

from __future__ import annotations

import errno
import io
import sys
from typing import Any

CLEAR = "\r\x1b[K"
"""Clears the line of a terminal."""
_CLOSED = (errno.EPIPE, errno.EINVAL) if sys.platform == "win32" else (errno.EPIPE,)
"""What a system says of a reader that has gone, as ``head`` does when it has enough."""


class LastingOutput(io.FileIO):
    """An output that takes whatever it is given; what it could not pass on is lost.

    ``failure`` says why, where it was not that the reader had enough.
    """

    failure: OSError | None = None
    is_lost = False

    def write(self, content: Any) -> int:
        """Pass on what can be; all of it counts as written."""
        left = memoryview(content).cast("B")
        size = len(left)
        try:
            while left and not self.is_lost:
                done = super().write(left)
                # A pipe that cannot take more just now says so; it is asked again.
                left = left[done or 0 :]
        except OSError as error:
            self.is_lost = True
            self.failure = None if error.errno in _CLOSED else error
        return size


class ShownText(io.TextIOWrapper):
    """Text for a terminal, in which nothing that somebody typed is obeyed: no sequence that moves
    the cursor or turns the direction of writing, in a cell, a name or a path."""

    def write(self, text: str, /) -> int:
        """Write a text; the line of progress alone begins by clearing itself."""
        from reports.text import visible

        head = CLEAR if text.startswith(CLEAR) else ""
        super().write(head + visible(text[len(head) :]))
        return len(text)


def lasting_streams() -> list[LastingOutput]:
    """Put outputs that last in the place of the process's; returns them, for what became of them.

    A character that a console lacks is shown as a question mark. Where the process has no output,
    or Windows shows it in a console, it stays as it is.
    """
    lasting = []
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if not isinstance(stream, io.TextIOWrapper):
            continue
        stream.reconfigure(errors="replace")
        if sys.platform == "win32" and stream.isatty():
            continue
        raw = LastingOutput(stream.fileno(), "wb", closefd=False)
        whole = ShownText(
            io.BufferedWriter(raw),
            encoding=stream.encoding,
            errors="replace",
            line_buffering=stream.line_buffering,
            write_through=stream.write_through,
        )
        setattr(sys, name, whole)
        lasting.append(raw)
    return lasting
