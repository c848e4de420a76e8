"""A history that cannot be used, or not be written: in words, with status 2, nothing lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import text, update

from history import CannotUseHistory, open_history, record, recorded_runs
from history.tables import ABOUT
from tests.history.making import Q1, assessed, returned

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="asks Unix who may write")
Clausewise = Callable[..., Result]
FIRE = Path(__file__).resolve().parents[3] / "examples" / "fire-safety-care-home"
NOBODY = 65534
RUN = assessed(returned(Q1, {"training.fire_safety.listed": 4}))
UNRECORDED = "The outputs are written, but the run is not recorded. The history"


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Root may write anywhere; so that it is refused, the process asks as another."""
    if os.getuid() != 0:
        yield
        return
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that another may come into, with a history of one run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "history"
        folder.mkdir()
        Path(name).chmod(0o755)
        record(open_history(str(folder / "h.db")), RUN, "2014-07-01")
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def refused(action: Callable[[], object]) -> str:
    with pytest.raises(CannotUseHistory) as error:
        action()
    return str(error.value)


@pytest.mark.parametrize("mode", [0o444, 0o644], ids=["file read-only", "folder read-only"])
def test_a_history_that_may_only_be_read_is_read_and_not_written(home: Path, mode: int) -> None:
    path = home / "h.db"
    path.chmod(mode)
    if mode == 0o644:
        home.chmod(0o555)
        if os.getuid() == 0:
            os.chown(path, NOBODY, NOBODY)
    before = path.read_bytes()
    with as_somebody_else():
        database = open_history(str(path))
        assert len(recorded_runs(database)) == 1
        other = assessed(returned(Q1, {"training.fire_safety.listed": 5}))
        said = refused(lambda: record(database, other, "2014-07-02"))
    assert said.startswith(f"The history {path} cannot be written (")
    assert said.endswith("that you may write to it and that nothing else holds it locked.")
    assert path.read_bytes() == before


@pytest.mark.parametrize("closed", ["file", "folder"])
def test_a_history_that_may_not_be_read_is_said(home: Path, closed: str) -> None:
    (home if closed == "folder" else home / "h.db").chmod(0)
    with as_somebody_else():
        said = refused(lambda: open_history(str(home / "h.db")))
    assert said.startswith("The history ")
    assert ("Permission denied" in said) or ("unable to open database file" in said)


@contextmanager
def held(path: Path, how: str) -> Iterator[None]:
    """Another process holds the file, until it is told to end."""
    program = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); "
        "c.execute(f'BEGIN {sys.argv[2]}'); print('held', flush=True); sys.stdin.read()"
    )
    command = (sys.executable, "-S", "-c", program, str(path), how)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        try:
            yield
        finally:
            other.communicate()


@pytest.mark.parametrize(
    ("how", "status", "said"),
    [
        ("EXCLUSIVE", 2, "cannot be read (database is locked)"),
        ("IMMEDIATE", 0, "1 completed run in "),
    ],
)
def test_a_history_that_another_process_holds_is_said_or_read(
    how: str, status: int, said: str,
    home: Path, clausewise: Clausewise, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("history.database._WAIT", 0)
    with held(home / "h.db", how):
        shown = clausewise("history", "show", home / "h.db")
        database = open_history(str(home / "h.db")) if how == "IMMEDIATE" else None
        if database is not None:
            assert "(database is locked)" in refused(lambda: record(database, RUN, "2014-07-03"))
    assert (shown.exit_code, said in shown.output) == (status, True)
    assert len(recorded_runs(open_history(str(home / "h.db")))) == 1


def spoil(path: Path, statement: object) -> None:
    with open_history(str(path)).writing() as connection:
        connection.execute(statement)  # type: ignore[call-overload]


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "newer": (lambda path: spoil(path, update(ABOUT).values(value="99")), "by a later Clausewise"),
    "another program's": (
        lambda path: spoil(path, text("ALTER TABLE clausewise_history RENAME TO accounts")),
        "is another program's database",
    ),
    "cut short": (lambda path: path.write_bytes(path.read_bytes()[:5_000]), "The history "),
    "no database": (lambda path: path.write_bytes(b"GIF89a" * 900), "cannot be read (file is not"),
}


@pytest.mark.parametrize(("how", "said"), SPOILT.values(), ids=list(SPOILT))
def test_a_history_that_is_none_of_its_own_ends_with_status_2_and_is_left_as_it_is(
    how: Callable[[Path], object], said: str, home: Path, clausewise: Clausewise
) -> None:
    how(home / "h.db")
    before = (home / "h.db").read_bytes()
    shown = clausewise("history", "show", home / "h.db")
    assert (shown.exit_code, said in shown.output) == (2, True)
    given = (FIRE / "returns", "--rules", FIRE / "rules", "--out", home / "out")
    assessed_into = clausewise("assess", *given, "--history", home / "h.db")
    assert (assessed_into.exit_code, said in assessed_into.output) == (2, True)
    assert not (home / "out").exists()
    assert (home / "h.db").read_bytes() == before


@pytest.mark.slow
def test_outputs_are_written_and_status_2_says_that_the_run_is_not_recorded(
    home: Path, clausewise: Clausewise
) -> None:
    given = (FIRE / "returns", "--rules", FIRE / "rules")
    clausewise("assess", *given, "--out", home / "first")
    (home / "h.db").chmod(0o444)
    home.chmod(0o555)
    place = home.parent / "outputs"
    place.mkdir()
    place.chmod(0o777)
    with as_somebody_else():
        result = clausewise("assess", *given, "--out", place / "out", "--history", home / "h.db")
    assert (result.exit_code, UNRECORDED in result.output) == (2, True)
    assert (place / "out" / "manifest.json").is_file()
    shutil.rmtree(place)


def test_a_history_for_which_the_disk_has_no_room_is_as_it_was(home: Path) -> None:
    import resource

    path = home / "h.db"
    database = open_history(str(path))
    other = assessed(returned(Q1, {"training.fire_safety.listed": 5}))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, limits[1]))
    try:
        said = refused(lambda: record(database, other, "2014-07-05"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert said.startswith(f"The history {path} cannot be written (")
    assert len(recorded_runs(open_history(str(path)))) == 1
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
