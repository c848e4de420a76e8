"""``clausewise verify``: each thing that is not as it was, told exactly."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.clausewise.cli.verify.a_run import FIRE, OWN, Clausewise, Verify

pytestmark = pytest.mark.slow


def test_one_byte_of_an_input_is_told_with_the_verdicts_it_changes(
    home: Path, verify: Verify
) -> None:
    file = home / "returns/2014-15-Q1/withy-day-centre/dashboard.csv"
    text = file.read_text("utf-8")
    file.write_text(text.replace("2,,13,", "2,,03,"), "utf-8")
    assert file.read_text("utf-8") != text
    status, told = verify()
    assert status == 1
    assert [one for one in told if one.startswith(("input", "rules", "para", "soft"))] == [
        "input changed: 2014-15-Q1/withy-day-centre/dashboard.csv"
    ]
    assert [one for one in told if one.startswith("verdict")] == [
        "verdict changed: F4-alarm-tests of OC3 (Withy Day Centre), 2014-15 Q1"
    ]
    assert [one for one in told if one.startswith("output ch")] == []


def test_the_verdicts_are_told_before_and_after(clausewise: Clausewise, home: Path) -> None:
    path = home / "rules/parameters.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace(
            "- {value: 12, in_force_from: 2014-01-01, set_by: policy, clause: F3.p01.b}",
            "- {value: 1, in_force_from: 2014-01-01, set_by: policy, clause: F3.p01.b}",
        ),
        "utf-8",
    )
    result = clausewise("verify", home / "out" / "manifest.json")
    assert result.exit_code == 1
    said = " ".join(result.output.split())
    assert "- changed: parameters.yaml: recorded" in said
    assert (
        "- changed: assessment_months: recorded 12 months, set by the policy since 2014-01-01, "
        "clause F3.p01.b; now 1 month" in said
    )
    assert re.search(r"F3-risk-assessment of OC\d \([\w ]+\), 2014-15 Q2: recorded met; now", said)


def test_one_byte_of_a_rule_is_told(home: Path, verify: Verify) -> None:
    path = home / "rules/care_home/F4-oxygen.yaml"
    path.write_bytes(path.read_bytes() + b"\n")
    status, told = verify()
    assert (status, told) == (
        1,
        [
            "rules changed: care_home/F4-oxygen.yaml",
            # The reports tell the fingerprint of all rules, so they cannot be the same.
            "output made again changed: findings.json",
            "output made again changed: matrix.xlsx",
            "output made again changed: pages/files.html",
        ],
    )


def test_own_parameters_that_changed_are_told_by_name(home: Path, verify: Verify) -> None:
    path = home / "own.yaml"
    path.write_text(OWN.replace("12", "11"), "utf-8")
    status, told = verify()
    assert status == 1
    assert told[:2] == ["input changed: own.yaml", "parameter changed: alarm_tests_partly_met"]


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "pages/org/OC1.html",
        pytest.param("matrix.xlsx", marks=pytest.mark.slow),
        pytest.param("matrix.csv", marks=pytest.mark.slow),
        "findings.json",
    ],
)
def test_one_byte_of_an_output_is_told(home: Path, verify: Verify, name: str) -> None:
    path = home / "out" / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    status, told = verify()
    assert status == 1
    assert told[0] == f"output changed: {name}"
    assert [one for one in told if not one.startswith(("output ch", "finding", "verdict"))] == []


def test_a_verdict_turned_green_in_the_output_is_told(
    clausewise: Clausewise, home: Path, verify: Verify
) -> None:
    path = home / "out" / "findings.json"
    text = path.read_text("utf-8")
    path.write_text(text.replace('"verdict":"not_met"', '"verdict":"met"', 1), "utf-8")
    status, told = verify()
    assert status == 1
    assert [one.partition(":")[0] for one in told] == ["output changed", "verdict changed"]
    said = " ".join(clausewise("verify", home / "out" / "manifest.json").output.split())
    assert "findings.json beside the manifest is not the one that the run wrote" in said
    assert "recorded met; now not met" in said


def test_missing_extra_and_renamed_returns_are_told(home: Path, verify: Verify) -> None:
    quarter = home / "returns/2014-15-Q1"
    (quarter / "alder-court-2014-15-Q1.xlsx").rename(quarter / "alder.xlsx")
    shutil.rmtree(quarter / "birchfield-house")
    (quarter / "note.xlsx").write_bytes(b"no workbook")
    status, told = verify()
    assert status == 1
    inputs = [one for one in told if one.startswith("input")]
    assert inputs[0] == "input renamed: 2014-15-Q1/alder-court-2014-15-Q1.xlsx"
    assert {one for one in inputs if "missing" in one} == {
        f"input missing: 2014-15-Q1/birchfield-house/{path.name}"
        for path in (FIRE / "returns/2014-15-Q1/birchfield-house").iterdir()
    }
    assert inputs[-1] == "input extra: 2014-15-Q1/note.xlsx"


def test_another_version_of_a_library_is_told(home: Path, verify: Verify) -> None:
    path = home / "out" / "manifest.json"
    told = json.loads(path.read_text("utf-8"))
    told["software"]["libraries"]["openpyxl"] = "0.1"
    path.write_text(json.dumps(told), "utf-8")
    assert verify() == (1, ["software changed: openpyxl"])


def test_a_workbook_packed_otherwise_is_told_to_hold_the_same(
    clausewise: Clausewise, home: Path
) -> None:
    import hashlib
    import zipfile

    out, path = home / "out" / "matrix.xlsx", home / "out" / "manifest.json"
    with zipfile.ZipFile(out) as book:
        parts = {each.filename: book.read(each) for each in book.infolist()}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as book:
        for name, content in parts.items():
            book.writestr(zipfile.ZipInfo(name), content)
    told = json.loads(path.read_text("utf-8"))
    content = out.read_bytes()
    (seal,) = (one for one in told["outputs"] if one["name"] == "matrix.xlsx")
    seal.update(sha256=hashlib.sha256(content).hexdigest(), size=len(content))
    path.write_text(json.dumps(told), "utf-8")
    result = clausewise("verify", path)
    assert result.exit_code == 1
    assert "packed otherwise; each part within is the same" in " ".join(result.output.split())


@pytest.mark.slow
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_bit_of_any_file_is_told_by_its_name(
    made: Path, clausewise: Clausewise, data: st.DataObject
) -> None:
    """Of what was read, of the rules and of what came out: that file differs and no other."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(shutil.copytree(made, Path(folder) / "home"))
        files = sorted(path for path in home.rglob("*") if path.is_file())
        about = {"returns": "input", "rules": "rules", "out": "output"}
        chosen = [
            path
            for path in files
            if path.relative_to(home).parts[0] in about and path.name != "manifest.json"
        ]
        path = data.draw(st.sampled_from(chosen))
        content = bytearray(path.read_bytes())
        place = data.draw(st.integers(0, len(content) * 8 - 1))
        content[place // 8] ^= 1 << place % 8
        path.write_bytes(bytes(content))
        top, *rest = path.relative_to(home).parts
        name = "/".join(rest)
        result = clausewise("verify", home / "out" / "manifest.json", "--json")
        if result.exit_code == 2:
            # A rule that cannot be read any more ends it, with the same said before.
            assert f"- changed: {name}: recorded " in " ".join(result.output.split())
            return
        assert result.exit_code == 1
        told = [
            (load["about"], load["how"], load["name"])
            for load in json.loads(result.output)["differences"]
            if load["about"] in about.values()
        ]
        # That file also says what the pack is called, which is told by itself.
        renamed = [("rules", "changed", "the pack")] if path.name == "policy.yaml" else []
        assert [one for one in told if one not in renamed] == [(about[top], "changed", name)]
