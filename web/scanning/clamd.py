"""Asking ClamAV's daemon about bytes: its INSTREAM command, over a socket on this machine or TCP.

The daemon is sent ``zINSTREAM`` and a null, then parts of the bytes, each behind its length as four
bytes, big end first, and a length of nought; it answers ``stream: OK`` or ``stream: NAME FOUND``.
"""

from __future__ import annotations

import socket
import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

SECONDS = 60.0
"""For which an answer is waited for."""
_PART = 64_000
_LONGEST_ANSWER = 4_000
_UNIX = "unix:"


class ScanResult(StrEnum):
    """What a scan came to."""

    CLEAN = "scanned"
    FOUND = "found"
    UNANSWERED = "unanswered"
    NOT_SCANNED = "not scanned"
    """No scanner is set up."""


@dataclass(frozen=True, slots=True)
class ScanAnswer:
    """What a scan came to, with the name of what was found or why nothing was answered."""

    result: ScanResult
    words: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether what was scanned may not be taken in: something was found, or a scanner that is
        set up did not answer."""
        return self.result in (ScanResult.FOUND, ScanResult.UNANSWERED)

    @property
    def refusal(self) -> str:
        """Why it is not taken in, and what to do."""
        if self.result is ScanResult.FOUND:
            return (
                f"The virus scanner found “{self.words}” in it. Nothing was taken in; tell whoever "
                "looks after your computer."
            )
        return (
            f"The virus scanner does not answer ({self.words}), so nothing was taken in. Try "
            "again, and tell your administrator if it stays so."
        )


NOT_SCANNED = ScanAnswer(ScanResult.NOT_SCANNED)


def scanned(chunks: Iterable[bytes]) -> ScanAnswer:
    """Have bytes scanned by the scanner that the settings name; nothing is asked where none is."""
    address: str = settings.CLAUSEWISE.scanner
    if not address:
        return NOT_SCANNED
    try:
        with _connected(address) as connection:
            return _answer(_asked(connection, chunks))
    except (OSError, ValueError) as error:
        return ScanAnswer(ScanResult.UNANSWERED, str(error) or type(error).__name__)


def _connected(address: str) -> socket.socket:
    """Raises ValueError for an address that is none, OSError where nobody listens there."""
    if address.startswith(_UNIX):
        if sys.platform == "win32":
            raise ValueError("Windows has no sockets among its files: name a host and a port")
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(SECONDS)
        try:
            connection.connect(address.removeprefix(_UNIX))
        except OSError:
            connection.close()
            raise
        return connection
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), SECONDS)


def _asked(connection: socket.socket, chunks: Iterable[bytes]) -> str:
    """What is answered to the bytes. A daemon that has heard enough closes early: its answer is
    read all the same."""
    try:
        connection.sendall(b"zINSTREAM\0")
        for chunk in chunks:
            for start in range(0, len(chunk), _PART):
                part = chunk[start : start + _PART]
                connection.sendall(struct.pack(">I", len(part)) + part)
        connection.sendall(struct.pack(">I", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass
    heard = b""
    while not heard.endswith(b"\0") and len(heard) < _LONGEST_ANSWER:
        more = connection.recv(_LONGEST_ANSWER)
        if not more:
            break
        heard += more
    return heard.rstrip(b"\0\n").decode("utf-8", "replace")


def _answer(text: str) -> ScanAnswer:
    """An answer as it is meant; whatever is not plainly clean is not."""
    said = text.removeprefix("stream: ")
    if said == "OK":
        return ScanAnswer(ScanResult.CLEAN)
    if said.endswith(" FOUND"):
        return ScanAnswer(ScanResult.FOUND, said.removesuffix(" FOUND")[:200])
    return ScanAnswer(ScanResult.UNANSWERED, said[:200] or "it closed the connection")
