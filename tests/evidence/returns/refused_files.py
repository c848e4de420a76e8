"""What is said of files and archives that are refused."""

from __future__ import annotations

import io
import zipfile

EXPECTED = "a workbook (xlsx, xlsm, xls or ods), or a folder of CSV files with one table in each"
MEND = "Open it in Excel, let Excel repair it, save a new copy and send that."


def zipped(**parts: bytes) -> bytes:
    """An archive; two underscores in a part's name stand for a slash."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return target.getvalue()
