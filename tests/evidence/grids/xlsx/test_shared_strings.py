"""The texts that cells share."""

from __future__ import annotations

import io

import pytest

from evidence.files.archive import DamagedError, TooLargeError
from evidence.grids.xlsx import shared_strings
from evidence.grids.xlsx.parts import MAIN
from evidence.grids.xlsx.shared_strings import shared_texts

NAMESPACE = MAIN[0].strip("{}")


def texts_of(items: str, namespace: str = NAMESPACE, encoding: str = "utf-8") -> list[str]:
    start = f'<?xml version="1.0" encoding="{encoding}"?><sst xmlns="{namespace}">'
    return shared_texts(io.BytesIO(f"{start}{items}</sst>".encode(encoding)), MAIN)


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("<si><t>E1</t></si>", "E1"),
        ('<si><t xml:space="preserve"> a </t></si>', " a "),
        ("<si><t>R&amp;D &lt;b&gt; &amp;lt; &quot;c&quot; &apos;</t></si>", 'R&D <b> &lt; "c" \''),
        ("<si><t>Zoë \u2028</t></si>", "Zoë \u2028"),
        ("<si><t>a\r\nb</t></si>", "a\nb"),
        ("<si><t></t></si>", ""),
        ("<si><t/></si>", ""),
        ("<si/>", ""),
        ("<si><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r></si>", "ab"),
        ("<si><t>a</t><rPh><t>b</t></rPh><phoneticPr/></si>", "a"),
        ("<si><t>&#65;<!-- c --><![CDATA[<b>]]></t></si>", "A<b>"),
        ("<si><t>_x0041_ _x005F_x0041_ _x0001_ _xD800_</t></si>", "A _x0041_ \ufffd \ufffd"),
    ],
)
def test_a_text(item: str, text: str) -> None:
    assert texts_of(item) == [text]
    assert texts_of(item * 3, encoding="utf-16") == [text] * 3
    assert texts_of(item, MAIN[1].strip("{}")) == [text]


@pytest.mark.parametrize(
    "item", ["<si><t>&nbsp;</t></si>", "<si><t>\x01</t></si>", "<si><t>a</si>", "</sst>"]
)
def test_a_garbled_list(item: str) -> None:
    with pytest.raises(DamagedError, match="its contents break off or are garbled"):
        texts_of(item)


def test_texts_of_another_namespace_are_none() -> None:
    assert texts_of("<si><t>a</t></si>", "urn:x") == []


def test_more_texts_than_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_strings, "MAX_TEXTS", 2)
    assert texts_of("<si><t>a</t></si>" * 2) == ["a", "a"]
    with pytest.raises(TooLargeError, match="over 2 texts"):
        texts_of("<si><t>a</t></si>" * 3)
