"""The template command: what it fills in, and what it refuses."""

from __future__ import annotations

import openpyxl


def test_services_code_name_and_period_are_filled_in(clausewise, tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    asked = ("--services", "Maternity, sarc", "--code", "RZ1", "--name", "Orwell")
    done = clausewise(
        "template", "--kind", "provider", "--out", path, *asked, "--period", "2014-15 Q2"
    )
    assert (done.exit_code, done.output) == (0, f"Written: {path}\n")
    sheet = openpyxl.load_workbook(path)["organisation"]
    assert [sheet.cell(row, 2).value for row in range(2, 9)] == [
        "RZ1",
        "Orwell",
        "provider",
        "Maternity, Sexual assault referral centre",
        "2014-15 Q2",
        None,
        None,
    ]


def test_unknown_services_are_refused_in_words(clausewise, tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    done = clausewise(
        "template", "--kind", "provider", "--out", path, "--services", "maternity, zoo"
    )
    assert done.exit_code == 2
    assert done.output.startswith(
        "--services: “zoo” is no service known here; the services are maternity, "
    )
    assert not path.exists()
