"""Parameter values by contract: which value counts for an organisation on a day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from engine.loading import OverlayError, load_overlays
from engine.nouns.policy.pack import Pack
from engine.parameters import NotInForce, in_force, in_force_for, used_in_run
from tests.engine.loading.overlays import overlaid

APRIL, JULY, SEPTEMBER = dt.date(2014, 4, 1), dt.date(2014, 7, 1), dt.date(2014, 9, 30)


def value(number: float, day: dt.date, *codes: str, name: str = "trained_met") -> str:
    """A file that gives one parameter one value, for the codes or for all."""
    named = f", organisations: [{', '.join(codes)}]" if codes else ""
    return (
        f"{name}:\n  values:\n    - {{value: {number:g}, in_force_from: {day}, "
        f"set_by: commissioner, note: Contract{named}}}\n"
    )


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((value(85, APRIL, "H1"),), {"": 90, "H1": 85, "H2": 90}),
        ((value(85, APRIL, "H1", "H2"),), {"": 90, "H1": 85, "H2": 85}),
        ((value(85, APRIL, "h1"),), {"": 90, "H1": 85, "H2": 90}),
        ((value(85, APRIL),), {"": 85, "H1": 85, "H2": 85}),
        # A value for named organisations beats a later one for all.
        ((value(85, APRIL, "H1"), value(80, JULY)), {"": 80, "H1": 85, "H2": 80}),
        # Among equals the latest counts, in whichever file it stands.
        ((value(85, JULY, "H1"), value(80, APRIL, "H1")), {"": 90, "H1": 85, "H2": 90}),
        ((value(85, JULY), value(80, APRIL)), {"": 85, "H1": 85, "H2": 85}),
        # One that is not yet in force counts for nobody.
        ((value(85, dt.date(2015, 1, 1), "H1"),), {"": 90, "H1": 90, "H2": 90}),
    ],
)
def test_which_value_counts(
    small_pack: Pack, tmp_path: Path, texts: tuple[str, ...], expected: dict[str, float]
) -> None:
    pack = overlaid(small_pack, tmp_path, *texts)
    assert {
        code: in_force(pack, SEPTEMBER, code)["trained_met"].value for code in expected
    } == expected


def test_the_source_says_for_whom(small_pack: Pack, tmp_path: Path) -> None:
    pack = overlaid(small_pack, tmp_path, value(85, APRIL, "H1", "h3", "h1"))
    used = in_force(pack, SEPTEMBER, "H1")["trained_met"]
    assert (used.organisations, used.overlaid_from, used.note) == (
        ("H1", "H3"),
        "a.yaml",
        "Contract",
    )


def test_a_run_lists_the_general_value_and_those_that_judged_somebody(
    small_pack: Pack, tmp_path: Path
) -> None:
    pack = overlaid(
        small_pack, tmp_path, value(85, APRIL, "H1"), value(80, APRIL, "H9"), value(75, JULY, "H2")
    )
    listed = [
        (used.name, used.value, used.organisations)
        for used in used_in_run(pack, SEPTEMBER, ["H1", "H2", "H3"])
    ]
    assert listed == [
        ("trained_met", 90, ()),
        ("trained_met", 85, ("H1",)),
        ("trained_met", 75, ("H2",)),
        ("trained_partly_met", 70, ()),
        ("refresh_months", 12, ()),
        ("figures_tolerance", 5, ()),
    ]


def test_organisations_without_values_of_their_own_share_one_mapping(
    small_pack: Pack, tmp_path: Path
) -> None:
    pack = overlaid(small_pack, tmp_path, value(85, APRIL, "H1"))
    by_code = in_force_for(pack, SEPTEMBER, ["H1", "H2", "H3"])
    assert by_code["H2"] is by_code["H3"]
    assert by_code["H1"]["trained_met"].value == 85
    assert by_code["H1"]["refresh_months"] == by_code["H2"]["refresh_months"]


def test_a_value_for_one_does_not_hold_for_all_before_the_packs_does(
    small_pack: Pack, tmp_path: Path
) -> None:
    pack = overlaid(small_pack, tmp_path, value(85, dt.date(2012, 1, 1), "H1"))
    with pytest.raises(NotInForce, match="trained_met"):
        in_force(pack, dt.date(2012, 6, 1))


def faults_of_overlays(pack: Pack, folder: Path, *texts: str) -> list[str]:
    with pytest.raises(OverlayError) as error:
        overlaid(pack, folder, *texts)
    return [str(fault) for fault in error.value.faults]


def twice(whom: str, other: str, here: str) -> str:
    return (
        f"{here}: found two values from the same day, 2014-04-01, for {whom}; expected one a day "
        f"for each organisation, in all the files together. Remove one; the other is at {other}."
    )


def test_two_values_from_the_same_day_are_never_chosen_between(
    small_pack: Pack, tmp_path: Path
) -> None:
    assert faults_of_overlays(
        small_pack,
        tmp_path,
        value(85, APRIL, "H1", "H2"),
        value(80, APRIL, "h2", "H3"),
        value(75, APRIL),
        value(70, APRIL),
    ) == [
        twice("H2", "a.yaml:3", "b.yaml:3"),
        twice("all organisations", "c.yaml:3", "d.yaml:3"),
    ]


def test_the_same_in_one_file(small_pack: Pack, tmp_path: Path) -> None:
    lines = value(85, APRIL, "H1").splitlines() + value(80, APRIL, "H1").splitlines()[2:]
    assert faults_of_overlays(small_pack, tmp_path, "\n".join(lines)) == [
        twice("H1", "a.yaml:3", "a.yaml:4")
    ]


def test_files_of_one_name_are_told_apart(small_pack: Pack, tmp_path: Path) -> None:
    paths = []
    for folder in ("acute", "community"):
        (tmp_path / folder).mkdir()
        paths.append(tmp_path / folder / "contract.yaml")
        paths[-1].write_text(value(85, APRIL, "H1"), "utf-8")
    with pytest.raises(OverlayError) as error:
        load_overlays(paths, small_pack)
    assert str(error.value) == twice("H1", "acute/contract.yaml:3", "community/contract.yaml:3")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            value(85, APRIL, "H1").replace("[H1]", "H1"),
            "a.yaml:3: found “H1” for “organisations”; expected a list. Correct “organisations”.",
        ),
        (
            value(85, APRIL, "H1").replace("[H1]", "[]"),
            "a.yaml:3: found “[]” for “organisations”; expected at least 1 entry. "
            "Correct “organisations”.",
        ),
        (
            value(85, APRIL, "H1").replace("[H1]", "[11]"),
            "a.yaml:3: found “11” for “0”; expected text (put it in quotes if it looks like a "
            "number). Correct “0”.",
        ),
        (
            value(950, APRIL),
            "a.yaml:3: found the value 950 %; expected a number from 0 to 100. Correct “value”.",
        ),
        (
            value(12.5, APRIL, name="refresh_months"),
            "a.yaml:3: found the value 12.5 months; expected a whole number from 0 to 1,200. "
            "Correct “value”.",
        ),
    ],
)
def test_what_is_wrong_with_a_value_is_told(
    small_pack: Pack, tmp_path: Path, text: str, fault: str
) -> None:
    assert faults_of_overlays(small_pack, tmp_path, text) == [fault]


def test_all_faults_of_all_files_are_told_together(small_pack: Pack, tmp_path: Path) -> None:
    faults = faults_of_overlays(
        small_pack, tmp_path, value(-1, APRIL), "trained_mat:\n  values: []\n", "- nothing\n"
    )
    assert [fault.split(";")[0] for fault in faults] == [
        "a.yaml:3: found the value -1 %",
        "b.yaml:1: found the parameter “trained_mat”",
        "c.yaml:1: found no mapping",
    ]
