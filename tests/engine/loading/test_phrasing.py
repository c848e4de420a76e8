"""Phrases of a pack: in one file, or in several of a folder, which are read as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from engine.loading import PackError, load_pack
from engine.nouns.policy.phrasing import Denials, Phrases, Phrasing

WritePack = Callable[[Mapping[str, str]], Path]

ANSWERS = """\
not_so:
  says: [not yet, draft]
  unless: [draft approved]
denials:
  wrong: [fail*]
"""
MORE = """\
not_so:
  says: [planned]
denials:
  negates: [not]
  wrong: [late]
parts: [ward]
places:
  website: [online]
"""
TOGETHER = Phrasing(
    not_so=Phrases(says=("not yet", "draft", "planned"), unless=("draft approved",)),
    denials=Denials(wrong=("fail*", "late"), negates=("not",)),
    parts=("ward",),
    places={"website": ("online",)},
)


@pytest.mark.parametrize(
    "names",
    [("wording/answers.yaml", "wording/more.yaml"), ("wording/answers.yaml", "wording.yaml")],
)
def test_lists_of_the_same_name_are_put_together(
    pack_files: dict[str, str], write_pack: WritePack, names: tuple[str, str]
) -> None:
    files = {**pack_files, names[0]: ANSWERS, names[1]: MORE}
    assert load_pack(write_pack(files)).vocabulary.phrasing == TOGETHER


def test_one_file_is_enough(pack_files: dict[str, str], write_pack: WritePack) -> None:
    files = {**pack_files, "wording.yaml": ANSWERS}
    assert load_pack(write_pack(files)).vocabulary.phrasing == Phrasing(
        not_so=Phrases(says=("not yet", "draft"), unless=("draft approved",)),
        denials=Denials(wrong=("fail*",)),
    )


def test_without_any_the_neutral_ones_hold(
    pack_files: dict[str, str], write_pack: WritePack
) -> None:
    assert load_pack(write_pack(pack_files)).vocabulary.phrasing == Phrasing()


def test_a_fault_names_the_file_that_has_it(
    pack_files: dict[str, str], write_pack: WritePack
) -> None:
    files = {
        **pack_files,
        "wording/answers.yaml": ANSWERS.replace("not_so:", "nott_so:"),
        "wording/more.yaml": MORE.replace("parts: [ward]", "parts: ward"),
    }
    with pytest.raises(PackError) as refused:
        load_pack(write_pack(files))
    assert [str(fault) for fault in refused.value.faults] == [
        "wording/answers.yaml:1: found the key “nott_so”; expected a key that is known here. "
        "Did you mean “not_so”?",
        "wording/more.yaml:6: found “ward” for “parts”; expected a list. Correct “parts”.",
    ]
