"""The zip package that a workbook is: opened only within bounds, its parts read by name."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from xml.parsers import expat

from evidence.files.limits import MAX_BYTES as MAX_BYTES
from evidence.files.limits import MAX_PARTS, MAX_RATIO, RATIO_COUNTS_FROM

MANIFEST = "META-INF/manifest.xml"
"""The part in which an OpenDocument file lists its parts."""
DEFINITION = "it holds a document type definition, which no workbook needs"
_WRITTEN_AS_XML = (".xml", ".rels", ".rdf", ".vml")
_PROLOG = 64_000
"""So many bytes of a part are looked through for the begin of its first element."""
_TROUBLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What Python's zip reader raises on damaged archives, by its source."""


class DamagedError(Exception):
    """The file is not what it should be inside; the message says where, in words."""


class TooLargeError(Exception):
    """The archive would grow beyond the bound; the message says what was found."""


class LockedError(Exception):
    """The archive's members are encrypted."""


class UnreadableParquetError(Exception):
    """A Parquet file that cannot be read as a register: what was found, and what to do."""

    def __init__(
        self, found: str, to_do: str = "Write the register again, or write it as training.csv."
    ) -> None:
        super().__init__(found)
        self.found = found
        self.to_do = to_do


class Package:
    """The parts of an opened archive. Make one with ``open_package``."""

    def __init__(self, archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> None:
        self._archive = archive
        self._members = members

    def __contains__(self, part: str) -> bool:
        return _plain(part) in self._members

    def size(self, part: str) -> int:
        """The bytes of a part once unpacked; nothing where it is missing."""
        member = self._members.get(_plain(part))
        return member.file_size if member else 0

    @contextmanager
    def stream(self, part: str) -> Iterator[IO[bytes]]:
        """A part to read from. Raises DamagedError where it is missing or broken."""
        member = self._members.get(_plain(part))
        if member is None:
            raise DamagedError(f"its part {part} is missing")
        try:
            with self._archive.open(member) as stream:
                yield stream
        except _TROUBLE as error:
            raise DamagedError("its contents break off or are garbled") from error


@contextmanager
def open_package(data: bytes) -> Iterator[Package]:
    """The package in a file's bytes, for as long as it is needed.

    Raises DamagedError where it is no whole zip archive, TooLargeError where it would unpack
    to more than ``MAX_BYTES`` (uncompressed sizes are summed before anything is unpacked) or
    is packed as only a trap is, LockedError where its members are encrypted.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _TROUBLE as error:
        raise DamagedError("its contents break off or are garbled") from error
    with archive:
        infos = archive.infolist()
        _bounded(infos)
        members = {_plain(info.filename): info for info in infos}
        if len(members) < len(infos):
            raise DamagedError("two of its parts have the same name")
        if any(info.flag_bits & 1 for info in infos):
            raise LockedError
        for info in infos:
            if info.filename.casefold().endswith(_WRITTEN_AS_XML):
                _refuse_definition(archive, info)
        yield Package(archive, members)


def _refuse_definition(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Raises DamagedError where a part has a document type, whether it is read here or not: a
    program that is given the file, or a copy of it, may read what is passed over here."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _begins_with_definition
    parser.StartElementHandler = _begins_with_element
    try:
        with archive.open(info) as stream:
            parser.Parse(stream.read(_PROLOG), False)
    except (_ElementBegins, expat.ExpatError, LookupError, *_TROUBLE):
        # What is broken is found when the part is read.
        return


class _ElementBegins(Exception):
    """The first element of a part: no document type can follow."""


def _begins_with_element(*_: object) -> None:
    raise _ElementBegins


def _begins_with_definition(*_: object) -> None:
    raise DamagedError(DEFINITION)


def _bounded(infos: list[zipfile.ZipInfo]) -> None:
    total = sum(info.file_size for info in infos)
    if total > MAX_BYTES:
        raise TooLargeError(f"{total / 1e6:,.0f} MB once unpacked")
    if len(infos) > MAX_PARTS:
        raise TooLargeError(f"{len(infos):,} parts inside it")
    for info in infos:
        if info.file_size > RATIO_COUNTS_FROM and info.file_size > MAX_RATIO * info.compress_size:
            ratio = info.file_size // max(info.compress_size, 1)
            raise TooLargeError(f"a part that unpacks to {ratio:,} times its size")


def _plain(name: str) -> str:
    """A part's name as all writers' names compare: no leading slash, no back slash, no case."""
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/").casefold()
