"""The fault log: what is added to it is a fault at the place that it is bound to."""

from __future__ import annotations

from engine.nouns.evidence.fault import Fault, Severity, Stage
from evidence.fault_log import FaultLog

TEXTS = ("found", "expected", "To do.")


def test_a_fault_stands_at_the_place_that_the_log_is_bound_to() -> None:
    log = FaultLog("a.xlsx")
    log.add(Severity.FILE, *TEXTS)
    log.on_sheet("dashboard").add_table_fault(*TEXTS)
    log.on_sheet("dashboard", "C9").add_cell_fault(*TEXTS, facts=("dashboard.2",))
    log.on_sheet("dashboard", "C9").at_cell("C10").add_check(*TEXTS)
    assert log.faults == [
        Fault(Severity.FILE, "a.xlsx", *TEXTS),
        Fault(Severity.TABLE, "a.xlsx", *TEXTS, "dashboard"),
        Fault(Severity.CELL, "a.xlsx", *TEXTS, "dashboard", "C9", facts=("dashboard.2",)),
        Fault(Severity.CHECK, "a.xlsx", *TEXTS, "dashboard", "C10"),
    ]


def test_a_sheet_of_a_csv_folder_is_a_file_of_its_own() -> None:
    log = FaultLog("orwell", csv=True)
    log.add(Severity.FILE, *TEXTS)
    log.on_sheet("dashboard.csv").add_table_fault(*TEXTS)
    assert [fault.file for fault in log.faults] == ["orwell", "orwell/dashboard.csv"]


def test_a_stage_holds_until_it_ends_and_a_fault_may_say_its_own() -> None:
    log = FaultLog("a.xlsx")
    here = log.on_sheet("dashboard")
    with log.at_stage(Stage.ROWS):
        here.add_check(*TEXTS)
        with log.at_stage(Stage.TABLES):
            here.add_check(*TEXTS)
        here.add_check(*TEXTS, stage=Stage.CELLS)
    here.add_check(*TEXTS)
    assert [fault.stage for fault in log.faults] == [
        Stage.ROWS,
        Stage.TABLES,
        Stage.CELLS,
        Stage.FILE,
    ]


def test_what_was_found_is_cut_to_a_readable_length_and_holds_no_nhs_number() -> None:
    log = FaultLog("a.xlsx")
    log.add(Severity.CHECK, "943 476 5919", *TEXTS[1:])
    log.add(Severity.CHECK, "x" * 400, *TEXTS[1:])
    assert "943" not in log.faults[0].found
    assert log.faults[1].found == "x" * 299 + "…"


def test_the_faults_of_a_return_say_whose_and_of_when_it_is() -> None:
    log = FaultLog("a.xlsx")
    log.add(Severity.CHECK, *TEXTS)
    assert log.faults_for("RZ1", "2014-15 Q2") == (
        Fault(Severity.CHECK, "a.xlsx", *TEXTS, organisation="RZ1", period="2014-15 Q2"),
    )
