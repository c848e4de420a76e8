"""What is asked of an organisation with certain services, and who it says it is."""

from __future__ import annotations

import openpyxl
import pytest

from engine.nouns.quarter import Quarter
from evidence.blank_return.plan import plan
from evidence.blank_return.request import Request, services_named
from evidence.reading import read_returns
from tests.evidence.blank_return.written import write_template


@pytest.mark.parametrize(
    ("text", "services"),
    [
        ("maternity", {"maternity"}),
        ("Maternity, a&e ,LAC", {"maternity", "emergency_department", "looked_after_children"}),
        ("none", set()),
    ],
)
def test_services_are_named_as_the_pack_has_them(pack, text, services) -> None:
    assert services_named(pack, text) == services


def test_unknown_services_are_named_with_the_known_ones(pack) -> None:
    with pytest.raises(ValueError, match="“circus” and “zoo” are no services known here; ") as told:
        services_named(pack, "circus, maternity, zoo")
    assert all(service in str(told.value) for service in pack.vocabulary.services)
    with pytest.raises(ValueError, match="“,” is no service known here"):
        services_named(pack, ",")


def asked(pack, request: Request) -> dict[str, list[str]]:
    return {
        sheet.table: [line.printed[0] if line.printed else line.filled["role"] for line in lines]
        for sheet in plan(pack, request)
        if sheet.table in ("named_professionals", "dashboard", "vacancies", "section11")
        for lines in [sheet.lines]
    }


def test_only_what_the_services_call_for_is_asked(pack) -> None:
    everything = asked(pack, Request("provider"))
    with_maternity = asked(pack, Request("provider", frozenset({"maternity"})))
    with_none = asked(pack, Request("provider", frozenset()))
    assert "8.1" in everything["dashboard"]
    assert {
        table: sorted(set(everything[table]) - set(with_none[table])) for table in everything
    } == {
        "named_professionals": ["Named Midwife"],
        "dashboard": ["10.1", "8.1", "8.3"],
        "vacancies": ["Health Visitors", "Midwives", "Paediatricians", "School Nurses"],
        "section11": ["S6.p08.b"],
    }
    assert {
        table: sorted(set(with_maternity[table]) - set(with_none[table])) for table in everything
    } == {
        "named_professionals": ["Named Midwife"],
        "dashboard": ["10.1"],
        "vacancies": ["Midwives"],
        "section11": ["S6.p08.b"],
    }


def test_without_services_each_line_says_which_it_is_for(pack) -> None:
    sheets = {sheet.table: sheet for sheet in plan(pack, Request("provider"))}
    helps = {line.printed[0]: line.help for line in sheets["section11"].lines}
    assert helps["S6.p08.b"] == "Only if you provide Maternity. Is a Named Midwife in post?"
    assert helps["S6.p08.a"] == "Are a Named Doctor and Nurse in post?"


def test_what_is_filled_in_is_read_back(pack, tmp_path) -> None:
    services = frozenset({"maternity", "emergency_department"})
    request = Request("provider", services, "RZ1", "Orwell “É” Trust", Quarter(2014, 2))
    write_template(pack, request, tmp_path / "a.xlsx")
    reading = read_returns([tmp_path / "a.xlsx"], pack)
    [found] = reading.returns
    assert reading.faults == ()
    assert (found.organisation.code, found.organisation.name) == ("RZ1", "Orwell “É” Trust")
    assert (found.organisation.kind, found.quarter) == ("provider", Quarter(2014, 2))
    assert found.services is not None
    assert services_named(pack, found.services.text) == services


def test_a_day_after_the_quarters_end_is_warned_about(pack, tmp_path) -> None:
    write_template(pack, Request("provider", quarter=Quarter(2014, 2)), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["documents"]
    found = {str(each.sqref)[0]: each for each in sheet.data_validations.dataValidation}
    assert (found["C"].formula2, found["C"].errorTitle) == ("41912", "A date, to 30/09/2014")
    assert (found["D"].formula2, found["D"].errorTitle) == ("73050", "A date: 31/03/2014")


@pytest.mark.parametrize("kind", ["provider", "ccg", "gp_practice"])
def test_a_blank_return_with_its_identity_has_no_fault(pack, kind, tmp_path) -> None:
    request = Request(kind, frozenset(), "RZ1", "Orwell", Quarter(2014, 2))
    write_template(pack, request, tmp_path / "a.xlsx")
    reading = read_returns([tmp_path / "a.xlsx"], pack)
    assert (len(reading.returns), reading.faults) == (1, ())
