"""Parts: whether two workbooks differ in what they hold, or only in how they are packed."""

from __future__ import annotations

import io
import zipfile


def same_parts(recorded: bytes, now: bytes) -> bool:
    """Whether two archives hold the same files with the same bytes, however compressed."""
    try:
        first, second = (zipfile.ZipFile(io.BytesIO(content)) for content in (recorded, now))
        with first, second:
            # Equal sizes first: what a hostile archive unpacks to stays as large as ours.
            return [(zip_info.filename, zip_info.file_size) for zip_info in first.infolist()] == [
                (zip_info.filename, zip_info.file_size) for zip_info in second.infolist()
            ] and all(first.read(name) == second.read(name) for name in first.namelist())
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError):
        return False
