"""A run's own parameters may ask more than the policy's own numbers, and never less."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from engine.loading import OverlayError, load_overlays, load_pack
from engine.loading.tightening import Stricter, stricter_directions
from engine.nouns.policy.pack import Pack

SET_BY_US = "{value: 90, in_force_from: 2013-01-01, set_by: commissioner, note: To be confirmed.}"
SET_BY_POLICY = "{value: 90, in_force_from: 2013-01-01, set_by: policy, clause: F2}"
MONTHS = "{value: 12, in_force_from: 2013-01-01, set_by: commissioner, note: To be confirmed.}"
MONTHS_BY_POLICY = "{value: 12, in_force_from: 2013-01-01, set_by: policy, clause: F2}"


@pytest.fixture
def strict_pack(
    write_pack: Callable[[Mapping[str, str]], Path], pack_files: dict[str, str]
) -> Pack:
    text = pack_files["parameters.yaml"]
    text = text.replace(SET_BY_US, SET_BY_POLICY, 1).replace(MONTHS, MONTHS_BY_POLICY, 1)
    pack_files["parameters.yaml"] = text
    return load_pack(write_pack(pack_files))


def own(folder: Path, name: str, value: float, more: str = "") -> list[Path]:
    path = folder / "own.yaml"
    path.write_text(
        f"{name}:\n  values:\n    - value: {value:g}\n      in_force_from: 2014-04-01\n"
        f"      set_by: commissioner\n      note: Our contract\n{more}",
        "utf-8",
    )
    return [path]


def test_which_way_a_number_is_stricter_follows_from_its_comparisons(small_pack: Pack) -> None:
    ways = stricter_directions(small_pack)
    assert ways["trained_met"] is Stricter.HIGHER
    assert ways["refresh_months"] is Stricter.LOWER
    assert "figures_tolerance" not in ways


@pytest.mark.parametrize(("name", "value"), [("trained_met", 95), ("refresh_months", 6)])
def test_a_stricter_value_is_taken(
    strict_pack: Pack, tmp_path: Path, name: str, value: float
) -> None:
    pack = load_overlays(own(tmp_path, name, value), strict_pack)
    assert pack.parameters[name].values[-1].value == value


@pytest.mark.parametrize("more", ["", "      organisations: [H1]\n"])
def test_a_looser_value_is_refused_with_the_clauses_words(
    strict_pack: Pack, tmp_path: Path, more: str
) -> None:
    with pytest.raises(OverlayError) as caught:
        load_overlays(own(tmp_path, "trained_met", 85, more), strict_pack)
    assert [str(fault) for fault in caught.value.faults] == [
        "own.yaml:3: found 85 % for “trained_met”, which the policy sets at 90 %; expected 90 %, "
        "or stricter: the policy says “All staff must be trained in fire safety.” (Section 1, "
        "paragraph 2). A run may ask more than the policy, and never less. Remove the value."
    ]


def test_months_are_stricter_the_fewer_they_are(strict_pack: Pack, tmp_path: Path) -> None:
    with pytest.raises(OverlayError, match="18 months for “refresh_months”"):
        load_overlays(own(tmp_path, "refresh_months", 18), strict_pack)


def test_what_nobody_agreed_may_be_set_either_way(small_pack: Pack, tmp_path: Path) -> None:
    for value in (80, 99):
        pack = load_overlays(own(tmp_path, "trained_met", value), small_pack)
        assert pack.parameters["trained_met"].values[-1].value == value
