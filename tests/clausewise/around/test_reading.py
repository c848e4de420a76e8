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
from tests.clausewise.cli.ending import A_RETURN, ending

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


A_PIPE = "it is a device or a pipe, not a file"
NO_POLICY = (
    f"  {{}}:1: found {A_PIPE}; expected a policy's text, or a pack's folder with policy.yaml in "
    "it. Check the path."
)


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
    in_a_circle = name == "circle"
    why = "links that lead in a circle" if in_a_circle else "a device or a pipe, not a file"
    trouble = "Too many levels of symbolic links" if in_a_circle else A_PIPE
    refused = [
        f"  {path}: cannot use the file",
        f"    found a file or folder that cannot be opened: {why}; expected {A_RETURN}. Check the "
        "name and the folder it is in.",
    ]
    assert ending(result) == (
        2,
        {
            "RETURNS": ["Nothing can be assessed: 1 fault in what was given.", *refused],
            "--decisions": [f"The decisions in {path} cannot be used.", *refused],
            "--parameters": [
                f"The parameters in {path} cannot be used: 1 fault.",
                f"  {path.name}:1: found {trouble}; expected a parameters file. Check the path.",
            ],
            "--mapping": [f"{path} cannot be opened: {trouble}. Check the name and the folder."],
        }[option],
    )
    assert not (home.parent / "out").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("verify", "{}"), [f"{{}} cannot be opened: {A_PIPE}. Check the name and the folder."]),
        (("policy", "verify", "{}"), ["Nothing can be verified: 1 fault.", NO_POLICY]),
        (("policy", "diff", "{}", "{}"), ["Nothing can be compared: 1 fault.", NO_POLICY]),
        (("history", "show", "{}"), ["{} is a device or a pipe, and the history is a file."]),
        (
            ("map", "{}"),
            [
                f"{{}} cannot be mapped: it is a file that cannot be opened: {A_PIPE}. Check the "
                "name and the folder."
            ],
        ),
        (
            ("rules", "lint", "--rules", "{}"),
            [
                "The rules in {} cannot be used: 1 fault.",
                "  pipe:1: found no such folder; expected a folder with policy.yaml in it. Check "
                "the path.",
            ],
        ),
    ],
)
def test_no_command_waits_for_a_pipe(
    clausewise: Clausewise, tmp_path: Path, words: tuple[str, ...], said: list[str]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    result = clausewise(*(word.format(pipe) for word in words))
    assert ending(result) == (2, [line.format(pipe) for line in said])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_rules_of_which_one_is_no_file(clausewise: Clausewise, tmp_path: Path) -> None:
    for name in ("policy.yaml", "rules/x.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
    os.mkfifo(tmp_path / "policy.yaml")
    (tmp_path / "rules" / "x.yaml").mkdir()
    (tmp_path / "rules" / "y.yaml").symlink_to("nowhere")
    result = clausewise("rules", "lint", "--rules", tmp_path)
    status, lines = ending(result)
    closed = "expected a file of rules. Check that it is a file, and that you may open it; or"
    assert (status, [line for line in lines if "cannot be opened" in line]) == (
        2,
        [
            f"  {name}:1: found a file that cannot be opened: {why}; {closed} remove it."
            for name, why in (
                ("policy.yaml", A_PIPE),
                ("rules/x.yaml", "it is a folder"),
                ("rules/y.yaml", "No such file or directory"),
            )
        ],
    )
