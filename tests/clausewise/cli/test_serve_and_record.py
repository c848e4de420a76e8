"""The commands about the web application, which the command line does not load by itself."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from clausewise.cli import command
from engine.verifying.event_chain import FIRST, RecordedEvent, event_line


def test_the_command_line_loads_no_django() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from clausewise.cli import command; "
        "ran = [CliRunner().invoke(command, words).exit_code for words in "
        "(['--help'], ['serve', '--help'], ['record', 'verify', '--help'])]; "
        "print(ran, sorted(name for name in sys.modules if name.split('.')[0] in "
        "('django', 'django_tasks', 'waitress', 'web')))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[0, 0, 0] []\n"


def test_without_its_library_serve_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "waitress", None)
    monkeypatch.setitem(sys.modules, "web.serving.start", object())
    result = CliRunner().invoke(command, ["serve"])
    assert result.exit_code == 2
    assert result.output == (
        "clausewise serve needs the library waitress. "
        "Install it with: pip install clausewise[web]\n"
    )


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record of three events."""
    path, last, lines = tmp_path / "record.jsonl", FIRST, []
    for number in (1, 2, 3):
        event = RecordedEvent(number, "2026-11-30", "Jane", "did", "it", {}, {}, last, "")
        event = replace(event, digest=event.computed_digest)
        last = event.digest
        lines.append(event_line(event))
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_a_whole_record_is_whole_and_a_changed_one_is_broken_at_its_event(record: Path) -> None:
    result = CliRunner().invoke(command, ["record", "verify", str(record)])
    assert result.exit_code == 0
    assert result.output.startswith("The record is whole: 3 events follow on each other.\n")
    record.write_text(
        record.read_text("utf-8").replace('"number": 2, "at": "2026', '"number": 2, "at": "2025')
    )
    result = CliRunner().invoke(command, ["record", "verify", str(record)])
    assert (result.exit_code, result.output) == (
        1,
        "The record is broken at event 2: event 2 is not as it was recorded.\n"
        "The 1 before it follow on each other.\n",
    )


def test_what_is_no_record_ends_with_status_2(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("{}", "utf-8")
    for name in (path, tmp_path / "none", tmp_path):
        result = CliRunner().invoke(command, ["record", "verify", str(name)])
        assert result.exit_code == 2
        assert str(tmp_path) in result.output
