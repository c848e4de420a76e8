"""What happens around files while they are read: gone, changed, closed, no files at all."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from clausewise.places import DEFAULT_PACK, EXAMPLES
from engine.loading import load_pack
from engine.nouns.evidence.fault import Fault, Severity
from evidence.grids import csv_long
from evidence.reading import read_returns

Clausewise = Callable[..., Result]
QUARTER = EXAMPLES / "2014-15-Q2"
FOLDER, WORKBOOK = QUARTER / "limewick-2014-15-Q2", QUARTER / "wickmere-2014-15-Q2.xlsx"
PACK = load_pack(DEFAULT_PACK)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Two returns, one of them in a folder of its own below."""
    shutil.copytree(FOLDER, tmp_path / "returns" / "below" / FOLDER.name)
    shutil.copy(WORKBOOK, tmp_path / "returns" / WORKBOOK.name)
    return tmp_path / "returns"


def lost(faults: tuple[Fault, ...]) -> list[str]:
    """The files that cannot be used, each with what was found."""
    return [f"{fault.file}: {fault.found}" for fault in faults if fault.severity is Severity.FILE]


def closed(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Nobody may look into a folder; as root one may, so the system is asked another way."""
    look = Path.iterdir

    def iterdir(path: Path) -> object:
        if path == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return look(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)


def test_a_folder_that_cannot_be_opened_costs_itself_alone(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed(monkeypatch, home / "below")
    reading = read_returns([home], PACK)
    assert [found.file for found in reading.returns] == [WORKBOOK.name]
    assert lost(reading.faults) == [
        f"{home / 'below'}: a file or folder that cannot be opened: Permission denied"
    ]


def test_a_file_that_goes_while_others_are_read_costs_itself_alone(home: Path) -> None:
    def gone(name: str, done: int, of: int) -> None:
        (home / WORKBOOK.name).unlink(missing_ok=True)

    reading = read_returns([home], PACK, gone)
    assert [found.file for found in reading.returns] == [f"below/{FOLDER.name}"]
    assert lost(reading.faults) == [
        f"{WORKBOOK.name}: a file that cannot be opened: No such file or directory"
    ]


def test_a_file_that_another_program_holds_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name == WORKBOOK.name:
            raise PermissionError(13, "The process cannot access the file")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", locked)
    assert lost(read_returns([home], PACK).faults) == [
        f"{WORKBOOK.name}: a file that cannot be opened: The process cannot access the file"
    ]


def test_a_register_that_is_changed_while_it_is_read_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(FOLDER, tmp_path / "return")
    pieces = csv_long._pieces

    def changed(file: Path, encoding: str) -> object:
        yield from pieces(file, encoding)
        file.write_bytes(file.read_bytes() + b"\n")
        os.utime(file, ns=(1, 1))

    monkeypatch.setattr(csv_long, "_pieces", changed)
    faults = read_returns([tmp_path], PACK).faults
    words = "a file that another program changed while it was read"
    assert [fault.found for fault in faults if fault.sheet == "training.csv"] == [words]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("option", ["RETURNS", "--parameters", "--decisions", "--mapping"])
@pytest.mark.parametrize("name", ["pipe", "/dev/zero", "circle"])
def test_what_is_no_file_is_refused_at_once(
    clausewise: Clausewise, home: Path, option: str, name: str
) -> None:
    os.mkfifo(home.parent / "pipe")
    (home.parent / "circle").symlink_to("circle")
    path = home.parent / name
    given = (path,) if option == "RETURNS" else (home / WORKBOOK.name, option, path)
    result = clausewise("assess", *given, "--out", home.parent / "out")
    assert result.exit_code == 2
    assert any(
        words in result.output
        for words in ("a device or a pipe", "no such file", "symbolic links", "in a circle")
    )
    assert not (home.parent / "out").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("verify", "{}"), "cannot be opened: it is a device or a pipe, and no file."),
        (("policy", "verify", "{}"), "it is a device or a pipe, and no file"),
        (("policy", "diff", "{}", "{}"), "it is a device or a pipe, and no file"),
        (("history", "show", "{}"), "is a device or a pipe, and the history is a file."),
        (("map", "{}"), "a device or a pipe"),
        (("rules", "lint", "--rules", "{}"), "no such folder"),
    ],
)
def test_no_command_waits_for_a_pipe(
    clausewise: Clausewise, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    os.mkfifo(tmp_path / "pipe")
    result = clausewise(*(word.format(tmp_path / "pipe") for word in words))
    assert (result.exit_code, said in result.output) == (2, True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_rules_of_which_one_is_no_file(clausewise: Clausewise, tmp_path: Path) -> None:
    for name in ("policy.yaml", "rules/x.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
    os.mkfifo(tmp_path / "policy.yaml")
    (tmp_path / "rules" / "x.yaml").mkdir()
    (tmp_path / "rules" / "y.yaml").symlink_to("nowhere")
    result = clausewise("rules", "lint", "--rules", tmp_path)
    assert result.exit_code == 2
    for name in ("policy.yaml", "rules/x.yaml", "rules/y.yaml"):
        assert f"{name}:1: found a file that cannot be opened" in result.output
