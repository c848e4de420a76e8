"""The manifest shows a submitted file as the reports do, and nothing that they hide."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from clausewise.assessing import assess, publish
from clausewise.packs import load_pack
from clausewise.returns import read_returns
from clausewise.use_cases.write_reports import manifest_for
from engine.nouns.outcome.audience import Audience
from engine.nouns.outcome.manifest import Manifest
from engine.verifying.manifest_form import manifest_bytes
from engine.verifying.sealing import record_of_bytes

FIRE = Path(__file__).resolve().parents[2] / "examples" / "fire-safety-care-home"
HIDDEN = "2014-15-Q2/alder-court-2014-15-Q2.xlsx"


@pytest.fixture(scope="module")
def manifest() -> Manifest:
    """That of a run whose reports give one file another name than its own."""
    evidence = read_returns(FIRE / "returns", load_pack(FIRE / "rules"))
    run = publish(assess(evidence), Audience.SHARED)
    shown = run.shown
    inputs = tuple(
        replace(one, name="name not shown.xlsx") if one.name == HIDDEN else one
        for one in shown.run.inputs
    )
    masked = replace(shown, run=replace(shown.run, inputs=inputs))
    return manifest_for(
        replace(run, shown=masked), [record_of_bytes("matrix.csv", b"x")], FIRE / "out"
    )


def test_a_file_goes_by_the_name_shown(manifest: Manifest) -> None:
    assert HIDDEN.encode() not in manifest_bytes(manifest)
    (found,) = [one for one in manifest.inputs if one.name == "name not shown.xlsx"]
    assert found.path is None
    assert found.sha256 is not None
    assert found.size == (FIRE / "returns" / HIDDEN).stat().st_size


def test_the_folder_that_holds_it_is_not_placed(manifest: Manifest) -> None:
    assert manifest.returns == (None,)


def test_the_other_files_are(manifest: Manifest) -> None:
    assert {one.path is None for one in manifest.inputs if one.name != "name not shown.xlsx"} == {
        False
    }
