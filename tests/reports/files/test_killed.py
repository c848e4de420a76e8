"""Outputs change all at once: a run ended at any change leaves the old whole or the new whole."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reports.files import CannotWrite, disk, write_file, write_made, write_several
from reports.own_forms import ASSET
from tests.reports.files.killing import CHANGES, Killed, ending, public_changes, tree


def page(words: str) -> bytes:
    return f'<!doctype html><html><meta name="generator" content="Clausewise page">{words}'.encode()


def outputs(run: str, *organisations: str) -> dict[str, bytes]:
    """What a run writes, in small."""
    return {
        "matrix.csv": f"organisation,clause,verdict,found\n{run}\n".encode(),
        "pages/style.css": f"{ASSET}a style. */\n{run}".encode(),
        **{f"pages/org/{name}.html": page(f"{run}: {name}") for name in organisations},
        "index.html": page(run),
    }


OLD, NEW = outputs("old", "RQA", "RQB"), outputs("new", "RQA")
OTHERS = {"notes.docx": "mine", "letters/one.txt": "mine too", "pages/org/mine.txt": "and this"}
Way = Callable[[pytest.MonkeyPatch, Path], None]


def at_once(patch: pytest.MonkeyPatch, out: Path) -> None:
    """By one change of folders, as Linux has it."""


def by_two(patch: pytest.MonkeyPatch, out: Path) -> None:
    """By two names given one after the other, as elsewhere."""
    patch.setattr(disk, "exchange", lambda path, other: False)


def file_by_file(patch: pytest.MonkeyPatch, out: Path) -> None:
    """Where somebody stands in the folder."""
    patch.chdir(out)


def laid(home: Path) -> Path:
    """A folder with the outputs of an old run, and with what is not Clausewise's."""
    out = home / "out"
    write_made(OLD.items(), out)
    for name, words in OTHERS.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(words)
    (out / "latest").symlink_to("notes.docx")
    (out / "later").mkdir()
    return out


def expected(run: Mapping[str, bytes]) -> dict[str, str]:
    others = {**OTHERS, "latest": "-> notes.docx", "later": "(empty)"}
    return {**{name: content.decode() for name, content in run.items()}, **others}


def changes_of(way: Way, home: Path) -> int:
    """How many changes a run makes that is not ended."""
    out = laid(home / "whole")
    with pytest.MonkeyPatch.context() as patch, ending() as run:
        way(patch, out)
        write_made(NEW.items(), out)
    assert tree(out) == expected(NEW)
    assert [path.name for path in out.parent.iterdir()] == ["out"]
    return run.made


def test_every_change_on_the_disk_is_one_that_a_run_can_be_ended_at() -> None:
    assert public_changes() == set(CHANGES)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("way", "torn"),
    [
        (at_once, True),
        *(
            pytest.param(way, torn, marks=pytest.mark.slow)
            for way in (at_once, by_two, file_by_file)
            for torn in (False, True)
            if (way, torn) != (at_once, True)
        ),
    ],
)
def test_a_run_ended_at_any_change_leaves_the_old_or_the_new_and_the_next_is_whole(
    way: Way, torn: bool, tmp_path: Path
) -> None:
    seen = set()
    for at in range(1, changes_of(way, tmp_path) + 1):
        home = tmp_path / f"{at}"
        out = laid(home)
        with pytest.MonkeyPatch.context() as patch:
            way(patch, out)
            with pytest.raises(Killed), ending(at, torn):
                write_made(NEW.items(), out)
            left = {name: words for name, words in tree(home).items() if ".clausewise-" not in name}
            found = [
                which
                for which, run in (("old", OLD), ("new", NEW))
                if left == {f"out/{name}": words for name, words in expected(run).items()}
            ]
            if way is at_once:
                assert len(found) == 1, (at, left)
            seen.update(found)
        with pytest.raises(CannotWrite, match="a run that fails"):
            write_made(failing(), out)
        assert tree(out) in (expected(OLD), expected(NEW)), at
        assert [path.name for path in home.iterdir()] == ["out"]
        write_made(NEW.items(), out)
        assert tree(home) == {f"out/{name}": words for name, words in expected(NEW).items()}
        shutil.rmtree(home)
    assert seen == {"old", "new"}


def failing():  # type: ignore[no-untyped-def]
    """Outputs of which one cannot be made."""
    yield "matrix.csv", NEW["matrix.csv"]
    raise CannotWrite("a run that fails")


@pytest.mark.slow
@pytest.mark.parametrize("way", [at_once, by_two, file_by_file])
def test_a_change_that_fails_is_told_and_leaves_the_old_whole_or_the_new(
    way: Way, tmp_path: Path
) -> None:
    for at in range(1, changes_of(way, tmp_path) + 1):
        home = tmp_path / f"{at}"
        out = laid(home)
        with pytest.MonkeyPatch.context() as patch:
            way(patch, out)
            refused = ""
            try:
                with ending(at, error=OSError(28, "No space left on device")):
                    write_made(NEW.items(), out)
            except CannotWrite as error:
                refused = error.message
        left = {name: words for name, words in tree(out).items() if ".clausewise-" not in name}
        assert left == expected(OLD if refused else NEW), at
        assert not refused or "No space left on device" in refused
        write_made(NEW.items(), out)
        assert tree(home) == {f"out/{name}": words for name, words in expected(NEW).items()}
        shutil.rmtree(home)


def test_a_first_run_ended_at_any_change_leaves_nothing_or_everything(tmp_path: Path) -> None:
    with ending() as run:
        write_made(NEW.items(), tmp_path / "whole")
    for at in range(1, run.made + 1):
        out = tmp_path / f"{at}" / "deep" / "out"
        with pytest.raises(Killed), ending(at):
            write_made(NEW.items(), out)
        assert not out.exists() or tree(out) == {n: c.decode() for n, c in NEW.items()}
        write_made(OLD.items(), out)
        assert tree(out.parent) == {f"out/{n}": c.decode() for n, c in OLD.items()}


@pytest.mark.parametrize("torn", [False, True])
def test_a_single_file_is_the_old_or_the_new(torn: bool, tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    write_file(path, page("old"))
    with ending() as run:
        write_file(path, page("new"))
    for at in range(1, run.made + 1):
        write_file(path, page("old"))
        with pytest.raises(Killed), ending(at, torn):
            write_file(path, page("new"))
        assert path.read_bytes() in (page("old"), page("new"))
        write_file(path, page("later"))
        assert tree(tmp_path) == {"index.html": page("later").decode()}


def test_packs_in_a_folder_and_an_archive_are_written_whole(tmp_path: Path) -> None:
    for out in (tmp_path / "packs", tmp_path / "packs.zip"):
        with ending() as run:
            write_several(NEW, out)
        assert run.made > 5
        (shutil.rmtree if out.is_dir() else Path.unlink)(out)
        for at in range(1, run.made + 1):
            with pytest.raises(Killed), ending(at):
                write_several(NEW, out)
            write_several(NEW, out)
            assert [path.name for path in tmp_path.iterdir()] == [out.name]
            (shutil.rmtree if out.is_dir() else Path.unlink)(out)


def test_runs_at_one_instant_leave_one_of_them_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    runs = [outputs(f"run {n}", f"RQ{n}") for n in range(4)]
    for _ in range(4):
        starting = threading.Barrier(len(runs))

        def write(run: dict[str, bytes], starting: threading.Barrier = starting) -> None:
            starting.wait()
            write_made(run.items(), out)

        writers = [threading.Thread(target=write, args=(run,)) for run in runs]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert tree(out) in [{n: c.decode() for n, c in run.items()} for run in runs]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
