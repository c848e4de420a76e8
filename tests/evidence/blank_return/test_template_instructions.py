"""The instructions of the blank return and the reader agree."""

from __future__ import annotations

import openpyxl
import pytest

from engine.nouns.evidence.fact import Range
from evidence.blank_return.instructions import CellExample, instructions
from evidence.blank_return.nouns import CHOICE, Entry
from evidence.blank_return.plan import plan
from evidence.blank_return.prompts import LONGEST_TITLE, LONGEST_WORDS, PROMPTS, prompt_of
from evidence.blank_return.request import Request
from evidence.cells.figures import read_count, read_percent, read_wte
from evidence.cells.values import read_date, read_level, read_score, read_yes_no
from evidence.nouns.cells import Cell
from tests.evidence.blank_return.written import write_template

BY_HAND = {
    "What this is": "says only what the workbook is",
    "Begin here": "an order of work; the reader takes any",
    "Where to write": "the protection of the sheets holds it, which the workbook's tests test",
    "Moderated score, by, on": "the protection of the sheets holds it, and the audit has tests",
    "No child-level data": "a person's judgement; what can be seen of it is refused by privacy",
    "Adding lines": "the property of written and read returns adds lines",
    "Sheets": "the names and headings that are read are tested with the tables",
}
"""The instructions that have no example, and why."""


def as_read(pack, example: CellExample) -> str:
    """What the reader makes of an example: "value 98", "withheld"."""
    answers = pack.vocabulary.scale.answers
    readers = {
        "count": read_count,
        "percent": read_percent,
        "wte": read_wte,
        "date": read_date,
        "yes_no": read_yes_no,
        "level": lambda cell: read_level(cell, 6),
        "score": lambda cell: read_score(cell, answers),
    }
    read = readers[example.kind](Cell(example.typed or None, example.typed, "sheet", "A1"))
    if not isinstance(read.value, Range):
        return f"{read.answer}" + ("" if read.value is None else f" {read.value}")
    low = read.value.low
    return f"{read.answer} {int(low) if example.kind == 'date' else format(low, 'g')}"


def test_each_example_is_read_as_the_instruction_says(pack) -> None:
    examples = [example for instruction in instructions(pack) for example in instruction.examples]
    assert [(example, as_read(pack, example)) for example in examples] == [
        (example, example.read) for example in examples
    ]


SCORE = prompt_of(Entry(CHOICE, ("3", "N/A")))


def test_each_example_of_a_prompt_is_read_as_it_says(pack) -> None:
    examples = [example for each in (*PROMPTS.values(), SCORE) for example in each.examples]
    assert [(example, as_read(pack, example)) for example in examples] == [
        (example, example.read) for example in examples
    ]


@pytest.mark.parametrize("prompt", [*PROMPTS.values(), SCORE], ids=lambda each: each.title)
def test_a_prompt_shows_its_examples_and_fits(prompt) -> None:
    said = prompt.words.casefold()
    assert [
        example.typed for example in prompt.examples if example.typed.casefold() not in said
    ] == []
    assert len(prompt.title) <= LONGEST_TITLE
    assert len(prompt.words) <= LONGEST_WORDS


def test_every_cell_of_a_kind_has_its_prompt(pack, tmp_path) -> None:
    kinds: dict[str, set[tuple[str, str]]] = {}
    for kind in pack.vocabulary.kinds:
        path = tmp_path / f"{kind}.xlsx"
        write_template(pack, Request(kind), path)
        book = openpyxl.load_workbook(path)
        for sheet in plan(pack, Request(kind)):
            said = {
                str(each.sqref).split(":")[0]: (each.promptTitle, each.prompt)
                for each in book[sheet.table].data_validations.dataValidation
            }
            for entry, place in _entries(sheet):
                prompt = prompt_of(entry)
                assert said[place] == (prompt.title, prompt.words)
                kinds.setdefault(entry.kind, set()).add(said[place])
    assert set(kinds) == set(PROMPTS)
    assert kinds["date"] == {
        ("A date", "Day, month, year: 31/03/2014. Blank is not known."),
        ("A date", "The day it was done: 31/03/2014; or no. Blank is not known."),
    }


def _entries(sheet):
    for number, line in enumerate(sheet.lines, start=2):
        for column, entry in line.entries.items():
            yield entry, f"{chr(65 + sheet.headings.index(column))}{number}"
    for column, entry in sheet.entries.items():
        if entry.kind != CHOICE or entry.words:
            yield entry, f"{chr(65 + sheet.headings.index(column))}2"


def test_only_what_a_person_must_judge_has_no_example(pack) -> None:
    assert {
        instruction.about for instruction in instructions(pack) if not instruction.examples
    } == set(BY_HAND)


@pytest.mark.parametrize("about", ["None", "Percentages", "Dates", "Small numbers"])
def test_the_words_show_the_examples(pack, about) -> None:
    [instruction] = [
        instruction for instruction in instructions(pack) if instruction.about == about
    ]
    assert [e.typed for e in instruction.examples if e.typed not in instruction.words] == []
