"""The schemas in docs/policy/schemas: what the command writes, and what both packs keep to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from clausewise.cli import command
from engine.chaining.chainers.signal_forms import FIELDS
from engine.loading.files.folder import HANDLING
from engine.loading.files.yaml_lines import read_yaml
from engine.loading.schemas.files import schema_files
from engine.nouns.policy.operators import Op

ROOT = Path(__file__).resolve().parents[3]
PACKS = (
    ROOT / "rules" / "suffolk-safeguarding-children-2013",
    ROOT / "examples" / "fire-safety-care-home" / "rules",
)
SCHEMAS: dict[str, Any] = {
    name.removesuffix(".json"): json.loads(text) for name, text in schema_files().items()
}
FILES = [(pack, path) for pack in PACKS for path in sorted(pack.rglob("*.yaml"))]


def data_of(text: str) -> Any:
    document, faults = read_yaml(text, "a file")
    assert document is not None
    assert faults == []
    return document.data


def schema_for(pack: Path, path: Path) -> str:
    """Which of the schemas a file of a pack is held to."""
    name = path.relative_to(pack).as_posix()
    if name in HANDLING:
        return path.stem
    if name.startswith("concerns/"):
        return "concern"
    if name.startswith("wording/"):
        return "wording"
    if "/" in name:
        return "rule"
    return path.stem if path.stem in SCHEMAS else "audit"


def wrong(schema: str, data: Any) -> list[str]:
    """The places of what a schema finds wrong, outermost first."""
    validator = jsonschema.Draft7Validator(SCHEMAS[schema])
    return sorted(error.json_path for error in validator.iter_errors(data))


def test_the_folder_holds_what_the_command_writes(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["rules", "schemas", "--out", str(tmp_path / "new")])
    assert result.exit_code == 0
    made = {path.name: path.read_text("utf-8") for path in (tmp_path / "new").iterdir()}
    kept = {
        path.name: path.read_text("utf-8")
        for path in (ROOT / "docs" / "policy" / "schemas").iterdir()
    }
    assert made == kept == dict(schema_files())
    assert result.output == f"Written: {', '.join(schema_files())} in {tmp_path / 'new'}\n"


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    result = CliRunner().invoke(
        command, ["rules", "schemas", "--out", str(tmp_path / "file" / "schemas")]
    )
    assert result.exit_code == 2
    assert result.output == (
        f"{tmp_path / 'file'} is a file, and the reports need a folder. Give another name.\n"
    )


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMAS[name])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pack", "path"), FILES, ids=[f"{pack.parent.name}-{path.stem}" for pack, path in FILES]
)
def test_every_file_of_both_packs_keeps_to_its_schema(pack: Path, path: Path) -> None:
    assert wrong(schema_for(pack, path), data_of(path.read_text("utf-8"))) == []


def test_every_kind_of_file_is_among_them() -> None:
    held = {schema_for(pack, path) for pack, path in FILES}
    assert held == set(SCHEMAS) - {"overlay"}


RULE = (PACKS[1] / "care_home" / "F3-risk-assessment.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ("title: The", "titel: The", ["$", "$"]),
        ("binds: [care_home]", "binds: []", ["$.binds"]),
        ("is_not_past: true", "is_not_past: soon", [".is_not_past"]),
        ("is_not_past: true", "is_over: 12", [".is_over"]),
        ("is_not_past: true", "is_past: true", [".review_due']"]),
        ("expect: not_met", "expect: failed", [".expect"]),
        ("  all:\n", "  every:\n", [".met_when"]),
        ("approved_on: 2013-09-30", "approved_on: {at_least: 3}", [".approved_on']"]),
        ("  met: The", "  mett: The", ["$.words", "$.words"]),
    ],
)
def test_a_slip_in_a_rule_is_found(old: str, new: str, places: list[str]) -> None:
    assert old in RULE
    found = wrong("rule", data_of(RULE.replace(old, new, 1)))
    assert len(found) == len(places)
    assert all(each.endswith(place) for each, place in zip(found, places, strict=True))


@pytest.mark.parametrize("op", list(Op))
def test_every_comparison_is_known(op: Op) -> None:
    assert op.value in SCHEMAS["rule"]["$defs"]["comparison"]["properties"]


CONCERN = (PACKS[1] / "concerns" / "audit-contradicted.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ("kind: contradiction", "kind: quarrel", ["$.kind"]),
        ("seen: answer", "seen: answers", ["$.when[1].claim.seen"]),
        ("says: [met]", "says: [good]", ["$.when[1].claim.says"]),
        ("basis: [register, figure, document]", "source: [figure]", ["$.when[0].shortfall"]),
        ("quarter: {same_as: shortfall.quarter}", "quarter: [3]", ["$.when[1].claim.quarter"]),
    ],
)
def test_a_slip_in_a_concern_rule_is_found(old: str, new: str, places: list[str]) -> None:
    assert old in CONCERN
    assert wrong("concern", data_of(CONCERN.replace(old, new, 1))) == places


def test_every_signal_has_its_fields() -> None:
    told = {
        each["if"]["properties"]["seen"]["const"]: tuple(each["then"]["properties"])[1:]
        for each in SCHEMAS["concern"]["$defs"]["signal"]["allOf"]
    }
    assert told == dict(FIELDS)


OVERLAY = """\
training_met:
  values:
    - {value: 95, in_force_from: 2014-04-01, set_by: commissioner, note: Agreed in April}
"""


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ("", "", []),
        (", note: Agreed in April", "", ["$.training_met.values[0]"]),
        ("set_by: commissioner", "set_by: policy", ["$.training_met.values[0]"]),
        ("commissioner, note: Agreed in April", "policy, clause: F5.p01", []),
        ("commissioner", "commissioner, clause: F5.p01", ["$.training_met.values[0].clause"]),
        ("commissioner", "somebody", ["$.training_met.values[0].set_by"]),
        ("2014-04-01", "01/04/2014", ["$.training_met.values[0].in_force_from"]),
        ("  values", "  value", ["$.training_met", "$.training_met"]),
    ],
)
def test_a_value_has_its_source(old: str, new: str, places: list[str]) -> None:
    assert wrong("overlay", data_of(OVERLAY.replace(old, new, 1))) == places


def test_words_that_are_blank_are_found() -> None:
    query = "- {id: Q-1, clauses: [], words: ' ', reading: One, consequence: None}"
    assert wrong("queries", data_of(query)) == ["$[0].words"]


def test_a_key_of_evidence_that_nobody_knows_is_found() -> None:
    evidence = (PACKS[1] / "evidence.yaml").read_text("utf-8")
    assert wrong("evidence", data_of(evidence.replace("wording:", "words:"))) == ["$"]
