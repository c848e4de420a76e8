"""``clausewise verify``: a run made again, the same wherever it lies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.clausewise.cli.verify.a_run import Clausewise, Verify
from tests.reports.site import contents_of

pytestmark = pytest.mark.slow


def test_a_run_at_another_place_is_the_same(clausewise: Clausewise, home: Path) -> None:
    result = clausewise("verify", home / "out" / "manifest.json")
    assert result.exit_code == 0
    assert result.output.splitlines()[-1] == "Everything is the same, byte for byte."


def test_the_same_run_writes_the_same_manifest(
    clausewise: Clausewise, home: Path, made: Path
) -> None:
    first = (made / "out" / "manifest.json").read_bytes()
    words = ("assess", home / "returns", "--rules", home / "rules", "--out", home / "out")
    words = (*words, "--parameters", home / "own.yaml", "--single", "withy day centre")
    assert clausewise(*words).exit_code == 1
    assert (home / "out" / "manifest.json").read_bytes() == first


def test_the_manifest_names_everything_and_no_place_above_it(made: Path) -> None:
    text = (made / "out" / "manifest.json").read_text("utf-8")
    told = json.loads(text)
    assert told["returns"] == ["../returns"]
    first = told["inputs"][0]
    assert (first["role"], first["name"], first["path"]) == (
        *("parameters", "own.yaml", "../own.yaml"),
    )
    assert {one["name"] for one in told["inputs"][1:]} == {
        path.relative_to(made / "returns").as_posix()
        for path in (made / "returns").rglob("*")
        if path.is_file()
    }
    assert [one["name"] for one in told["outputs"]] == sorted(
        path.relative_to(made / "out").as_posix()
        for path in (made / "out").rglob("*")
        if path.is_file() and path.name != "manifest.json"
    )
    assert {one["name"] for one in told["pack"]["files"]} == {
        path.relative_to(made / "rules").as_posix() for path in (made / "rules").rglob("*.yaml")
    }
    assert made.parent.as_posix() not in text


def test_the_outputs_made_again_can_be_kept(home: Path, verify: Verify, tmp_path: Path) -> None:
    assert verify("--out", tmp_path / "again")[0] == 0
    recorded = contents_of(home / "out")
    del recorded["manifest.json"]
    assert contents_of(tmp_path / "again") == recorded


def test_the_outputs_held_to_it_are_never_written_over(clausewise: Clausewise, home: Path) -> None:
    before = contents_of(home / "out")
    result = clausewise("verify", home / "out" / "manifest.json", "--out", home / "out")
    assert (result.exit_code, result.output) == (
        2,
        "--out: give another folder than the manifest's own, whose files are held to it.\n",
    )
    assert contents_of(home / "out") == before


@pytest.mark.slow
def test_the_demo_can_be_made_again_wherever_it_was_written(
    clausewise: Clausewise, tmp_path: Path
) -> None:
    assert clausewise("demo", "--out", tmp_path / "demo").exit_code == 0
    told = json.loads((tmp_path / "demo" / "manifest.json").read_text("utf-8"))
    assert (told["returns"], told["pack"]["path"]) == (
        ["clausewise:examples"],
        "clausewise:rules",
    )
    assert clausewise("verify", tmp_path / "demo" / "manifest.json").exit_code == 0


@pytest.mark.slow
def test_a_run_that_remembered_earlier_ones_is_made_again_without_its_history(
    clausewise: Clausewise, home: Path, tmp_path: Path
) -> None:
    folders = sorted((home / "returns").iterdir())
    assert len(folders) == 2
    history = tmp_path / "history.db"
    for folder in folders:
        words = ("--rules", home / "rules", "--out", home / f"out-{folder.name}")
        assert clausewise("assess", folder, *words, "--history", history).exit_code == 1
    history.unlink()
    manifest = home / f"out-{folders[-1].name}" / "manifest.json"
    assert json.loads(manifest.read_text("utf-8"))["past"]["findings"]
    assert clausewise("verify", manifest, "--returns", folders[-1]).exit_code == 0
