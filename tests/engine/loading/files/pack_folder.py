"""A pack's files, written into a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def written_into(folder: Path, files: Mapping[str, str]) -> Path:
    """The folder, with the text of each file by its name below it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
