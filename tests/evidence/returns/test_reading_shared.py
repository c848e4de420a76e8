"""The shared returns, untidy as organisations send them, read as they are."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from engine.loading import load_pack
from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.assessment import InputFile
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from evidence.nouns.cells import Cell
from evidence.nouns.returns import Return, ReturnsRead
from evidence.reading import read_returns

ORWELL = Organisation("RZ1", "Orwell & Deben University Hospital NHS Trust", "provider")
GIPPING = Organisation("NXC", "Gipping Valley Community Health", "provider")
CCG = Organisation("06L", "Ipswich and East Suffolk CCG", "ccg")
Q1, Q2 = Quarter(2014, 1), Quarter(2014, 2)
UNTIDY = "Orwell Deben SG return Q2 FINAL v3.xlsx"


@pytest.fixture(scope="module")
def shared_reading(shared_returns: Path) -> ReturnsRead:
    packs = Path(__file__).resolve().parents[3] / "rules"
    pack: Pack = load_pack(packs / "suffolk-safeguarding-children-2013")
    return read_returns([shared_returns], pack)


@pytest.fixture(scope="module")
def untidy(shared_reading: ReturnsRead) -> Return:
    return shared_reading.returns[3]


def test_whose_they_are(shared_reading: ReturnsRead) -> None:
    assert [
        (each.file, each.organisation, each.quarter, each.submitted_on, each.submitted_by)
        for each in shared_reading.returns
    ] == [
        ("ies-ccg-2014-15-Q2.xlsx", CCG, Q2, dt.date(2014, 10, 20), "Designated Nurse"),
        ("gipping-2014-15-Q2", GIPPING, Q2, dt.date(2014, 10, 9), "Head of Safeguarding"),
        ("orwell-2014-15-Q1.xlsx", ORWELL, Q1, dt.date(2014, 7, 14), "Named Nurse"),
        (UNTIDY, ORWELL, Q2, dt.date(2014, 10, 14), "Named Nurse (acting)"),
    ]


def test_every_row_of_every_table(shared_reading: ReturnsRead) -> None:
    assert [
        {name: len(table.rows) for name, table in each.tables.items()}
        for each in shared_reading.returns
    ] == [
        {"organisation": 7, "section11": 75, "documents": 3, "contracts": 3},
        {
            "organisation": 7,
            "named_professionals": 2,
            "dashboard": 34,
            "vacancies": 3,
            "section11": 44,
            "documents": 3,
        },
        {
            "organisation": 7,
            "named_professionals": 3,
            "dashboard": 48,
            "vacancies": 5,
            "section11": 44,
            "documents": 3,
        },
        {
            "organisation": 7,
            "named_professionals": 3,
            "dashboard": 48,
            "vacancies": 5,
            "section11": 44,
            "documents": 2,
        },
    ]
    assert [
        None if each.register is None else each.register.frame.shape
        for each in shared_reading.returns
    ] == [None, None, (360, 7), (360, 7)]


def test_only_the_two_notes_and_a_missing_table_are_told(shared_reading: ReturnsRead) -> None:
    expected = "rows of the table and nothing else"
    to_do = (
        "A note under the table, not read as evidence. If it changes a figure, change the figure "
        "or say it in the row."
    )
    notes = tuple(
        Fault(Severity.CHECK, UNTIDY, found, expected, to_do, sheet, cell, "RZ1", "2014-15 Q2")
        for found, sheet, cell in [
            ("NB figures for September are provisional", "dashboard", "A54"),
            ("Completed by the safeguarding team 10/10/14", "Section 11 ", "A50"),
        ]
    )
    missing = Fault(
        Severity.LOST,
        "ies-ccg-2014-15-Q2.xlsx",
        "no table “named_professionals”",
        "the tables organisation, named_professionals, section11, contracts, training, "
        "checks and documents",
        "Add what is missing, or check what its sheet is called; until then it stays unknown.",
        organisation="06L",
        period="2014-15 Q2",
    )
    assert shared_reading.faults == (*notes, missing)


def test_every_file_is_an_input(shared_reading: ReturnsRead, shared_returns: Path) -> None:
    gipping = sorted((shared_returns / "gipping-2014-15-Q2").glob("*.csv"))
    files = [
        (UNTIDY, "RZ1", "2014-15 Q2"),
        *((f"gipping-2014-15-Q2/{file.name}", "NXC", "2014-15 Q2") for file in gipping),
        ("ies-ccg-2014-15-Q2.xlsx", "06L", "2014-15 Q2"),
        ("orwell-2014-15-Q1.xlsx", "RZ1", "2014-15 Q1"),
    ]
    assert shared_reading.inputs == tuple(
        InputFile(
            name,
            hashlib.sha256((shared_returns / name).read_bytes()).hexdigest(),
            code,
            period,
            True,
        )
        for name, code, period in files
    )


def test_cells_as_they_were_typed(untidy: Return) -> None:
    rows = {row.number: row.cells for row in untidy.tables["dashboard"].rows}
    assert [rows[number]["value"] for number in (4, 6, 14, 16, 31, 36, 38)] == [
        Cell(1, "1", "dashboard", "C4"),
        Cell("97 %", "97 %", "dashboard", "C6"),
        Cell("N/K", "N/K", "dashboard", "C14"),
        Cell(None, "", "dashboard", "C16"),
        Cell("TBC", "TBC", "dashboard", "C31"),
        Cell("<5", "<5", "dashboard", "C36"),
        Cell("nil", "nil", "dashboard", "C38"),
    ]
    assert [row.cells["wte"].raw for row in untidy.tables["named_professionals"].rows] == [
        "0.2 wte",
        0,
        "0.6",
    ]
    last = untidy.tables["section11"].rows[39]
    assert (last.number, last.cells["moderated_on"]) == (
        43,
        Cell(dt.date(2014, 9, 12), "12/09/2014", "Section 11 ", "E43"),
    )
    assert untidy.services == Cell(
        "maternity, emergency department, paediatrics, inpatient, adult inpatient",
        "maternity, emergency department, paediatrics, inpatient, adult inpatient",
        "organisation",
        "B7",
    )


def test_the_register_as_it_was_typed(untidy: Return) -> None:
    assert untidy.register is not None
    frame = untidy.register.frame
    assert frame.iloc[0].to_list() == [
        "E20000",
        "Named professionals",
        "safeguarding",
        4,
        3,
        "05/07/2014",
        4,
    ]
    assert frame.iloc[-1].to_list() == [
        "E20239",
        "Named professionals",
        "looked after children",
        4,
        4,
        dt.date(2013, 11, 6),
        363,
    ]
    assert int(frame["achieved_level"].isna().sum()) == 6
