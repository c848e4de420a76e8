"""The disk around outputs: full, gone, of odd names, with a trap laid in it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reports.files import CannotWrite, write_file, write_made
from reports.files.staging import area_in
from reports.own_forms import ASSET
from tests.reports.files.killing import tree

OLD = {"pages/style.css": f"{ASSET}a style. */\nold".encode(), "a.csv": b"one heading, and another"}
NEW = {"pages/style.css": f"{ASSET}a style. */\nnew".encode() * 9_000, "a.csv": OLD["a.csv"]}


def words(run: dict[str, bytes]) -> dict[str, str]:
    return {name: content.decode() for name, content in run.items()}


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """The system lets this process write no longer file, as on a disk that is full."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_where_there_is_no_room_the_old_stays_whole(tmp_path: Path) -> None:
    out, file = tmp_path / "out", tmp_path / "index.html"
    write_made(OLD.items(), out)
    page = b'<html><meta name="generator" content="Clausewise page">'
    write_file(file, page)
    with no_file_longer_than(50_000):
        with pytest.raises(CannotWrite, match=r"has no room .*File too large.* Make room on the"):
            write_made(NEW.items(), out)
        with pytest.raises(CannotWrite, match="has no room"):
            write_file(file, page + b"x" * 60_000)
    assert tree(out) == words(OLD)
    assert file.read_bytes() == page
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.html", "out"]


@pytest.mark.parametrize("gone", ["out", "."])
def test_a_folder_that_vanishes_while_it_is_written(tmp_path: Path, gone: str) -> None:
    home = tmp_path / "home"
    write_made(OLD.items(), home / "out")

    def contents() -> Iterator[tuple[str, bytes]]:
        yield "pages/style.css", NEW["pages/style.css"]
        shutil.rmtree(home / gone)
        yield "a.csv", NEW["a.csv"]

    if gone == "out":
        write_made(contents(), home / "out")
        assert tree(home / "out") == words(NEW)
        assert [path.name for path in home.iterdir()] == ["out"]
    else:
        with pytest.raises(CannotWrite, match="Nothing can be written into the folder"):
            write_made(contents(), home / "out")
        assert not home.exists()


def test_nothing_is_written_through_a_link_that_somebody_laid(tmp_path: Path) -> None:
    home, trap = tmp_path / "home", tmp_path / "trap"
    home.mkdir()
    trap.mkdir()
    (trap / "draft").mkdir()
    area_in(home, home / "out").folder.symlink_to(trap)
    with pytest.raises(CannotWrite, match="Nothing can be written into the folder"):
        write_made(NEW.items(), home / "out")
    assert tree(trap) == {"draft": "(empty)"}
    area_in(home, home / "out").folder.unlink()
    write_made(OLD.items(), home / "out")
    shutil.rmtree(home / "out" / "pages")
    (home / "out" / "pages").symlink_to(trap)
    with pytest.raises(CannotWrite, match="pages is a link, and the reports need a folder there"):
        write_made(NEW.items(), home / "out")
    assert tree(trap) == {"draft": "(empty)"}
    (home / "out" / "pages").unlink()
    (home / "out" / "a.csv").unlink()
    (home / "out" / "a.csv").symlink_to(trap / "aim.csv")
    write_made(NEW.items(), home / "out")
    assert tree(trap) == {"draft": "(empty)"}
    assert tree(home / "out") == words(NEW)


def test_a_folder_by_another_name_is_written_where_the_link_leads(tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    (tmp_path / "latest").symlink_to("first")
    write_made(OLD.items(), tmp_path / "latest")
    assert tree(tmp_path / "first") == words(OLD)
    assert (tmp_path / "latest").is_symlink()
    (tmp_path / "circle").symlink_to("circle")
    with pytest.raises(CannotWrite, match="circle"):
        write_made(OLD.items(), tmp_path / "circle")


ODD = ["x" * 255, "two\nlines", "\u202etxt.exe", "é" * 127, " ", "-rf", "a'b\"c", "..." + "x"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take fewer names")
@pytest.mark.parametrize("name", [*ODD, os.fsdecode(b"\xff\xfe"), "%s"])
def test_folders_and_files_of_odd_names(tmp_path: Path, name: str) -> None:
    for _ in range(2):
        write_made(NEW.items(), tmp_path / name)
        assert tree(tmp_path / name) == words(NEW)
    write_file(tmp_path / name / name, b"one heading, and another")
    assert (tmp_path / name / name).read_bytes() == b"one heading, and another"
    with pytest.raises(CannotWrite, match=r"cannot be|can be written"):
        write_made(NEW.items(), tmp_path / ("y" * 256))


def test_a_disk_that_knows_no_second_names_is_written_file_by_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path, to: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    write_made(OLD.items(), tmp_path / "out")
    (tmp_path / "out" / "mine.txt").write_text("mine")
    monkeypatch.setattr("reports.files.disk.link", refused)
    write_made(NEW.items(), tmp_path / "out")
    assert tree(tmp_path) == {
        **{f"out/{name}": text for name, text in words(NEW).items()},
        "out/mine.txt": "mine",
    }
