"""A blank return is read back as it was filled in; left blank it says nothing."""

from __future__ import annotations

import datetime as dt
import sys

import openpyxl

from engine.nouns.evidence.fact import Range
from evidence.blank_return.plan import plan
from evidence.blank_return.request import Request
from evidence.nouns.columns import FIRST_GIVEN, columns_of
from evidence.reading import read_returns
from evidence.submissions import submissions


def test_every_column_of_every_table_is_asked_for(worded) -> None:
    for kind in worded.vocabulary.kinds:
        assert [sheet.columns for sheet in plan(worded, Request(kind))] == [
            tuple(column for column in columns_of(table) if column != FIRST_GIVEN)
            for table in worded.vocabulary.kinds[kind].tables
        ]


def test_left_blank_it_says_nothing(blank, worded, judged) -> None:
    reading = read_returns([blank], worded)
    found, faults = submissions(reading, worded, judged)
    assert (found, faults) == ((), ())
    assert {fault.sheet for fault in reading.faults} == {"organisation"}


def test_with_only_its_identity_nothing_else_is_known(blank, worded, judged) -> None:
    book = openpyxl.load_workbook(blank)
    _identify(book)
    book.save(blank)
    reading = read_returns([blank], worded)
    found, faults = submissions(reading, worded, judged)
    assert (reading.faults, faults) == ((), ())
    known = {name: fact.value for name, fact in found[0].facts.items() if fact.value is not None}
    assert known == {
        "organisation.kind": "provider",
        "organisation.submitted_on": Range.of_day(dt.date(2014, 10, 14)),
        "organisation.services": frozenset({"maternity", "paediatrics"}),
    }


def test_filled_in_it_is_read_back_without_loss(blank, worded, judged) -> None:
    book = openpyxl.load_workbook(blank)
    _identify(book)
    for row, wte in ((2, 0.2), (3, 1), (4, "vacant")):
        book["named_professionals"].cell(row, 2, "Title" if wte != "vacant" else "vacant")
        book["named_professionals"].cell(row, 4, 0 if wte == "vacant" else wte)
    values = {"2": 3, "3": 0, "4.1": 91, "4.2": 92, "6.1": "yes", "6.3": 96, "6.4": 88.5}
    values |= {"8.1": 6, "8.3": 4, "8.7": 4, "8.8": 3, "10.1": 5, "14": "<5"}
    for row in book["dashboard"].iter_rows(min_row=2):
        row[4].value = values[row[0].value]
    for row in range(2, book["vacancies"].max_row + 1):
        book["vacancies"].cell(row, 2, 1)
        book["vacancies"].cell(row, 3, 20)
    for row, score in zip(range(2, 6), ("3", 1, "not met", "N/A"), strict=True):
        book["section11"].cell(row, 3, score)
    book["section11"].cell(5, 6, "No appointments are offered")
    for column, typed in enumerate(
        ("E1", "Nurses", "safeguarding", 3, 3, dt.datetime(2014, 3, 31)), start=1
    ):
        book["training"].cell(2, column, typed)
    book["documents"].cell(2, 3, dt.datetime(2014, 2, 1))
    book["documents"].cell(2, 5, "Trust website")
    book.save(blank)
    reading = read_returns([blank], worded)
    found, faults = submissions(reading, worded, judged)
    facts = found[0].facts
    assert reading.faults == ()
    nobody = "a figure for Level {}, of which the register has nobody"
    assert [(fault.severity.name, fault.found) for fault in faults] == [
        ("CHECK", nobody.format(1)),
        ("CHECK", nobody.format(2)),
        (
            "CHECK",
            "Level 3, safeguarding children: 91 % declared (dashboard E6), "
            "100 % by the register (training A2:F2)",
        ),
        *[("CHECK", nobody.format(level)) for level in (4, 5, 6)],
    ]
    for name, indicator in worded.vocabulary.indicators.items():
        for fact in indicator.facts:
            expected = values[name]
            value = facts[fact].value
            if name == "14":
                assert (value, facts[fact].returned) == (None, True)
            else:
                assert value == (True if expected == "yes" else Range.of_number(expected))
    wtes = [facts[f"named_professionals.{role}.wte"].value for role in worded.vocabulary.roles]
    assert wtes == [Range.of_number(0.2), Range.of_number(1), Range.of_number(0)]
    assert facts["vacancies.highest_rate"].value == Range.of_number(5)
    answers = [
        facts[f"section11.{question}"].value for question in list(worded.vocabulary.questions)[:4]
    ]
    assert answers == ["met", "partly_met", "not_met", None]
    assert facts["section11.S6.p18.c.not_applicable"].value is True
    # N/A takes no question out that the services ask.
    assert facts["section11.answered_percent"].value == Range.of_number(75)
    assert facts["dashboard.returned_percent"].value == Range.of_number(100)
    assert facts["training.safeguarding.level_3.percent"].value == Range.of_number(100)
    assert facts["documents.training_strategy.approved_on"].value == Range.of_day(
        dt.date(2014, 2, 1)
    )
    assert facts["documents.training_strategy.published"].value is True


def _identify(book) -> None:
    said = ("RZ1", "Orwell", "provider", "maternity, paediatrics", "2014-15 Q2")
    for row, value in enumerate(said, start=2):
        book["organisation"].cell(row, 2, value)
    book["organisation"].cell(7, 2, dt.datetime(2014, 10, 14))
    book["organisation"].cell(8, 2, "Named Nurse")


def test_importing_facts_and_templates_is_light() -> None:
    import subprocess

    script = (
        "import sys, evidence.submissions, evidence.blank_return.excel.write; "
        "print([name for name in ('pandas', 'numpy', 'openpyxl', 'xlsxwriter') "
        "if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
