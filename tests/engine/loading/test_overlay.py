"""A run's own parameters laid over the pack's."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from engine.loading import OverlayError, load_overlays
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.policy.pack import Pack
from engine.parameters import in_force

OWN = """\
trained_met:
  values:
    - value: 85
      in_force_from: 2014-04-01
      set_by: commissioner
      note: Contract of 2014, schedule 4
"""


def overlaid(pack: Pack, folder: Path, text: str) -> Pack:
    path = folder / "own.yaml"
    path.write_text(text, "utf-8")
    return load_overlays([path], pack)


def test_own_values_hold_from_their_first_day(small_pack: Pack, tmp_path: Path) -> None:
    pack = overlaid(small_pack, tmp_path, OWN)
    before = in_force(pack, dt.date(2014, 3, 31))["trained_met"]
    after = in_force(pack, dt.date(2014, 4, 1))["trained_met"]
    assert before == in_force(small_pack, dt.date(2014, 3, 31))["trained_met"]
    assert after == ParameterUsed(
        "trained_met",
        "Share of staff trained, to be met",
        85.0,
        "%",
        "commissioner",
        None,
        "2014-04-01",
        "Contract of 2014, schedule 4",
        "own.yaml",
    )
    assert small_pack.parameters["trained_met"].values[-1].value == 90


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            OWN.replace("trained_met", "traned_met"),
            "own.yaml:1: found the parameter “traned_met”; expected a parameter of the pack. "
            "See “clausewise rules show parameters” for those there are.",
        ),
        (
            OWN.replace("      note: Contract of 2014, schedule 4\n", ""),
            "own.yaml:3: found set_by: commissioner and no note; expected a note that tells "
            "where the number comes from, and no clause. Write the note; only the policy's own "
            "numbers carry a clause.",
        ),
        (
            OWN.replace("85", "many"),
            "own.yaml:3: found “many” for “value”; expected a number. Correct “value”.",
        ),
        (
            "- 85\n",
            "own.yaml:1: found no mapping; expected parameters by name. Name each parameter.",
        ),
        (
            "",
            "own.yaml:1: found an empty file; expected some content. Write it, or remove the file.",
        ),
    ],
)
def test_what_is_wrong_with_it_is_told(
    small_pack: Pack, tmp_path: Path, text: str, fault: str
) -> None:
    with pytest.raises(OverlayError) as told:
        overlaid(small_pack, tmp_path, text)
    assert str(told.value) == fault


def test_a_file_that_is_not_there_is_told(small_pack: Pack, tmp_path: Path) -> None:
    with pytest.raises(OverlayError, match="No such file"):
        load_overlays([tmp_path / "none.yaml"], small_pack)
