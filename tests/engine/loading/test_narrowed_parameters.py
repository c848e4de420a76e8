"""Values for some levels and staff groups alone: which is in force, for whom, and what is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from engine.loading import OverlayError, PackError, load_pack
from engine.nouns.policy.narrowing import Narrowing, same_group
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.parameter import Parameter, ParameterValue, SetBy
from engine.parameters import in_force, used_in_run
from engine.unknown_codes import unknown_codes
from tests.engine.loading.overlays import overlaid

APRIL, JULY, SEPTEMBER = dt.date(2014, 4, 1), dt.date(2014, 7, 1), dt.date(2014, 9, 30)


def given(
    value: float,
    day: dt.date = APRIL,
    levels: Sequence[int] = (),
    groups: Sequence[str] = (),
    frameworks: Sequence[str] = (),
    codes: Sequence[str] = (),
    laid: bool = True,
) -> ParameterValue:
    narrowed = Narrowing(tuple(frameworks), tuple(levels), tuple(groups))
    source = "own.yaml" if laid else None
    return ParameterValue(
        value, day, SetBy.COMMISSIONER, None, "Agreed", source, tuple(codes), narrowed
    )


def months(values: Sequence[ParameterValue], level: int, group: str = "", code: str = "H1") -> int:
    """What holds for a line of the framework "fire", told as a reader of the parameter would."""
    wide = tuple(one for one in values if not one.narrowed_to)
    narrow = tuple(one for one in values if one.narrowed_to)
    parameter = Parameter("months", "", "months", wide, narrowed=narrow)
    general = parameter.value_on(SEPTEMBER, code)
    assert general is not None
    for one in parameter.narrowed_on(SEPTEMBER, code):
        if one.narrowed_to.holds_for("fire", level, same_group(group)):
            return int(one.value)
    return int(general.value)


BASE = given(36, dt.date(2013, 11, 1), laid=False)


@pytest.mark.parametrize(
    ("others", "level", "group", "expected"),
    [
        ((given(12, levels=[3]),), 3, "", 12),
        ((given(12, levels=[3]),), 2, "", 36),
        ((given(12, groups=["Night staff"]),), 1, "NIGHTSTAFF", 12),
        ((given(12, groups=["Night staff"]),), 1, "Day staff", 36),
        # The more specific wins: a group before a level, both before either, whatever the day.
        ((given(12, JULY, levels=[3]), given(24, groups=["Night staff"])), 3, "night staff", 24),
        ((given(24, groups=["Cooks"]), given(6, levels=[3], groups=["Cooks"])), 3, "Cooks", 6),
        ((given(24, frameworks=["fire"]), given(12, levels=[3])), 3, "", 12),
        ((given(24, frameworks=["fire"]),), 3, "", 24),
        ((given(24, frameworks=["lifting"]),), 3, "", 36),
        # Among equals the later counts, and one not yet in force counts for nobody.
        ((given(12, levels=[3]), given(18, JULY, levels=[2, 3])), 3, "", 18),
        ((given(12, dt.date(2015, 1, 1), levels=[3]),), 3, "", 36),
        # One that names the organisation comes before one for all.
        ((given(12, groups=["Cooks"]), given(6, levels=[3], codes=["h1"])), 3, "Cooks", 6),
        ((given(6, levels=[3], codes=["H2"]),), 3, "", 36),
        # A number agreed with the organisation for all lines leaves those for everybody out.
        ((given(12, levels=[3]), given(24, codes=["H1"])), 3, "", 24),
        ((given(12, levels=[3], codes=["H1"]), given(24, codes=["H1"])), 3, "", 12),
        # A default of the pack never overrules the run's own number for all lines.
        ((given(12, levels=[3], laid=False),), 3, "", 12),
        ((given(12, levels=[3], laid=False), given(24)), 3, "", 24),
        ((given(12, levels=[3], laid=False), given(24, codes=["H2"])), 3, "", 12),
    ],
)
def test_which_value_holds_for_a_line(
    others: tuple[ParameterValue, ...], level: int, group: str, expected: int
) -> None:
    assert months((BASE, *others), level, group) == expected


def value(number: float, more: str, name: str = "refresh_months", day: dt.date = APRIL) -> str:
    return (
        f"{name}:\n  values:\n    - {{value: {number:g}, in_force_from: {day}, "
        f"set_by: commissioner, note: Contract{more}}}\n"
    )


def test_an_overlay_sets_them_beside_the_value_for_all(small_pack: Pack, tmp_path: Path) -> None:
    pack = overlaid(
        small_pack,
        tmp_path,
        value(6, ", levels: [1, 1], staff_groups: [Night  staff]"),
        value(3, ", frameworks: [fire], organisations: [H2]"),
    )
    assert in_force(pack, SEPTEMBER)["refresh_months"].value == 12
    assert (
        pack.parameters["refresh_months"].values == small_pack.parameters["refresh_months"].values
    )
    listed = [
        (used.value, used.narrowed_to, used.organisations, used.overlaid_from)
        for used in used_in_run(pack, SEPTEMBER, ["H1", "H2"])
        if used.name == "refresh_months"
    ]
    assert listed == [
        (12, "", (), None),
        (6, "Level 1, Night staff", (), "a.yaml"),
        (3, "fire", ("H2",), "b.yaml"),
    ]
    assert len(used_in_run(pack, SEPTEMBER, ["H1"])) == len(pack.parameters) + 1
    [stranger] = unknown_codes(pack, ["H1"])
    assert stranger.found == "the organisation “H2”, with its own refresh_months"


@pytest.mark.parametrize(
    ("texts", "faults"),
    [
        (
            (value(90, ", levels: [1]", "trained_met"),),
            [
                "a.yaml:3: found a value of “trained_met” for Level 1 alone; expected "
                "frameworks, levels and staff groups only for a parameter that says how long a "
                "framework’s training stays in date. Give one value for all."
            ],
        ),
        (
            (value(6, ", levels: [1, 9]"),),
            ["a.yaml:3: found Level 9; expected a level from 1 to 2. Correct the level."],
        ),
        (
            (value(6, ", frameworks: [fires]"),),
            [
                "a.yaml:3: found the framework “fires”; expected a framework whose training "
                "stays in date by “refresh_months”: fire. Correct the key."
            ],
        ),
        (
            (value(6, ", levels: []"),),
            ["a.yaml:3: found “[]” for “levels”; expected at least 1 entry. Correct “levels”."],
        ),
        (
            (
                value(6, ", levels: [1, 2], staff_groups: [Cooks]"),
                value(3, ", levels: [2], staff_groups: [COO KS, Porters]"),
            ),
            [
                "b.yaml:3: found two values from the same day, 2014-04-01, for all "
                "organisations, Level 2, COO KS and Porters; expected one a day for each "
                "organisation, in all the files together. Remove one; the other is at a.yaml:3."
            ],
        ),
    ],
)
def test_what_is_wrong_in_an_overlay_is_told(
    small_pack: Pack, tmp_path: Path, texts: tuple[str, ...], faults: list[str]
) -> None:
    with pytest.raises(OverlayError) as error:
        overlaid(small_pack, tmp_path, *texts)
    assert [str(fault) for fault in error.value.faults] == faults


VALUE = "- {value: 12, in_force_from: 2013-01-01, set_by: commissioner, note: To be confirmed.}"


def with_months(files: dict[str, str], *lines: str) -> dict[str, str]:
    """The pack's files with other values of the refresher interval."""
    before, name, after = files["parameters.yaml"].partition("refresh_months:")
    changed = after.replace(VALUE, "\n    ".join(lines), 1)
    return {**files, "parameters.yaml": before + name + changed}


def test_a_pack_may_have_them_beside_the_value_for_all(write_pack, pack_files) -> None:
    more = VALUE.replace("12,", "6, levels: [2],")
    parameters = load_pack(write_pack(with_months(pack_files, VALUE, more))).parameters
    assert [one.value for one in parameters["refresh_months"].values] == [12]
    assert [(one.value, one.narrowed_to) for one in parameters["refresh_months"].narrowed] == [
        (6, Narrowing((), (2,), ()))
    ]


def test_a_pack_has_a_value_for_all_of_each_parameter(write_pack, pack_files) -> None:
    more = VALUE.replace("12,", "6, levels: [2, 3],")
    with pytest.raises(PackError) as error:
        load_pack(write_pack(with_months(pack_files, more, more)))
    assert [(fault.found, fault.expected) for fault in error.value.faults] == [
        ("two values from the same day", "one a day"),
        ("Level 3", "a level from 1 to 2"),
        (
            "values for some lines alone",
            "a value for all, beside which some lines may have another",
        ),
    ]
