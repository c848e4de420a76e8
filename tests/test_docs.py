"""The documents are true: every command in them runs, every link leads somewhere."""

from __future__ import annotations

import contextlib
import re
import shlex
import shutil
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from clausewise.cli import command
from clausewise.places import EXAMPLE_DECISIONS, EXAMPLES
from clausewise.use_cases.map import map_workbook, mapping_bytes
from tests.evidence.mapping.confirmed import all_confirmed

HOME = Path(__file__).resolve().parent.parent
FIRE_SAFETY = HOME / "examples" / "fire-safety-care-home"
AMENDMENT = HOME / "examples" / "amendment"
SCORECARD = HOME / "tests" / "shared" / "files" / "81-layout-kpi-quarters" / "return.xlsx"
DOCUMENTS = [
    HOME / "README.md",
    HOME / "CONTRIBUTING.md",
    HOME / "examples" / "README.md",
    FIRE_SAFETY / "README.md",
    AMENDMENT / "README.md",
    *sorted(HOME.glob("docs/**/*.md")),
]
JUDGES_RETURNS = re.compile(r"clausewise (assess|check|pack|area-pack|explain|what-if)\b")
THRESHOLDS = HOME / "examples" / "thresholds.yaml"


def commands() -> list[str]:
    """Every line that begins with "$ clausewise" in a console block of a document."""
    return [
        line.removeprefix("$ ")
        for path in DOCUMENTS
        for block in re.findall(r"```console\n(.*?)```", path.read_text("utf-8"), re.DOTALL)
        for line in block.splitlines()
        if line.startswith("$ clausewise ")
    ]


def command_of(line: str) -> tuple[str, ...]:
    words = shlex.split(line)
    return tuple(words[1:3] if words[1] in ("rules", "policy", "history") else words[1:2])


def lines_to_run() -> list[object]:
    """One line of each command on a few returns; for CI every line on all the examples."""
    lines = list(dict.fromkeys(commands()))
    first = {command_of(line): line for line in reversed(lines)}
    return [
        *(pytest.param("few", line) for line in lines if first[command_of(line)] == line),
        *(pytest.param("all", line, marks=pytest.mark.slow) for line in lines),
    ]


@pytest.fixture(scope="module")
def mapping() -> bytes:
    """A mapping of a sender's scorecard as a person leaves it who agrees with all of it."""
    proposed = map_workbook(SCORECARD)
    stated = {"kind": "provider", "services": "maternity, mental health"}
    agreed = replace(all_confirmed(proposed.mapping), stated=stated)
    return mapping_bytes(replace(proposed, mapping=agreed), "ashdene.xlsx")


@pytest.fixture(scope="module")
def assessed(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples as ``returns``, and a run's output and history."""
    home = tmp_path_factory.mktemp("assessed")
    shutil.copytree(examples, home / "returns")
    with contextlib.chdir(home):
        line = "assess returns --out out --history history.db"
        CliRunner().invoke(command, line.split(), catch_exceptions=False)
    return home


@pytest.mark.slow
@pytest.mark.parametrize(("examples", "line"), lines_to_run(), indirect=["examples"])
def test_each_command_runs(
    line: str,
    examples: Path,
    request: pytest.FixtureRequest,
    mapping: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copy(SCORECARD, tmp_path / "scorecard.xlsx")
    (tmp_path / "ashdene.xlsx").write_bytes(mapping)
    shutil.copytree(FIRE_SAFETY, tmp_path / "fire-safety")
    shutil.copy(THRESHOLDS, tmp_path)
    own = tmp_path / "examples"
    (own / "decisions").mkdir(parents=True)
    (own / "returns").symlink_to(examples)
    shutil.copy(EXAMPLE_DECISIONS, own / "decisions")
    shutil.copy(THRESHOLDS, own)
    shutil.copy(AMENDMENT / "policy-amended.md", tmp_path)
    if "--out decisions.xlsx" not in line:
        shutil.copy(EXAMPLE_DECISIONS, tmp_path)
    monkeypatch.chdir(tmp_path)
    if examples != EXAMPLES:
        request.getfixturevalue("few_pages")
    if "manifest.json" in line or line.startswith("clausewise history"):
        assessed = request.getfixturevalue("assessed")
        shutil.copytree(assessed, tmp_path, dirs_exist_ok=True)
        if "matrix/manifest.json" in line:
            (tmp_path / "out").rename(tmp_path / "matrix")
    else:
        (tmp_path / "returns").symlink_to(examples)
    if "--out policy.md" not in line:
        CliRunner().invoke(command, ["policy", "text", "--out", "policy.md"])
    result = CliRunner().invoke(command, shlex.split(line)[1:], catch_exceptions=False)
    lost = JUDGES_RETURNS.match(line) and "Evidence was lost" in result.output
    assert result.exit_code == (1 if lost else 0), result.output


def leads_somewhere(path: Path, link: str, heading: str) -> bool:
    """Whether what a link of a document names is there, and the heading in it."""
    target = path.parent / link if link else path
    return target.exists() and (not heading or heading in headings(target))


def headings(path: Path) -> set[str]:
    """The headings of a document as links write them: small letters, hyphens for spaces."""
    words = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", line).lower().replace(" ", "-") for line in words}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(HOME).as_posix())
def test_each_link_leads_somewhere(path: Path) -> None:
    broken = [
        f"{link}#{heading}"
        for link, heading in re.findall(r"\]\(([^)#\n]*)#?([^)\n]*)\)", path.read_text("utf-8"))
        if "://" not in link and not leads_somewhere(path, link, heading)
    ]
    assert broken == []


ROOMS = "engine|evidence|history|reports|clausewise|web|tests|benchmarks|windows|deploy"
MADE = ("deploy/secrets/", "deploy/certificates/")
"""What whoever runs a server makes there."""


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(HOME).as_posix())
def test_each_file_of_the_code_that_is_named_is_there(path: Path) -> None:
    named = re.findall(rf"`((?:{ROOMS})/[\w./-]+)`", path.read_text("utf-8"))
    assert [
        name for name in named if not (HOME / name).exists() and not name.startswith(MADE)
    ] == []


def test_every_page_is_reached_from_the_readme() -> None:
    reached, left = set[Path](), [HOME / "README.md"]
    while left:
        path = left.pop()
        if path not in reached:
            reached.add(path)
            links = re.findall(r"\]\(([^)#\n:]+\.md)", path.read_text("utf-8"))
            left += [(path.parent / link).resolve() for link in links]
    assert [path for path in DOCUMENTS if path not in reached] == []


def test_the_readme_names_its_two_commands_first() -> None:
    text = (HOME / "README.md").read_text("utf-8")
    makefile = (HOME / "Makefile").read_text("utf-8")
    for target in ("demo", "test"):
        assert f"\n    make {target} " in text
        assert f"\n{target}:" in makefile
    assert text.index("docs/matrix.png") < text.index("make demo") < text.index("## ")


def test_every_command_is_documented() -> None:
    text = "\n".join(path.read_text("utf-8") for path in DOCUMENTS)
    for name in command.list_commands(click.Context(command)):
        assert f"clausewise {name}" in text or f"make {name}" in text


def test_every_pack_file_shape_shown_in_the_docs_is_read(tmp_path: Path) -> None:
    """The rule that docs/policy/rules.md shows is the rule of the pack, word for word."""
    page = (HOME / "docs/policy/rules.md").read_text("utf-8")
    shown = re.search(r"```yaml\n(id: S6-named-midwife.*?)```", page, re.DOTALL)
    assert shown is not None
    uncommented = re.sub(r"\s+#.*", "", shown[1])
    pack = HOME / "rules" / "suffolk-safeguarding-children-2013" / "provider"
    actual = (pack / "S6-named-midwife.yaml").read_text("utf-8")
    wanted = [
        line for line in uncommented.splitlines() if line.startswith(("id:", "title:", "met_when"))
    ]
    assert [line for line in wanted if line not in actual] == []
