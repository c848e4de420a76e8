"""A server that takes e-mail, as far as reminders want one; it refuses one recipient."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class MailTaken:
    """What the server was given."""

    refused: str
    port: int = 0
    messages: list[EmailMessage] = field(default_factory=list)


def _handler(taken: MailTaken) -> type[socketserver.StreamRequestHandler]:
    class Speaking(socketserver.StreamRequestHandler):
        def say(self, words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

        def handle(self) -> None:
            self.say("220 mail.example.org")
            while line := self.rfile.readline().decode().strip():
                word = line.split()[0].upper()
                if word == "DATA":
                    self.take()
                elif word == "RCPT" and taken.refused in line:
                    self.say("550 nobody of that name")
                elif word == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 mail.example.org")

        def take(self) -> None:
            self.say("354 go on")
            lines = []
            while (line := self.rfile.readline()) != b".\r\n":
                lines.append(line)
            found = message_from_bytes(b"".join(lines), policy=policy.default)
            assert isinstance(found, EmailMessage)
            taken.messages.append(found)
            self.say("250 taken")

    return Speaking


@contextmanager
def mail_server(refused: str) -> Iterator[MailTaken]:
    """A server on a free port of this computer, and what it was given."""
    taken = MailTaken(refused)
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _handler(taken)) as server:
        server.daemon_threads = True
        taken.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield taken
        server.shutdown()
