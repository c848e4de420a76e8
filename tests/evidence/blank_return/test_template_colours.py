"""The colours of a blank return fall only on what the reader will not use."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evidence.blank_return.excel.colours import out_of_range_formula, reason_missing_formula
from evidence.blank_return.nouns import Entry
from evidence.blank_return.request import Request
from evidence.cells.figures import read_count, read_percent, read_wte
from evidence.cells.values import CellAnswer, read_date, read_level
from evidence.nouns.cells import Cell
from evidence.nouns.grid import text_of
from tests.evidence.blank_return.written import write_template

READERS = {
    "percent": read_percent,
    "count": read_count,
    "wte": read_wte,
    "date": read_date,
    "level": lambda cell: read_level(cell, 6),
}


class Held:
    """What a cell holds, compared as a spreadsheet compares: every text is over every number."""

    def __init__(self, raw: str | int | float) -> None:
        self.raw = raw

    def __lt__(self, other: float) -> bool:
        return not isinstance(self.raw, str) and self.raw < other

    def __gt__(self, other: float) -> bool:
        return isinstance(self.raw, str) or self.raw > other

    def __ge__(self, other: float) -> bool:
        return isinstance(self.raw, str) or self.raw >= other

    def __ne__(self, other: object) -> bool:
        return self.raw != other

    __hash__ = None  # type: ignore[assignment]


def value_held(held: Any) -> Any:
    return held.raw if isinstance(held, Held) else held


def _value(text: str) -> float | None:
    """None stands for an error."""
    try:
        return float(text.strip().replace(",", ""))
    except ValueError:
        return None


FUNCTIONS = {
    "IF": lambda test, then, other: then if test else other,
    "OR": lambda *tests: any(tests),
    "AND": lambda *tests: all(tests),
    "NOT": lambda test: not test,
    "ISNUMBER": lambda held: isinstance(value_held(held), int | float),
    "ISTEXT": lambda held: isinstance(value_held(held), str),
    "INT": lambda held: None if isinstance(value_held(held), str) else int(value_held(held) // 1),
    "UPPER": lambda held: str(value_held(held)).upper(),
    "TRIM": lambda held: " ".join(str(value_held(held)).split(" ")).strip(" "),
    "LEFT": lambda text, number: text[:number],
    "SEARCH": lambda part, text: text.upper().index(part.upper()) + 1,
    "SUBSTITUTE": lambda text, old, new: text.replace(old, new),
    "VALUE": _value,
}


def worked_out(formula: str, **cells: object) -> bool:
    """What a spreadsheet makes of a formula of these functions, with these cells."""
    texts: list[str] = []

    def kept(match: re.Match[str]) -> str:
        texts.append(match[0][1:-1])
        return f"T[{len(texts) - 1}]"

    python = re.sub(r'"[^"]*"', kept, formula.removeprefix("="))
    python = python.replace("<>", "!=").replace("&", "+").replace("$", "")
    python = re.sub(r"(?<![<>!])=", "==", python).replace("FALSE", "False")
    held = {name: Held(raw) for name, raw in cells.items()}  # type: ignore[arg-type]
    return bool(eval(python, {**FUNCTIONS, **held, "T": texts}))


@pytest.mark.parametrize(
    ("kind", "marked", "not_marked"),
    [
        (
            "percent",
            (-1, 100.5, "ninety", "about 12", "97,5x"),
            (0, 100, 98.5, 0.98, "98%", "N/K", "n/k", "<5", "N/A", "N/A - none", "nil", "-", ""),
        ),
        ("count", (-1, 2.5, "three"), (0, 12, "1,204", "<5", "N/A", "n.a.", "none", "N/K", " ")),
        ("wte", (-0.5, "two days"), (0, 0.6, "0.2 wte", "2.0 w.t.e.", "N/A", "N/K", "nil")),
        ("level", (-1, 7), (0, 6, "Level 3", "none")),
        ("date", (0, 32873, 73051), (32874, 41729, 73050, "March 2014", "N/K")),
        ("choice", (), (-1, "anything")),
        ("yes_no", (), (-1, "anything")),
    ],
)
def test_what_is_marked(kind, marked, not_marked) -> None:
    formula = out_of_range_formula(Entry(kind, highest=6), "$C2")
    if not formula:
        assert marked == ()
        return
    assert [raw for raw in marked if not worked_out(formula, C2=raw)] == []
    assert [raw for raw in not_marked if worked_out(formula, C2=raw)] == []


@given(
    kind=st.sampled_from(sorted(READERS)),
    raw=st.one_of(
        st.integers(-200, 80_000),
        st.floats(-200, 80_000).map(lambda number: round(number, 2)),
        st.text("0123456789.,%-<≤ +N/AKnilwteoud²", max_size=8),
        st.from_regex(r"(<|≤|<=|fewer than|less than|under) ?[0-9]{1,2} ?%?", fullmatch=True),
        st.from_regex(r"(n ?[/\\] ?a|n\.a\.?|na|not applicable)( - why)?", fullmatch=True),
        st.from_regex(r"[0-9]{1,3}(\.[0-9])? ?w\.?t\.?e\.?s?", fullmatch=True),
    ),
)
@example(kind="wte", raw="nil wte")
def test_nothing_that_the_reader_takes_is_marked(kind, raw) -> None:
    """A number under a date is a day, as the file's format says."""
    held = raw
    if kind == "date" and not isinstance(raw, str):
        held = dt.date(1899, 12, 30) + dt.timedelta(days=max(0, int(raw)))
    answer = READERS[kind](Cell(held, text_of(held), "sheet", "C2")).answer
    if worked_out(out_of_range_formula(Entry(kind, highest=6), "$C2"), C2=raw):
        assert answer is CellAnswer.UNREADABLE


@pytest.mark.parametrize("typed", ["N/A", "n/a", " na ", "N.A.", "n\\a", "Not applicable"])
def test_not_applicable_is_marked_until_there_is_a_reason(typed) -> None:
    formula = reason_missing_formula("$C2", "$D2")
    assert worked_out(formula, C2=typed, D2=" ")
    assert not worked_out(formula, C2=typed, D2="No such ward")


@pytest.mark.parametrize("typed", ["N/A - no such ward", "3", "N/K", ""])
def test_other_answers_need_no_reason_beside_them(typed) -> None:
    assert not worked_out(reason_missing_formula("$C2", "$D2"), C2=typed, D2="")


def test_each_place_for_a_figure_is_marked(pack, tmp_path) -> None:
    write_template(pack, Request("provider"), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    found = {
        (sheet.title, str(area.sqref)): [rule.formula[0] for rule in area.rules]
        for sheet in book
        for area in sheet.conditional_formatting
    }
    assert found["vacancies", "B2:B7"] == [
        out_of_range_formula(Entry("wte"), "$B2").removeprefix("="),
        reason_missing_formula("$B2", "$D2").removeprefix("="),
    ]
    assert found["dashboard", "E3"] == [
        out_of_range_formula(Entry("percent"), "$E3").removeprefix("=")
    ]
    assert {(sheet, area.rstrip("0123456789")) for sheet, area in found} == {
        ("organisation", "B"),
        ("dashboard", "E"),
        ("dashboard", "E2:E"),
        ("named_professionals", "D2:D"),
        ("vacancies", "B2:B"),
        ("vacancies", "C2:C"),
        ("section11", "C2:C"),
        ("section11", "I2:I"),
        ("training", "D2:D"),
        ("training", "E2:E"),
        ("training", "F2:F"),
        ("documents", "C2:C"),
        ("documents", "D2:D"),
    }


def test_a_mark_says_so_in_words_too(pack, tmp_path) -> None:
    write_template(pack, Request("provider"), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    shown = {
        rule.dxf.numFmt.formatCode
        for sheet in book
        for area in sheet.conditional_formatting
        for rule in area.rules
    }
    assert shown == {
        '@" (reason?)"',
        'General" (check)";-General" (check)";General" (check)";@" (check)"',
        'dd/mm/yyyy" (check)"',
    }
