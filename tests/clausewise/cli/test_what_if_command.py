"""Figures by contract and what-if, as a user meets them on the examples."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from clausewise.places import EXAMPLES
from tests.clausewise.cli.ending import ending

Clausewise = Callable[..., Result]


def contract(name: str, value: float, *codes: str) -> str:
    named = f", organisations: [{', '.join(codes)}]" if codes else ""
    return (
        f"{name}:\n  values:\n    - {{value: {value:g}, in_force_from: 2014-04-01, "
        f"set_by: commissioner, note: Contract of 2014{named}}}\n"
    )


def assessed(
    clausewise: Clausewise, out: Path, *texts: str, returns: Path = EXAMPLES
) -> dict[str, Any]:
    """findings.json of the examples, with a parameters file for each text."""
    options: list[str | Path] = []
    out.mkdir()
    for number, text in enumerate(texts):
        path = out / f"contract-{number}.yaml"
        path.write_text(text, "utf-8")
        options += ["--parameters", path]
    result = clausewise("assess", returns, "--out", out, "--period", "2014-15 Q3", *options)
    assert result.exit_code in (0, 1), result.output
    data: dict[str, Any] = json.loads((out / "findings.json").read_text("utf-8"))
    return data


def cells(data: dict[str, Any]) -> dict[tuple[str, str], str]:
    return {
        (one["rule"], one["organisation"]["code"]): one["verdict"]
        for one in data["findings"]
        if one["period"] == data["run"]["period"]
    }


def changed(before: dict[str, Any], after: dict[str, Any]) -> dict[tuple[str, str], str]:
    then = cells(after)
    return {cell: then[cell] for cell, verdict in cells(before).items() if then[cell] != verdict}


@pytest.mark.usefixtures("few_pages")
@pytest.mark.slow
@pytest.mark.parametrize(("name", "value"), [("training_met", 85), ("training_refresh_months", 24)])
def test_a_value_for_one_changes_its_own_cells_as_for_all_and_no_others(
    clausewise: Clausewise, tmp_path: Path, name: str, value: float
) -> None:
    """Also where the value changes the facts themselves."""
    now = assessed(clausewise, tmp_path / "now")
    for_all = changed(now, assessed(clausewise, tmp_path / "all", contract(name, value)))
    alone = assessed(clausewise, tmp_path / "one", contract(name, value, "za1"))
    mine = {cell: verdict for cell, verdict in for_all.items() if cell[1] == "ZA1"}
    assert mine
    assert mine != for_all
    assert changed(now, alone) == mine


@pytest.mark.slow
@pytest.mark.usefixtures("few_pages")
def test_several_files_each_for_its_own(
    clausewise: Clausewise, examples: Path, tmp_path: Path
) -> None:
    data = assessed(
        clausewise,
        tmp_path / "out",
        contract("training_met", 85, "ZA1"),
        contract("training_met", 80, "ZA3", "ZA9"),
        returns=examples,
    )
    assert [
        (one["value"], one["organisations"], one["overlaid_from"])
        for one in data["run"]["parameters"]
        if one["name"] == "training_met"
    ] == [(95, [], None), (85, ["ZA1"], "contract-0.yaml"), (80, ["ZA3", "ZA9"], "contract-1.yaml")]
    [slip] = [one for one in data["faults"] if one["file"] == "contract-1.yaml"]
    assert slip["severity"] == "please check"
    assert slip["found"] == "the organisation “ZA9”, with its own training_met"


def test_two_files_that_disagree_are_never_chosen_between(
    clausewise: Clausewise, tmp_path: Path
) -> None:
    options: list[str | Path] = []
    for number in range(2):
        path = tmp_path / f"contract-{number}.yaml"
        path.write_text(contract("training_met", 80 + number, "ZA1"), "utf-8")
        options += ["--parameters", path]
    result = clausewise("assess", EXAMPLES, "--out", tmp_path / "out", *options)
    assert result.exit_code == 2
    assert "two values from the same day, 2014-04-01, for ZA1" in result.output
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("few_pages")
@pytest.mark.slow
@pytest.mark.parametrize("name", ["training_met", "training_refresh_months"])
def test_what_if_lists_the_cells_that_an_overlay_changes(
    clausewise: Clausewise, tmp_path: Path, name: str
) -> None:
    value = {"training_met": 80, "training_refresh_months": 24}[name]
    now = assessed(clausewise, tmp_path / "now")
    wanted = changed(now, assessed(clausewise, tmp_path / "then", contract(name, value)))
    result = clausewise("what-if", EXAMPLES, "--set", f"{name}={value}")
    assert result.exit_code in (0, 1), result.output
    assert f": {len(wanted)} cells change" in " ".join(result.output.split())
    told = re.findall(r"\((\w+)\): [a-z ]+ now, ([a-z ]+) then", " ".join(result.output.split()))
    assert Counter(told) == Counter(
        (code, verdict.replace("_", " ")) for (_, code), verdict in wanted.items()
    )


@pytest.mark.usefixtures("few_pages")
@pytest.mark.slow
def test_the_matrix_tells_the_same_of_the_values_it_tries(
    clausewise: Clausewise, tmp_path: Path
) -> None:
    now = assessed(clausewise, tmp_path / "now")
    found = {
        (one["parameter"]["name"], one["value"]): {
            (cell["rule"], cell["organisation"]): cell["then"] for cell in one["cells"]
        }
        for one in now["what_ifs"]
    }
    for name, value in (("training_met", 85), ("vacancy_met", 10), ("supervision_met", 80)):
        then = assessed(clausewise, tmp_path / name, contract(name, value))
        assert found[name, value] == changed(now, then)


@pytest.mark.slow
def test_those_with_values_of_their_own_keep_them(
    clausewise: Clausewise, examples: Path, tmp_path: Path
) -> None:
    path = tmp_path / "contract.yaml"
    path.write_text(contract("training_met", 95, "ZA1"), "utf-8")
    result = clausewise("what-if", examples, "--set", "training_met=85", "--parameters", path)
    assert "own as before: Marlhaven Hospitals NHS Trust (ZA1)." in result.output
    assert "(ZA3): partly met now, met then" in result.output
    assert "(ZA1): " not in result.output


def test_nothing_changes(clausewise: Clausewise, examples: Path) -> None:
    result = clausewise("what-if", examples, "--set", "training_met=95")
    assert result.exit_code in (0, 1)
    assert "At 95 %, as now: no cell changes." in result.output


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        (
            "training_mat=85",
            "“training_mat=85”: “training_mat” is not a parameter of this pack. "
            "Did you mean training_met?",
        ),
        ("training_met", "“training_met”: no value to try; write it like training_met=85."),
        (
            "training_met=nan",
            "“training_met=nan”: “nan” is not a number; write it like training_met=85.",
        ),
        (
            "training_met=850",
            "“training_met=850”: training_met must be a number from 0 to 100 (%).",
        ),
        (
            "training_refresh_months=99999",
            "“training_refresh_months=99999”: training_refresh_months must be a whole number "
            "from 0 to 1,200 (months).",
        ),
    ],
)
def test_a_setting_that_cannot_be_tried(clausewise: Clausewise, setting: str, told: str) -> None:
    twice = ("--set", "vacancy_met=5%", "--set", "vacancy_met=6")
    result = clausewise("what-if", EXAMPLES, "--set", setting, *twice)
    assert ending(result) == (
        2,
        [
            f"--set {told}",
            "--set “vacancy_met=6”: vacancy_met is given twice; give it once.",
        ],
    )
