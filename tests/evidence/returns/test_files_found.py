"""Which files the paths stand for, and the names they are shown by."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.nouns.policy.pack import Pack
from engine.nouns.policy.vocabulary import AuditTerm
from evidence.files.sources import find_sources
from evidence.nouns.returns import ReturnsRead
from evidence.reading import read_returns

AUDIT = AuditTerm("section11", "Section 11 audit")


def touched(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    return path


def names(*paths: Path) -> list[str]:
    return [source.name for source in find_sources(paths, AUDIT)[0]]


def test_folders_are_gone_through_to_any_depth(tmp_path: Path) -> None:
    for name in (
        "orwell.xlsx",
        "old/deep/orwell Q1.xlsm",
        "gipping/dashboard.csv",
        "gipping/organisation.CSV",
        "gipping/Section 11.txt",
        "gipping/notes.txt",
        ".git/x.xlsx",
        "~$orwell.xlsx",
        "desktop.ini",
    ):
        touched(tmp_path / name)
    sources, faults = find_sources([tmp_path], AUDIT)
    assert faults == ()
    assert [(source.name, [file.name for file in source.csv_files]) for source in sources] == [
        ("gipping", ["Section 11.txt", "dashboard.csv", "organisation.CSV"]),
        ("gipping/notes.txt", []),
        ("old/deep/orwell Q1.xlsm", []),
        ("orwell.xlsx", []),
    ]


def test_a_file_and_a_folder_of_csv_given_themselves(tmp_path: Path) -> None:
    touched(tmp_path / "gipping" / "dashboard.csv")
    touched(tmp_path / "orwell.xlsx")
    assert names(tmp_path / "gipping", tmp_path / "orwell.xlsx") == ["gipping", "orwell.xlsx"]


def test_a_file_reached_twice_counts_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = touched(tmp_path / "q2" / "orwell.xlsx")
    monkeypatch.chdir(tmp_path)
    assert names(file, tmp_path, Path("q2/orwell.xlsx"), tmp_path / "q2") == ["q2/orwell.xlsx"]


def test_a_folder_linked_into_itself_is_entered_once(tmp_path: Path) -> None:
    touched(tmp_path / "orwell.xlsx")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert names(tmp_path) == ["orwell.xlsx"]


def test_different_files_of_one_name_can_be_told_apart(tmp_path: Path) -> None:
    paths = [touched(tmp_path / folder / "return.xlsx") for folder in ("q1/a", "q2/a", "q2/b")]
    assert names(*paths) == ["b/return.xlsx", "q1/a/return.xlsx", "q2/a/return.xlsx"]
    assert names(tmp_path / "q1", tmp_path / "q2") == [
        "b/return.xlsx",
        "q1/a/return.xlsx",
        "q2/a/return.xlsx",
    ]


def test_files_that_differ_only_in_an_nhs_number_can_be_told_apart(tmp_path: Path) -> None:
    for number in ("9434765919", "943 476 5919"):
        touched(tmp_path / f"child {number}.xlsx")
    shown = "child [what looks like an NHS number].xlsx"
    assert names(tmp_path) == [shown, f"{shown} (2)"]


def test_names_that_are_no_text_are_shown_as_text(tmp_path: Path) -> None:
    touched(tmp_path / "caf\udce9.xlsx")
    assert names(tmp_path) == ["caf?.xlsx"]


def test_progress_is_told_of_each_file(
    tmp_path: Path, returned: Callable[..., Path], csv_folder: Callable[..., Path], pack: Pack
) -> None:
    returned("b.xlsx")
    returned("c.xlsx")
    csv_folder("a")
    told: list[tuple[str, int, int]] = []
    read_returns([tmp_path], pack, lambda *args: told.append(args))
    assert told == [("a", 1, 3), ("b.xlsx", 2, 3), ("c.xlsx", 3, 3)]


def test_nothing_asked_for_is_nothing_read(pack: Pack) -> None:
    assert read_returns([], pack) == ReturnsRead(())
