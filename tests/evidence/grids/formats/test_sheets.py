"""One small return in each format that people send: its sheets, tables and cells as they lie."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from engine.nouns.evidence.fact import Range
from engine.nouns.evidence.fault import Severity
from engine.nouns.policy.pack import Pack
from evidence.nouns.cells import Cell
from evidence.nouns.returns import ReturnsRead
from tests.evidence.grids.formats.small_return import DAY, WHOLE, Sent, dashboard, values
from tests.evidence.sheets import WORKBOOKS, WRITERS, Failed, Sheet, Uncalculated


def faults_found(reading: ReturnsRead) -> list[tuple[str, str, str]]:
    return [(fault.sheet.removesuffix(".csv"), fault.cell, fault.found) for fault in reading.faults]


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
    assert faults_found(sent(form, dashboard=sheet)) == [
        ("dashboard", "A4", "NB figures are provisional")
    ]


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
    assert faults_found(reading) == [
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
    assert faults_found(reading) == [("dashboard", "C2", "a formula that was never calculated")]
    assert reading.returns[0].tables["dashboard"].rows[0].cells["value"].raw is None


@pytest.mark.parametrize("form", WORKBOOKS)
@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!"])
def test_cells_with_an_error(form: str, error: str, sent: Sent) -> None:
    reading = sent(form, dashboard=dashboard(("2", None, Failed(error), None)))
    assert faults_found(reading) == [("dashboard", "C2", f"an error, {error}")]
    assert reading.returns[0].tables["dashboard"].rows[0].cells["value"] == Cell(
        None, error, "dashboard", "C2", unusable=f"an error, {error}"
    )


@pytest.mark.parametrize("form", WRITERS)
def test_an_nhs_number_is_repeated_nowhere(form: str, sent: Sent) -> None:
    reading = sent(form, dashboard=dashboard(("2", None, "943 476 5919", None)))
    assert faults_found(reading) == [
        ("dashboard", "C2", "what looks like an NHS number (not repeated here)")
    ]
    assert "943" not in repr(reading.returns[0].tables["dashboard"])
