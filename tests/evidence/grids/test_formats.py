"""One small return in each format that people send, and what is untidy in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from engine.nouns.evidence.fact import Range
from engine.nouns.evidence.fault import Severity
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from evidence.nouns.cells import Cell
from evidence.nouns.returns import ReturnsRead
from evidence.nouns.yardstick import Yardstick
from evidence.reading import read_returns
from evidence.submissions import submissions
from tests.evidence.sheets import WORKBOOKS, WRITERS, Failed, Percent, Sheet, Uncalculated

DAY = dt.date(2013, 5, 2)
WHOLE: Mapping[str, Sheet] = {
    "organisation": Sheet(
        [
            ("field", "value"),
            ("code", "RZ1"),
            ("name", "Orwell Hôpital\u00a0NHS"),
            ("kind", "provider"),
            ("services", "maternity"),
            ("period", "2014-15 Q2"),
            ("submitted_on", dt.date(2014, 10, 14)),
            ("submitted_by", "Named Nurse"),
        ]
    ),
    "named_professionals": Sheet(
        [("role", "title", "name", "wte"), ("Named Nurse", "Lead", None, 1)]
    ),
    "dashboard": Sheet(
        [
            ("item", "part", "value", "note"),
            ("2", None, 3, None),
            ("3", None, Percent(0.975), "quarterly"),
            ("6.1", None, "Yes", None),
        ]
    ),
    "vacancies": Sheet([("role", "vacant_wte", "establishment_wte"), ("Midwives", 1.5, 20)]),
    "section11": Sheet([("question", "score", "not_applicable_reason"), ("S6.p08.a", 3, None)]),
    "documents": Sheet(
        [
            ("kind", "title", "approved_on", "review_due", "published_at"),
            ("Training strategy", "Strategy", DAY, "March 2016", None),
        ]
    ),
}
"""A small provider's return in which nothing is wrong."""

Sent = Callable[..., ReturnsRead]


@pytest.fixture
def sent(tmp_path: Path, pack: Pack) -> Sent:
    """Reads the return in a format, with sheets replaced, added, or (None) left out."""

    def read(form: str, /, since_1904: bool = False, **sheets: Sheet | None) -> ReturnsRead:
        merged = {**WHOLE, **sheets}
        kept = {name: sheet for name, sheet in merged.items() if sheet is not None}
        return read_returns([WRITERS[form](tmp_path / "orwell", kept, since_1904)], pack)

    return read


def _parameter(name: str, quarter: Quarter, code: str) -> float:
    """Months for what is told in months, percentage points otherwise."""
    return 60.0 if "months" in name else 5.0


def values(reading: ReturnsRead, pack: Pack) -> dict[str, object]:
    """The value of each fact, or why it is unknown."""
    judged = Yardstick(lambda quarter: quarter.last_day, _parameter)
    [found], _ = submissions(reading, pack, judged)
    return {
        name: fact.why_unknown if fact.value is None else fact.value
        for name, fact in found.facts.items()
    }


def asked(reading: ReturnsRead, pack: Pack) -> list[str]:
    """What the cells of a return were found to hold that could not be taken."""
    judged = Yardstick(lambda quarter: quarter.last_day, _parameter)
    _, faults = submissions(reading, pack, judged)
    return [f"{fault.cell}: {fault.found}" for fault in faults]


def told(reading: ReturnsRead) -> list[tuple[str, str, str]]:
    return [(fault.sheet.removesuffix(".csv"), fault.cell, fault.found) for fault in reading.faults]


def dashboard(*rows: tuple[object, ...], **more: object) -> Sheet:
    return replace(Sheet([("item", "part", "value", "note"), *rows]), **more)


@pytest.mark.parametrize("form", WRITERS)
def test_a_return_in_which_nothing_is_wrong(form: str, sent: Sent, pack: Pack) -> None:
    reading = sent(form)
    assert reading.faults == ()
    [found] = reading.returns
    assert found.organisation.name == "Orwell Hôpital NHS"
    assert (found.submitted_on, found.submitted_by) == (dt.date(2014, 10, 14), "Named Nurse")
    assert values(reading, pack) == values(sent("xlsx"), pack)


@pytest.mark.parametrize("form", WRITERS)
def test_a_text_kept_from_excel_by_an_equals_sign_is_that_text(form: str, sent: Sent) -> None:
    reading = sent(form, dashboard=dashboard(('="6.1"', None, '=" Yes ""so"" "', '=""')))
    [row] = reading.returns[0].tables["dashboard"].rows
    assert [cell.text.strip() for cell in row.cells.values()] == ["6.1", "", 'Yes "so"', ""]


@pytest.mark.parametrize("form", WORKBOOKS)
def test_each_cell_is_typed_alike_in_every_kind_of_workbook(form: str, sent: Sent) -> None:
    [found] = sent(form).returns
    rows = found.tables["dashboard"].rows
    assert [repr(row.cells["value"]) for row in rows] == [
        repr(Cell(3, "3", "dashboard", "C2")),
        repr(Cell(0.975, "97.5%", "dashboard", "C3", percent_format=True)),
        repr(Cell("Yes", "Yes", "dashboard", "C4")),
    ]
    [document] = found.tables["documents"].rows
    assert document.cells["approved_on"] == Cell(DAY, "02/05/2013", "documents", "C2")


@pytest.mark.parametrize("form", WRITERS)
def test_sheets_renamed_a_little_and_in_any_order(form: str, sent: Sent) -> None:
    shuffled: dict[str, Sheet | None] = dict.fromkeys(WHOLE)
    renamed = {"Section 11 ": "section11", "DASHBOARD": "dashboard", "Named-Professionals": ""}
    renamed["Named-Professionals"] = "named_professionals"
    for name in ("documents", "vacancies", "organisation"):
        renamed[name.capitalize() + " "] = name
    reading = sent(form, **shuffled, **{to: WHOLE[name] for to, name in renamed.items()})
    assert reading.faults == ()
    assert list(reading.returns[0].tables) == list(WHOLE)


@pytest.mark.parametrize("form", WRITERS)
def test_a_table_lower_down_and_to_the_right(form: str, sent: Sent) -> None:
    rows: list[tuple[object, ...]] = [("Quarterly figures",), (), ()]
    rows += [(None, None, *row) for row in WHOLE["dashboard"].rows]
    reading = sent(form, dashboard=Sheet(rows))
    assert reading.faults == ()
    assert [row.cells["value"].ref for row in reading.returns[0].tables["dashboard"].rows] == [
        "E5",
        "E6",
        "E7",
    ]


@pytest.mark.parametrize("form", WORKBOOKS)
def test_a_merged_title_and_merged_items(form: str, sent: Sent, pack: Pack) -> None:
    sheet = Sheet(
        [
            ("Our figures", None, None, None),
            ("item", "part", "value", "note"),
            ("4.1", "Level 1", "98%", None),
            (None, "Level 2", "95%", None),
        ],
        merges=[(1, 1, 1, 4), (3, 4, 1, 1)],
    )
    reading = sent(form, dashboard=sheet)
    assert reading.faults == ()
    found = values(reading, pack)
    assert found["dashboard.4.1.level_1"] == Range.of_number(98.0)
    assert found["dashboard.4.1.level_2"] == Range.of_number(95.0)


@pytest.mark.parametrize("form", WRITERS)
def test_notes_under_the_table(form: str, sent: Sent) -> None:
    sheet = dashboard(("2", None, 3, None), (), ("NB figures are provisional",))
    assert told(sent(form, dashboard=sheet)) == [("dashboard", "A4", "NB figures are provisional")]


@pytest.mark.parametrize("form", WORKBOOKS)
def test_what_is_hidden_is_read_and_told(form: str, sent: Sent) -> None:
    reading = sent(
        form,
        dashboard=dashboard(
            ("2", None, 3, None), ("8.7", None, 4, None), hidden_rows=[3], hidden_columns=[3]
        ),
        vacancies=replace(WHOLE["vacancies"], hidden=True),
        Workings=Sheet([("names",)], hidden=True),
    )
    assert told(reading) == [
        ("dashboard", "C1", "hidden: column C"),
        ("dashboard", "", "hidden: row 3"),
        ("vacancies", "", "a hidden sheet"),
        ("Workings", "", "a hidden sheet that is no table of a return"),
    ]
    assert all(fault.severity is Severity.CHECK for fault in reading.faults)
    [found] = reading.returns
    assert [row.cells["value"].raw for row in found.tables["dashboard"].rows] == [3, 4]
    assert len(found.tables["vacancies"].rows) == 1


@pytest.mark.parametrize("form", WORKBOOKS)
def test_days_counted_from_1904(form: str, sent: Sent) -> None:
    reading = sent(form, since_1904=True)
    assert reading.faults == ()
    [document] = reading.returns[0].tables["documents"].rows
    assert document.cells["approved_on"].raw == DAY


@pytest.mark.parametrize("form", WORKBOOKS)
def test_formulas_that_hold_no_value(form: str, sent: Sent) -> None:
    reading = sent(form, dashboard=dashboard(("2", None, Uncalculated(), None)))
    assert told(reading) == [("dashboard", "C2", "a formula that was never calculated")]
    assert reading.returns[0].tables["dashboard"].rows[0].cells["value"].raw is None


@pytest.mark.parametrize("form", WORKBOOKS)
@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!"])
def test_cells_with_an_error(form: str, error: str, sent: Sent) -> None:
    reading = sent(form, dashboard=dashboard(("2", None, Failed(error), None)))
    assert told(reading) == [("dashboard", "C2", f"an error, {error}")]
    assert reading.returns[0].tables["dashboard"].rows[0].cells["value"] == Cell(
        None, error, "dashboard", "C2", unusable=f"an error, {error}"
    )


def test_an_error_saved_as_csv_is_no_figure(sent: Sent, pack: Pack) -> None:
    reading = sent("csv", dashboard=dashboard(("2", None, Failed("#REF!"), None)))
    assert asked(reading, pack) == ["C2: #REF!"]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    ("typed", "percent"),
    [
        ("97.5%", 97.5),
        ("97.5 %", 97.5),
        ("97.5\u00a0%", 97.5),
        (97.5, 97.5),
        (0.975, 97.5),
        ("0.975", 97.5),
        (Percent(0.975), 97.5),
        (Percent(1), 100.0),
        ("100", 100.0),
        (0, 0.0),
    ],
)
def test_percentages_as_people_type_them(
    form: str, typed: object, percent: float, sent: Sent, pack: Pack
) -> None:
    reading = sent(form, dashboard=dashboard(("6.4", None, typed, None)))
    assert values(reading, pack)["dashboard.6.4"] == Range.of_number(percent)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("typed", [0.975, "0.975"])
def test_a_share_of_which_fewer_is_better_is_no_fraction_by_itself(
    form: str, typed: object, sent: Sent, pack: Pack
) -> None:
    reading = sent(form, dashboard=dashboard(("3", None, typed, None)))
    assert "may mean 0.975 % or 97.5 %" in str(values(reading, pack)["dashboard.3"])


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("typed", [1, "1", "1.0"])
def test_a_one_in_a_percent_row_is_asked_about(
    form: str, typed: object, sent: Sent, pack: Pack
) -> None:
    reading = sent(form, dashboard=dashboard(("3", None, typed, None)))
    sheet = "dashboard.csv" if form == "csv" else "dashboard"
    assert asked(reading, pack) == [f"C2: {typed}"]
    assert values(reading, pack)["dashboard.3"] == (
        f"{sheet} C2 says “{typed}”, which may mean 1 % or 100 %"
    )


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    ("typed", "count"), [("1,204", 1204.0), (1204, 1204.0), ("\u00a012\u00a0", 12.0), ("nil", 0.0)]
)
def test_counts_as_people_type_them(
    form: str, typed: object, count: float, sent: Sent, pack: Pack
) -> None:
    reading = sent(form, dashboard=dashboard(("2", None, typed, None)))
    assert values(reading, pack)["dashboard.2"] == Range.of_number(count)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    "typed", [DAY, "2013-05-02", "02/05/2013", "2/5/2013", "2 May 2013", "2.5.13"]
)
def test_days_as_people_type_them(form: str, typed: object, sent: Sent, pack: Pack) -> None:
    headings = WHOLE["documents"].rows[0]
    row = ("Training strategy", "Strategy", typed, None, None)
    reading = sent(form, documents=Sheet([headings, row]))
    assert values(reading, pack)["documents.training_strategy.approved_on"] == Range.of_day(DAY)


@pytest.mark.parametrize("form", WRITERS)
def test_a_month_by_its_name(form: str, sent: Sent, pack: Pack) -> None:
    headings = WHOLE["documents"].rows[0]
    row = ("Training strategy", "Strategy", "March 2014", None, None)
    reading = sent(form, documents=Sheet([headings, row]))
    assert values(reading, pack)["documents.training_strategy.approved_on"] == Range(
        dt.date(2014, 3, 1).toordinal(), dt.date(2014, 3, 31).toordinal()
    )


@pytest.mark.parametrize("form", WRITERS)
def test_an_nhs_number_is_repeated_nowhere(form: str, sent: Sent) -> None:
    reading = sent(form, dashboard=dashboard(("2", None, "943 476 5919", None)))
    assert told(reading) == [
        ("dashboard", "C2", "what looks like an NHS number (not repeated here)")
    ]
    assert "943" not in repr(reading.returns[0].tables["dashboard"])
