"""``clausewise verify``: where a run's files are, and what cannot be found or used."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.clausewise.cli.ending import ending
from tests.clausewise.cli.verify.a_run import Clausewise, Verify

pytestmark = pytest.mark.slow


def test_returns_and_rules_can_be_given_at_other_places(
    home: Path, verify: Verify, tmp_path: Path
) -> None:
    for name in ("returns", "rules", "own.yaml"):
        (home / name).rename(tmp_path / name)
    where = ("--returns", tmp_path / "returns", "--rules", tmp_path / "rules")
    assert verify(*where, "--parameters", tmp_path / "own.yaml") == (0, [])


def test_what_is_nowhere_is_told_all_at_once(clausewise: Clausewise, home: Path) -> None:
    for name in ("returns", "rules"):
        shutil.rmtree(home / name)
    (home / "own.yaml").unlink()
    result = clausewise("verify", home / "out" / "manifest.json")
    beside = home / "out" / ".."
    assert ending(result) == (
        2,
        [
            "The run cannot be made again.",
            f"  {beside}/returns is not there: give --returns FOLDER.",
            f"  The parameters file {beside}/own.yaml is not there: give --parameters FILE.",
            f"  The rules {beside}/rules are not there: give --rules PACK.",
        ],
    )


def test_rules_that_cannot_be_used_end_it_with_what_differed(
    clausewise: Clausewise, home: Path
) -> None:
    (home / "rules/care_home/F4-oxygen.yaml").write_text("id: [", "utf-8")
    result = clausewise("verify", home / "out" / "manifest.json")
    status, lines = ending(result)
    assert (status, lines[0], lines[3]) == (
        2,
        f"The rules in {home / 'out' / '..'}/rules cannot be used: 1 fault.",
        "The run cannot be made again, for the reason above.",
    )
    assert lines[1].startswith("  care_home/F4-oxygen.yaml:2: found ")
    [differences] = [line for line in lines if line.startswith("  - ")]
    assert differences.startswith("  - changed: care_home/F4-oxygen.yaml: recorded ")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<html>", "It is not JSON, as a manifest is."),
        ('{"run": {}}', "It is JSON, but has no “manifest”, as a manifest has."),
        (
            '{"manifest": 99}',
            "It is of form 99; this version of Clausewise reads form 1. Use the version that wrote "
            "it.",
        ),
        (
            '{"manifest": 1, "outputs": 3}',
            "It is not as a manifest is: software: field required; options: field required; "
            "returns: field required; inputs: field required; pack: field required; and 2 more.",
        ),
        ("[" * 100_000, "It is not JSON, as a manifest is."),
    ],
)
def test_what_is_no_manifest_is_refused_in_words(
    clausewise: Clausewise, tmp_path: Path, content: str, words: str
) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(content, "utf-8")
    assert ending(clausewise("verify", path)) == (
        2,
        [f"{path} cannot be used as a manifest. {words}"],
    )


def test_a_manifest_that_is_not_there(clausewise: Clausewise, tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    assert ending(clausewise("verify", path)) == (
        2,
        [f"{path} cannot be opened: No such file or directory. Check the name and the folder."],
    )


@pytest.mark.slow
@pytest.mark.parametrize("audience", ["shared", "public"])
def test_far_places_are_not_told_to_others(
    clausewise: Clausewise, home: Path, tmp_path: Path, audience: str
) -> None:
    out = tmp_path / "elsewhere" / "deep" / "out"
    words = ("assess", home / "returns", "--rules", home / "rules", "--out", out)
    assert clausewise(*words, "--audience", audience).exit_code == 1
    told = json.loads((out / "manifest.json").read_text("utf-8"))
    assert (told["returns"], told["pack"]["path"]) == ([None], None)
    assert {one["path"] for one in told["inputs"]} == {None}
    result = clausewise("verify", out / "manifest.json")
    assert result.exit_code == 2
    assert "does not tell where the returns are: give --returns FOLDER" in result.output
    assert "does not tell where the rules are: give --rules PACK" in result.output
    where = ("--returns", home / "returns", "--rules", home / "rules")
    assert clausewise("verify", out / "manifest.json", *where).exit_code == 0


@pytest.mark.slow
def test_the_public_gets_no_fingerprint_of_a_submitted_file(
    clausewise: Clausewise, home: Path
) -> None:
    out = home / "public"
    words = ("assess", home / "returns", "--rules", home / "rules", "--out", out)
    assert clausewise(*words, "--audience", "public").exit_code == 1
    told = json.loads((out / "manifest.json").read_text("utf-8"))
    assert {(one["sha256"], one["size"], one["path"]) for one in told["inputs"]} == {
        (None, None, None)
    }
    assert (told["options"]["names"], told["returns"]) == (False, [None])
    names = sorted(load["name"] for load in told["inputs"])
    assert all(" of OC" in name for name in names), names
    result = clausewise("verify", out / "manifest.json")
    assert "does not tell where the returns are: give --returns FOLDER" in result.output
    result = clausewise("verify", out / "manifest.json", "--returns", home / "returns")
    assert result.exit_code == 0
    assert "no fingerprint of some files read" in result.output


def test_an_output_that_leads_out_of_the_folder_is_not_read(
    verify: Verify, home: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "elsewhere.csv"
    shutil.move(home / "out" / "matrix.csv", outside)
    (home / "out" / "matrix.csv").symlink_to(outside)
    assert verify() == (1, ["output missing: matrix.csv"])
