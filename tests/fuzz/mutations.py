"""Returns spoilt at random: bytes, the parts of an archive, the cells of a CSV file."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

Mutation = Callable[[bytes, random.Random], bytes]

_NASTY_NUMBERS = (
    b"-1", b"0", b"1", b"4294967296", b"99999999999999999999", b"1e308", b"1e-320", b"NaN", b"INF",
    b"2958466", b"60", b"1048577", b"16385", b"0.1", b"\xef\xbc\x99",
)  # fmt: skip
_NASTY_TEXTS = (
    b"", b"#REF!", b"=1+1", b"&#0;", b"&amp;", b"&x;", b"\xff\xfe", b"\x00", b"9434765919", b"<5",
    b"XFD1048576", b"A0", b"A1:XFD1048576", b"../../../etc/passwd", b"file:///etc/passwd",
    b"\xe2\x80\xae", b"\xf0\x9f\x98\x80", b"x" * 40_000, b"<a>" * 3_000, b"n/a", b"1904", b"true",
)  # fmt: skip
_DOCTYPES = (
    b'<!DOCTYPE a [<!ENTITY x "yyyyyyyyyy"><!ENTITY z "&x;&x;&x;&x;&x;&x;">]>',
    b'<!DOCTYPE a SYSTEM "file:///etc/passwd">',
    b'<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
)
_ATTRIBUTE = re.compile(rb'(?<==")[^"<>]{0,200}(?=")')
_ELEMENT = re.compile(rb"<[^<>!?]{1,300}>")
_TEXT = re.compile(rb"(?<=>)[^<>]{1,200}(?=<)")


def spoilt_bytes(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, taken out, doubled or put in."""
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        at, length = chance.randrange(len(spoilt) + 1), chance.choice((1, 1, 2, 8, 100))
        match chance.randrange(5):
            case 0:
                spoilt[at : at + length] = chance.randbytes(length)
            case 1:
                del spoilt[at : at + length]
            case 2:
                spoilt[at:at] = spoilt[at : at + length] * chance.choice((1, 50))
            case 3:
                spoilt[at : at + length] = chance.choice((b"\x00", b"\xff", b"\x7f")) * length
            case _:
                spoilt[at:at] = chance.choice(_NASTY_TEXTS)
    return bytes(spoilt)


def cut_short(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def spoilt_archive(data: bytes, chance: random.Random) -> bytes:
    """A zip archive with one or some of its parts spoilt, left out, renamed or doubled."""
    parts = _parts(data)
    if not parts:
        return spoilt_bytes(data, chance)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        at = chance.randrange(len(parts))
        name, content = parts[at]
        match chance.randrange(12):
            case 0:
                parts[at] = (name, spoilt_bytes(content, chance))
            case 1:
                parts[at] = (name, cut_short(content, chance))
            case 2 if len(parts) > 1:
                del parts[at]
            case 3:
                parts[at] = (chance.choice(("../" + name, "/" + name, name.upper())), content)
            case 4:
                other = chance.randrange(len(parts))
                parts[at], parts[other] = (name, parts[other][1]), (parts[other][0], content)
            case 5:
                parts[at] = (name, _with_doctype(content, chance))
            case _:
                parts[at] = (name, spoilt_xml(content, chance))
    return _archive(parts, chance)


def spoilt_xml(content: bytes, chance: random.Random) -> bytes:
    """A part's XML with attributes, texts and elements spoilt, and mostly well formed still."""
    for _ in range(chance.choice((1, 1, 2, 5))):
        pattern = chance.choice((_ATTRIBUTE, _ATTRIBUTE, _TEXT, _TEXT, _ELEMENT))
        found = list(pattern.finditer(content))
        if not found:
            continue
        match = chance.choice(found)
        if pattern is _ELEMENT:
            new = chance.choice((b"", match[0] * 2, chance.choice(found)[0]))
        elif chance.random() < 0.5:
            new = chance.choice(found)[0]
        else:
            new = chance.choice(_NASTY_NUMBERS + _NASTY_TEXTS)
        content = content[: match.start()] + new + content[match.end() :]
    return content


def spoilt_csv(data: bytes, chance: random.Random) -> bytes:
    """A CSV file with its cells, separators, quotation marks and encoding spoilt."""
    for _ in range(chance.choice((1, 1, 2, 4, 10))):
        cells = re.split(rb"([,;\t\r\n]+)", data)
        at = chance.randrange(len(cells))
        match chance.randrange(8):
            case 0:
                cells[at] = chance.choice(_NASTY_NUMBERS + _NASTY_TEXTS)
            case 1:
                cells[at] = b'"' + cells[at]
            case 2:
                cells[at] = cells[at] + chance.choice((b",", b";", b"\t", b"\r", b"\n", b'"'))
            case 3:
                cells[at] = chance.choice(cells)
            case 4:
                del cells[at]
            case 5:
                cells[at:at] = cells[at : at + 8] * chance.choice((1, 200))
            case _:
                return spoilt_bytes(data, chance)
        data = b"".join(cells)
    if chance.random() < 0.1:
        text = data.decode("utf-8", "replace")
        return text.encode(chance.choice(("utf-16", "utf-16-le", "cp1252", "utf-8-sig")), "replace")
    return data


def _with_doctype(content: bytes, chance: random.Random) -> bytes:
    head, mark, rest = content.partition(b"?>")
    return head + mark + chance.choice(_DOCTYPES) + rest if mark else content


def _parts(data: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, ValueError):
        return []


def _archive(parts: list[tuple[str, bytes]], chance: random.Random) -> bytes:
    inside = io.BytesIO()
    how = chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with zipfile.ZipFile(inside, "w", how) as archive:
        names: set[str] = set()
        for name, content in parts:
            if name not in names:
                names.add(name)
                archive.writestr(zipfile.ZipInfo(name), content, how)
    return inside.getvalue()
