"""Who a cell that asks for a name may mean, and by which words a name is found."""

from __future__ import annotations

import re

import pytest

from engine.publishing.person_names import (
    Person,
    found_by,
    people_in,
    text_pattern,
    words_in,
)


def person(name: str, alone: bool = True) -> Person:
    """ "Jane Ann|Quill": the forenames and the surname."""
    forenames, _, surname = name.rpartition("|")
    return Person(tuple(forenames.split()), surname, alone)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jane Quill", ["Jane|Quill"]),
        (" Jane  Quill. ", ["Jane|Quill"]),
        ("J Quill", ["J|Quill"]),
        ("Jane Ann Quill", ["Jane Ann|Quill"]),
        ("Quill, Jane", ["Jane|Quill"]),
        ("Quill, J", ["J|Quill"]),
        ("quill, jane", ["jane|quill"]),
        ("Quill., Jane.", ["Jane|Quill"]),
        ("Quill, Dr Jane", ["Jane|Quill"]),
        ("Dr Quill, Jane", ["Jane|Quill"]),
        ("Quill, Jane Ann Bo", ["Jane Ann Bo|Quill"]),
        ("Quill, Jane Ann Bo Cy", ["Jane Ann Bo|Cy"]),
        ("Quill, Jane, Tom Oak", ["Jane|Quill", "Tom|Oak"]),
        ("Q, Jane", []),
        ("de la Quill, Jane", ["Jane|de la Quill"]),
        ("Quill Oak, Jane", ["Quill|Oak"]),
        ("Jane Quill, Lead", ["Jane|Quill"]),
        ("Jane Quill, 3", ["Jane|Quill"]),
        ("3, Jane", []),
        ("Jan van der Berg", ["Jan|van der Berg"]),
        ("van Berg", ["van|Berg"]),
        ("Jane A. B. Quill Oak", ["Jane A B Quill|Oak"]),
        ("Jane A. B. Quill Oak More", []),
        ("Jane Quill RGN", ["Jane Quill|RGN", "Jane|Quill"]),
        ("Jane Quill RGN RM", ["Jane Quill RGN|RM", "Jane|Quill"]),
        ("Jane QUILL", ["Jane|QUILL"]),
        ("JANE QUILL RGN", ["JANE QUILL|RGN"]),
        ("jane quill", ["jane|quill"]),
        ("jane ann quill", ["jane ann|quill"]),
        ("jane ann bo quill", []),
        ("jane quill; tom oak", []),
        ("jane quill, tom oak", []),
        ("jane quill,", ["jane|quill"]),
        ("Xan Quill", ["Xan|Quill"]),
        ("FELIX FOX", ["FELIX|FOX"]),
        ("Jane ANN Quill RGN", ["Jane ANN Quill|RGN", "Jane ANN|Quill"]),
        ("Jane Ann van der Berg", ["Jane Ann|van der Berg"]),
        ("Jane Ann van Berg", ["Jane Ann|van Berg"]),
        ("Li, Bo", ["Bo|Li"]),
        ("Quill, 3", []),
        ("Dr, Jane", []),
        ("Quill jane@example.org", []),
        ("AT Work", []),
        ("Jane quill", ["Jane|quill"]),
        ("Jane Quill/Tom Oak", ["Jane|Quill", "Tom|Oak"]),
        ("Jane Quill - Tom Oak", ["Jane|Quill", "Tom|Oak"]),
        ("Jane Quill-Oak", ["Jane|Quill-Oak"]),
        ("Jane Quill with Tom Oak", ["Jane|Quill", "Tom|Oak"]),
        ("JANE QUILL AND TOM OAK", ["JANE|QUILL", "TOM|OAK"]),
        ("Jane Quill (lead) and Tom Oak, tel. 123", ["Jane|Quill", "Tom|Oak"]),
        ("Lead: Jane Quill", ["Jane|Quill"]),
        ("jane.quill@example.org", ["jane|quill"]),
        ("jane_ann-quill@example.org", ["jane ann|quill"]),
        ("jane.ann.bo.quill@example.org", []),
        ("Ask jane.quill@example.org, or Tom Oak", ["jane|quill", "Tom|Oak"]),
        ("At Aa", ["At|Aa"]),
        ("At work", []),
        ("Head of Contracts", []),
        ("HEAD OF HR", []),
        ("Jane of Quill", []),
        ("Jane Quill of", ["Jane Quill|of"]),
        ("3 Quill", []),
        ("Jane", []),
        ("Dr", []),
        ("", []),
        ("x@y.z", []),
    ],
)
def test_a_cell_is_read_as_every_person_that_it_may_mean(text: str, names: list[str]) -> None:
    assert list(people_in(text)) == list(map(person, names))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Dr Quill", [person("Dr|Quill"), person("Quill")]),
        ("Dr. Mr Quill.", [person("Dr Mr|Quill"), person("Quill")]),
        ("Dr Quill., 3", [person("Dr|Quill"), person("Quill")]),
        ("MX FOX", [person("MX|FOX"), person("FOX")]),
        ("MX FOX OAK", [person("FOX", alone=False), person("FOX|OAK")]),
        ("Prof Jane Quill", [person("Jane", alone=False), person("Jane|Quill")]),
        (
            "Dr J. Quill RGN",
            [person("J", alone=False), person("J Quill|RGN"), person("J|Quill")],
        ),
        ("Dr Quill Orwell Trust", [person("Quill", alone=False), person("Quill Orwell|Trust")]),
    ],
)
def test_after_a_title_a_surname_alone_may_be_meant(text: str, people: list[Person]) -> None:
    assert list(people_in(text)) == people


@pytest.mark.parametrize(
    ("text", "runs", "by"),
    [
        ("JaneQuill", {"jane", "janequill", "quill"}, {"janequill"}),
        ("O’Brien", {"o", "brien"}, {"brien", "obrien"}),
        (
            "McDonald JANEQuill",
            {"mcdonald", "mc", "donald", "janequill", "jane", "quill"},
            {"janequill", "mcdonaldjanequill"},
        ),
        ("abc_def 12x", {"abc", "def", "x"}, {"abc", "abcdefx"}),
        ("Zoë", {"zoe"}, {"zoe"}),
        ("Ann\nQuill", {"ann", "quill"}, {"quill", "annquill"}),
        ("12-3", set(), set()),
        ("", set(), set()),
    ],
)
def test_names_are_found_by_their_longest_word_and_by_all_of_them_together(
    text: str, runs: set[str], by: set[str]
) -> None:
    assert words_in(text) == runs
    assert found_by(text) == by


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("O’Brien", ["O'Brien", "O’Brien", "OBrien", "O`Brien"]),
        ("Zoë", ["Zoë", "Zoe", "Zoe\u0308"]),
        ("Quill-Smith", ["Quill-Smith", "Quill Smith", "QuillSmith", "Quill–Smith", "Quill_Smith"]),
        (" Ada  Quill ", ["Ada Quill", "Ada \u00a0 Quill"]),
        ("a.b", ["a.b"]),
    ],
)
def test_a_text_is_found_however_its_signs_are_written(name: str, written: list[str]) -> None:
    expression = re.compile(text_pattern(name))
    assert [text for text in written if not expression.fullmatch(text)] == []
    assert not expression.fullmatch(name.strip() + "x")
    assert not re.compile(text_pattern("a.b")).fullmatch("axb")
    assert not re.compile(text_pattern("Ada Quill")).fullmatch("AdaQuill")
