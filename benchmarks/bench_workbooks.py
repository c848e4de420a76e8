"""Two hundred small workbooks: read as returns, and merely opened by the libraries beside.

Run from the repository's root: ``make bench ONLY=workbooks``. The workbooks are returns of the
invented country. Each way has a process of its own each round; what it imports is not counted.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.harness.process import Measured, function
from benchmarks.harness.rounds import in_turn
from benchmarks.harness.tables import Section, megabytes, seconds

NUMBER = {"small": 200, "medium": 200, "large": 200}
ROUNDS = {"small": 3, "medium": 5, "large": 7}
OPENPYXL = "openpyxl, read only, values"


def measure(size: str) -> Section:
    """The table of the ways."""
    with tempfile.TemporaryDirectory() as folder:
        written = function(__name__, "write", NUMBER[size], folder).value
        works = {name: partial(_read, name, folder) for name in WAYS}
        found = in_turn(works, OPENPYXL, ROUNDS[size])
    rows = [
        (name, seconds(beside.least.cpu), f"{beside.ratio:.2f}", megabytes(beside.least.peak))
        for name, beside in found.items()
    ]
    heading = (f"{written} workbooks", "processor", "times openpyxl", "memory")
    return Section("workbooks", heading, rows, ("openpyxl", "python-calamine", "lxml", "pandas"))


def _read(name: str, folder: str) -> Measured:
    measured = function(__name__, "read", name, folder)
    return Measured(measured.value["wall"], measured.value["cpu"], measured.peak)


def write(number: int, folder: str) -> int:
    """Write so many workbooks into a folder, of all kinds of organisation; how many."""
    from benchmarks.country.returns import Country
    from examples.writing import save

    made = Country(number, 2, workbooks=1).returns()
    for sent in islice(made, number):
        save(sent, Path(folder))
    return number


def read(name: str, folder: str) -> dict[str, float]:
    """What reading them all takes, after one of them was read to import what is imported."""
    files = sorted(Path(folder).rglob("*.xlsx"))
    work = WAYS[name]()
    work(files[:1])
    wall, cpu = time.perf_counter(), time.process_time()
    work(files)
    return {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}


Work = Callable[[list[Path]], None]


def by_openpyxl() -> Work:
    import openpyxl

    def work(files: list[Path]) -> None:
        for file in files:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            for sheet in book.worksheets:
                for _ in sheet.iter_rows(values_only=True):
                    pass
            book.close()

    return work


def by_calamine() -> Work:
    import python_calamine

    def work(files: list[Path]) -> None:
        for file in files:
            book = python_calamine.CalamineWorkbook.from_path(file)
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python()

    return work


def by_pandas() -> Work:
    import pandas as pd

    def work(files: list[Path]) -> None:
        for file in files:
            pd.read_excel(file, sheet_name=None, header=None)

    return work


def to_cells() -> Work:
    from evidence.grids.xlsx.workbook import open_workbook
    from evidence.nouns.grid import Layout

    def work(files: list[Path]) -> None:
        for file in files:
            with open_workbook(file.read_bytes()) as sheets:
                for sheet in sheets:
                    for _ in sheet.rows(Layout()):
                        pass

    return work


def to_returns() -> Work:
    from engine.loading import load_pack
    from evidence.reading import read_returns

    pack = load_pack(Path("rules") / "suffolk-safeguarding-children-2013")

    def work(files: list[Path]) -> None:
        assert read_returns(files, pack).returns

    return work


def from_kept() -> Work:
    from clausewise.cache import cache_in
    from engine.loading import load_pack
    from evidence.reading import read_returns

    pack = load_pack(Path("rules") / "suffolk-safeguarding-children-2013")
    folder = tempfile.TemporaryDirectory()
    store = cache_in(folder.name)

    def work(files: list[Path]) -> None:
        if len(files) == 1:
            files = sorted(files[0].parent.parent.rglob("*.xlsx"))
        # Its folder goes with it.
        assert folder.name
        assert read_returns(files, pack, store=store).returns

    return work


WAYS: dict[str, Callable[[], Work]] = {
    OPENPYXL: by_openpyxl,
    "pandas, by openpyxl": by_pandas,
    "calamine": by_calamine,
    "ours, to cells with formats, merges and refusals": to_cells,
    "ours, to returns with every fault": to_returns,
    "ours, to returns from what was kept": from_kept,
}
"""By name, what imports and prepares each."""
