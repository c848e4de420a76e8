"""What stands on a sheet outside its table: it puts answers in dispute, or says nothing of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from clausewise.yardstick import yardstick_by
from engine.assess import as_of_in
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from evidence.reading import read_returns
from evidence.submissions import submissions

Q3 = Quarter(2014, 3)
SENT = (
    Path(__file__).parents[3] / "examples" / "returns" / "2014-15-Q3" / "copperdale-2014-15-Q3.xlsx"
)
AUDIT, DASHBOARD, REGISTER = "section 11", "dashboard", "training"
Change = Callable[[Workbook], object]
Doubted = Callable[[Change], set[str]]


@pytest.fixture(scope="module")
def doubted(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Doubted:
    """The places with facts in dispute once a return in which none is has been changed: the sheet
    where several are, the cell where one is."""
    yardstick = yardstick_by(pack, partial(as_of_in, period=Q3, as_of=dt.date(2014, 12, 31)))

    def after(change: Change) -> set[str]:
        book = openpyxl.load_workbook(SENT)
        change(book)
        path = tmp_path_factory.mktemp("sent") / SENT.name
        book.save(path)
        [submitted], _ = submissions(read_returns([path], pack), pack, yardstick)
        origins = [
            (fact.origins[0].sheet, fact.origins[0].cell)
            for fact in submitted.facts.values()
            if fact.in_dispute
        ]
        sheets = [sheet for sheet, _ in origins]
        return {sheet if sheets.count(sheet) > 2 else f"{sheet} {cell}" for sheet, cell in origins}

    return after


def above(sheet: str, *lines: str) -> Change:
    """Lines of text above the headings of a sheet."""

    def change(book: Workbook) -> None:
        book[sheet].insert_rows(1, len(lines))
        for row, text in enumerate(lines, 1):
            book[sheet].cell(row, 1, text)

    return change


def below(sheet: str, text: str) -> Change:
    return lambda book: book[sheet].cell(book[sheet].max_row + 2, 1, text)


def on_cell(sheet: str, ref: str, text: str) -> Change:
    return lambda book: setattr(book[sheet][ref], "comment", Comment(text, "A reader"))


def on_a_sheet(name: str, text: str) -> Change:
    return lambda book: book.create_sheet(name).append([text])


def second(sheet: str, name: str, value: object = 0) -> Change:
    """Another sheet of the same table, with another value in each row; None for the same rows."""

    def change(book: Workbook) -> None:
        copy = book.copy_worksheet(book[sheet])
        copy.title = name
        column = 2 if sheet == AUDIT else 3
        for row in range(2, copy.max_row + 1):
            if value is not None:
                copy.cell(row, column, value)

    return change


def test_nothing_of_the_return_is_in_dispute_as_it_was_sent(doubted: Doubted) -> None:
    assert doubted(lambda book: None) == set()


@pytest.mark.parametrize(
    ("change", "places"),
    [
        (above(AUDIT, "DRAFT - not yet agreed by the Board"), {AUDIT}),
        (above(AUDIT, "Section 11 audit 2011-12"), {AUDIT}),
        (above(AUDIT, "Scores carried forward from 2012-13"), {AUDIT}),
        (above(DASHBOARD, "Quarter 1 2014-15"), {DASHBOARD}),
        (above(DASHBOARD, "Safeguarding dashboard", "Q2"), {DASHBOARD}),
        (above(DASHBOARD, "Figures of 2013/14"), {DASHBOARD}),
        (above(DASHBOARD, "July to September"), {DASHBOARD}),
        (above(REGISTER, "Sample data"), {REGISTER}),
        (below(DASHBOARD, "Note: all figures on this sheet are estimates"), {DASHBOARD}),
        (below(AUDIT, "Scores are those of last year. We had no time."), {AUDIT}),
        (on_cell(AUDIT, "B3", "Not correct, should be 1"), {f"{AUDIT} B3"}),
        (on_cell(DASHBOARD, "C5", "estimate, the system is down"), {f"{DASHBOARD} C5"}),
        (on_cell("named professionals", "D2", "on maternity leave"), {"named professionals D2"}),
        (second(AUDIT, "section 11 revised"), {AUDIT}),
        (second(DASHBOARD, "dashboard (2)"), {DASHBOARD}),
    ],
)
def test_words_around_a_table_put_it_in_dispute(
    change: Change, places: set[str], doubted: Doubted
) -> None:
    assert places <= doubted(change)


@pytest.mark.parametrize(
    "change",
    [
        on_a_sheet("Notes", "Figures in this return are those of last year"),
        on_a_sheet("README", "Example return, replace all data"),
        above("organisation", "DRAFT"),
    ],
)
def test_words_about_the_whole_return_put_each_table_in_dispute(
    change: Change, doubted: Doubted
) -> None:
    assert {AUDIT, DASHBOARD, REGISTER} <= doubted(change)


@pytest.mark.parametrize(
    "change",
    [
        above(DASHBOARD, "Safeguarding Children Dashboard – Quarter 3 2014/15 – Copperdale"),
        above(DASHBOARD, "October to December 2014"),
        above(DASHBOARD, "Provider quality dashboard 2014-15"),
        above(DASHBOARD, "Template v3 2013/14"),
        above(AUDIT, "Section 11 audit tool 2013", "Version 2.1, issued April 2013"),
        above(AUDIT, "Section 11 self-audit 2013-14"),
        above(
            AUDIT,
            "3 = met, 2 = partly met, 1 = in progress, 0 = not met or no evidence",
            "Please complete the yellow cells. Do not submit drafts. Estimates should be marked.",
        ),
        above(REGISTER, "Training extract, 31 December 2014"),
        above(REGISTER, "Training register 2012-13 to 2014-15"),
        below(DASHBOARD, "Source: staff records, extracted on 8 January 2015"),
        below(DASHBOARD, "Figures for October are provisional"),
        below(DASHBOARD, "* estimated"),
        below(AUDIT, "Scores agreed by the Safeguarding Committee on 12 January 2015"),
        below(AUDIT, "The last audit was in 2012-13; all scores were looked at afresh this year."),
        on_cell(DASHBOARD, "C5", "Checked with HR 12/1/15"),
        on_cell(AUDIT, "B3", "Up from 2 last year: policy now ratified"),
        on_cell("documents", "C2", "Trust Board, minute 14/56"),
        on_cell("named professionals", "D2", "3 PAs a week"),
        second(DASHBOARD, "dashboard Q2"),
        second(DASHBOARD, "dashboard 2013-14"),
        second(AUDIT, "section 11 old"),
        second(AUDIT, "Copy of section 11", None),
        on_a_sheet("Notes", "Signed off by the Chief Nurse on 13 January 2015"),
        on_a_sheet("Notes", "Draft policies are on the intranet"),
    ],
)
def test_words_around_a_table_that_say_nothing_against_it(change: Change, doubted: Doubted) -> None:
    assert doubted(change) == set()
