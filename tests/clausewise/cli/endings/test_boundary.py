"""How a command ends whatever happens: in words, with a status that means one thing."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from clausewise.places import EXAMPLES
from clausewise.use_cases.remember import open_history

Clausewise = Callable[..., Result]
HOME = Path(__file__).resolve().parents[4]
RUN = (sys.executable, "-m", "clausewise")
RETURN = next(iter(sorted(EXAMPLES.glob("2014-15-Q2/*.xlsx"))))


def failing(error: BaseException) -> Callable[..., None]:
    def fail(*given: object, **named: object) -> None:
        raise type(error)(*error.args) from error.__cause__

    return fail


def test_a_fault_of_its_own_is_said_with_a_file_to_send_that_holds_no_evidence(
    clausewise: Clausewise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    error = KeyError("Jane Quill, 943 476 5919")
    error.__cause__ = ValueError("Jane Quill again")
    monkeypatch.setattr("clausewise.packs.load_pack", failing(error))
    results = [clausewise("explain", "ZA1", "S6.p08.a", "secret-folder") for _ in range(2)]
    (report,) = tmp_path.iterdir()
    line = failing.__code__.co_firstlineno + 2
    assert {(result.exit_code, result.output) for result in results} == {
        (
            70,
            "This is a fault of Clausewise, not of what it was given (KeyError in "
            f"tests/clausewise/cli/endings/test_boundary.py, line {line}). What was there is as "
            "it was.\n"
            f"Please send the file {report} to those who look after Clausewise. It says where the "
            "program stopped, and holds nothing of the returns: no text, no figure, no name.\n",
        )
    }
    text = report.read_text("utf-8")
    assert re.fullmatch(r"clausewise-fault-[0-9a-f]{8}\.txt", report.name)
    assert "builtins.KeyError" in text
    assert "builtins.ValueError" in text
    assert "clausewise/cli/commands/explain.py, line " in text
    assert not any(word in text for word in ("Quill", "943", "secret", str(HOME)))


def test_where_no_report_can_be_written_the_fault_is_said_all_the_same(
    clausewise: Clausewise, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clausewise.packs.load_pack", failing(KeyError("x")))
    monkeypatch.setattr("clausewise.cli.fault_report.Path.open", failing(PermissionError(13, "no")))
    monkeypatch.setattr("clausewise.cli.fault_report.Path.exists", lambda path: False)
    result = clausewise("explain", "ZA1", "S6.p08.a", "folder")
    assert (result.exit_code, len(result.output.splitlines())) == (70, 1)


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (MemoryError(), 2, "There is too little memory for this."),
        (
            KeyboardInterrupt(),
            130,
            "Stopped before it was finished. What was there before is unchanged.",
        ),
        (RecursionError("deep"), 70, "This is a fault of Clausewise"),
    ],
)
def test_what_ends_a_command_from_outside(
    clausewise: Clausewise,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    status: int,
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("clausewise.packs.load_pack", failing(error))
    result = clausewise("explain", "ZA1", "S6.p08.a", "folder")
    assert result.exit_code == status
    assert words in result.output


def run(*words: str | Path, to: str, home: Path) -> subprocess.CompletedProcess[str]:
    """A command with its output sent where a shell says."""
    line = " ".join(f"'{word}'" for word in (*RUN, *words))
    return subprocess.run(
        ["bash", "-c", f"{line} {to}; echo status ${{PIPESTATUS[0]}} >&2"],
        capture_output=True,
        text=True,
        cwd=home,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(HOME), "LANG": "C.UTF-8"},
        check=False,
    )


OUTPUTS = {
    "closed": (">&-", "status 0"),
    "both closed": (">&- 2>&-", "status 0"),
    "read no further": ("| true", "status 0"),
    "full": (
        ">/dev/full",
        "No space left on device); everything that was to be written is written.",
    ),
}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="needs bash and /dev/full")
@pytest.mark.parametrize(("to", "words"), OUTPUTS.values(), ids=list(OUTPUTS))
def test_what_cannot_be_told_ends_no_command(to: str, words: str, tmp_path: Path) -> None:
    done = run("policy", "text", to=to, home=tmp_path)
    assert words in done.stderr
    assert "status 1" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="needs bash and /dev/full")
@pytest.mark.parametrize(
    ("to", "status"), [(">&-", 0), ("| true", 0), ("| head -1", 0), (">/dev/full", 2)]
)
def test_a_run_is_recorded_whatever_becomes_of_what_it_tells(
    to: str, status: int, tmp_path: Path
) -> None:
    done = run("assess", RETURN, "--out", "out", "--history", "h.db", to=to, home=tmp_path)
    assert f"status {status}" in done.stderr
    assert (tmp_path / "out" / "manifest.json").is_file()
    assert len(open_history(str(tmp_path / "h.db"), make=False).runs()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["h.db", "out"]
