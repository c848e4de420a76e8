"""The instructions of the blank return and the reader agree."""

from __future__ import annotations

import pytest

from engine.nouns.fact import Range
from evidence.tables import Cell
from evidence.template_instructions import instructions
from evidence.values import read_count, read_date, read_percent, read_score, read_wte

BY_HAND = {
    "What this is": "says only what the workbook is",
    "Begin here": "an order of work; the reader takes any",
    "Where to write": "the protection of the sheets holds it, which the workbook's tests test",
    "No child-level data": "a person's judgement; what can be seen of it is refused by privacy",
    "Adding lines": "the property of written and read returns adds lines",
    "Sheets": "the names and headings that are read are tested with the tables",
}
"""The instructions that have no example, and why."""


def test_each_example_is_read_as_the_instruction_says(pack) -> None:
    answers = pack.vocabulary.scale.answers
    readers = {
        "count": read_count,
        "percent": read_percent,
        "wte": read_wte,
        "date": read_date,
        "score": lambda cell: read_score(cell, answers),
    }
    for instruction in instructions(pack):
        for example in instruction.examples:
            raw = example.typed or None
            read = readers[example.kind](Cell(raw, example.typed, "sheet", "A1"))
            value = f" {read.value.low:g}" if isinstance(read.value, Range) else ""
            if example.kind == "date" and isinstance(read.value, Range):
                value = f" {int(read.value.low)}"
            assert f"{read.answer}{value}" == example.read, example


def test_only_what_a_person_must_judge_has_no_example(pack) -> None:
    assert {each.about for each in instructions(pack) if not each.examples} == set(BY_HAND)


@pytest.mark.parametrize("about", ["None", "Percentages", "Dates", "Small numbers"])
def test_the_words_show_the_examples(pack, about) -> None:
    [instruction] = [each for each in instructions(pack) if each.about == about]
    assert [e.typed for e in instruction.examples if e.typed not in instruction.words] == []
