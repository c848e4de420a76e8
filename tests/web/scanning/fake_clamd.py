"""A daemon that answers as ClamAV's does, with what a test gives it to say."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class FakeDaemon:
    """Where it answers, and what it was sent."""

    address: str
    heard: list[bytes] = field(default_factory=list)


@contextmanager
def clamd(answer: bytes, unix: str = "", most: int = 0) -> Iterator[FakeDaemon]:
    """A daemon that says one thing; with ``most`` it says it after so many bytes and closes."""
    family = socket.AF_UNIX if unix else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.bind(unix or ("127.0.0.1", 0))
        listening.listen()
        where = f"unix:{unix}" if unix else f"127.0.0.1:{listening.getsockname()[1]}"
        daemon = FakeDaemon(where)
        threading.Thread(
            target=_answer, args=(listening, daemon, answer, most), daemon=True
        ).start()
        yield daemon


def _answer(listening: socket.socket, daemon: FakeDaemon, answer: bytes, most: int) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        with connection, connection.makefile("rb") as sent:
            assert sent.read(10) == b"zINSTREAM\0"
            heard = b""
            while size := struct.unpack(">I", sent.read(4))[0]:
                heard += sent.read(size)
                if most and len(heard) >= most:
                    break
            daemon.heard.append(heard)
            connection.sendall(answer)
