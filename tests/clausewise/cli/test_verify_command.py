"""``clausewise verify``: a run made again, and each thing that is not as it was told exactly."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausewise.cli import command
from tests.reports.site import contents_of

pytestmark = pytest.mark.slow

Clausewise = Callable[..., Result]
FIRE = Path(__file__).resolve().parents[3] / "examples" / "fire-safety-care-home"
OWN = """\
alarm_tests_partly_met:
  values:
    - {value: 12, in_force_from: 2014-04-01, set_by: commissioner, note: Contract}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with returns, rules, own parameters, and what a run made of them in ``out``."""
    home = tmp_path_factory.mktemp("verify") / "home"
    shutil.copytree(FIRE, home)
    (home / "own.yaml").write_text(OWN, "utf-8")
    words = ["assess", home / "returns", "--rules", home / "rules", "--out", home / "out"]
    words += ["--parameters", home / "own.yaml", "--single", "Withy"]
    result = CliRunner().invoke(command, [str(word) for word in words], catch_exceptions=False)
    # One cell of the quarter says “about 12”, for the run that verifies too.
    assert (result.exit_code, "Evidence was lost" in result.output) == (1, True)
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    """The same at another place, for a test to change."""
    return Path(shutil.copytree(made, tmp_path / "home"))


@pytest.fixture
def verify(clausewise: Clausewise, home: Path) -> Callable[..., tuple[int, list[str]]]:
    """The exit status, and each difference as "about how: name"."""

    def run(*options: str | Path) -> tuple[int, list[str]]:
        result = clausewise("verify", home / "out" / "manifest.json", "--json", *options)
        told = json.loads(result.output)
        return result.exit_code, [
            f"{one['about']} {one['how']}: {one['name']}" for one in told["differences"]
        ]

    return run


Verify = Callable[..., tuple[int, list[str]]]


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
        "clause F3.p01.b; now 1 months" in said
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


def test_returns_and_rules_can_be_given_at_other_places(
    home: Path, verify: Verify, tmp_path: Path
) -> None:
    for name in ("returns", "rules", "own.yaml"):
        (home / name).rename(tmp_path / name)
    where = ("--returns", tmp_path / "returns", "--rules", tmp_path / "rules")
    assert verify(*where, "--parameters", tmp_path / "own.yaml") == (0, [])


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


def test_what_is_nowhere_is_told_all_at_once(clausewise: Clausewise, home: Path) -> None:
    for name in ("returns", "rules"):
        shutil.rmtree(home / name)
    (home / "own.yaml").unlink()
    result = clausewise("verify", home / "out" / "manifest.json")
    assert result.exit_code == 2
    for words in ("give --returns FOLDER", "give --rules PACK", "give --parameters FILE"):
        assert words in result.output


def test_rules_that_cannot_be_used_end_it_with_what_differed(
    clausewise: Clausewise, home: Path
) -> None:
    (home / "rules/care_home/F4-oxygen.yaml").write_text("id: [", "utf-8")
    result = clausewise("verify", home / "out" / "manifest.json")
    assert result.exit_code == 2
    assert "The run cannot be made again, for the reason above." in result.output
    assert "- changed: care_home/F4-oxygen.yaml" in result.output


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<html>", "It is not JSON"),
        ('{"run": {}}', "has no “manifest”"),
        ('{"manifest": 99}', "of form 99"),
        ('{"manifest": 1, "outputs": 3}', "software: field required; options: field required"),
        ("[" * 100_000, "It is not JSON"),
    ],
)
def test_what_is_no_manifest_is_refused_in_words(
    clausewise: Clausewise, tmp_path: Path, content: str, words: str
) -> None:
    (tmp_path / "manifest.json").write_text(content, "utf-8")
    result = clausewise("verify", tmp_path / "manifest.json")
    assert result.exit_code == 2
    assert words in result.output


def test_a_manifest_that_is_not_there(clausewise: Clausewise, tmp_path: Path) -> None:
    result = clausewise("verify", tmp_path / "manifest.json")
    assert result.exit_code == 2
    assert "cannot be opened: No such file or directory" in result.output


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
    assert told["options"]["names"] is False
    result = clausewise("verify", out / "manifest.json")
    assert result.exit_code == 0
    assert "no fingerprint of some files read" in result.output


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


def test_an_output_that_leads_out_of_the_folder_is_not_read(
    verify: Verify, home: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "elsewhere.csv"
    shutil.move(home / "out" / "matrix.csv", outside)
    (home / "out" / "matrix.csv").symlink_to(outside)
    assert verify() == (1, ["output missing: matrix.csv"])
