"""How long a training register takes, and how much memory, beside the library underneath.

Run from the repository's root: ``make bench ONLY=registers``. At the size ``large`` it makes a
register of 1,500,000 lines as CSV and as Parquet, and one of 200,000 rows as xlsx, and reads each
in several ways, each in a process of its own.
"""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from benchmarks.harness.process import function
from benchmarks.harness.tables import Section, megabytes, seconds
from engine.loading import load_pack
from engine.nouns.policy.pack import Pack
from evidence.nouns.returns import ReturnsRead
from evidence.reading import read_returns

LINES, ROWS = 1_500_000, 200_000
HEADS = (
    "staff_ref",
    "staff_group",
    "framework",
    "required_level",
    "achieved_level",
    "completed_on",
)


def pandas_as_text(path: Path) -> int:
    import pandas as pd

    return len(pd.read_csv(path, dtype=str))


def pandas_told_apart(path: Path) -> int:
    """The texts of each column once, and which of them each line has: what a register is."""
    import pandas as pd

    frame = pd.read_csv(path, dtype=object, na_filter=False)
    return max(len(pd.factorize(frame[name].to_numpy())[0]) for name in frame)


def pandas_by_guess(path: Path) -> int:
    import pandas as pd

    return len(pd.read_csv(path))


def pyarrow_alone(path: Path) -> int:
    import pyarrow.parquet as pq

    batches = pq.ParquetFile(path).iter_batches()
    return sum(batch.num_rows for batch in batches)


def pyarrow_told_apart(path: Path) -> int:
    import pyarrow.parquet as pq

    table = pq.read_table(path, use_threads=False)
    for name in table.column_names:
        table[name].dictionary_encode().combine_chunks().dictionary.to_pylist()
    return int(table.num_rows)


def openpyxl_alone(path: Path) -> int:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return sum(1 for _ in book["training"].iter_rows(values_only=True))


def ours_to_codes(path: Path) -> int:
    """The folder of a whole return read, its SHA-256 and all its faults with it."""
    return len(_reading(path).returns[0].register.rows)


def ours_to_facts(path: Path) -> int:
    """The same, and every fact of the register by level and by staff group."""
    from evidence.nouns.yardstick import Yardstick
    from evidence.submissions import submissions

    reading = _reading(path)
    values = {
        "training_refresh_months": 36.0,
        "figures_tolerance": 5.0,
        "wte_of_one_person": 1.5,
        "wte_of_a_token": 0.02,
    }
    judged = Yardstick(lambda quarter: quarter.last_day, lambda name, *_: values[name])
    found, _ = submissions(reading, _pack(), judged)
    assert found[0].facts["training.safeguarding.level_1.percent"].value is not None
    return len(reading.returns[0].register.rows)


@cache
def _pack() -> Pack:
    return load_pack(Path("rules") / "suffolk-safeguarding-children-2013")


def _reading(path: Path) -> ReturnsRead:
    return read_returns([path if path.suffix == ".xlsx" else path.parent], _pack())


WAYS: dict[str, tuple[Callable[[Path], int], str]] = {
    "pandas, every cell as text": (pandas_as_text, "csv"),
    "pandas, text told apart": (pandas_told_apart, "csv"),
    "pandas, kinds guessed": (pandas_by_guess, "csv"),
    "ours, CSV to codes": (ours_to_codes, "csv"),
    "ours, CSV to facts": (ours_to_facts, "csv"),
    "pyarrow alone": (pyarrow_alone, "parquet"),
    "pyarrow, text told apart": (pyarrow_told_apart, "parquet"),
    "ours, quoted CSV to codes": (ours_to_codes, "quoted"),
    "ours, CSV of 2354891-10": (ours_to_codes, "dashes"),
    "ours, Parquet to codes": (ours_to_codes, "parquet"),
    "ours, Parquet to facts": (ours_to_facts, "parquet"),
    "openpyxl alone": (openpyxl_alone, "xlsx"),
    "ours, xlsx to codes": (ours_to_codes, "xlsx"),
    "ours, xlsx to facts": (ours_to_facts, "xlsx"),
}
"""Each way of reading, and the folder of the file that it reads."""
ENDINGS = {"quoted": "csv", "dashes": "csv"}
"""How files end that are not called as their folder is."""


def made(folder: Path, lines: int, rows: int) -> None:
    """The registers: half as many staff as lines, 40 staff groups, two frameworks, 4 levels."""
    import numpy as np
    import pandas as pd

    chance = np.random.default_rng(20140930)
    groups = np.array([f"Staff group {n}" for n in range(40)])
    frameworks = np.array(["safeguarding", "looked_after_children"])
    days = pd.date_range("2011-09-30", periods=840).strftime("%d/%m/%Y").to_numpy()
    frame = pd.DataFrame(
        {
            "staff_ref": [f"E{n}" for n in chance.integers(0, lines // 2, lines)],
            "staff_group": groups[chance.integers(0, 40, lines)],
            "framework": frameworks[chance.integers(0, 2, lines)],
            "required_level": chance.integers(1, 5, lines),
            "achieved_level": chance.integers(1, 5, lines),
            "completed_on": days[chance.integers(0, 840, lines)],
        }
    )
    said = {"code": "RZ1", "name": "A trust", "kind": "provider", "period": "2014-15 Q2"}
    for kind in ("csv", "parquet", "quoted", "dashes"):
        (folder / kind).mkdir()
        text = "".join(f"{field},{value}\n" for field, value in said.items())
        (folder / kind / "organisation.csv").write_text(f"field,value\n{text}", "utf-8")
    frame.to_csv(folder / "csv" / "training.csv", index=False)
    frame.to_csv(folder / "quoted" / "training.csv", index=False, quoting=csv.QUOTE_ALL)
    numbered = frame.staff_ref.str[1:].str.zfill(7) + "-10"
    changed = frame.assign(staff_ref=numbered)
    changed.to_csv(folder / "dashes" / "training.csv", index=False)
    frame.to_parquet(folder / "parquet" / "training.parquet", index=False)
    (folder / "xlsx").mkdir()
    _workbook(folder / "xlsx" / "training.xlsx", said, rows)


def _workbook(path: Path, said: dict[str, str], rows: int) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        organisation = book.add_worksheet("organisation")
        for row, line in enumerate([("field", "value"), *said.items()]):
            organisation.write_row(row, 0, line)
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("training")
        sheet.write_row(0, 0, HEADS)
        for row in range(1, rows + 1):
            level = 1 + row % 4
            line = (f"E{row}", f"Staff group {row % 40}", "safeguarding", level, level)
            sheet.write_row(row, 0, line)
            sheet.write_datetime(row, 5, dt.datetime(2011, 9, 30) + dt.timedelta(row % 840), day)


SIZES = {"small": (100_000, 20_000), "medium": (500_000, 100_000), "large": (LINES, ROWS)}
"""How many lines the text files have, and how many rows the workbook."""


def measure(size: str) -> Section:
    """The table of the ways of reading."""
    lines, rows = SIZES[size]
    found = []
    with tempfile.TemporaryDirectory() as folder:
        function(__name__, "make", folder, lines, rows)
        for way, (_, kind) in WAYS.items():
            path = Path(folder) / kind / f"training.{ENDINGS.get(kind, kind)}"
            read = function(__name__, "read", way, str(path))
            cells = (f"{read.value['lines']:,}", f"{path.stat().st_size / 1e6:.0f} MB")
            found.append((way, *cells, seconds(read.value["cpu"]), megabytes(read.peak)))
    heading = ("a register", "lines", "file", "processor", "memory")
    return Section("registers", heading, found, ("pandas", "pyarrow", "openpyxl", "lxml"))


def make(folder: str, lines: int, rows: int) -> None:
    """Make the registers below a folder."""
    made(Path(folder), lines, rows)


def read(way: str, path: str) -> dict[str, float]:
    """What one way of reading takes, its imports with it, and how many lines it read."""
    _pack()
    began = time.process_time()
    lines = WAYS[way][0](Path(path))
    return {"cpu": time.process_time() - began, "lines": lines}
