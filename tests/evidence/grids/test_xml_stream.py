"""XML that streams by: what is told of it does not hang on how it comes in, and little is held."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.files.archive import DamagedError
from evidence.grids import xml_stream
from evidence.grids.xml_stream import stream_elements

ITEM = st.sampled_from(
    [
        "<row><c>1</c><c>2</c></row>",
        "<row/>",
        "<!-- <row/> -->",
        "<other><deep><row><c>3</c></row><row/></deep></other>",
        "<col n='1'/>",
        "\n ",
        "<other>" + "<x>text</x>" * 9 + "</other>",
    ]
)


def rows_of(data: bytes, chunk: int) -> list[tuple[str, list[str | None]]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xml_stream, "_CHUNK", chunk)
        return [
            (element.tag, [child.text for child in element])
            for _, element in stream_elements(io.BytesIO(data), ["row", "col"], ["row"])
        ]


@given(st.lists(ITEM, max_size=12), st.integers(1, 90))
def test_it_is_the_same_in_whatever_chunks_it_comes(items: list[str], chunk: int) -> None:
    text = "".join(items)
    data = f"<root>{text}</root>".encode()
    found = rows_of(data, chunk)
    assert found == rows_of(data, 1 << 16)
    assert [tag for tag, _ in found].count("col") == text.count("<col")
    assert [row for tag, row in found if tag == "row" and row] == [
        cells
        for item in items
        for mark, cells in (("<c>1", ["1", "2"]), ("<c>3", ["3"]))
        if mark in item
    ]


@given(st.lists(ITEM, min_size=1, max_size=6), st.data())
def test_what_breaks_off_is_told_and_never_taken_for_all(
    items: list[str], draw: st.DataObject
) -> None:
    data = f"<root>{''.join(items)}</root>".encode()
    cut = draw.draw(st.integers(0, len(data) - 1))
    with pytest.raises(DamagedError, match="its contents break off or are garbled"):
        rows_of(data[:cut], 7)


def test_what_was_told_is_let_go() -> None:
    data = io.BytesIO(b"<root>%s</root>" % (b"<rows><row><c/></row></rows>" * 9_000))
    most = 0
    for _, element in stream_elements(data, ["row"], ["row"]):
        most = max(most, len(element.getroottree().getroot()))
    assert most <= 2 + (1 << 16) // len("<rows><row><c/></row></rows>")


def test_starts_are_told_on_demand() -> None:
    data = io.BytesIO(b"<root><table><row/></table></root>")
    found = [
        (event, element.tag)
        for event, element in stream_elements(data, ["table", "row"], ["row"], True)
    ]
    assert found == [("start", "table"), ("start", "row"), ("end", "row"), ("end", "table")]
