"""What was read is kept for the next run, where the user says and never against their word."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from click.testing import Result

from clausewise.cache import cache_in
from clausewise.cli.keeping import VARIABLE, cache_for
from clausewise.places import EXAMPLES
from tests.reading_forbidden import forbid_reading

Clausewise = Callable[..., Result]
LIMEWICK = EXAMPLES / "2014-15-Q3" / "limewick-2014-15-Q3"
QUESTION = ("explain", "ZP1", "S4.2.7.p01.b", LIMEWICK)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kept"
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


@pytest.fixture
def reading_is_an_error(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    more = ("engine.loading.load_pack", "engine.assess.derive_concerns")
    return partial(forbid_reading, monkeypatch, *more)


def entries(folder: Path) -> int:
    return sum(1 for _ in folder.rglob("*.kept"))


def test_a_second_command_answers_from_what_the_first_one_read(
    clausewise: Clausewise, cache: Path, reading_is_an_error: Callable[[], None]
) -> None:
    first = clausewise(*QUESTION)
    assert entries(cache) == 4  # The pack, the return, its facts, the concerns.
    reading_is_an_error()
    assert clausewise(*QUESTION).output == first.output


@pytest.mark.slow
def test_no_cache_reads_anew_and_keeps_nothing(clausewise: Clausewise, cache: Path) -> None:
    answer = clausewise(*QUESTION, "--no-cache").output
    assert entries(cache) == 0
    assert clausewise(*QUESTION).output == answer


@pytest.mark.slow
def test_other_figures_and_another_day_are_judged_anew(
    clausewise: Clausewise, cache: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "training_refresh_months:\n  values:\n    - value: 6\n      in_force_from: 2013-04-01\n",
        "utf-8",
    )
    for options in ((), ("--parameters", own), ("--as-of", "2015-03-31")):
        asked = ("explain", "ZP1", "S4.2.7.p01.b", LIMEWICK, *options)
        assert clausewise(*asked).output == clausewise(*asked, "--no-cache").output


def test_the_variable_turns_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "Off")
    assert cache_for(no_cache=False).folder is None


def test_without_the_variable_it_is_in_the_users_cache_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert cache_for(no_cache=False).folder == tmp_path / "clausewise"
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    assert cache_for(no_cache=False).folder == tmp_path / "Local" / "clausewise" / "cache"
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_for(no_cache=False).folder == tmp_path / "Library" / "Caches" / "clausewise"


def test_one_state_of_the_software_is_told_from_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    now = cache_in(tmp_path).software
    assert cache_in(tmp_path).software == now
    monkeypatch.setattr("clausewise.cache.__version__", "9.9.9")
    assert cache_in(tmp_path).software != now


@pytest.mark.slow
def test_all_outputs_are_the_same_bytes_with_and_without_it(
    clausewise: Clausewise, cache: Path, tmp_path: Path
) -> None:
    def assessed(name: str, *options: str) -> dict[str, bytes]:
        out = tmp_path / name / "out"
        clausewise("assess", EXAMPLES, "--out", out, *options)
        files = [path for path in sorted(out.rglob("*")) if path.is_file()]
        return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}

    anew = assessed("anew", "--no-cache")
    assert entries(cache) == 0
    assert assessed("first") == anew
    assert entries(cache) > 100
    assert assessed("second") == anew


def test_the_command_line_starts_with_few_modules_of_its_own() -> None:
    code = "import sys, clausewise.cli; print(*sorted(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name for name in ran.stdout.split() if name.startswith(("engine.", "evidence."))}
    assert loaded == {
        "engine.nouns",
        "engine.nouns.english",
        "engine.nouns.evidence",
        "engine.nouns.evidence.errors",
        "engine.nouns.evidence.fault",
        "engine.nouns.place",
        "engine.nouns.quarter",
    }


@pytest.mark.slow
def test_an_answer_from_what_was_kept_loads_nothing_that_reads(cache: Path) -> None:
    code = (
        "import sys\nfrom clausewise.cli import command\n"
        f"try: command({[str(word) for word in QUESTION]!r})\n"
        "except SystemExit: pass\n"
        "print(*({'pandas', 'lxml', 'openpyxl', 'pydantic', 'yaml', 'xlrd', 'evidence.facts.audit',"
        " 'evidence.grids.formats'} & set(sys.modules)))"
    )
    last = ""
    for _ in range(2):
        ran = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        last = ran.stdout.splitlines()[-1]
    assert entries(cache) == 4
    assert last.split() == []
