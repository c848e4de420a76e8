"""A folder on a network drive is refused before a database is made there."""

from __future__ import annotations

from pathlib import Path

import pytest

from web.config import ConfigUnusable
from web.serving import drives
from web.serving.drives import is_remote, kind_of_mount, refuse_network_drive

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
//server/share /mnt/our\\040drive cifs rw 0 0
server:/staff /staff nfs4 rw 0 0
/dev/sdb1 /staff/local ext4 rw 0 0
"""


def test_the_nearest_mount_above_a_folder_tells_its_kind() -> None:
    kinds = {
        "/srv/clausewise": "ext4",
        "/mnt/our drive/clausewise": "cifs",
        "/staff/nurse/Clausewise": "nfs4",
        "/staff/local/Clausewise": "ext4",
        "/staffs": "ext4",
    }
    assert {path: kind_of_mount(Path(path), MOUNTS) for path in kinds} == kinds
    assert kind_of_mount(Path("/srv"), "") == ""


def test_a_folder_on_a_network_drive_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_network_drive(tmp_path)
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/staff {tmp_path.resolve()} nfs rw 0 0\n", "utf-8")
    monkeypatch.setattr(drives, "MOUNTS", mounts)
    with pytest.raises(ConfigUnusable, match="lies on a network drive"):
        refuse_network_drive(tmp_path / "data")
    monkeypatch.setattr(drives, "MOUNTS", tmp_path / "none")
    assert not is_remote(tmp_path)
