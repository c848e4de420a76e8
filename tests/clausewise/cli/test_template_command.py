"""The template command: what it fills in, and what it refuses."""

from __future__ import annotations

import openpyxl
import pytest

from tests.clausewise.cli.ending import A_RETURN, ending


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
        "Not carried, so to be answered again:\n"
        "  documents A7 (Public declaration of safeguarding children arrangements): the new return "
        "does not ask for it.\n",
    )
    sheet = openpyxl.load_workbook(path)["organisation"]
    assert [sheet.cell(row, 2).value for row in (2, 7, 8, 9)] == ["ZA1", None, None, None]


@pytest.mark.parametrize(
    ("previous", "words", "more"),
    [
        ("brackenmere-2014-15-Q1", "is the return of ZA2, not of ZA9.", ()),
        (
            "limewick-2014-15-Q1",
            "is the return of an organisation of the kind gp_practice, not provider.",
            (),
        ),
        (
            "nowhere.xlsx",
            "is no return that can be used.",
            (
                f"  {EXAMPLES}/nowhere.xlsx: cannot use the file",
                f"    found no such file or folder; expected {A_RETURN}. Check the name and the "
                "folder it is in.",
            ),
        ),
        ("../2014-15-Q1", "holds 12 returns; give one of them.", ()),
    ],
)
def test_a_previous_return_that_cannot_be_used(clausewise, tmp_path, previous, words, more) -> None:
    path, given = tmp_path / "a.xlsx", f"{EXAMPLES}/{previous}"
    done = clausewise(
        *("template", "--kind", "provider", "--out", path, "--carry-forward", given),
        *("--code", "ZA9"),
    )
    assert ending(done) == (2, [f"--carry-forward: {given} {words}", *more])
    assert not path.exists()


@pytest.mark.slow
def test_the_returns_of_all_organisations_in_one_run(clausewise, tmp_path) -> None:
    out = tmp_path / "blank"
    done = clausewise("template", "--all", EXAMPLES, "--out", out)
    written = sorted(out.iterdir())
    assert (done.exit_code, done.output) == (0, "".join(f"Written: {path}\n" for path in written))
    assert written[0].name == "ZA1-marlhaven-hospitals-nhs-trust-2014-15-Q2.xlsx"
    book = openpyxl.load_workbook(written[0])
    given = {row[0]: row[1] for row in book["organisation"].iter_rows(values_only=True)}
    assert {field: given[field] for field in ("code", "name", "kind", "period")} == {
        "code": "ZA1",
        "name": "Marlhaven Hospitals NHS Trust",
        "kind": "provider",
        "period": "2014-15 Q2",
    }
    assert book["documents"].cell(2, 1).value is not None


@pytest.mark.slow
def test_blank_returns_of_all_are_never_written_over(clausewise, tmp_path) -> None:
    out = tmp_path / "blank.zip"
    out.write_bytes(b"mine")
    done = clausewise("template", "--all", EXAMPLES, "--out", out)
    assert done.exit_code == 2
    assert "blank.zip already exists, and may have been filled in." in done.output
    assert out.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((), ["Give --kind, or --all with returns.", "See: clausewise template --help"]),
        (
            ("--all", EXAMPLES, "--kind", "ccg"),
            ["--kind: --all takes it from the returns; leave out one of the two."],
        ),
        (
            ("--all", EXAMPLES),
            ["--out: “{}” is the name of one file; --all writes a folder or a .zip."],
        ),
    ],
)
def test_what_all_cannot_be_asked_with_is_said(clausewise, tmp_path, given, told) -> None:
    path = tmp_path / "a.xlsx"
    done = clausewise("template", *given, "--out", path)
    assert ending(done) == (2, [line.format(path) for line in told])
    assert not list(tmp_path.iterdir())
