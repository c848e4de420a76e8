"""The pack's files of phrases can be read by a person: short, sorted, and without doubles."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausewise.places import DEFAULT_PACK
from tests.pack.sorted_words import WIDTH, sorted_text

FILES = sorted((DEFAULT_PACK / "wording").glob("*.yaml"))
LONGEST = 300


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_each_file_is_short_and_sorted(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = text.splitlines()
    assert sorted_text(text) == text
    assert len(lines) <= LONGEST
    assert [line for line in lines if len(line) > WIDTH] == []


def test_the_words_of_a_list_are_sorted_within_their_groups_and_stand_once() -> None:
    text = (
        "# A list.\n"
        "not_so:\n"
        "  says: [\n"
        "    # Not yet.\n"
        '    to be written, draft, "no", draft,\n'
        "    # Not so.\n"
        "    never, not agreed]\n"
        "  unless: [later, earlier]\n"
    )
    assert sorted_text(text) == (
        "# A list.\n"
        "not_so:\n"
        "  says: [\n"
        "    # Not yet.\n"
        '    draft, "no", to be written,\n'
        "    # Not so.\n"
        "    never, not agreed]\n"
        "  unless: [earlier, later]\n"
    )


def test_long_lists_are_wrapped_and_no_phrase_is_torn() -> None:
    words = [f"a phrase of number {n}" for n in range(6)]
    lines = sorted_text(f"says: [{', '.join(reversed(words))}]\n").splitlines()
    assert lines == [
        "says: [",
        "  a phrase of number 0, a phrase of number 1, a phrase of number 2, a phrase of number 3,",
        "  a phrase of number 4, a phrase of number 5]",
    ]
