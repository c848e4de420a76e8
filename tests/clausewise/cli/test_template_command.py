"""The template command: what it fills in, and what it refuses."""

from __future__ import annotations

import openpyxl
import pytest


def test_services_code_name_and_period_are_filled_in(clausewise, tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    asked = ("--services", "Maternity, sarc", "--code", "RZ1", "--name", "Orwell")
    done = clausewise(
        "template", "--kind", "provider", "--out", path, *asked, "--period", "2014-15 Q2"
    )
    assert (done.exit_code, done.output) == (0, f"Written: {path}\n")
    sheet = openpyxl.load_workbook(path)["organisation"]
    assert [sheet.cell(row, 2).value for row in range(2, 10)] == [
        "RZ1",
        "Orwell",
        "provider",
        None,
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


EXAMPLES = "examples/returns/2014-15-Q1"


def test_the_standing_answers_of_the_previous_return(clausewise, tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    previous = f"{EXAMPLES}/marlhaven-2014-15-Q1.xlsx"
    done = clausewise("template", "--kind", "provider", "--out", path, "--carry-forward", previous)
    assert (done.exit_code, done.output) == (
        0,
        f"Written: {path}\n"
        "Carried from marlhaven-2014-15-Q1.xlsx, the return for 2014-15 Q1: 3 documents and 45 "
        "audit answers, the oldest first given 14 July 2014.\n"
        "Not carried, and asked anew:\n"
        "  documents A7 (Public declaration of safeguarding children arrangements): the new return "
        "does not ask for it.\n",
    )
    sheet = openpyxl.load_workbook(path)["organisation"]
    assert [sheet.cell(row, 2).value for row in (2, 7, 8, 9)] == ["ZA1", None, None, None]


@pytest.mark.parametrize(
    ("previous", "words"),
    [
        ("brackenmere-2014-15-Q1", "is the return of ZA2, not of ZA9.\n"),
        ("limewick-2014-15-Q1", "is the return of an organisation of the kind"),
        ("nowhere.xlsx", "is no return that can be used.\n"),
        ("../2014-15-Q1", "holds 12 returns; give one of them.\n"),
    ],
)
def test_a_previous_return_that_cannot_be_used(clausewise, tmp_path, previous, words) -> None:
    path, given = tmp_path / "a.xlsx", f"{EXAMPLES}/{previous}"
    done = clausewise(
        *("template", "--kind", "provider", "--out", path, "--carry-forward", given),
        *("--code", "ZA9"),
    )
    assert done.exit_code == 2
    assert done.output.startswith(f"--carry-forward: {given} {words}")
    assert not path.exists()
    assert "nowhere" not in previous or "found no such file or folder; expected" in done.output
