"""XML of submitted files as elements that stream by, read by lxml within bounds.

No DTD is read on, no entity replaced, nothing fetched; libxml2's own bounds on depth and on the
length of one text hold. Memory holds one row and what came with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import IO, Any, cast

from lxml import etree

from evidence.files.archive import DEFINITION, DamagedError, Package, TooLargeError
from evidence.files.limits import MAX_ELEMENT_BYTES, MAX_TREE_BYTES

Element = etree._Element
_CHUNK = 1 << 16
_WITHIN_BOUNDS: dict[str, Any] = {
    "load_dtd": False,
    "no_network": True,
    "resolve_entities": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
}


def stream_elements(
    stream: IO[bytes], tags: Collection[str], whole: Collection[str], starts: bool = False
) -> Iterator[tuple[str, Element]]:
    """Each element with one of the ``tags`` as it ends ("end"), with ``starts`` also as it starts.

    An element is let go of soon after it was given, so keep none. Those with a tag of ``whole``
    have all that is in them when they end, others may have lost it. Raises DamagedError where the
    XML is not well formed or has a DTD, TooLargeError where one element is larger than any.
    """
    parser = etree.XMLPullParser(
        ("start", "end") if starts else ("end",), tag=tuple(tags), **_WITHIN_BOUNDS
    )
    root: Element | None = None
    held = 0
    while chunk := stream.read(_CHUNK):
        with _not_well_formed_as_damage():
            parser.feed(chunk)
        for event, element in cast("Iterator[tuple[str, Element]]", parser.read_events()):
            if root is None:
                root = element.getroottree().getroot()
                _refuse_definition(root)
            yield event, element
        let_go = root is not None and _let_go(root, whole)
        held = len(chunk) if let_go else held + len(chunk)
        if held > MAX_ELEMENT_BYTES:
            raise TooLargeError(f"a row of over {MAX_ELEMENT_BYTES / 1e6:,.0f} MB")
    with _not_well_formed_as_damage():
        _refuse_definition(parser.close())


def tree_of(package: Package, part: str) -> Element:
    """A small part as a tree. Raises DamagedError and TooLargeError."""
    if package.size(part) > MAX_TREE_BYTES:
        raise TooLargeError(f"{package.size(part) / 1e6:,.0f} MB in its part {part}")
    parser = etree.XMLParser(**_WITHIN_BOUNDS)
    with package.stream(part) as stream, _not_well_formed_as_damage():
        root = etree.fromstring(stream.read(), parser)
        _refuse_definition(root)
    return root


@contextmanager
def _not_well_formed_as_damage() -> Iterator[None]:
    try:
        yield
    except etree.LxmlError as error:
        raise DamagedError("its contents break off or are garbled") from error


def _refuse_definition(root: Element) -> None:
    """An entity that a DTD defines could grow without bound or reach for other files."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedError(DEFINITION)


def _let_go(root: Element, whole: Collection[str]) -> bool:
    """Lets go of all that has ended but the last, which may be still to end; whether there was
    any."""
    let_go, element = False, root
    while len(element) and element.tag not in whole:
        if len(element) > 1:
            del element[:-1]
            let_go = True
        element = element[-1]
    return let_go
