"""What is told on a terminal: nothing typed is obeyed, and what cannot be passed on is let go."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from clausewise.cli.streams import CLEAR, LastingOutput, ShownText
from clausewise.places import DEFAULT_PACK
from engine.loading import load_pack
from evidence.files.sources import find_sources

HOSTILE = {
    "clears the screen": ("\x1b[2J", "␛[2J"),
    "sets a title": ("\x1b]0;x\x07", "␛]0;x␇"),
    "one byte for escape": ("\x9b31m", "\ufffd31m"),
    "over the line before": ("all lost\rall well", "all lost\nall well"),
    "backspaces": ("met\x08\x08\x08red", "met␈␈␈red"),
    "an override": ("\u202edesrever", "[U+202E]desrever"),
    "an isolate": ("\u2066x\u2069", "[U+2066]x[U+2069]"),
    "marks": ("\u200ex\u200f\u061c", "[U+200E]x[U+200F][U+061C]"),
    "separators of lines": ("a\u2028b\u2029c", "a[U+2028]b[U+2029]c"),
    "a clearing within": (f"x{CLEAR}y", "x\n␛[Ky"),
    "half characters": ("\ud800", "\ufffd"),
}


@pytest.mark.parametrize(("text", "shown"), HOSTILE.values(), ids=list(HOSTILE))
def test_nothing_typed_is_obeyed(text: str, shown: str, tmp_path: Path) -> None:
    path = tmp_path / "told"
    with ShownText(LastingOutput(path, "wb"), encoding="utf-8", newline="") as stream:
        stream.write(text)
        stream.write(CLEAR + text)
    assert path.read_bytes().decode() == shown + CLEAR + shown


@pytest.mark.skipif(os.name == "nt", reason="Windows takes no such names")
@pytest.mark.parametrize("text", ["\x1b[2J", "a\nAll that was sent can be used.", "\u202e", "\x9b"])
def test_names_of_files_and_folders_stand_on_one_line(text: str, tmp_path: Path) -> None:
    (tmp_path / text).mkdir()
    (tmp_path / text / f"{text}.xlsx").write_bytes(b"")
    (tmp_path / f"{text} 2.xlsx").write_bytes(b"")
    audit = load_pack(DEFAULT_PACK).vocabulary.audit
    sources, _ = find_sources([tmp_path], audit)
    for source in sources:
        assert source.name.isprintable()
        assert "[U+" in source.name
    _, faults = find_sources([tmp_path / f"none{text}"], audit)
    assert faults[0].file.isprintable()


def test_an_output_whose_reader_has_gone_is_let_go() -> None:
    read, write = os.pipe()
    os.close(read)
    with LastingOutput(write, "wb") as output:
        assert [output.write(b"words") for _ in range(2)] == [5, 5]
        assert output.failure is None


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
def test_an_output_without_room_says_why() -> None:
    with LastingOutput("/dev/full", "wb") as output:
        assert [output.write(b"words") for _ in range(2)] == [5, 5]
        assert output.failure is not None
        assert output.failure.errno == errno.ENOSPC
