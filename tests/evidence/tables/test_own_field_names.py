"""Fields, sheets and headings under the names of senders and packs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from engine.nouns.evidence.organisation import Organisation
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.vocabulary import OtherNames
from engine.nouns.quarter import Quarter
from evidence.reading import read_returns
from tests.evidence.readings import Read, Returned

Rows = Sequence[Sequence[object]]


ORWELL = Organisation("RZ1", "Orwell Hospital", "provider")


def test_fields_under_other_names(returned: Returned, read: Read) -> None:
    rows = [
        ("field", "value"),
        ("Organisation code", "RZ1"),
        ("Organisation", "Orwell Hospital"),
        ("Type of organisation", "provider"),
        ("Services provided", "maternity"),
        ("Reporting period", "Quarter 2 2014/15"),
        ("Date submitted", "14/10/2014"),
        ("Completed by", "Named Nurse"),
    ]
    reading = read(returned(organisation=rows))
    [found] = reading.returns
    assert (found.organisation, found.quarter) == (ORWELL, Quarter(2014, 2))
    assert (found.submitted_on, found.submitted_by) == (dt.date(2014, 10, 14), "Named Nurse")
    assert reading.faults == ()


def test_a_packs_own_names_of_fields_and_sheets(
    returned: Returned, pack: Pack, whole_return: dict[str, Rows]
) -> None:
    also = OtherNames({"dashboard": ("KPI list",)}, fields={"code": ("ODS code",)})
    own = replace(pack, vocabulary=replace(pack.vocabulary, also=also))
    rows = [
        ("ODS code" if row[0] == "code" else row[0], row[1]) for row in whole_return["organisation"]
    ]
    path = returned(organisation=rows, dashboard=None, **{"KPI List": whole_return["dashboard"]})
    reading = read_returns([path], own)
    assert reading.faults == ()
    assert reading.returns[0].tables["dashboard"].sheet == "KPI List"


def test_a_packs_own_headings(returned: Returned, pack: Pack) -> None:
    also = OtherNames(headings={"value": ("This quarter", "Figure"), "item": ("KPI no.",)})
    own = replace(pack, vocabulary=replace(pack.vocabulary, also=also))
    rows = [("KPI no.", "part", "Figure", "note"), ("2", None, 3, None)]
    for name in ("dashboard", "Sheet9"):
        path = returned(f"{name}.xlsx", **{"dashboard": None, name: rows})
        [found] = read_returns([path], own).returns
        assert [cell.raw for cell in found.tables["dashboard"].rows[0].cells.values()] == [
            *("2", None, 3, None)
        ]
