"""Whether a folder lies on a network drive, on which SQLite loses what it was given."""

from __future__ import annotations

import sys
from pathlib import Path

from web.config import ConfigUnusable

MOUNTS = Path("/proc/mounts")
_OVER_A_NETWORK = frozenset({"afs", "cifs", "fuse.sshfs", "nfs", "nfs4", "smb3", "smbfs", "ncpfs"})
_REMOTE = 4
"""What Windows says of a drive that another computer has."""


def refuse_network_drive(folder: Path) -> None:
    """Raises ConfigUnusable where a folder is known to lie on a network drive."""
    if is_remote(folder.resolve()):
        raise ConfigUnusable(
            f"The folder {folder} lies on a network drive, which the database does not bear: what "
            "is sent could be lost. Give a folder on a disk of this computer, with --data FOLDER."
        )


def is_remote(folder: Path) -> bool:
    """Whether a folder is known to lie on a network drive; False where nothing tells."""
    if sys.platform == "win32":
        import ctypes

        drive = folder.anchor
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive) == _REMOTE
    try:
        return kind_of_mount(folder, MOUNTS.read_text("utf-8", "replace")) in _OVER_A_NETWORK
    except OSError:
        return False


def kind_of_mount(folder: Path, mounts: str) -> str:
    """The kind of file system that a folder lies on, as ``/proc/mounts`` has it; empty where no
    line is about it."""
    found = {Path(""): ""}
    for line in mounts.splitlines():
        _, where, kind, *_ = [*line.split(), "", "", ""]
        place = Path(where.replace("\\040", " "))
        if folder.is_relative_to(place):
            found[place] = kind
    return found[max(found, key=lambda place: len(place.parts))]
