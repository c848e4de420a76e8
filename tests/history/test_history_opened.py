"""A history that cannot be used ends with words, and nothing is made or changed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text, update

from history import CannotUseHistory, open_history, recorded_runs
from history.tables import ABOUT


def refused(where: str, make: bool = True) -> str:
    with pytest.raises(CannotUseHistory) as error:
        open_history(where, make)
    return str(error.value)


def test_a_history_is_made_where_it_is_not(where: str) -> None:
    assert recorded_runs(open_history(where)) == ()
    assert recorded_runs(open_history(where, make=False)) == ()


def test_to_show_one_none_is_made(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    assert refused(str(path), make=False) == f"There is no history at {path}. Check the name."
    path.touch()
    assert refused(str(path), make=False) == f"{path} holds no history yet. Check the name."
    assert path.read_bytes() == b""


def test_a_later_history_is_left_alone(where: str) -> None:
    database = open_history(where)
    with database.writing() as connection:
        connection.execute(update(ABOUT).values(value="3"))
    said = refused(where)
    assert said.startswith(f"The history {database.name} was made by a later Clausewise")
    assert said.endswith(
        "(its tables have version 3; this one knows 2). Use that Clausewise, or begin another "
        "history."
    )


def test_another_programs_database_is_left_alone(where: str) -> None:
    database = open_history(where)
    with database.writing() as connection:
        connection.execute(text("ALTER TABLE clausewise_history RENAME TO accounts"))
    assert refused(where) == (
        f"{database.name} is another program's database (it holds accounts, clausewise_checksum, "
        "clausewise_figure). Give a file or a database of its own to the history."
    )


def test_a_table_that_is_missing_is_said(where: str) -> None:
    database = open_history(where)
    with database.writing() as connection:
        connection.execute(text("DROP TABLE clausewise_figure"))
    assert "is damaged: the table clausewise_figure is missing" in refused(where)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "matrix.html"
    path.write_text("<html>" * 1000, "utf-8")
    assert refused(str(path)) == (
        f"The history {path} cannot be read (file is not a database). Check that it is a history "
        "of Clausewise, that you may write to it and that nothing else holds it locked."
    )
    assert path.read_text("utf-8") == "<html>" * 1000


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("{}", "is a folder, and the history is one file."),
        ("{}/none/history.db", "is not there, so the history history.db cannot be made in it."),
        ("sqlite://", "names no file, so nothing would be kept."),
        ("sqlite:///:memory:", "names no file, so nothing would be kept."),
        ("://", "is neither a file nor the URL of a database."),
        ("", "The history has no name."),
        ("x" * 300, "cannot be opened (File name too long)"),
        ("postgresql://nurse:hunter2@host:port/name", "What was given is neither a file nor"),
        ("sqlite:///{}/h.db?check_same_thread=x", "is neither a file nor the URL of a database."),
        ("/dev/null", "/dev/null is a device or a pipe, and the history is a file."),
        ("oracle8://nurse@host/name", "has no driver for “oracle8”"),
    ],
)
def test_a_place_that_cannot_be_used(tmp_path: Path, where: str, said: str) -> None:
    assert said in refused(where.format(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_password_is_not_repeated() -> None:
    said = refused("postgresql://nurse:hunter2@127.0.0.1:1/assurance")
    assert said.startswith("The history postgresql+psycopg://nurse:***@127.0.0.1:1/assurance")
    assert "hunter2" not in said


def test_a_file_that_another_program_is_writing_is_said_to_be_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("history.database._WAIT", 0)
    path = tmp_path / "history.db"
    open_history(str(path))
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "(database is locked)" in refused(str(path))
    other.close()
