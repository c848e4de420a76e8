"""The texts that cells share: told by one pattern as a parser tells them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.xml.constants import SHEET_MAIN_NS

from evidence.files.archive import TooLargeError
from evidence.grids.xlsx import shared_strings as module
from evidence.grids.xlsx.shared_strings import shared_texts

ITEM = st.sampled_from(
    [
        "<si><t>E1</t></si>",
        '<si><t xml:space="preserve"> a </t></si>',
        "<si><t>R&amp;D &lt;b&gt; &amp;lt; &quot;c&quot; &apos;</t></si>",
        "<si><t>Zoë \u2028</t></si>",
        "<si><t>two\nlines</t></si>",
        "<si><t></t></si>",
    ]
)
ODD = st.sampled_from(
    [
        "<si><t/></si>",
        "<si/>",
        "<si><r><t>a</t></r><r><t>b</t></r></si>",
        "<si><t>a</t><rPh><t>b</t></rPh></si>",
        "<si><t>&#65;</t></si>",
        "<si><t>&nbsp;</t></si>",
        "<si><t>a\r\nb</t></si>",
        "<si><t>_x0041_ _x005F_x0041_ _x0001_</t></si>",
        "<si><t>]]></t></si>",
        "<si><t>\x01</t></si>",
        "<si><t>\ufffe</t></si>",
        "<si><t>a</si>",
        "<!-- c -->",
        "</sst>",
        "\n",
    ]
)
HEAD = st.sampled_from(
    [
        f'<?xml version="1.0" encoding="UTF-8"?><sst xmlns="{SHEET_MAIN_NS}" count="3">',
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="{SHEET_MAIN_NS}">',
        f'<?xml version="1.0" encoding="latin-1"?><sst xmlns="{SHEET_MAIN_NS}">',
        f'<sst xmlns="{SHEET_MAIN_NS}">',
        '<?xml version="1.0"?><sst xmlns="urn:x">',
        f'<?xml version="1.0"?><sst xmlns="{SHEET_MAIN_NS}" count="1" count="2">',
        f'<?xml version="1.0"?><x:sst xmlns:x="{SHEET_MAIN_NS}">',
    ]
)


def outcome(data: bytes) -> Any:
    try:
        return shared_texts(data)
    except SyntaxError:
        # So the two libraries' parsers tell of what is not well formed.
        return "garbled"


@settings(max_examples=400, deadline=None)
@given(
    HEAD,
    st.lists(st.one_of(ITEM, ITEM, ITEM, ODD), max_size=5),
    st.sampled_from(["</sst>", "</sst>\n", "", "</sst><a/>"]),
)
def test_with_and_without_the_pattern(head: str, items: list[str], tail: str) -> None:
    data = (head + "".join(items) + tail).encode("utf-8")
    found = outcome(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_plain_texts", lambda _: None)
        assert found == outcome(data)


@pytest.mark.parametrize("item", ["<si><t>a</t></si>", "<si><t/></si>"])
def test_more_texts_than_are_read(item: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_TEXTS", 2)
    start = f'<?xml version="1.0"?><sst xmlns="{SHEET_MAIN_NS}">'
    assert len(shared_texts((start + item * 2 + "</sst>").encode())) == 2
    with pytest.raises(TooLargeError, match="over 2 texts"):
        shared_texts((start + item * 3 + "</sst>").encode())
