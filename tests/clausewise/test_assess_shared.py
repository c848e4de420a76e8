"""The returns as organisations send them, assessed from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from clausewise.cli import command
from tests.reports.site import contents_of

pytestmark = pytest.mark.slow

Found = Mapping[str, Any]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, shared_returns: Path) -> Path:
    out = tmp_path_factory.mktemp("shared")
    result = CliRunner().invoke(command, ["assess", str(shared_returns), "--out", str(out)])
    assert (result.exit_code, "Evidence was lost" in result.output) == (1, True)
    return out


@pytest.fixture(scope="module")
def findings(written: Path) -> Found:
    data: Found = json.loads((written / "findings.json").read_text("utf-8"))
    return data


@pytest.fixture(scope="module")
def verdict_of(findings: Found) -> Callable[[str, str, str], str]:
    table = {
        (finding["rule"], finding["organisation"]["code"], finding["period"]): finding["verdict"]
        for finding in findings["findings"]
    }
    return lambda rule, code, period: table[rule, code, f"2014-15 {period}"]


def test_the_vacant_named_nurse_and_the_midwife(
    verdict_of: Callable[[str, str, str], str],
) -> None:
    seen = {
        (rule, code, quarter): verdict_of(rule, code, quarter)
        for rule in ("S6-named-nurse", "S6-named-midwife")
        for code, quarter in (("RZ1", "Q1"), ("RZ1", "Q2"), ("NXC", "Q2"))
    }
    assert seen == {
        ("S6-named-nurse", "RZ1", "Q1"): "met",
        ("S6-named-nurse", "RZ1", "Q2"): "not_met",
        ("S6-named-nurse", "NXC", "Q2"): "met",
        ("S6-named-midwife", "RZ1", "Q1"): "met",
        ("S6-named-midwife", "RZ1", "Q2"): "met",
        ("S6-named-midwife", "NXC", "Q2"): "not_applicable",
    }


def test_level_3_contradicts_a_self_audit_of_fully_met(
    findings: Found, verdict_of: Callable[[str, str, str], str]
) -> None:
    assert verdict_of("A1-4.1-level-3", "RZ1", "Q2") == "not_met"
    [concern] = [
        finding
        for finding in findings["concerns"]
        if finding["rule"] == "self-audit-contradicted"
        and finding["organisation"] == "RZ1"
        and finding["periods"] == ["2014-15 Q2"]
        and "S6.p11.c" in finding["cites"]
    ]
    assert concern["kind"] == "contradiction"
    assert "A1-4.1-level-3" in {finding["rule"] for finding in concern["findings"]}
    cells = {origin["cell"] for said in concern["said"] for origin in said["origins"]}
    assert "B21" in cells  # the audit's own score for S6.p11.c


def test_what_cannot_be_used_comes_back_as_a_fault(findings: Found) -> None:
    orwell = "Orwell Deben SG return Q2 FINAL v3.xlsx"
    by_register = "by the register (training A4:F363)"
    assert {
        fault["cell"]: fault["found"]
        for fault in findings["faults"]
        if (fault["file"], fault["sheet"]) == (orwell, "dashboard")
    } == {
        "C7": f"Level 2, safeguarding children: 90 % declared (dashboard C7), 84.7 % {by_register}",
        "C8": f"Level 3, safeguarding children: 61 % declared (dashboard C8), 66.7 % {by_register}",
        "C9": "Level 4, safeguarding children: 100 % declared (dashboard C9), "
        f"84.8 % {by_register}",
        "C10": "-",
        "C11": "-",
        "C13": "a figure for Level 2, of which the register has nobody",
        "C14": "N/K",
        "C15": "1",
        "C28, C26": "8.3 is 9 (dashboard C28), more than 8.1, which is 6 (dashboard C26)",
        "C31": "TBC",
        "C49": "not collected",
        "A54": "NB figures for September are provisional",
    }


def test_a_part_over_its_total_is_a_concern_with_both_cells(findings: Found) -> None:
    [concern] = [
        finding
        for finding in findings["concerns"]
        if finding["rule"] == "part-exceeds-total"
        and finding["organisation"] == "RZ1"
        and "A1.8.3" in finding["cites"]
    ]
    cells = {origin["cell"] for said in concern["said"] for origin in said["origins"]}
    assert cells == {"C26", "C28"}


def test_the_register_decides_over_the_declared_figure(findings: Found) -> None:
    [finding] = [
        finding
        for finding in findings["findings"]
        if (finding["rule"], finding["organisation"]["code"], finding["period"])
        == ("A1-4.1-level-3", "RZ1", "2014-15 Q2")
    ]
    [percent] = {step["found"] for step in finding["trace"] if "Level 3" in step["label"]} - {"yes"}
    assert percent == "66.7 %"  # 60 of 90 in date on 30 September 2014
    assert finding["basis"] == "register"


def test_a_suppressed_figure_counts_as_returned_and_gives_no_verdict(
    findings: Found, verdict_of: Callable[[str, str, str], str]
) -> None:
    births = [
        finding
        for finding in findings["findings"]
        if finding["cites"][0] == "A1.10.1" and finding["organisation"]["code"] == "RZ1"
    ]
    assert {(birth["verdict"], "<5" in birth["because"]) for birth in births} == {
        ("no_evidence", True)
    }


def test_nothing_that_was_blank_is_met(findings: Found) -> None:
    """Every met finding rests on facts with a cell, a register or a count behind them."""
    met = [
        finding for finding in findings["findings"] if finding["verdict"] in ("met", "partly_met")
    ]
    assert len(met) > 100
    assert [
        (finding["rule"], finding["organisation"]["code"])
        for finding in met
        if not any(step["decisive"] and step["fact"]["origins"] for step in finding["trace"])
    ] == []


def test_the_ccg_is_read_and_not_called_compliant(
    findings: Found, verdict_of: Callable[[str, str, str], str]
) -> None:
    files = {
        finding["name"] for finding in findings["run"]["inputs"] if finding["organisation"] == "06L"
    }
    assert files == {"ies-ccg-2014-15-Q2.xlsx"}
    # Its audit answers nearly everything as met; its contracts and documents do not bear that out.
    shown_otherwise = {
        "S4.2.4-information-sharing": "not_met",
        "S7-policy-informs-contracting": "not_met",
        "S5.2-annual-report": "met",
        "S5.2-looked-after-children-annual-report": "not_met",
        "S5.2-public-declaration": "not_met",
        "S4.2.5-needs-assessment": "partly_met",
        "S4.2.6-checks-repeated": "no_evidence",
        "S4.2.7-all-staff-trained": "no_evidence",
        "S8-governing-body-ratification": "no_evidence",
    }
    assert {rule: verdict_of(rule, "06L", "Q2") for rule in shown_otherwise} == shown_otherwise


@pytest.mark.slow
def test_the_same_inputs_give_the_same_bytes(
    written: Path, shared_returns: Path, tmp_path: Path
) -> None:
    files = sorted(path for path in shared_returns.iterdir())
    words = ["assess", *(str(path) for path in reversed(files)), "--out", str(tmp_path)]
    assert CliRunner().invoke(command, words).exit_code == 1  # some of their evidence is lost
    before, again = contents_of(written), contents_of(tmp_path)
    del before["manifest.json"], again["manifest.json"]
    assert before == again
    first, second = (
        json.loads((folder / "manifest.json").read_text("utf-8")) for folder in (written, tmp_path)
    )
    # Where the files were is told from each folder of outputs, and they were given otherwise.
    for told in (first, second):
        del told["returns"]
        for one in told["inputs"]:
            del one["path"]
    assert first == second


def test_the_workbook_marks_what_rests_on_the_organisations_own_word(written: Path) -> None:
    sheet = openpyxl.load_workbook(written / "matrix.xlsx")["Matrix Clinical Commissioning G"]
    shown = {str(row[1].value).split(" (")[-1].rstrip(")"): row[3].value for row in sheet}
    assert {clause: shown[clause] for clause in ("S4.p01.a", "S4.p02", "S4.2.7.p01.a")} == {
        "S4.p01.a": "Met, \nown word only",
        "S4.p02": "Not met, \nclose to met",
        "S4.2.7.p01.a": "Not testable",
    }
