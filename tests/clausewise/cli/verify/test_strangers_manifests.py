"""``clausewise verify`` on a stranger's manifest: what it opens, and what it tells."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.clausewise.cli.ending import ending
from tests.clausewise.cli.verify.a_run import Clausewise, Verify

pytestmark = pytest.mark.slow


def changed_manifest(home: Path, change: Callable[[dict[str, Any]], None]) -> None:
    path = home / "out" / "manifest.json"
    told = json.loads(path.read_text("utf-8"))
    change(told)
    path.write_text(json.dumps(told), "utf-8")


def test_outputs_taken_out_of_a_manifest_are_told(home: Path, verify: Verify) -> None:
    def take_out(told: dict[str, Any]) -> None:
        told["options"]["single"] = []
        kept = [one for one in told["outputs"] if "/single/" not in one["name"]]
        told["outputs"] = [one for one in kept if one["name"] != "matrix.csv"]

    changed_manifest(home, take_out)
    assert verify() == (
        1,
        [
            "output extra: pages/single/OC3-withy-day-centre.html",
            "output made again extra: matrix.csv",
        ],
    )


ON_ITS_WORD = "where nothing is opened on a manifest’s word alone"


@pytest.mark.parametrize(
    ("change", "what", "name", "option"),
    [
        (
            lambda manifest: manifest.update(returns=["../../elsewhere/returns"]),
            *("The returns {} lie", "returns", "--returns FOLDER"),
        ),
        (
            lambda manifest: manifest["pack"].update(path="../../elsewhere/rules"),
            *("The rules {} lie", "rules", "--rules PACK"),
        ),
        (
            lambda manifest: manifest["inputs"][0].update(path="../../elsewhere/own.yaml"),
            *("The parameters file {} lies", "own.yaml", "--parameters FILE"),
        ),
    ],
)
def test_nothing_is_opened_elsewhere_on_a_manifests_word(
    clausewise: Clausewise,
    home: Path,
    change: Callable[[dict[str, Any]], None],
    what: str,
    name: str,
    option: str,
) -> None:
    shutil.copytree(home, home.parent / "elsewhere")
    changed_manifest(home, change)
    result = clausewise("verify", home / "out" / "manifest.json")
    place = f"{home / 'out'}/../../elsewhere/{name}"
    assert ending(result) == (
        2,
        [
            "The run cannot be made again.",
            f"  {what.format(place)} outside {home}, {ON_ITS_WORD}: give {option}.",
        ],
    )


def test_a_link_beside_the_outputs_leads_nowhere_else(clausewise: Clausewise, home: Path) -> None:
    away = home.parent / "away"
    (home / "returns").rename(away)
    (home / "returns").symlink_to(away)
    result = clausewise("verify", home / "out" / "manifest.json")
    assert ending(result) == (
        2,
        [
            "The run cannot be made again.",
            f"  The returns {home / 'out'}/../returns lie outside {home}, {ON_ITS_WORD}: give "
            "--returns FOLDER.",
        ],
    )
    given = clausewise("verify", home / "out" / "manifest.json", "--returns", away)
    assert given.exit_code == 0


def test_names_that_are_not_utf_8_are_held_too(clausewise: Clausewise, home: Path) -> None:
    folder = home / "returns" / "2014-15-Q1"
    first = sorted(folder.glob("*.xlsx"))[0]
    first.rename(folder / os.fsdecode(b"caf\xe9.xlsx"))
    out = home / os.fsdecode(b"o\xff")
    words = ("assess", home / "returns", "--rules", home / "rules", "--out", home / "new")
    assert clausewise(*words).exit_code == 1
    (home / "new").rename(out)
    result = clausewise("verify", out / "manifest.json")
    assert (result.exit_code, result.output.splitlines()[-1]) == (
        0,
        "Everything is the same, byte for byte.",
    )
