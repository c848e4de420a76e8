"""How long a workbook takes to read, and how much memory, by each way of reading it.

Run from the repository's root: ``python -m benchmarks.bench_readers WORKBOOK`` or with no
workbook for a made register of 200,000 rows. Each way runs in a process of its own; printed are
the seconds of processor time, the peak of memory in MB and the cells that were told.
"""

from __future__ import annotations

import datetime as dt
import io
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

ROWS = 200_000


def ours(data: bytes) -> int:
    from evidence.grids.xlsx.workbook import open_workbook
    from evidence.nouns.grid import Layout

    with open_workbook(data) as sheets:
        return sum(len(row.cells) for sheet in sheets for row in sheet.rows(Layout()))


def openpyxl_values(data: bytes, data_only: bool = True) -> int:
    import openpyxl

    book = openpyxl.load_workbook(
        io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False
    )
    return sum(
        value is not None
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
        for value in row
    )


def openpyxl_twice(data: bytes) -> int:
    openpyxl_values(data, data_only=False)
    return openpyxl_values(data)


WAYS: dict[str, Callable[[bytes], int]] = {
    "ours": ours,
    "openpyxl, values": openpyxl_values,
    "openpyxl, values and formulas": openpyxl_twice,
}


def made(path: Path) -> None:
    """A training register with texts, whole numbers, days and fractions."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("training")
        for row in range(ROWS):
            done = dt.datetime(2014, 1, 1) + dt.timedelta(days=row % 300)
            sheet.write_row(row, 0, (f"E{row}", "Nurses", "safeguarding", 3, 2 + row % 2))
            sheet.write_datetime(row, 5, done, day)
            sheet.write_row(row, 6, (row / 7, 0.5))


def main() -> None:
    if sys.argv[1:2] == ["--make"]:
        made(Path(sys.argv[2]))
        return
    if sys.argv[1:2] == ["--one"]:
        data = Path(sys.argv[3]).read_bytes()
        start = time.process_time()
        cells = WAYS[sys.argv[2]](data)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{time.process_time() - start:7.2f} s {peak:5} MB {cells:9,} cells")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[1]) if sys.argv[1:] else Path(folder) / "register.xlsx"
        if not sys.argv[1:]:
            # In a process of its own, since a child's peak counts from its parent's.
            subprocess.run(
                [sys.executable, "-m", "benchmarks.bench_readers", "--make", str(path)], check=True
            )
        print(f"{path.name}, {path.stat().st_size:,} bytes")
        for way in WAYS:
            command = [sys.executable, "-m", "benchmarks.bench_readers", "--one", way, str(path)]
            ran = subprocess.run(command, capture_output=True, text=True, check=True)
            print(f"{way:30}", ran.stdout.strip())


if __name__ == "__main__":
    main()
