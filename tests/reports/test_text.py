"""Text made safe and visible."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nouns.english import counted, listed
from reports.text import clipped, neutral, one_line, policy_words, visible


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("plain", "plain"),
        ("a\x00b\x1bc\x7f", "a␀b␛c␡"),
        ("\u202eevil\u2066", "[U+202E]evil[U+2066]"),
        ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour"),
        ("\ud800 \ufffe \x85", "\ufffd \ufffd \ufffd"),
        ("Zoë – 98 %", "Zoë – 98 %"),
    ],
)
def test_what_no_file_should_hold_is_shown(typed: str, shown: str) -> None:
    assert visible(typed) == shown


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-", "'-"),
        ("@cmd", "'@cmd"),
        ("\t=x", "'\t=x"),
        ("\r=x", "'\n=x"),
        ("  =x", "'  =x"),
        ("＝x", "'＝x"),
        ("a=b", "a=b"),
        ("", ""),
        ("'=x", "'=x"),
    ],
)
def test_formulas_are_neutralised(typed: str, written: str) -> None:
    assert neutral(typed) == written


@given(st.text())
def test_neutral_text_never_begins_a_formula_and_stays_so(typed: str) -> None:
    written = neutral(typed)
    assert not written.strip(" \u00a0\u3000\ufeff").startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert neutral(written) == written
    line = io.StringIO(newline="")
    csv.writer(line).writerow([written])
    assert list(csv.reader(io.StringIO(line.getvalue(), newline=""))) == [[written]]


def test_small_words() -> None:
    assert [counted(number, "fault") for number in (0, 1, 2)] == [
        "no faults",
        "1 fault",
        "2 faults",
    ]
    assert counted(2, "query", "queries") == "2 queries"
    assert [listed("abc"[:size]) for size in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert one_line(" a\n b\tc ") == "a b c"
    assert clipped("x" * 10, 10) == "x" * 10
    assert clipped("x" * 40, 20) == "x" * 12 + " … (cut)"


def test_the_policys_bold_type_is_no_part_of_its_words() -> None:
    assert policy_words("for **all** health providers") == "for all health providers"


def test_all_that_is_shown_and_not_obeyed_is_told_from_what_is_printed() -> None:
    changed = [code for code in range(0x11000) if visible(chr(code)) != chr(code)]
    assert [code for code in changed if chr(code).isprintable()] == []
