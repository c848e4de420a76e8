"""Backups hold all that can be had, say what is damaged, and come to their place at once."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from clausewise.errors import BackupUnusable
from clausewise.use_cases.backups import archive as backups
from clausewise.use_cases.backups.archive import back_up, restore
from tests.fuzz.commands.sites import KEPT, SECRET, contents, lay_site

Clausewise = Callable[..., Result]
FIRST = hashlib.sha256(KEPT[0]).hexdigest()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    lay_site(tmp_path / "site")
    return tmp_path / "site"


def without_secret(site: Path) -> dict[str, object]:
    return {name: held for name, held in contents(site).items() if name != "secret.txt"}


def test_what_was_backed_up_is_restored_beside_the_secret_of_the_place(
    site: Path, tmp_path: Path
) -> None:
    made = back_up(site, tmp_path / "backup.zip")
    place = tmp_path / "place"
    place.mkdir()
    (place / "secret.txt").write_text(f"another than {SECRET}")
    assert restore(tmp_path / "backup.zip", place) == made
    assert without_secret(place) == without_secret(site)
    assert (place / "secret.txt").read_text() == f"another than {SECRET}"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.zip", "place", "site"]


def test_a_file_that_is_no_longer_what_was_kept_is_named_and_backed_up_as_it_is(
    site: Path, tmp_path: Path, clausewise: Clausewise
) -> None:
    damaged = f"files/{FIRST[:2]}/{FIRST}"
    (site / damaged).write_bytes(b"rust")
    made = clausewise("backup", tmp_path / "backup.zip", "--data", site)
    assert (made.exit_code, made.output.splitlines()[2:]) == (
        1,
        [
            "These files in the data are damaged: they are no longer what was kept. They are "
            "backed up as they are. Keep your earlier backups, and have the disk looked at:",
            f"  {damaged}",
        ],
    )
    restored = clausewise("restore", tmp_path / "backup.zip", "--data", tmp_path / "again")
    assert restored.exit_code == 0
    assert without_secret(tmp_path / "again") == without_secret(site)


def test_files_of_before_1980_are_backed_up(site: Path, tmp_path: Path) -> None:
    for path in site.rglob("*"):
        os.utime(path, (0, 0))
    assert back_up(site, tmp_path / "backup.zip").files == len(KEPT) + 2


def test_a_file_that_is_forgotten_while_it_is_backed_up_is_left_out(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = backups._files

    def and_then_forgotten(folder: Path) -> list[Path]:
        found = [*listed(folder)]
        (site / "files" / FIRST[:2] / FIRST).unlink()
        return found

    monkeypatch.setattr(backups, "_files", and_then_forgotten)
    made = back_up(site, tmp_path / "backup.zip")
    assert made.files == len(KEPT) + 1
    assert restore(tmp_path / "backup.zip", tmp_path / "again") == made


@pytest.mark.parametrize("what", ["file", "link"])
def test_an_archive_is_never_written_over_anything_nor_through_a_link(
    what: str, site: Path, tmp_path: Path
) -> None:
    place = tmp_path / "backup.zip"
    if what == "file":
        place.write_text("mine")
    else:
        place.symlink_to(tmp_path / "elsewhere.zip")
    with pytest.raises(BackupUnusable, match=r"already exists\. Give another name"):
        back_up(site, place)
    assert not (tmp_path / "elsewhere.zip").exists()
    assert place.is_symlink() or place.read_text() == "mine"


def test_a_folder_with_anything_in_it_is_not_restored_into(site: Path, tmp_path: Path) -> None:
    back_up(site, tmp_path / "backup.zip")
    before = contents(site)
    with pytest.raises(BackupUnusable, match="is not empty"):
        restore(tmp_path / "backup.zip", site)
    with pytest.raises(BackupUnusable, match="is no folder"):
        restore(tmp_path / "backup.zip", site / "secret.txt")
    assert contents(site) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no named pipes")
def test_a_pipe_is_neither_restored_nor_taken_for_a_record(
    tmp_path: Path, clausewise: Clausewise
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for words in (("record", "verify", pipe), ("restore", pipe, "--data", tmp_path / "site")):
        said = clausewise(*words)
        assert (said.exit_code, "it is a device or a pipe, not a file" in said.output) == (2, True)
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("what", ["a folder in the data", "the folder for temporary files"])
def test_what_cannot_be_read_or_laid_out_is_said_and_nothing_is_backed_up(
    what: str, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = os.scandir

    def refused(*given: Any, **named: object) -> Any:
        if len(given) != 1 or str(given[0]).startswith(str(site)):
            raise PermissionError(13, "Permission denied", str(site / "files"))
        return really(*given)

    place = (os, "scandir") if what == "a folder in the data" else (tempfile, "mkdtemp")
    with monkeypatch.context() as patch:
        patch.setattr(*place, refused)
        with pytest.raises(BackupUnusable, match=r"Nothing is backed up: .* \(Permission denied\)"):
            back_up(site, tmp_path / "backup.zip")
    assert [path.name for path in tmp_path.glob("*.zip")] == []


def test_where_there_is_no_room_to_lay_a_backup_out_it_is_said(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(site, tmp_path / "backup.zip")

    def full(*given: object, **named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "extract", full)
    with pytest.raises(BackupUnusable, match="has no room for what is restored"):
        restore(tmp_path / "backup.zip", tmp_path / "again")
    assert not (tmp_path / "again").exists()
