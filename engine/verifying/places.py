"""Places: where a file is, given relative to the manifest's folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath


@dataclass(frozen=True, slots=True)
class Places:
    """Tells places from a folder; to others than those who hold the returns, near ones only."""

    folder: Path
    """The manifest's own folder, resolved."""
    near_only: bool
    """Whether to tell only what stands in that folder or in one above it: the way down to
    anything further off may name people and machines."""
    roots: tuple[Path, ...] = ()
    """The files and folders given to the run, resolved: what is under a near one is near."""

    def recorded_place(self, path: Path) -> str | None:
        """``../returns/a.xlsx``; None where there is no such way, or it may not be shown."""
        whole = path.resolve()
        if self.near_only:
            root = next((root for root in self.roots if whole.is_relative_to(root)), whole)
            if not (self.folder.is_relative_to(root.parent) or root.is_relative_to(self.folder)):
                return None
        return relative(whole, self.folder)

    @property
    def folder_around(self) -> Path:
        """The folder that holds the manifest's own, in which its run's other things may stand;
        its own where only the root of a disk is above it."""
        around = self.folder.parent
        return around if around != around.parent else self.folder

    def path_at(self, place: str) -> Path:
        """Where a recorded place is now."""
        return self.folder.joinpath(*PurePosixPath(place).parts)


def relative(path: PurePath, folder: PurePath) -> str | None:
    """The way from a folder to a path, both absolute; None where they share no root."""
    if path.anchor != folder.anchor:
        return None
    shared = 0
    for here, there in zip(path.parts, folder.parts, strict=False):
        if here != there:
            break
        shared += 1
    up = len(folder.parts) - shared
    parts = [".."] * up + list(path.parts[shared:])
    return "/".join(parts) or "."
