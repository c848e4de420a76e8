"""Texts in the workbook's cells: cut where they are too long, and never a formula."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.nouns.outcome.assessment import Assessment
from evidence.workbook_kit import LONGEST
from reports.workbook.sheets import sheet_name
from tests.draws import draws
from tests.reports.workbook.opened import content, workbook_of


def test_a_text_longer_than_a_cell_is_cut_visibly(
    make_assessment: Callable[..., Assessment],
) -> None:
    workbook = workbook_of(make_assessment(("=" + "x" * 40_000,)))
    found = workbook["Faults"]["E2"].value
    assert isinstance(found, str)
    assert len(found) == LONGEST
    assert found.startswith("'=xxx")
    assert found.endswith(" … (cut)")


def test_a_cut_counts_wide_characters_as_the_workbook_does(
    make_assessment: Callable[..., Assessment],
) -> None:
    found = workbook_of(make_assessment(("😀" * 20_000,)))["Faults"]["E2"].value
    assert isinstance(found, str)
    assert len(found.encode("utf-16-le")) // 2 <= LONGEST
    assert found.endswith("😀 … (cut)")


def test_sheet_names_are_lawful_and_unlike() -> None:
    assert sheet_name("GP/practice: [a]*?", []) == "GP practice   a"
    assert sheet_name("x" * 40, ["X" * 31]) == "x" * 27 + " 2"
    assert sheet_name("'", []) == "Sheet"


@settings(max_examples=draws(4), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(), min_size=13, max_size=13))
def test_no_text_becomes_a_formula_or_leads_out_of_the_workbook(
    make_assessment: Callable[..., Assessment], texts: list[str]
) -> None:
    made = content(make_assessment(tuple(texts)))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert [name for name in archive.namelist() if "externalLink" in name] == []
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in archive.read(name)
                links = re.findall(rb"<hyperlink [^>]*>", archive.read(name))
                assert all(b" location=\"'" in link and b"r:id" not in link for link in links)
    for sheet in openpyxl.load_workbook(io.BytesIO(made)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in "sn", (sheet.title, cell.coordinate)
                assert not str(cell.value or "").startswith(tuple("=+-@\t\r\n"))
