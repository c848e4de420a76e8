from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.amending import (
    BY_ITS_PARTS,
    SourceError,
    UnwritableError,
    compare,
    read_source,
    text_of,
    verify,
)
from engine.amending.policy_text import TextClause, TextWithoutId, parse
from engine.amending.sources import of_pack, read_text_of
from engine.nouns.policy.pack import Pack

TEXT = """\
# A policy

Made in a hurry.

<!-- not [N1] a clause
[N2] nor this -->
## 1. Fire

[F1] (this paragraph is its lettered parts)
- [F1.a] Each home must
  have a  warden
- [F1.b]
- a bullet without an id
[F2] Doors [see below] stay shut.

[see here](https://example.org)
| ID | item | return |
|----|:----:|---|
| **F3** | 3 | Drills \\| alarms |
|  | 4 | no id |

| what | who |
|---|---|
| F9 | nobody |
"""


def test_each_clause_is_read_with_its_words_and_line() -> None:
    policy, faults = parse(TEXT.replace("\n", "\r\n"), "p.md")
    assert faults == []
    assert policy.clauses == (
        TextClause("F1", "", 9),
        TextClause("F1.a", "Each home must have a warden", 10),
        TextClause("F1.b", "", 12),
        TextClause("F2", "Doors [see below] stay shut.", 14),
        TextClause("F3", "3 | Drills | alarms", 19, ("3", "Drills | alarms")),
    )


def test_words_without_an_id_are_kept_apart() -> None:
    policy, _ = parse(TEXT, "p.md")
    assert policy.loose == (
        TextWithoutId("Made in a hurry.", 3),
        TextWithoutId("- a bullet without an id", 13),
        TextWithoutId("[see here](https://example.org)", 16),
        TextWithoutId("| | 4 | no id |", 20),
        TextWithoutId("| what | who |", 22),
        TextWithoutId("| F9 | nobody |", 24),
    )


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("3 | Drills held | ", True),
        ("3 | Drills held", True),
        ("Drills held", True),
        ("3", True),
        ("Drills", False),
        ("", False),
        ("3 Drills held", False),
    ],
)
def test_a_row_holds_what_a_register_holds_of_it(words: str, holds: bool) -> None:
    row = TextClause("F3", "3 | Drills held | ", 1, ("3", "Drills held", ""))
    assert row.matches(words) is holds


def test_every_id_that_stands_twice_is_a_fault() -> None:
    _, faults = parse("[A] a\n[B] b\n[A] c\n\n| id | x |\n|---|---|\n| B | d |\n", "p.md")
    assert [(fault.line, fault.found) for fault in faults] == [
        (3, "the id “A” again (first on line 1)"),
        (7, "the id “B” again (first on line 2)"),
    ]


def test_a_register_is_read_from_its_folder_or_its_file(small_pack: Pack, tmp_path: Path) -> None:
    register = """\
id: p
title: P
version: "1"
policy: P
clauses:
  - {id: F1, citation: Paragraph 1, section: S, words: All  staff., force: must}
"""
    (tmp_path / "policy.yaml").write_text(register, "utf-8")
    for path in (tmp_path, tmp_path / "policy.yaml"):
        assert read_source(path).clauses == (TextClause("F1", "All staff.", 6, (), "Paragraph 1"),)


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("p.md", b"Dear colleague", "no clause with an id"),
        ("p.md", b"", "no clause with an id"),
        ("p.md", b"\xff\xfe[\x00", "bytes that are no UTF-8 text"),
        ("p.md", b"[A] a\n[A] b", "the id “A” again (first on line 1)"),
        ("p.yaml", b"a: [", "did not find expected node content"),
        ("p.yaml", b"id: p\ntitle: P\nversion: v\npolicy: P\nclauses: []\n", "no clause"),
        (
            "p.yaml",
            b"id: p\ntitle: P\nversion: v\npolicy: P\nclauses:\n"
            b"  - {id: A, citation: c, section: s, words: w, force: must}\n"
            b"  - {id: A, citation: d, section: s, words: x, force: must}\n",
            "the id “A” again (first on line 6)",
        ),
    ],
)
def test_what_cannot_be_read_is_a_fault_in_words(
    tmp_path: Path, name: str, content: bytes, found: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError) as error:
        read_source(tmp_path / name)
    assert [fault.found for fault in error.value.faults] == [found]


@pytest.mark.parametrize("name", ["none.md", "none.yaml", "none"])
def test_no_such_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError) as error:
        read_source(tmp_path / name)
    assert [fault.found for fault in error.value.faults] == ["no such file"]


def test_brackets_of_a_plain_text_are_no_ids(tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text("[1] a note\n[1] again\n", "utf-8")
    policy, text = read_text_of(tmp_path / "p.txt", {"F1"})
    assert (len(policy.clauses), text) == (1, "[1] a note\n[1] again\n")
    with pytest.raises(SourceError, match="again"):
        read_text_of(tmp_path / "p.txt", {"1"})


def test_the_register_as_a_text(registering: Callable[..., Pack]) -> None:
    pack = registering(("F1", "1. Fire", ""), ("F1.a", "1. Fire", "All\nstaff"), ("G", "2.", "b|c"))
    assert (
        text_of(pack)
        == f"""\
# Fire Safety Policy, version 2, 2014

<!-- Change the words; keep the id in brackets before them. A new clause is a line of its own with
     a new id. Then: clausewise policy diff -->

## 1. Fire

[F1] {BY_ITS_PARTS}
- [F1.a] All staff

## 2.

[G] b|c
"""
    )


def test_an_id_that_cannot_stand_in_brackets(registering: Callable[..., Pack]) -> None:
    with pytest.raises(UnwritableError) as error:
        text_of(registering(("a b", "s", "w"), ("c]", "s", "w"), ("d", "s", "w")))
    assert error.value.ids == ("a b", "c]")


IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9./-]{0,6}", fullmatch=True)
WORDS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=40),
    st.sampled_from(
        ["", BY_ITS_PARTS, "a | b", "[F1] x", "- [F2] y", "# z", "<!-- q", "| id |", "a\n\n[b] c"]
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(clauses=st.lists(st.tuples(IDS, WORDS, WORDS), min_size=1, unique_by=lambda one: one[0]))
def test_a_register_and_its_own_text_are_one(
    registering: Callable[..., Pack], clauses: list[tuple[str, str, str]]
) -> None:
    pack = registering(*clauses)
    text = text_of(pack)
    policy, faults = parse(text, "own.md")
    comparison = compare(of_pack(pack), policy)
    assert faults == []
    assert (comparison.amendments, comparison.loose_old, comparison.loose_new) == ((), (), ())
    assert comparison.unchanged == len(clauses)
    verification = verify(pack, policy, text)
    assert (verification.with_ids, verification.discrepancies) == (True, ())
