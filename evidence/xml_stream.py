"""Reading XML as it streams by, refusing what no workbook needs: DTDs and entities."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Protocol
from xml.parsers import expat

_CHUNK = 1 << 18


class DamagedError(Exception):
    """The file is not what it should be inside; the message says where, in words."""


class Handler(Protocol):
    """Told of each element and text on the way; names come without their prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


def parse(stream: IO[bytes], handler: Handler) -> None:
    """Read a whole part into the handler. Raises DamagedError where it is not plain XML."""
    for _ in feed(stream, handler):
        pass


def feed(stream: IO[bytes], handler: Handler) -> Iterator[None]:
    """Read a part piece by piece into the handler, pausing after each piece.

    Raises DamagedError where it is not plain XML: not well formed, or with a DTD, by which a
    small file could grow without bound or reach for others.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    local: dict[str, str] = {}

    def name_of(name: str) -> str:
        return local.setdefault(name, name.rpartition(":")[2])

    def start(name: str, attributes: dict[str, str]) -> None:
        handler.start(local.get(name) or name_of(name), attributes)

    def end(name: str) -> None:
        handler.end(local.get(name) or name_of(name))

    def refuse(*_: object) -> None:
        raise DamagedError("it holds a document type definition, which no workbook needs")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
            yield
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        # The last two are how Python tells of an encoding that it does not know.
        raise DamagedError("its contents break off or are garbled") from error
    yield


def attribute(attributes: dict[str, str], name: str) -> str:
    """An attribute's value whatever its prefix; empty where it is not there."""
    for key, value in attributes.items():
        if key.rpartition(":")[2] == name:
            return value
    return ""
