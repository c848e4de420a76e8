"""What files, folders and sheets are called where no name that was typed may be seen."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from engine.nouns.evidence.fact import Origin
from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.assessment import InputFile
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.policy.vocabulary import AuditTerm
from engine.publishing.shown_places import ShownPlaces, without_its_file

QUARTER = "2014-15 Q2"
INPUTS = (
    InputFile("ask Quill/dashboard.csv", "ab", "ZA2", QUARTER, True),
    InputFile("ask Quill/Named Professionals.csv", "ab", "ZA2", QUARTER, True),
    InputFile("Quill's book.xlsx", "ab", "ZA1", QUARTER, True),
    InputFile("Quill's old book.xlsx", "ab", "ZA1", QUARTER, False),
    InputFile("who knows.xlsx", "ab", "ask Quill", "when Quill says", False),
    InputFile("of Quill/waivers.csv", "ab", "", "", True, "decisions"),
    InputFile("Quill.xlsx", "ab", "", "", True, "decisions"),
)


def places(inputs: tuple[InputFile, ...] = INPUTS) -> ShownPlaces:
    own = SimpleNamespace(overlaid_from="Quill's numbers.yaml")
    true = SimpleNamespace(
        organisations=(Organisation("ZA1", "A", "provider"), Organisation("ZA2", "B", "provider")),
        pack=SimpleNamespace(vocabulary=SimpleNamespace(audit=AuditTerm())),
        run=SimpleNamespace(inputs=inputs, parameters=(own, SimpleNamespace(overlaid_from=None))),
    )
    return ShownPlaces.from_assessment(true)


def test_files_are_called_by_what_they_hold_whose_they_are_and_a_number() -> None:
    shown = places()
    assert [shown.file(file.name) for file in INPUTS] == [
        "dashboard of ZA2 for 2014-15 Q2",
        "named professionals of ZA2 for 2014-15 Q2",
        "return of ZA1 for 2014-15 Q2",
        "return of ZA1 for 2014-15 Q2 (2)",
        "return",
        "decisions, waivers",
        "decisions",
    ]


def test_a_file_deep_in_folders_is_called_by_its_own_name_and_each_folder_by_whose_it_is() -> None:
    names = ("by/Quill/in/dashboard.csv", "dashboard.of.Quill.csv")
    inputs = tuple(InputFile(name, "ab", "ZA2", QUARTER, True) for name in names)
    shown = places(inputs)
    whose = "of ZA2 for 2014-15 Q2"
    assert [shown.file(name) for name in (*names, "by/Quill/in", "by/Quill", "by")] == [
        f"dashboard {whose}",
        f"return {whose}",
        *(f"return {whose} ({number})" for number in (2, 3, 4)),
    ]
    flat = Origin("dashboard.of.Quill.csv", "", "dashboard.of.Quill.csv", "C9", "")
    none = Origin("dashboard.of.Quill.csv", "", "", "", "")
    assert shown.origins((flat, none)) == (
        Origin(f"return {whose}", "", f"return {whose}", "C9", ""),
        Origin(f"return {whose}", "", "", "", ""),
    )


def test_folders_other_files_and_the_runs_own_numbers_have_no_name_either() -> None:
    shown = places()
    asked = (
        "ask Quill",
        "Quill's numbers.yaml",
        "of Quill",
        "Quill's mapping",
        "another",
        "ask Quill",
    )
    assert [shown.file(name) for name in asked] == [
        "return of ZA2 for 2014-15 Q2",
        "parameters (name not shown)",
        "decisions (2)",
        "another file",
        "another file (2)",
        "return of ZA2 for 2014-15 Q2",
    ]


def test_a_number_of_the_pack_names_no_file() -> None:
    of_pack = ParameterUsed(*("most", "the most", 2.0, "", "policy", "F1", "2014-04-01", "", None))
    assert without_its_file(of_pack) == of_pack
    own = replace(of_pack, overlaid_from="Quill's numbers.yaml")
    assert without_its_file(own) == replace(own, overlaid_from="(name not shown)")


def test_what_nobody_knows_of_a_file_may_be_anything_typed() -> None:
    assert places().input(INPUTS[4]) == InputFile("return", "", "", "", False)
    known = InputFile("return of ZA1 for 2014-15 Q2", "", "ZA1", QUARTER, True)
    assert places().input(INPUTS[2]) == known


def test_sheets_are_called_by_their_tables_and_a_csv_file_has_none() -> None:
    at = ("ask Quill/dashboard.csv", "ab", "dashboard.csv", "C9", "61%")
    book = ("Quill's book.xlsx", "ab", "NAMED_professionals", "A2:D9", "typed")
    own = ("Quill's book.xlsx", "ab", "Quill", "B2", "typed")
    table = "dashboard of ZA2 for 2014-15 Q2"
    assert places().origins((Origin(*at), Origin(*book), Origin(*own), Origin(*own))) == (
        Origin(table, "", table, "C9", ""),
        Origin("return of ZA1 for 2014-15 Q2", "", "named professionals", "", ""),
        Origin("return of ZA1 for 2014-15 Q2", "", "another sheet", "B2", ""),
    )


@pytest.mark.parametrize(
    ("cell", "left"), [("C2", "C2"), ("A2:A9", ""), ("C3", ""), ("", ""), ("c2", "")]
)
def test_a_fault_is_told_at_a_cell_that_a_fact_rests_on_and_at_no_other(
    cell: str, left: str
) -> None:
    book = "Quill's book.xlsx"
    known = {(book, "Quill", cell) for cell in ("C2", "A2:A9", "c2")}
    true = Fault(Severity.CELL, book, "found", "expected", "to do", "Quill", cell, "Q", "soon")
    assert places().fault(true, known) == Fault(
        *(Severity.CELL, "return of ZA1 for 2014-15 Q2", "found", "expected", "to do"),
        *("another sheet", left, "", ""),
    )
